"""Record and end mandates and functions: what makes groups and duties."""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.mandates import Function
from collective.conduct.core.mandates import FUNCTIONS
from collective.conduct.core.mandates import Mandate
from collective.conduct.core.mandates import OFFICES
from collective.conduct.core.mandates import Person
from collective.conduct.core.mandates import Row
from collective.conduct.core.mandates import valid
from collective.conduct.operations.authority import authorise
from collective.conduct.principals.plugin import forget
from dataclasses import dataclass
from datetime import date
from plone import api
from zope.component import getUtility


@dataclass(frozen=True)
class Who:
    """A person as the form names them: known, by account, or by name alone."""

    known: int = 0
    account: str = ""
    name: str = ""


def people() -> list[Person]:
    """Everybody in the register, by name."""
    authorise("manage_registers")
    return sorted(getUtility(IRegister).people(), key=lambda each: each.name.casefold())


def rows_of_body(body: str) -> list[tuple[Row, Person]]:
    """The rows of a body that hold today or later, with their people, by name."""
    return _rows(lambda row: row.body == body)


def rows_of_site() -> list[tuple[Row, Person]]:
    """The functions that are held for the whole site, today or later."""
    return _rows(lambda row: isinstance(row, Function) and not row.body)


def _rows(wanted) -> list[tuple[Row, Person]]:
    register, today = getUtility(IRegister), getUtility(IClock).today()
    found = [
        (row, register.person(row.person))
        for row in register.roster().rows
        if wanted(row) and (row.start > today or valid(row, today))
    ]
    return sorted(found, key=lambda each: (each[1].name.casefold(), each[0].row))


def record_mandate(body: str, who: Who, office: str, party: str, start, end) -> int:
    """Record that somebody holds an office in a body; return the row's id.

    ``Invalid`` "office_unknown", "date_missing", "ends_before_start", or what
    ``_person`` raises.
    """
    authorise("manage_registers")
    if office not in OFFICES:
        raise Invalid("office_unknown")
    _check_days(start, end)
    return _record(
        Mandate(_person(who), body, office, party.strip(), start=start, end=end)
    )


def record_function(function: str, body: str, who: Who, start, end) -> int:
    """Record that somebody holds a function, for a body or (``""``) the site."""
    authorise("manage_registers")
    if function not in FUNCTIONS:
        raise Invalid("function_unknown")
    _check_days(start, end)
    return _record(Function(_person(who), function, body, start=start, end=end))


def end_row(row_id: int, last: date | None) -> None:
    """End a row after its last day; the row as it was stays in the history."""
    authorise("manage_registers")
    if last is None:
        raise Invalid("date_missing")
    rows = {row.row: row for row in getUtility(IRegister).roster().rows}
    row = rows.get(row_id)
    if row is None:
        raise Invalid("no_row")
    _check_days(row.start, last)
    getUtility(IRegister).end(row_id, last, _now())
    forget()


def _record(row: Row) -> int:
    number = getUtility(IRegister).record(row, _now())
    forget()
    return number


def _check_days(start: date | None, end: date | None) -> None:
    if start is None:
        raise Invalid("date_missing")
    if end is not None and end < start:
        raise Invalid("ends_before_start")


def _person(who: Who) -> int:
    """The register's number of somebody; two of one name are never merged.

    ``Missing`` "no_person", ``Invalid`` "account_unknown" or "name_missing".
    """
    register = getUtility(IRegister)
    if who.known:
        return register.person(who.known).id
    if who.account.strip():
        user = api.user.get(username=who.account.strip())
        if user is None:
            raise Invalid("account_unknown")
        name = user.getProperty("fullname") or user.getUserName()
        return register.enrol(user.getId(), name)
    if not who.name.strip():
        raise Invalid("name_missing")
    return register.enrol(None, who.name.strip())


def _now() -> int:
    return int(getUtility(IClock).now().timestamp())
