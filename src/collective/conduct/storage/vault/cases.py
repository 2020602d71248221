"""The sealed part of every case on ZODB. See IVault.

A case has a chain of epochs: the data key of each is sealed under the next
one's, so that whoever can open the newest can open all before, and who was
revoked has the older ones at most. Rows are tuples of bytes in trees.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.interfaces import IKeystore
from collective.conduct.core.interfaces import IVault
from collective.conduct.core.vault import ENVELOPES
from collective.conduct.core.vault import KEY
from collective.conduct.core.vault import pairs
from collective.conduct.core.vault import Place
from collective.conduct.storage.rows import RowFormat
from collective.conduct.storage.shards import Sharded
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault.casekeys import bound
from collective.conduct.storage.vault.casekeys import CaseKey
from collective.conduct.storage.vault.casekeys import INBOX
from collective.conduct.storage.vault.casekeys import keyed
from collective.conduct.storage.vault.files import CHUNK
from collective.conduct.storage.vault.files import seal_file
from collective.conduct.storage.vault.files import unseal_file
from persistent import Persistent
from typing import NamedTuple
from ZODB.blob import Blob
from zope.component import getUtility
from zope.interface import implementer


READER, ESCROW, LINK, APPROVER = "reader", "escrow", "link", "approver"
GIVEN, HALF = "given", "half of escrow"
ENCLOSED = "enclosed"
SEALED, POSTED = 0, 1
Keys = Mapping[int, bytes]


class _Box(NamedTuple):
    """A box: of which epoch, whether it was sealed or posted, the ciphertext."""

    epoch: int
    how: int
    box: bytes


BOX = RowFormat(_Box, {1: "epoch how box"})


@implementer(IVault)
class Vault(Persistent):
    """See IVault."""

    def __init__(self) -> None:
        self._epochs = Sharded()  # case -> newest epoch
        # (case, epoch, role, person, other person) -> wrapped or sealed key
        self._keys = Sharded()
        self._boxes = Sharded()  # (case, kind, number) -> row
        self._files = Sharded()  # (case, kind, number) -> Blob

    def begin(self, case: str, readers: Keys, escrow: Keys) -> CaseKey:
        getUtility(IKeystore).create(case)
        return self._new_epoch(CaseKey(case, 0, {}), readers, escrow)

    def open_with(self, case: str, person: int, private: bytes) -> CaseKey:
        epoch = self._newest(case)
        wrapped = self._keys.get((case, epoch, READER, person, 0))
        if wrapped is None:
            raise Refused("box_shut")
        context = bound(case, epoch, READER, person)
        data = boxes.unwrap(private, wrapped[KEY:], context)
        return self._with_earlier(case, epoch, data)

    def recover(
        self, case: str, one: tuple[int, bytes], other: tuple[int, bytes]
    ) -> CaseKey:
        epoch, people = self._newest(case), sorted((one, other))
        both = (people[0][0], people[1][0])
        halves = self._keys.get((case, epoch, ESCROW, *both))
        if halves is None:
            raise Refused("box_shut")
        found = [
            boxes.unwrap(private, half, bound(case, epoch, ESCROW, person, both))
            for (person, private), half in zip(people, halves, strict=True)
        ]
        return self._with_earlier(case, epoch, boxes.joined(*found))

    def give_half(
        self,
        case: str,
        both: tuple[int, int],
        holder: int,
        private: bytes,
        person: int,
        public: bytes,
    ) -> None:
        epoch = self._newest(case)
        halves = self._keys.get((case, epoch, ESCROW, *both))
        if halves is None or holder not in both:
            raise Refused("box_shut")
        context = bound(case, epoch, ESCROW, holder, both)
        half = boxes.unwrap(private, halves[both.index(holder)], context)
        place = (case, epoch, f"{HALF} {both[0]} {both[1]}", person, holder)
        context = bound(case, epoch, HALF, person, (*both, holder))
        self._keys[place] = boxes.wrap(public, half, context)

    def given(self, case: str, person: int) -> list[tuple[tuple[int, int], int]]:
        epoch, found = self._newest(case), []
        for both in self.escrow(case):
            for holder in both:
                role = f"{HALF} {both[0]} {both[1]}"
                if (case, epoch, role, person, holder) in self._keys:
                    found.append((both, holder))
        return found

    def open_given(
        self, case: str, both: tuple[int, int], person: int, private: bytes
    ) -> CaseKey:
        epoch, halves = self._newest(case), []
        for holder in both:
            role = f"{HALF} {both[0]} {both[1]}"
            wrapped = self._keys.get((case, epoch, role, person, holder))
            if wrapped is None:
                raise Refused("box_shut")
            context = bound(case, epoch, HALF, person, (*both, holder))
            halves.append(boxes.unwrap(private, wrapped, context))
        return self._with_earlier(case, epoch, boxes.joined(*halves))

    def readers(self, case: str) -> tuple[int, ...]:
        return tuple(person for person, _other in self._named(case, READER))

    def publics(self, case: str) -> dict[int, bytes]:
        place = (case, self._newest(case), READER)
        found = self._keys.within((*place, 0, 0), (*place, 2**31, 2**31))
        return {key[3]: wrapped[:KEY] for key, wrapped in found}

    def escrow(self, case: str) -> tuple[tuple[int, int], ...]:
        return tuple(self._named(case, ESCROW))

    def approvers(self, case: str) -> tuple[int, ...]:
        place = (case, 0, APPROVER)
        found = self._keys.within((*place, 0, 0), (*place, 2**31, 2**31))
        return tuple(key[3] for key, _wrapped in found)

    def drop(self, case: str) -> None:
        for tree in (self._keys, self._boxes, self._files):
            for place, _row in tree.within((case,), (f"{case}\0",)):
                del tree[place]
        self._epochs.pop(case, None)

    def grant(self, key: CaseKey, person: int, public: bytes) -> None:
        self._refuse_old(key)
        context = bound(key.case, key.epoch, READER, person)
        wrapped = boxes.wrap(public, key.data[key.epoch], context)
        self._keys[(key.case, key.epoch, READER, person, 0)] = public + wrapped

    def revoke(self, key: CaseKey, publics: Keys, escrow: Keys) -> CaseKey:
        self._refuse_old(key)
        return self._new_epoch(key, publics, escrow)

    def put(self, key: CaseKey, kind: str, words: bytes) -> int:
        self._refuse_old(key)
        place = self._next(key.case, kind, key.epoch)
        box = boxes.seal(key.of(place), words, place.context())
        self._keep(place, SEALED, box)
        return place.number

    def post(self, case: str, kind: str, words: bytes) -> int:
        epoch = self._newest(case)
        place = self._next(case, kind, epoch)
        public = self._keys[(case, epoch, INBOX, 0, 0)]
        box = boxes.wrap(public, words, place.context(INBOX))
        self._keep(place, POSTED, box)
        return place.number

    def get(self, key: CaseKey, kind: str, number: int) -> bytes:
        kept = self._boxes.get((key.case, kind, number))
        if kept is None:
            raise Missing("no_box")
        epoch, how, box = BOX.unpack(kept)
        place = Place(key.case, kind, number, epoch)
        if how == POSTED:
            return boxes.unwrap(key.inbox(epoch), box, place.context(INBOX))
        return boxes.unseal(key.of(place), box, place.context())

    def numbers(self, case: str, kind: str) -> tuple[int, ...]:
        found = self._boxes.within((case, kind, 0), (case, kind, 2**31))
        return tuple(number for (_case, _kind, number), _row in found)

    def put_file(
        self, key: CaseKey, kind: str, head: bytes, chunks: Iterable[bytes]
    ) -> int:
        number = self.put(key, kind, head)
        place = Place(key.case, kind, number, key.epoch)
        self._write(place, seal_file(key.of(place), chunks, place.context("file")))
        return number

    def get_file(
        self, key: CaseKey, kind: str, number: int
    ) -> tuple[bytes, Iterator[bytes]]:
        head = self.get(key, kind, number)
        blob = self._files.get((key.case, kind, number))
        if blob is None:
            raise Missing("no_box")
        epoch = BOX.unpack(self._boxes[(key.case, kind, number)]).epoch
        place = Place(key.case, kind, number, epoch)
        pieces = unseal_file(key.of(place), _read(blob), place.context("file"))
        return head, pieces

    def enclose(self, case: str, key: bytes, chunks: Iterable[bytes]) -> int:
        first, last = (case, ENCLOSED, 0), (case, ENCLOSED, 2**31)
        kept = self._files.within(first, last)
        place = Place(case, ENCLOSED, kept[-1][0][2] + 1 if kept else 1)
        self._write(place, seal_file(key, chunks, place.context("file")))
        return place.number

    def enclosed(self, case: str, number: int, key: bytes) -> Iterator[bytes]:
        blob = self._files.get((case, ENCLOSED, number))
        if blob is None:
            raise Missing("no_box")
        place = Place(case, ENCLOSED, number)
        return unseal_file(key, _read(blob), place.context("file"))

    def seal_identity(self, key: CaseKey, words: bytes, approvers: Keys) -> None:
        if not approvers:
            raise Invalid("no_approver")
        self._refuse_old(key)
        case, whole = key.case, boxes.new_key()
        own, others = boxes.split(whole)
        self.put(key, "half", own)
        place = self._next(case, "identity", key.epoch)
        box = boxes.seal(keyed(whole, place), words, place.context())
        self._keep(place, SEALED, box)
        for person, public in approvers.items():
            wrapped = boxes.wrap(public, others, bound(case, 0, APPROVER, person))
            self._keys[(case, 0, APPROVER, person, 0)] = wrapped

    def approve_identity(
        self, case: str, approver: int, private: bytes, person: int, public: bytes
    ) -> None:
        wrapped = self._keys.get((case, 0, APPROVER, approver, 0))
        if wrapped is None or approver == person:
            raise Refused("box_shut")
        half = boxes.unwrap(private, wrapped, bound(case, 0, APPROVER, approver))
        given = boxes.wrap(public, half, bound(case, 0, GIVEN, person))
        self._keys[(case, 0, GIVEN, person, 0)] = given

    def withdraw_approval(self, case: str, person: int) -> None:
        self._keys.pop((case, 0, GIVEN, person, 0), None)

    def open_identity(self, key: CaseKey, person: int, private: bytes) -> bytes:
        given = self._keys.get((key.case, 0, GIVEN, person, 0))
        kept = self._boxes.get((key.case, "identity", 1))
        if given is None or kept is None:
            raise Refused("box_shut")
        half = boxes.unwrap(private, given, bound(key.case, 0, GIVEN, person))
        whole = boxes.joined(half, self.get(key, "half", 1))
        epoch, _how, box = BOX.unpack(kept)
        place = Place(key.case, "identity", 1, epoch)
        return boxes.unseal(keyed(whole, place), box, place.context())

    def _keep(self, place: Place, how: int, box: bytes) -> None:
        row = BOX.pack(_Box(place.epoch, how, box))
        self._boxes[(place.case, place.kind, place.number)] = row

    def _write(self, place: Place, pieces: Iterable[bytes]) -> None:
        blob = self._files[(place.case, place.kind, place.number)] = Blob()
        try:
            with blob.open("w") as out:
                for piece in pieces:
                    out.write(piece)
        except OSError:
            raise Unavailable("disk_full") from None

    def _next(self, case: str, kind: str, epoch: int) -> Place:
        if kind not in ENVELOPES:
            raise Invalid("unknown_envelope")
        number = max(self.numbers(case, kind), default=0) + 1
        return Place(case, kind, number, epoch)

    def _new_epoch(self, before: CaseKey, readers: Keys, escrow: Keys) -> CaseKey:
        if not readers:
            raise Invalid("no_reader")
        case, epoch, fresh = before.case, before.epoch + 1, boxes.new_key()
        self._epochs[case] = epoch
        if before.data:
            context = bound(case, epoch, LINK)
            link = boxes.seal(fresh, before.data[before.epoch], context)
            self._keys[(case, epoch, LINK, 0, 0)] = link
        made = CaseKey(case, epoch, {**before.data, epoch: fresh})
        inbox = boxes.public_of(made.inbox(epoch))
        self._keys[(case, epoch, INBOX, 0, 0)] = inbox
        for person, public in readers.items():
            self.grant(made, person, public)
        for both in pairs(tuple(escrow)):
            halves = zip(both, boxes.split(fresh), strict=True)
            self._keys[(case, epoch, ESCROW, *both)] = tuple(
                boxes.wrap(
                    escrow[person], half, bound(case, epoch, ESCROW, person, both)
                )
                for person, half in halves
            )
        return made

    def _with_earlier(self, case: str, epoch: int, data: bytes) -> CaseKey:
        found, newest = {epoch: data}, epoch
        while epoch > 1:
            link = self._keys[(case, epoch, LINK, 0, 0)]
            found[epoch - 1] = boxes.unseal(
                found[epoch], link, bound(case, epoch, LINK)
            )
            epoch -= 1
        return CaseKey(case, newest, found)

    def _newest(self, case: str) -> int:
        epoch = self._epochs.get(case)
        if epoch is None:
            raise Refused("box_shut")
        return epoch

    def _refuse_old(self, key: CaseKey) -> None:
        """Nobody writes, or lets others in, with the key of an ended epoch."""
        if key.epoch != self._newest(key.case):
            raise Refused("box_shut")

    def _named(self, case: str, role: str) -> list[tuple[int, int]]:
        place = (case, self._newest(case), role)
        found = self._keys.within((*place, 0, 0), (*place, 2**31, 2**31))
        return [(key[3], key[4]) for key, _wrapped in found]


def _read(blob: Blob) -> Iterator[bytes]:
    with blob.open("r") as file:
        while piece := file.read(CHUNK):
            yield piece
