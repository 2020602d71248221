"""Accounts, mandates and functions of the demo content."""

from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.setuphandlers.demo import tables
from contextlib import AbstractContextManager
from datetime import date
from plone import api
from zope.component import getUtility


SOURCE = "demo"


def acting(role: str) -> AbstractContextManager:
    """Act as the demo account of a role within a ``with`` block."""
    return api.env.adopt_user(username=tables.login_of(role))


def enrol() -> dict[str, int]:
    """Create the accounts and the people of the register; return name -> person."""
    userids = {row["name"]: _account(row) for row in tables.accounts()}
    register = getUtility(IRegister)
    names = [row["name"] for row in (*tables.rows("staff"), *tables.rows("officials"))]
    return {name: register.enrol(userids.get(name), name) for name in names}


def _account(row: dict[str, str]) -> str:
    """Make one account unless it is there; return its user id."""
    login = row["login"]
    user = api.user.get(username=login) or api.user.create(
        email=f"{login}@lindasa.example",
        username=login,
        password=tables.password_of(login),
        properties={"fullname": row["name"]},
    )
    if row["role"] == "manager":
        api.user.grant_roles(user=user, roles=[ROLES["manager"]])
    return user.getId()


def fill_registers(people: dict[str, int], since: date) -> None:
    """Record all mandates and functions, valid since that day."""
    register = getUtility(IRegister)
    at = int(getUtility(IClock).now().timestamp())
    for row in tables.rows("mandates"):
        register.record(_mandate(row, people[row["name"]], since), at)
    for row in tables.rows("staff"):
        for held in row["functions"].split():
            function, _, body = held.rstrip("*").partition(":")
            made = Function(
                people[row["name"]],
                function,
                body,
                substitute=held.endswith("*"),
                start=since,
                source=SOURCE,
            )
            register.record(made, at)


def _mandate(row: dict[str, str], person: int, since: date) -> Mandate:
    return Mandate(
        person=person,
        body=row["body"],
        office=row["office"],
        party=row["party"],
        start=since,
        extent=int(row["extent"] or 0),
        as_employee=row["flag"] == "as_employee",
        employer_role=row["flag"] == "employer_role",
        source=SOURCE,
    )
