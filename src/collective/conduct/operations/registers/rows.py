"""Record, correct and end mandates and functions, which make groups and duties.

A row is never changed: a correction closes it and records the right one, so
that what was known before can still be asked for (``operations.registers.roster``).
"""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.registers.mandate_rules import check
from collective.conduct.core.registers.mandate_rules import check_end
from collective.conduct.core.registers.mandate_rules import LONGEST
from collective.conduct.core.registers.mandate_rules import resembling
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.principals.registers.plugin import forget
from collective.conduct.principals.registers.titles import body_titles
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from plone import api
from zope.component import getUtility


@dataclass(frozen=True)
class Who:
    """The person of a form: a known one, or by account, or by name alone."""

    known: int = 0
    account: str = ""
    name: str = ""


def people() -> list[Person]:
    """Everybody in the register, by name."""
    authorise("manage_registers")
    return sorted(getUtility(IRegister).people(), key=lambda each: each.name.casefold())


def parties() -> list[str]:
    """The parties that the register knows, by name."""
    authorise("manage_registers")
    rows = getUtility(IRegister).roster().rows
    found = {row.party for row in rows if isinstance(row, Mandate) and row.party}
    return sorted(found, key=str.casefold)


def record(who: Who, row: Row, new_party: bool = False) -> int:
    """Record that somebody holds an office or a function; return the row's id.

    What ``mandate_rules.check`` and ``person_named`` raise; ``Invalid``
    "body_unknown", and "party_resembles" unless ``new_party`` says that the
    spelling is meant.
    """
    authorise("manage_registers")
    return _record(replace(_tidy(row), person=person_named(who)), new_party)


def correct(number: int, row: Row, new_party: bool = False) -> int:
    """Correct a row; return the id of the right row.

    The wrong one is closed, not removed. Nothing is written when both say the
    same. ``Conflict`` "row_changed" when it was closed meanwhile; what
    ``record`` raises.
    """
    authorise("manage_registers")
    old, right = believed(number), _tidy(row)
    if type(old) is not type(right):
        raise Invalid("row_kind")
    right = replace(right, person=right.person or old.person)
    if right == replace(old, row=0, known_from=0):
        return number
    getUtility(IRegister).close(number, now_in_seconds())
    return _record(right, new_party or _party(right) == _party(old))


def withdraw(number: int) -> None:
    """Withdraw a row that never held; it stays in the history."""
    authorise("manage_registers")
    getUtility(IRegister).close(believed(number).row, now_in_seconds())
    forget()


def end_row(number: int, last: date | None) -> None:
    """End a row after its last day; the row as it was stays in the history.

    ``Invalid`` "date_missing", "ends_before_start", "ends_already";
    ``Conflict`` "row_changed".
    """
    authorise("manage_registers")
    check_end(believed(number), last)
    getUtility(IRegister).end(number, last, now_in_seconds())
    forget()


def believed(number: int) -> Row:
    """The row if it holds now; ``Missing`` "no_row", ``Conflict`` "row_changed"."""
    row = getUtility(IRegister).row(number)
    if row.known_to is not None:
        raise Conflict("row_changed")
    return row


def person_named(who: Who) -> int:
    """The number of a person, enrolled when new; two of one name are never merged.

    ``Missing`` "no_person", ``Invalid`` "account_unknown" or "name_missing".
    """
    register = getUtility(IRegister)
    if who.known:
        return register.person(who.known).id
    if who.account.strip():
        user = account(who.account)
        name = user.getProperty("fullname") or user.getUserName()
        return register.enrol(user.getId(), name)
    return register.enrol(None, name_given(who.name))


def account(login: str):
    """The account with a log-in name; ``Invalid`` "account_unknown"."""
    user = api.user.get(username=login.strip())
    if user is None:
        raise Invalid("account_unknown")
    return user


def name_given(typed: str) -> str:
    """Normalise a name; ``Invalid`` "name_missing" or "too_long"."""
    name = " ".join(typed.split())
    if not name:
        raise Invalid("name_missing")
    if len(name) > LONGEST:
        raise Invalid("too_long", field="name", limit=LONGEST)
    return name


def _record(row: Row, new_party: bool) -> int:
    register = getUtility(IRegister)
    _check_body(row)
    check(row, register.roster().rows_of(row.person))
    if not new_party and resembling(_party(row), parties()):
        raise Invalid("party_resembles")
    number = register.record(row, now_in_seconds())
    forget()
    return number


def _check_body(row: Row) -> None:
    """A mandate needs an existing body; a function has one, or none."""
    if (row.body or isinstance(row, Mandate)) and row.body not in body_titles():
        raise Invalid("body_unknown")


def _tidy(row: Row) -> Row:
    """Put texts on one line, and reset the fields that only the register sets."""
    texts = {"source": " ".join(row.source.split())}
    if isinstance(row, Mandate):
        texts["party"] = " ".join(row.party.split())
    return replace(row, row=0, known_from=0, known_to=None, **texts)


def _party(row: Row) -> str:
    return row.party if isinstance(row, Mandate) else ""
