"""The encrypted store of every case on ZODB: keys, boxes and files. See IVault."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.vault.keys import BoxPlace
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.keys import KEY
from collective.conduct.core.vault.keys import series_of
from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.storage.vault import escrow
from collective.conduct.storage.vault import shred_keys
from collective.conduct.storage.vault import vault_rows
from collective.conduct.storage.vault.case_rows import VaultTrees
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers.files import CHUNK
from collective.conduct.storage.vault.ciphers.files import seal_file
from collective.conduct.storage.vault.ciphers.files import unseal_file
from collective.conduct.storage.vault.escrow import HALF
from collective.conduct.storage.vault.escrow import Pair
from collective.conduct.storage.vault.open_case import APPROVER
from collective.conduct.storage.vault.open_case import bound
from collective.conduct.storage.vault.open_case import ESCROW
from collective.conduct.storage.vault.open_case import GIVEN
from collective.conduct.storage.vault.open_case import INBOX
from collective.conduct.storage.vault.open_case import LINK
from collective.conduct.storage.vault.open_case import POSTED
from collective.conduct.storage.vault.open_case import READER
from collective.conduct.storage.vault.open_case import REMOVED
from collective.conduct.storage.vault.open_case import UnlockedCase
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.permitted import moment
from collective.conduct.storage.vault.permitted import permitted
from collective.conduct.storage.vault.signatures import signed_by
from collective.conduct.storage.vault.vault_rows import BOX
from collective.conduct.storage.vault.vault_rows import Box
from typing import Any
from ZODB.blob import Blob
from zope.component import queryUtility
from zope.interface import implementer


ENCLOSED = "enclosed"
WAS_READER = b"reader"
Holders = tuple[dict[int, bytes], frozenset[int], frozenset[int]]


@implementer(IVault)
class Vault(VaultTrees):
    """See IVault."""

    def moment(self) -> bytes:
        return moment()

    def begin(
        self, case: str, readers: Iterable[MayKnow], escrow: Iterable[MayKnow]
    ) -> UnlockedCase:
        shred_keys.create(case)
        return UnlockedCase(case, 0, {}, self).next_epoch(readers, escrow)

    def open_with(self, case: str, vault: UnlockedVault) -> UnlockedCase:
        epoch = self.newest(case)
        wrapped = self.key(case, epoch, READER, vault.person)
        if wrapped is None:
            raise Refused("box_shut")
        opened = vault.remembered(case, wrapped)
        if opened is None or opened.store is not self:
            context = bound(case, epoch, READER, vault.person)
            data = vault.unwrap(wrapped[KEY:], context)
            opened = vault.remember(self._opened(case, epoch, data, vault), wrapped)
        return opened

    def recover(
        self, case: str, one: UnlockedVault, other: UnlockedVault
    ) -> UnlockedCase:
        data = escrow.data_of_two(self, case, one, other)
        return self._opened(case, self.newest(case), data)

    def give_half(
        self, case: str, both: Pair, vault: UnlockedVault, may: MayKnow
    ) -> None:
        escrow.give_half(self, case, both, vault, may)

    def given(self, case: str, person: int, public: bytes) -> list[tuple[Pair, int]]:
        return [
            (both, holder)
            for both in self.escrow(case)
            for holder in both
            if escrow.given(self, case, both, person, holder, public) is not None
        ]

    def open_given(self, case: str, both: Pair, vault: UnlockedVault) -> UnlockedCase:
        data = escrow.data_given(self, case, both, vault)
        return self._opened(case, self.newest(case), data, vault)

    def rehearse(self, one: UnlockedVault, other: UnlockedVault) -> None:
        escrow.rehearse(self, one, other)

    def readers(self, case: str) -> tuple[int, ...]:
        return tuple(person for person, _other in self._named(case, READER))

    def publics(self, case: str) -> dict[int, bytes]:
        place = (case, self.newest(case), READER)
        found = self._keys.within((*place, 0, 0), (*place, 2**31, 2**31))
        return {key[3]: vault_rows.public_part(row) for key, row in found}

    def escrow(self, case: str) -> tuple[Pair, ...]:
        return tuple(self._named(case, ESCROW))

    def holders(self, case: str) -> Holders:
        if case not in self._epochs:
            return {}, frozenset(), frozenset()
        keepers = (person for both in self.escrow(case) for person in both)
        return self.publics(case), frozenset(keepers), frozenset(self.approvers(case))

    def half_holders(self, case: str) -> frozenset[int]:
        found = self._keys.within((case,), (f"{case}\0",))
        roles = ((place[2], place[3]) for place, _key in found)
        return frozenset(
            person for role, person in roles if role == GIVEN or role.startswith(HALF)
        )

    def approvers(self, case: str) -> tuple[int, ...]:
        place = (case, 0, APPROVER)
        found = self._keys.within((*place, 0, 0), (*place, 2**31, 2**31))
        return tuple(key[3] for key, _wrapped in found)

    def remove(self, case: str, people: Iterable[int]) -> None:
        out, epoch = {*people}, self.newest(case)
        for place, _key in self._keys.within((case,), (f"{case}\0",)):
            _case, _epoch, role, *named = place
            if _is_of_a_person(role) and (found := out.intersection(named)):
                del self._keys[place]
                for person in found:
                    was_reader = role == READER or self.removed(case).get(person, False)
                    said = WAS_READER if was_reader else b""
                    self.keep_key(said, case, epoch, REMOVED, person)

    def removed(self, case: str) -> dict[int, bool]:
        place = (case, self.newest(case), REMOVED)
        found = self._keys.within((*place, 0, 0), (*place, 2**31, 2**31))
        said = ((key[3], vault_rows.public_part(row)) for key, row in found)
        return {person: each == WAS_READER for person, each in said}

    def forget_epochs_before(self, case: str, epoch: int) -> None:
        """Delete the wraps and halves of superseded epochs: the newest opens all."""
        for place, _key in self._keys.within((case, 1), (case, epoch)):
            if _is_of_a_person(place[2]) or place[2] == REMOVED:
                del self._keys[place]

    def post(
        self, case: str, kind: str, words: bytes, vault: UnlockedVault | None = None
    ) -> int:
        epoch = self.newest(case)
        place, key = self.fresh(case, kind, epoch), (case, epoch, INBOX, 0, 0)
        if not ENVELOPES[kind].is_posted:
            raise Invalid("unknown_envelope")
        row, streams = self._keys[key], queryUtility(ICaseStreams)
        if streams is not None:  # else whoever exchanged the key would read it
            streams.refuse_unsound(case, {self._keys.named(key): row})
        if ENVELOPES[kind].is_signed:
            words = signed_by(vault, place, words)
        public = vault_rows.public_part(row)
        box = boxes.wrap(public, boxes.pad(words), place.context(INBOX))
        self.keep_box(place, POSTED, box)
        return place.number

    def has(self, case: str) -> bool:
        return case in self._epochs

    def enclose(self, case: str, chunks: Iterable[bytes]) -> tuple[int, bytes]:
        first, last = (case, ENCLOSED, 0), (case, ENCLOSED, 2**31)
        files, key = self._files.within(first, last), boxes.new_key()
        place = BoxPlace(case, ENCLOSED, files[-1][0][2] + 1 if files else 1)
        self.keep_file(place, seal_file(key, chunks, place.context("file")))
        return place.number, key

    def enclosed(self, case: str, number: int, key: bytes) -> Iterator[bytes]:
        place = BoxPlace(case, ENCLOSED, number)
        sealed = self.file(case, ENCLOSED, number)
        return unseal_file(key, sealed, place.context("file"))

    def approve_identity(self, case: str, vault: UnlockedVault, may: MayKnow) -> None:
        person, public = permitted(may, case, HANDLING)
        wrapped, own = self.key(case, 0, APPROVER, vault.person), vault.person
        if wrapped is None or own == person:
            raise Refused("box_shut")
        half = vault.unwrap(wrapped, bound(case, 0, APPROVER, own))
        given = boxes.wrap(public, half, bound(case, 0, GIVEN, person))
        self.keep_key(given, case, 0, GIVEN, person)

    def withdraw_approval(self, case: str, person: int) -> None:
        self._keys.pop((case, 0, GIVEN, person, 0), None)

    # for ``UnlockedCase``: rows by their place
    def newest(self, case: str) -> int:
        """Return the epoch to write in; ``Refused`` "box_shut" without a case."""
        epoch = self._epochs.get(case)
        if epoch is None:
            raise Refused("box_shut")
        return epoch

    def begin_epoch(self, case: str, epoch: int, inbox: bytes) -> None:
        """Write in this epoch from now on; posts are encrypted for this public key."""
        self._epochs[case] = epoch
        self._note_epoch(case)
        self.keep_key(inbox, case, epoch, INBOX)

    def key(
        self, case: str, epoch: int, role: str, person: int = 0, other: int = 0
    ) -> Any:
        """Return a wrapped or sealed key, None when there is none any more."""
        return vault_rows.found(self._keys, (case, epoch, role, person, other))

    def keep_key(
        self, key: Any, case: str, epoch: int, role: str, person: int = 0, other=0
    ) -> None:
        """Store a wrapped or sealed key, in a box under the case's shred key."""
        place = (case, epoch, role, person, other)
        self._keys[place] = vault_rows.pack(key, place)

    def enclose_all(self) -> None:
        """See IVault."""
        vault_rows.enclose(self._keys)

    def fresh(self, case: str, kind: str, epoch: int) -> BoxPlace:
        """Return the place of the next box; ``Invalid`` "unknown_envelope"."""
        if kind not in ENVELOPES:
            raise Invalid("unknown_envelope")
        numbers = (self.numbers(case, each) for each in series_of(kind))
        last = max((number for found in numbers for number in found), default=0)
        return BoxPlace(case, kind, last + 1, epoch)

    def box(self, case: str, kind: str, number: int) -> tuple[BoxPlace, int, bytes]:
        """Return a box, its place and how it is sealed; ``Missing`` "no_box"."""
        row = self._boxes.get((case, kind, number))
        if row is None:
            raise Missing("no_box")
        epoch, how, box = BOX.unpack(row)
        return BoxPlace(case, kind, number, epoch), how, box

    def keep_box(self, place: BoxPlace, how: int, box: bytes) -> None:
        """Store a box."""
        row = BOX.pack(Box(place.epoch, how, box))
        self._boxes[(place.case, place.kind, place.number)] = row

    def file(self, case: str, kind: str, number: int) -> Iterator[bytes]:
        """Iterate over the pieces of a sealed file; ``Missing`` "no_box"."""
        blob = self._files.get((case, kind, number))
        if blob is None:
            raise Missing("no_box")
        return _read(blob)

    def keep_file(self, place: BoxPlace, pieces: Iterable[bytes]) -> None:
        """Store the pieces of a sealed file; ``Unavailable`` "disk_full"."""
        blob = self._files[(place.case, place.kind, place.number)] = Blob()
        try:
            with blob.open("w") as out:
                for piece in pieces:
                    out.write(piece)
        except OSError:
            raise Unavailable("disk_full") from None

    def _opened(
        self, case: str, epoch: int, data: bytes, vault: UnlockedVault | None = None
    ) -> UnlockedCase:
        """Return the case with the data keys of all epochs before."""
        found, newest = {epoch: data}, epoch
        while epoch > 1:
            link = self.key(case, epoch, LINK)
            if link is None:
                raise Refused("box_shut")
            context = bound(case, epoch, LINK)
            found[epoch - 1] = boxes.unseal(found[epoch], link, context)
            epoch -= 1
        return UnlockedCase(case, newest, found, self, vault)

    def _named(self, case: str, role: str) -> list[Pair]:
        place = (case, self.newest(case), role)
        found = self._keys.within((*place, 0, 0), (*place, 2**31, 2**31))
        return [(key[3], key[4]) for key, _wrapped in found]


def _is_of_a_person(role: str) -> bool:
    """Return whether a key of this role is wrapped for somebody."""
    return role in (READER, ESCROW, APPROVER, GIVEN) or role.startswith(HALF)


def _read(blob: Blob) -> Iterator[bytes]:
    with blob.open("r") as file:
        while piece := file.read(CHUNK):
            yield piece
