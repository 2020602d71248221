"""All cases of a site, on ZODB. See ICases.

The objects are stored in 64 trees that exist from the start, so that two reports at
the same moment do not conflict. They are in no folder: what walks the site's tree
(a catalog that is rebuilt, an export, a copy, WebDAV) cannot come across them.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.conduct.core.cases.bars import SERIES
from collective.conduct.core.cases.deadline_history import DeadlineEvent
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.vault.streams import DEADLINE
from collective.conduct.core.vault.streams import SUMMARY as SUMMARY_ROW
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.common.sharded_tree import ShardedTree
from collective.conduct.storage.vault.case_rows import CaseRows
from collective.conduct.storage.vault.case_rows import note_change
from persistent import Persistent
from typing import Any
from typing import NamedTuple
from zope.component.hooks import getSite
from zope.interface import implementer


SHARDS = 64
REMEMBERED = 30 * 60  # seconds in which the same form gives the same case


class _Sent(NamedTuple):
    """The case that a form's nonce made, and when."""

    case: str
    when: int


def _with_bars(row: dict) -> dict:
    """Convert the fields of version 1, where a row had no ground and no reach.

    The widest reach is taken: nobody learns of more than before.
    """
    people = row.pop("excluded", ())
    return {**row, "bars": tuple((person, SERIES) for person in people)}


SUMMARY = RowFormat(
    CaseSummary,
    {
        1: "case path state procedure form received language urgent channel excluded"
        " linked withdrawn unanswered_since merged_into merged_from"
        " series",
        2: "case path state procedure form received language urgent channel bars"
        " linked withdrawn unanswered_since merged_into merged_from"
        " series",
    },
    older={1: _with_bars},
)
HISTORY = RowFormat(DeadlineEvent, {1: "event when kind day terms"})
SENT = RowFormat(_Sent, {1: "case when"})


@implementer(ICases)
class Cases(Persistent):
    """See ICases."""

    def __init__(self) -> None:
        self._shards = tuple(OOBTree() for _ in range(SHARDS))  # case -> object
        self._facts = tuple(OOBTree() for _ in range(SHARDS))  # case -> row
        # (case, number) -> row; added to, never changed
        self._history = CaseRows(DEADLINE)
        self._nonces = tuple(OOBTree() for _ in range(SHARDS))  # digest -> row
        self.complete()

    def complete(self) -> None:
        """Build what an earlier version did not have."""
        self._history = CaseRows.over(self._history, DEADLINE)
        if not hasattr(self, "_followers"):
            self._followers = ShardedTree()  # (case, what follows it) -> None
            self._series = ShardedTree()  # (series, case) -> None
            for tree in self._facts:
                for row in tree.values():
                    self._index(SUMMARY.unpack(row))

    def add(self, case, facts: CaseSummary):
        case.id = facts.case
        self._shards[_shard(facts.case)][facts.case] = case
        self.put(facts)
        return self.get(facts.case)

    def get(self, case: str):
        found = self._shards[_shard(case)].get(case)
        if found is None:
            raise Missing("no_case")
        return found.__of__(getSite())

    def facts(self, case: str) -> CaseSummary:
        values = self._facts[_shard(case)].get(case)
        if values is None:
            raise Missing("no_case")
        facts = SUMMARY.unpack(values)
        if facts.state not in STATES:
            raise Unavailable("row_unknown")
        return facts

    def put(self, facts: CaseSummary) -> None:
        rows, case = self._facts[_shard(facts.case)], facts.case
        before = SUMMARY.unpack(rows[case]) if case in rows else None
        if before is not None and before.series and before.series != facts.series:
            del self._series[(before.series, case)]
        rows[case] = SUMMARY.pack(facts)
        note_change(case, SUMMARY_ROW, "", lambda: rows.get(case))
        self._index(facts)

    def rows(self, case: str) -> Iterator[tuple[str, str, Any]]:
        yield from self._history.rows(case)
        if row := self._facts[_shard(case)].get(case):
            yield SUMMARY_ROW, "", row

    def followers(self, case: str) -> tuple[str, ...]:
        found = self._followers.within((case, ""), (case, "g"))
        return tuple(follower for (_case, follower), _none in found)

    def in_series(self, series: str) -> tuple[str, ...]:
        found = self._series.within((series, ""), (series, "g")) if series else ()
        return tuple(case for (_series, case), _none in found)

    def _index(self, facts: CaseSummary) -> None:
        for first in facts.linked:
            if (first, facts.case) not in self._followers:
                self._followers[(first, facts.case)] = None
        if facts.series and (facts.series, facts.case) not in self._series:
            self._series[(facts.series, facts.case)] = None

    def add_deadline(self, case: str, line: DeadlineEvent) -> None:
        number = len(self._lines(case)) + 1
        self._history[(case, number)] = HISTORY.pack(line)

    def deadline_history(self, case: str) -> tuple[DeadlineEvent, ...]:
        found = (_event(row) for _place, row in self._lines(case))
        return tuple(each for each in found if each is not None)

    def _lines(self, case: str) -> list:
        return self._history.within((case, 0), (case, 2**31))

    def everything(self) -> Iterator[CaseSummary]:
        rows = [SUMMARY.unpack(row) for tree in self._facts for row in tree.values()]
        return iter(sorted(rows, key=lambda each: (-each.received, each.case)))

    def by_nonce(self, digest: bytes, now: int) -> str | None:
        row = self._nonces[digest[0] % SHARDS].get(digest)
        sent = SENT.unpack(row) if row else None
        return sent.case if sent and now - sent.when <= REMEMBERED else None

    def note_nonce(self, digest: bytes, case: str, now: int) -> None:
        tree = self._nonces[digest[0] % SHARDS]
        sent = {key: SENT.unpack(row).when for key, row in tree.items()}
        for old in [key for key, when in sent.items() if now - when > REMEMBERED]:
            del tree[old]
        tree[digest] = SENT.pack(_Sent(case, now))


def _event(row: tuple) -> DeadlineEvent | None:
    """Return an event, None for what is none: the page of the case names it."""
    try:
        return HISTORY.unpack(row)
    except Unavailable:
        return None


def _shard(case: str) -> int:
    """Return the number of a case's tree; for what is no case number, the first."""
    head = case[:2]
    return int(head, 16) % SHARDS if _is_hex(head) else 0


def _is_hex(text: str) -> bool:
    return len(text) == 2 and set(text) <= set("0123456789abcdef")
