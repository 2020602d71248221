"""Warn of misspelt parties: parties are free text, so a typo would make a new one."""

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collective.conduct.core.registers.lists.entries import Remark
from collective.conduct.core.registers.lists.entries import RosterEntry
from collective.conduct.core.registers.lists.known import RegisterSnapshot
from collective.conduct.core.registers.lists.meanings import folded
from collective.conduct.core.registers.mandates import Mandate
from difflib import get_close_matches


_CLOSE = 0.8  # of difflib: one letter among five or more
_SURE = 3  # seats in the file that make a party known


def remarks_on_parties(
    entries: Iterable[RosterEntry], known: RegisterSnapshot
) -> dict[int, tuple[Remark, ...]]:
    """A remark for each line whose party is nearly, but not quite, a known one."""
    counts = Counter(entry.party for entry in entries if entry.party)
    sure = {row.party for row in known.rows if isinstance(row, Mandate) and row.party}
    sure |= {party for party, count in counts.items() if count >= _SURE}
    by_fold = defaultdict(list)
    for party in sorted(sure):
        by_fold[folded(party)].append(party)
    close = {party: _near(party, by_fold) for party in counts if party not in sure}
    return {
        entry.line: (Remark("roster_party_close", {"party": close[entry.party]}),)
        for entry in entries
        if close.get(entry.party)
    }


def _near(party: str, by_fold: dict[str, list[str]]) -> str:
    if folded(party) in by_fold:
        return by_fold[folded(party)][0]
    found = get_close_matches(folded(party), by_fold, n=1, cutoff=_CLOSE)
    return by_fold[found[0]][0] if found else ""
