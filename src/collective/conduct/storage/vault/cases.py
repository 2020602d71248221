"""The sealed part of every case on ZODB. See IVault.

A case has a chain of epochs: the data key of each is sealed under the next
one's, so that whoever can open the newest can open all before, and who was
revoked has the older ones at most. Rows are tuples of bytes in trees.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import IKeystore
from collective.conduct.core.interfaces import IVault
from collective.conduct.core.vault import ENVELOPES
from collective.conduct.core.vault import pairs
from collective.conduct.core.vault import Place
from collective.conduct.storage.vault import boxes
from dataclasses import dataclass
from dataclasses import field
from persistent import Persistent
from zope.component import getUtility
from zope.interface import implementer


READER, ESCROW, LINK = "reader", "escrow", "link"
Keys = Mapping[int, bytes]


@dataclass(frozen=True)
class CaseKey:
    """What opens a case; it is never kept. ``data``: data key of each epoch."""

    case: str
    epoch: int
    data: Mapping[int, bytes] = field(repr=False)

    def of(self, place: Place) -> bytes:
        """The key of one box: data key and shred key together."""
        data = self.data.get(place.epoch)
        if data is None:
            raise Refused("box_shut")
        shred = getUtility(IKeystore).get(self.case)
        return boxes.derive(data, shred, place.context())


@implementer(IVault)
class Vault(Persistent):
    """See IVault."""

    def __init__(self) -> None:
        self._epochs = OOBTree()  # case -> newest epoch
        # (case, epoch, role, person, other person) -> wrapped or sealed key
        self._keys = OOBTree()
        self._boxes = OOBTree()  # (case, kind, number) -> (epoch, box)

    def begin(self, case: str, readers: Keys, escrow: Keys) -> CaseKey:
        getUtility(IKeystore).create(case)
        return self._new_epoch(CaseKey(case, 0, {}), readers, escrow)

    def open_with(self, case: str, person: int, private: bytes) -> CaseKey:
        epoch = self._newest(case)
        wrapped = self._keys.get((case, epoch, READER, person, 0))
        if wrapped is None:
            raise Refused("box_shut")
        data = boxes.unwrap(private, wrapped, _context(case, epoch, READER, person))
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
            boxes.unwrap(private, half, _context(case, epoch, ESCROW, person, both))
            for (person, private), half in zip(people, halves, strict=True)
        ]
        return self._with_earlier(case, epoch, boxes.joined(*found))

    def readers(self, case: str) -> tuple[int, ...]:
        return tuple(person for person, _other in self._named(case, READER))

    def escrow(self, case: str) -> tuple[tuple[int, int], ...]:
        return tuple(self._named(case, ESCROW))

    def grant(self, key: CaseKey, person: int, public: bytes) -> None:
        self._refuse_old(key)
        context = _context(key.case, key.epoch, READER, person)
        wrapped = boxes.wrap(public, key.data[key.epoch], context)
        self._keys[(key.case, key.epoch, READER, person, 0)] = wrapped

    def revoke(self, key: CaseKey, publics: Keys, escrow: Keys) -> CaseKey:
        self._refuse_old(key)
        return self._new_epoch(key, publics, escrow)

    def put(self, key: CaseKey, kind: str, words: bytes) -> int:
        self._refuse_old(key)
        if kind not in ENVELOPES:
            raise Invalid("unknown_envelope")
        number = max(self.numbers(key.case, kind), default=0) + 1
        place = Place(key.case, kind, number, key.epoch)
        box = boxes.seal(key.of(place), words, place.context())
        self._boxes[(key.case, kind, number)] = (key.epoch, box)
        return number

    def get(self, key: CaseKey, kind: str, number: int) -> bytes:
        kept = self._boxes.get((key.case, kind, number))
        if kept is None:
            raise Missing("no_box")
        place = Place(key.case, kind, number, kept[0])
        return boxes.unseal(key.of(place), kept[1], place.context())

    def numbers(self, case: str, kind: str) -> tuple[int, ...]:
        found = self._boxes.keys((case, kind, 0), (case, kind, 2**31))
        return tuple(number for _case, _kind, number in found)

    def _new_epoch(self, before: CaseKey, readers: Keys, escrow: Keys) -> CaseKey:
        if not readers:
            raise Invalid("no_reader")
        case, epoch, fresh = before.case, before.epoch + 1, boxes.new_key()
        self._epochs[case] = epoch
        if before.data:
            context = _context(case, epoch, LINK)
            link = boxes.seal(fresh, before.data[before.epoch], context)
            self._keys[(case, epoch, LINK, 0, 0)] = link
        made = CaseKey(case, epoch, {**before.data, epoch: fresh})
        for person, public in readers.items():
            self.grant(made, person, public)
        for both in pairs(tuple(escrow)):
            halves = zip(both, boxes.split(fresh), strict=True)
            self._keys[(case, epoch, ESCROW, *both)] = tuple(
                boxes.wrap(
                    escrow[person], half, _context(case, epoch, ESCROW, person, both)
                )
                for person, half in halves
            )
        return made

    def _with_earlier(self, case: str, epoch: int, data: bytes) -> CaseKey:
        found, newest = {epoch: data}, epoch
        while epoch > 1:
            link = self._keys[(case, epoch, LINK, 0, 0)]
            found[epoch - 1] = boxes.unseal(
                found[epoch], link, _context(case, epoch, LINK)
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
        found = self._keys.keys((*place, 0, 0), (*place, 2**31, 2**31))
        return [(each[3], each[4]) for each in found]


def _context(
    case: str, epoch: int, role: str, person: int = 0, both: tuple[int, ...] = ()
) -> bytes:
    people = (str(each) for each in (person, *both))
    return Place(case, "key", 0, epoch).context(role, *people)
