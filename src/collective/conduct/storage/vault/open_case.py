"""An opened case: the keys of its epochs, and its boxes. See ``OpenCase``.

A case has a chain of epochs: the data key of each is sealed under that of the
next, so that whoever can open the newest can open all before, and whoever was
revoked has the older ones at most.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import APPROVING
from collective.conduct.core.common.key_functions import ESCROW as ESCROW_HOLDING
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.vault.keys import BoxPlace
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.keys import pairs
from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import CaseSigner
from collective.conduct.core.vault.streams import KEY as KEY_ROW
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers.files import seal_file
from collective.conduct.storage.vault.ciphers.files import unseal_file
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.permitted import permitted
from collective.conduct.storage.vault.signatures import author_of
from collective.conduct.storage.vault.signatures import is_signed
from collective.conduct.storage.vault.signatures import signed_by
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from zope.component import getUtility
from zope.component import queryUtility


READER, ESCROW, LINK, APPROVER = "reader", "escrow", "link", "approver"
GIVEN, INBOX, REMOVED = "given", "inbox", "removed"
SEALED, POSTED_BARE, POSTED = 0, 1, 2  # bare: not padded, before 1005
Keys = Mapping[int, bytes]


@dataclass(frozen=True, eq=False)
class UnlockedCase:
    """See OpenCase. ``data``: the data key of each epoch; ``store``: the rows."""

    id: str
    epoch: int
    data: Keys = field(repr=False)
    store: Any = field(repr=False)
    vault: UnlockedVault | None = field(default=None, repr=False)
    _signers: dict[bytes, CaseSigner] = field(default_factory=dict, repr=False)

    @property
    def person(self) -> int:
        return self.vault.person if self.vault else 0

    # boxes
    def put(self, kind: str, words: bytes) -> int:
        place = self._fresh(kind)
        if ENVELOPES[kind].is_posted:
            raise Invalid("unknown_envelope")
        if ENVELOPES[kind].is_signed:
            words = signed_by(self.vault, place, words)
        box = boxes.seal(self.key_of(place), words, place.context())
        self.store.keep_box(place, SEALED, box)
        return place.number

    def get(self, kind: str, number: int) -> bytes:
        return self.written(kind, number)[1]

    def written(self, kind: str, number: int) -> tuple[int, bytes]:
        place, how, box = self.store.box(self.id, kind, number)
        envelope, posted = ENVELOPES[kind], how != SEALED
        if posted:
            content = boxes.unwrap(self.inbox(place.epoch), box, place.context(INBOX))
            content = content if how == POSTED_BARE else boxes.unpad(content)
        else:
            content = boxes.unseal(self.key_of(place), box, place.context())
        if posted == envelope.is_posted:
            if not envelope.is_signed:
                return 0, content
            if is_signed(content):
                return self._author(place, content)
        streams = queryUtility(ICaseStreams)
        if streams is None or not streams.is_older(self.id, kind, number):
            raise Refused("not_authentic")
        return 0, content

    def _author(self, place: BoxPlace, content: bytes) -> tuple[int, bytes]:
        """Return who signed a content, and the words; ``Refused`` "not_authentic"."""
        try:
            signer, words = author_of(content, place, self._signers)
        except Refused:  # signed in this transaction, or never
            streams = queryUtility(ICaseStreams)
            self._signers.update(streams.signers(self.id) if streams else {})
            signer, words = author_of(content, place, self._signers)
        return signer.person, words

    def numbers(self, kind: str) -> tuple[int, ...]:
        return self.store.numbers(self.id, kind)

    def put_file(self, kind: str, head: bytes, chunks: Iterable[bytes]) -> int:
        place = BoxPlace(self.id, kind, self.put(kind, head), self.epoch)
        pieces = seal_file(self.key_of(place), chunks, place.context("file"))
        self.store.keep_file(place, pieces)
        return place.number

    def get_file(self, kind: str, number: int) -> tuple[bytes, Iterator[bytes]]:
        head, sealed = self.get(kind, number), self.store.file(self.id, kind, number)
        place, _how, _box = self.store.box(self.id, kind, number)
        return head, unseal_file(self.key_of(place), sealed, place.context("file"))

    # people
    def grant(self, may: MayKnow) -> None:
        self._refuse_old()
        person, public = permitted(may, self.id, HANDLING)
        context = self._bound(READER, person)
        wrapped = public + boxes.wrap(public, self.data[self.epoch], context)
        self.store.keep_key(wrapped, self.id, self.epoch, READER, person)
        if self.vault and (person, public) == (self.person, self.vault.public):
            self.vault.remember(self, wrapped)

    def revoke(
        self, readers: Iterable[MayKnow], escrow: Iterable[MayKnow]
    ) -> "UnlockedCase":
        self._refuse_old()
        self._refuse_forged_keys()
        readers = tuple(readers)
        if not readers:
            raise Invalid("no_reader")
        return self.next_epoch(readers, escrow)

    def next_epoch(
        self, readers: Iterable[MayKnow], escrow: Iterable[MayKnow]
    ) -> "UnlockedCase":
        """Make a fresh data key for these people; return the case in the new epoch."""
        readers, escrow = tuple(readers), tuple(escrow)
        if not readers and len({may.person for may in escrow}) < 2:
            raise Invalid("no_reader")
        epoch, fresh = self.epoch + 1, boxes.new_key()
        data = {**self.data, epoch: fresh}
        made = UnlockedCase(self.id, epoch, data, self.store, self.vault)
        self.store.begin_epoch(self.id, epoch, boxes.public_of(made.inbox(epoch)))
        if self.data:
            link = boxes.seal(fresh, self.data[self.epoch], made._bound(LINK))
            self.store.keep_key(link, self.id, epoch, LINK)
        for may in readers:
            made.grant(may)
        made._share(escrow)
        self.store.forget_epochs_before(self.id, epoch)
        return made

    def _share(self, escrow: Iterable[MayKnow]) -> None:
        """Give every pair of escrow holders the data key in two halves."""
        publics = dict(permitted(may, self.id, ESCROW_HOLDING) for may in escrow)
        for both in pairs(tuple(publics)):
            halves = zip(both, boxes.split(self.data[self.epoch]), strict=True)
            wrapped = tuple(
                boxes.wrap(publics[person], half, self._bound(ESCROW, person, both))
                for person, half in halves
            )
            self.store.keep_key(wrapped, self.id, self.epoch, ESCROW, *both)

    # who the reporter is
    def seal_identity(self, words: bytes, approvers: Iterable[MayKnow]) -> None:
        publics = dict(permitted(may, self.id, APPROVING) for may in approvers)
        if not publics:
            raise Invalid("no_approver")
        whole = boxes.new_key()
        own, others = boxes.split(whole)
        self.put("half", own)
        place = self._fresh("identity")
        box = boxes.seal(keyed(whole, place), words, place.context())
        self.store.keep_box(place, SEALED, box)
        for person, public in publics.items():
            context = bound(self.id, 0, APPROVER, person)
            wrapped = boxes.wrap(public, others, context)
            self.store.keep_key(wrapped, self.id, 0, APPROVER, person)

    def open_identity(self) -> bytes:
        given = self.store.key(self.id, 0, GIVEN, self.person)
        if given is None or self.vault is None or not self.numbers("identity"):
            raise Refused("box_shut")
        half = self.vault.unwrap(given, bound(self.id, 0, GIVEN, self.person))
        whole = boxes.joined(half, self.get("half", 1))
        place, _how, box = self.store.box(self.id, "identity", 1)
        return boxes.unseal(keyed(whole, place), box, place.context())

    # keys
    def key_of(self, place: BoxPlace) -> bytes:
        """Return the key of one box, derived from data key and shred key."""
        data = self.data.get(place.epoch)
        if data is None or place.case != self.id:
            raise Refused("box_shut")
        return keyed(data, place)

    def inbox(self, epoch: int) -> bytes:
        """Return the private key for what was posted to the case in an epoch."""
        return self.key_of(BoxPlace(self.id, INBOX, 0, epoch))

    def _fresh(self, kind: str) -> BoxPlace:
        self._refuse_old()
        return self.store.fresh(self.id, kind, self.epoch)

    def _refuse_old(self) -> None:
        """Nobody writes, or grants access, with the key of an ended epoch."""
        if self.epoch != self.store.newest(self.id):
            raise Refused("box_shut")

    def _refuse_forged_keys(self) -> None:
        """Let nobody into a new epoch by a key that was written into the old one."""
        streams = queryUtility(ICaseStreams)
        if streams is not None:
            found = streams.check(self.id, self.store.rows(self.id))
            if any(each.kind == KEY_ROW for each in found):
                raise Unavailable("case_not_sound")

    def _bound(self, role: str, person: int = 0, both: tuple[int, ...] = ()) -> bytes:
        return bound(self.id, self.epoch, role, person, both)


def keyed(data: bytes, place: BoxPlace) -> bytes:
    """Derive the key of one place from a data key and the case's shred key."""
    shred = getUtility(IKeystore).get(place.case)
    return boxes.derive(data, shred, place.context())


def bound(
    case: str, epoch: int, role: str, person: int = 0, both: tuple[int, ...] = ()
) -> bytes:
    """Return the context of a key that was wrapped or sealed for a person in a role."""
    people = (str(each) for each in (person, *both))
    return BoxPlace(case, "key", 0, epoch).context(role, *people)
