"""Soundness of all cases: checked on the server, told as one bit (TRUST 15, T15).

Whoever reads a case is told which row is wrong; everybody else at most that
something is wrong somewhere, without a kind or a count.
"""

from collections.abc import Iterator
from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.cases.deadlines import wanted_of
from collective.conduct.operations.cases.streams.checking import doubts_of
from collective.conduct.operations.cases.streams.checking import is_behind
from collective.conduct.operations.cases.vault_readiness import MISSING
from collective.conduct.operations.cases.vault_readiness import OK
from collective.conduct.operations.cases.vault_readiness import Said
from collective.conduct.operations.common.time import now_in_seconds
from zope.component import getUtility


def projections() -> Iterator[Said]:
    """Compare what pages show with what it is taken from, for the readiness page."""
    yield Said("case_seals", MISSING if is_behind() else OK, {}, None)
    yield Said("desks", MISSING if desks_differ() else OK, {}, None)
    count = len(getUtility(ILedger).differences())
    yield Said("outcomes", MISSING if count else OK, {"count": count}, None)


def accept() -> None:
    """Let the database as it is count, after it was restored on purpose."""
    getUtility(ICaseStreams).accept(now_in_seconds())


def is_sound() -> bool:
    """Check every case, its desks and the outside lines; for the server alone."""
    streams = getUtility(ICaseStreams)
    streams.settle()
    known = {*streams.cases(), *(each.case for each in getUtility(ICases).everything())}
    return not (
        streams.is_behind()
        or any(_is_doubtful(case) for case in known)
        or desks_differ()
    )


def desks_differ() -> bool:
    """Return whether a desk is not what cases and wraps say (T15)."""
    desks, expected, found = getUtility(IDesks), set(), set()
    for facts in getUtility(ICases).everything():
        history = deadlines(facts.case)
        wanted = wanted_of(facts, history)
        for person, public in getUtility(IVault).publics(facts.case).items():
            expected.add((person, facts, wanted, public, history))
    counts: dict[tuple[int, str], int] = {}
    for person in desks.people():
        for each in desks.of(person, STATES):
            entry = (person, each.facts, each.wanted, each.public, each.deadlines)
            found.add(entry)
            key = (person, each.facts.state)
            counts[key] = counts.get(key, 0) + 1
    wrong = any(
        desks.count(person, state) != counts.get((person, state), 0)
        for person in desks.people()
        for state in STATES
    )
    return wrong or found != expected


def _is_doubtful(case: str) -> bool:
    try:
        return bool(doubts_of(case, files=True) or getUtility(IAccessLog).doubts(case))
    except Missing:
        return False  # its key was destroyed
    except ConductError:
        return True
