"""The outbox on ZODB. See IOutbox.

A key is kept as its hash, for ever; everything else is removed when a mail has
been sent. A claim postpones: a batch that was taken is due again when the claim
has run out, so a crash loses nothing. What many put at the same moment is spread
over many trees (see ``sharded_tree``), and all trees hold a seed.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.mail.notices import AGAIN
from collective.conduct.core.mail.notices import Failure
from collective.conduct.core.mail.notices import goes_alone
from collective.conduct.core.mail.notices import KINDS
from collective.conduct.core.mail.notices import MailBatch
from collective.conduct.core.mail.notices import message_id
from collective.conduct.core.mail.notices import next_try
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.notices import SILENT
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from hashlib import sha256
from persistent import Persistent
from zope.interface import implementer

import typing


QUEUES = 16
CLAIM = 600  # seconds for one mail; the transport gives up much earlier
KEEP = 31 * 86400  # seconds for which the number of sent notices is kept
_LAST = b"\xff" * 33
_EMPTY = (0, b"")
_SOON, _LATER = 1, 2  # lanes: what goes alone, and what waited for others


class Queue(OOTreeSet):
    """A tree with larger leaves: rows are short, so a leaf is rarely split."""

    max_leaf_size = 120


class _Row(typing.NamedTuple):
    """The stored form of a batch: plain values only."""

    person: int
    hashes: tuple[bytes, ...]
    tries: int = 0
    state: str = "waiting"  # "claimed", "dead"
    code: str = ""
    at: int = 0  # of the last failure
    due: int = 0
    lane: int = _SOON


PARCEL = RowFormat(_Row, {1: "person hashes tries state code at due lane"})
NOTICE = RowFormat(
    Notice,
    {1: "key person kind created about urgent"},
    codecs={"about": (lambda about: tuple(sorted(about.items())), dict)},
)


@implementer(IOutbox)
class Outbox(Persistent):
    """See IOutbox."""

    def __init__(self) -> None:
        self._known = ShardedTree(b"")  # hash of a key -> None
        self._notices = ShardedTree(b"")  # hash -> row of a notice
        self._loose = OOTreeSet([_EMPTY])  # (person, hash): not in a batch yet
        self._parcels = ShardedTree(-1)  # number -> row of a batch
        self._due = _queues()  # (lane, time, number)
        self._left = OOBTree({(0, 0): 0})  # (time, number) -> count, for a month
        self._sent = Length()

    def complete(self) -> None:
        """Convert an outbox of an earlier version, which used single trees."""
        if isinstance(self._known, ShardedTree):
            return
        known, notices, parcels = ShardedTree(b""), ShardedTree(b""), ShardedTree(-1)
        known.update({key: None for key in self._known if key})
        notices.update({key: kept for key, kept in self._notices.items() if key})
        parcels.update({key: kept for key, kept in self._parcels.items() if key})
        waiting, self._due = [each for each in self._due if each[2]], _queues()
        for each in waiting:
            self._queue(each[2]).insert(each)
        self._known, self._notices, self._parcels = known, notices, parcels

    def put(self, notice: Notice) -> bool:
        if notice.kind not in KINDS:
            raise Invalid("unknown_notice")
        key = _hash(notice.key)
        if key in self._known:
            return False
        self._known[key] = None
        self._notices[key] = NOTICE.pack(notice)
        if goes_alone(notice):
            row = _Row(notice.person, (key,), due=notice.created)
            self._keep(_number(key), row)
        else:
            self._loose.insert((notice.person, key))
        return True

    def knows(self, key: str) -> bool:
        return _hash(key) in self._known

    def take(self, now: int, alone: bool = False) -> MailBatch | None:
        number = self._first(_SOON, now)
        if not number and not alone:
            number = self._gathered() or self._first(_LATER, now)
        if not number:
            return None
        row = PARCEL.unpack(self._parcels[number])
        claimed = row._replace(state="claimed", tries=row.tries + 1, due=now + CLAIM)
        self._keep(number, claimed)
        return self._parcel(number, claimed)

    def sent(self, number: int, now: int) -> None:
        row = self._row(number)
        if row is None:
            return  # a second sender of a claim that had run out
        silent = self._silent(row)
        self._drop(number, row)
        if not silent:
            self._left[(now, number)] = len(row.hashes)
            self._sent.change(len(row.hashes))
        for old in list(self._left.keys((1, 0), (now - KEEP, 0)))[:20]:
            del self._left[old]

    def failed(self, number: int, code: str, now: int, final: bool = False) -> None:
        row = self._row(number)
        if row is None or row.state == "dead":
            return
        due = None if final else next_try(row.tries, now)
        if due is None and self._silent(row):  # nobody would see it lie there
            due = now + AGAIN[-1]
        state = "dead" if due is None else "waiting"
        self._keep(number, row._replace(state=state, code=code, at=now, due=due or 0))

    def withdraw(self, number: int) -> None:
        row = self._row(number)
        if row is not None:
            self._drop(number, row)

    def counts(self) -> dict[str, int]:
        found = {"waiting": len(self._loose) - 1, "claimed": 0, "dead": 0}
        for _at, row in self._rows():
            if not self._silent(row):
                found[row.state] += len(row.hashes)
        return {**found, "sent": self._sent()}

    def sent_since(self, when: int) -> int:
        return sum(self._left.values((max(when, 1), 0)))

    def dead(self) -> list[Failure]:
        return self._failures("dead")

    def delayed(self) -> list[Failure]:
        return self._failures("waiting")

    def retry(self, number: int, now: int) -> None:
        row = self._dead(number)
        self._keep(number, row._replace(state="waiting", tries=0, due=now))

    def discard(self, number: int) -> None:
        self._drop(number, self._dead(number))

    def _gathered(self) -> int:
        """Make a batch of one person's loose notices; return its number or 0."""
        first = next(iter(self._loose.keys((1, b""))), None)
        if first is None:
            return 0
        person = first[0]
        loose = list(self._loose.keys((person, b""), (person, _LAST)))
        for each in loose:
            self._loose.remove(each)
        hashes = tuple(key for _person, key in loose)
        self._keep(_number(hashes[0]), _Row(person, hashes, lane=_LATER))
        return _number(hashes[0])

    def _first(self, lane: int, now: int) -> int:
        until = (lane, now + 1, 0)
        waiting = (
            next(iter(each.keys((lane, 0, 0), until)), None) for each in self._due
        )
        return min(filter(None, waiting), default=(lane, now, 0))[2]

    def _queue(self, number: int) -> OOTreeSet:
        return self._due[number % QUEUES]

    def _row(self, number: int) -> _Row | None:
        row = self._parcels.get(number)
        return PARCEL.unpack(row) if row else None

    def _rows(self) -> Iterator[tuple[int, _Row]]:
        for number, row in self._parcels.items():
            yield number, PARCEL.unpack(row)

    def _silent(self, row: _Row) -> bool:
        """Whether a mail is about a case; such a mail contains nothing else."""
        return any(self._notice(key).kind in SILENT for key in row.hashes)

    def _notice(self, key: bytes) -> Notice:
        return NOTICE.unpack(self._notices[key])

    def _dead(self, number: int) -> _Row:
        row = self._row(number)
        if row is None or row.state != "dead":
            raise Missing("no_parcel")
        return row

    def _keep(self, number: int, row: _Row) -> None:
        """Write a row; only one that may be taken is in a queue."""
        self._undue(number, self._row(number))
        self._parcels[number] = PARCEL.pack(row)
        if row.state != "dead":
            self._queue(number).insert((row.lane, row.due, number))

    def _drop(self, number: int, row: _Row) -> None:
        self._undue(number, row)
        del self._parcels[number]
        for key in row.hashes:
            del self._notices[key]

    def _undue(self, number: int, row: _Row | None) -> None:
        if row is not None and row.state != "dead":
            self._queue(number).remove((row.lane, row.due, number))

    def _failures(self, state: str) -> list[Failure]:
        found = [
            Failure(self._parcel(number, row), row.code, row.at, row.due)
            for number, row in self._rows()
            if row.state == state and row.code and not self._silent(row)
        ]
        return sorted(found, key=lambda each: (-each.at, each.parcel.number))

    def _parcel(self, number: int, row: _Row) -> MailBatch:
        notices = [self._notice(key) for key in row.hashes]
        notices.sort(key=lambda each: (each.created, each.key))
        named = message_id(each.key for each in notices)
        return MailBatch(number, row.person, tuple(notices), named, row.tries)


def _queues() -> tuple[OOTreeSet, ...]:
    """Several queues: in a single one all writers would meet at the end."""
    return tuple(Queue([(0, 0, 0)]) for _ in range(QUEUES))


def _hash(key: str) -> bytes:
    return sha256(key.encode()).digest()


def _number(key: bytes) -> int:
    """The number of a batch: of its hash, since writers would conflict on a counter."""
    return int.from_bytes(key[:8], "big") >> 1 | 1
