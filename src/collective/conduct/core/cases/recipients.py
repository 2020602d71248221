"""Rules for who receives a report: tables and registers decide, before any notice.

Persons concerned, named witnesses and those whom ``MAY_NOT_HANDLE`` names are
excluded before the first notice. Nobody without a key is offered. Where the
holders of a function are excluded their substitutes are used; where nobody is
left, the fallback functions. (REQUIREMENTS A27, C28, E19, E20; §2 C)
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.cases.summary import PROCEDURES
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICES
from collective.conduct.core.registers.mandates import Roster
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Form:
    """The target of a form: procedure, receiving functions, whether it is urgent."""

    procedure: str
    to: tuple[str, ...]
    urgent: bool = False


FORMS = {
    "harassment": Form("harassment", ("hr", "municipal_secretary", "head_of_office")),
    "threats": Form("threats", ("security", "security_coordinator"), urgent=True),
    "risk_use": Form("risk_use", ("municipal_secretary", "head_of_office")),
    "code": Form("code", ("municipal_secretary", "head_of_office")),
    "reprisal": Form("harassment", ("head_of_office", "hr", "legal"), urgent=True),
    "support": Form("advice", ("security_coordinator", "hr")),
    "medicine": Form("advice", ("municipal_secretary", "head_of_office")),
}
assert {form.procedure for form in FORMS.values()} == set(PROCEDURES)
FALLBACK = ("legal", "archive", "chief_executive")
assert {*FALLBACK}.union(*(form.to for form in FORMS.values())) <= HANDLING
# What a report is sealed for, as is told before it is sent (TRUST 5, 9).
READERS_AND_ESCROW, READERS_ALONE, ESCROW_ALONE, NOBODY = SEALED_FOR = (
    "readers_and_escrow",
    "readers",  # no escrow pair: a lost passphrase cannot be mended
    "escrow",  # no reader: two holders open it for a successor
    "nobody",  # it cannot be sent
)
LEADER = "leader"  # the channel of what one of them passes on
# Who is told first in a group and has to pass it on (A29, C34).
PASS_ON = frozenset({"group_leader", "chair", "vice_chair", "presidium"})
ROLES = ("exposed", "witness", "for_another")  # who the reporter is in it (E22)

# Matters about somebody who holds the office or function on the left are not
# handled by the functions on the right: they answer to that person (E19). What a
# municipality starts with; the settings say what holds.
MAY_NOT_HANDLE = {
    "chief_executive": frozenset({"hr", "head_of_office", "municipal_secretary"}),
    "head_of_office": frozenset({"municipal_secretary"}),
    "commissioner": frozenset({"chief_executive"}),
}
Barred = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Recipient:
    """A person who will be able to read the report, and by which function."""

    person: int
    function: str
    substitute: bool = False


def barred_of(lines: Iterable[str]) -> Barred:
    """Parse the table from lines such as ``head_of_office: municipal_secretary``.

    ``ValueError`` for a line that cannot be parsed, or that has an unknown name.
    """
    table: dict[str, frozenset[str]] = {}
    known = {*OFFICES, *FUNCTIONS}
    for text in lines:
        left, _colon, right = text.partition(":")
        key, names = left.strip(), right.split()
        if key not in known or not names or set(names) - set(FUNCTIONS):
            raise ValueError(text)
        table[key] = table.get(key, frozenset()) | frozenset(names)
    return table


def lines_of(table: Barred) -> list[str]:
    """Return the table as lines of text."""
    return [f"{key}: {' '.join(sorted(names))}" for key, names in table.items()]


def barred(
    roster: Roster, day: date, about: Iterable[int], table: Barred
) -> frozenset[str]:
    """Return the functions that may not handle a matter about these people."""
    functions: set[str] = set()
    for person in about:
        for row in roster.rows_of(person, day):
            key = row.office if isinstance(row, Mandate) else row.function
            functions |= table.get(key, frozenset())
    return frozenset(functions)


def recipients(
    roster: Roster,
    day: date,
    functions: Iterable[str],
    about: frozenset[int],
    out: frozenset[int],
    keyed: Callable[[str], frozenset[int]],
    table: Barred = MAY_NOT_HANDLE,
    away: frozenset[int] = frozenset(),
) -> tuple[Recipient, ...]:
    """Return who would receive it: each person once, in the order of the functions.

    ``about``: persons concerned; ``out``: others who must not (witnesses, the
    reporter); ``keyed``: whose key is confirmed for a function (TRUST 1); ``table``:
    who may not handle whom; ``away``: absent people, whose substitutes are added.
    """
    closed = barred(roster, day, about, table)
    chosen: dict[int, Recipient] = {}
    for function in functions:
        if function not in closed:
            fit = keyed(function) - about - out
            for each in _holders(roster, day, function, fit, away):
                chosen.setdefault(each.person, each)
    if chosen:
        return tuple(chosen.values())
    for function in FALLBACK:
        if function not in closed:
            fit = keyed(function) - about - out
            if last := _holders(roster, day, function, fit, away):
                return tuple(last)
    return ()


def _holders(
    roster: Roster,
    day: date,
    function: str,
    fit: frozenset[int],
    away: frozenset[int],
) -> list[Recipient]:
    """Return the eligible holders; their substitutes when one is not, or is absent."""
    rows = [
        row
        for person in sorted(roster.groups(day).get(f"conduct:function:{function}", ()))
        for row in roster.rows_of(person, day)
        if isinstance(row, Function) and row.function == function and not row.body
    ]
    own = {row.person for row in rows if not row.substitute}
    others = {row.person for row in rows if row.substitute} - own
    here = [Recipient(each, function) for each in sorted(own & fit)]
    if own <= fit - away and own:
        return here
    return here + [Recipient(each, function, True) for each in sorted(others & fit)]
