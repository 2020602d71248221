"""The people of the registers: find, show, rename them, and attach an account.

An answer belongs to the person's number, so whoever was a candidate and gets a
mandate keeps their answers (REQUIREMENTS A3); a name or an account changes
nothing of it.
"""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandate_rules import leaders
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.mandates import valid
from collective.conduct.core.registers.ports import IAccountWatch
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.registers.rows import account
from collective.conduct.operations.registers.rows import name_given
from collective.conduct.principals.registers.plugin import forget
from dataclasses import dataclass
from zope.component import getUtility


@dataclass(frozen=True)
class PersonRecord:
    """A person with all rows: those of now, coming, earlier and corrected.

    ``leaders``: (body, party) -> who leads that group of theirs today.
    """

    person: Person
    now: tuple[Row, ...]
    coming: tuple[Row, ...]
    earlier: tuple[Row, ...]
    corrected: tuple[Row, ...]
    leaders: dict[tuple[str, str], list[Person]]


def find(name: str = "", with_account: bool | None = None) -> list[Person]:
    """Find the people with these words in their names, sorted by name.

    ``with_account``: only those that have one, or have none.
    """
    authorise("manage_registers")
    words = name.casefold().split()
    found = [
        each
        for each in getUtility(IRegister).people()
        if all(word in each.name.casefold() for word in words)
        and with_account in (None, each.userid is not None)
    ]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))


def known(number: int) -> PersonRecord:
    """Return the record of a person; ``Missing`` "no_person"."""
    authorise("manage_registers")
    register, today = getUtility(IRegister), getUtility(IClock).today()
    person, roster = register.person(number), register.roster()
    rows = sorted(roster.rows_of(number), key=lambda row: (row.start, row.row))
    led = leaders(roster, number, today)
    return PersonRecord(
        person,
        tuple(row for row in rows if valid(row, today)),
        tuple(row for row in rows if row.start > today),
        tuple(row for row in reversed(rows) if row.end and row.end < today),
        tuple(
            row
            for row in register.history()
            if row.person == number and row.known_to is not None
        ),
        {group: [register.person(each) for each in who] for group, who in led.items()},
    )


def rename(number: int, name: str) -> None:
    """Give a person another name; ``Invalid`` "name_missing" or "too_long"."""
    authorise("manage_registers")
    getUtility(IRegister).name(number, name_given(name))


def attach(number: int, login: str) -> None:
    """Give a person an account by its log-in name.

    ``Invalid`` "account_unknown"; ``Conflict`` "account_taken" when somebody
    else has it, "account_given" when the person has another.
    """
    authorise("manage_registers")
    if not login.strip():
        raise Invalid("account_unknown")
    getUtility(IRegister).attach(number, account(login).getId())
    getUtility(IAccountWatch).settle(number)
    forget()
