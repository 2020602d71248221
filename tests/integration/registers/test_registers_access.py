"""Every action of the registers is refused to everybody but those who keep them."""

from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.registers.terms_of_office import TermsOfOffice
from collective.conduct.operations.campaigns import end_mandate
from collective.conduct.operations.registers import people
from collective.conduct.operations.registers import roster
from collective.conduct.operations.registers import rows as registers
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from tests.support import sample_municipality
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import pytest


KEEPERS = {"registrar", "manager"}
LAST = TODAY - timedelta(days=1)
SEAT = Mandate(0, "bun", "chair", "S", TODAY)


@pytest.fixture
def municipality(municipality):
    rows = getUtility(IRegister).roster().rows_of(municipality.people["official"])
    (municipality.row,) = rows
    municipality.person = municipality.people["participant"]
    return municipality


DEEDS = {
    "record": lambda it: registers.record(registers.Who(name="Åsa Berg"), SEAT),
    "correct": lambda it: registers.correct(it.row.row, replace(it.row, extent=9)),
    "withdraw": lambda it: registers.withdraw(it.row.row),
    "end": lambda it: registers.end_row(it.row.row, LAST),
    "end_term": lambda it: end_mandate.end_term("ks", LAST, ()),
    "preview_row": lambda it: end_mandate.preview_row(it.row.row, LAST),
    "preview_term": lambda it: end_mandate.preview_term("ks", LAST),
    "people": lambda it: registers.people(),
    "parties": lambda it: registers.parties(),
    "find": lambda it: people.find("lind"),
    "known": lambda it: people.known(it.person),
    "rename": lambda it: people.rename(it.person, "Åsa Berg"),
    "attach": lambda it: people.attach(it.person, "member"),
    "of_site": lambda it: roster.of_site(),
    "everything": lambda it: roster.everything(),
}


def rows():
    return list(getUtility(IRegister).history()), list(getUtility(IRegister).people())


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_of_the_registers_is_for_those_who_keep_them(municipality, name):
    before = rows()
    for role in ROLES.keys() - KEEPERS:
        with municipality.acting(role), pytest.raises(Refused):
            DEEDS[name](municipality)
    assert rows() == before
    for role in KEEPERS:
        # The second one may come too late for what the first has done.
        with municipality.acting(role), suppress(Conflict, Invalid):
            DEEDS[name](municipality)


def test_a_body_is_read_by_everybody_who_is_logged_in_and_by_nobody_else(municipality):
    sample_municipality.hold(
        Mandate(municipality.person, "ks", "candidate", "S", TODAY),
        Function(municipality.people["auditor"], "legal", "ks", start=TODAY),
    )
    term, seen = (TODAY, TermsOfOffice()), {}
    with municipality.acting("anonymous"), pytest.raises(Refused):
        roster.of_body("ks")
    with municipality.acting("anonymous"), pytest.raises(Refused):
        roster.of_term("ks", *term)
    for role in ROLES.keys() - {"anonymous"}:
        with municipality.acting(role):
            seen[role] = len(roster.of_body("ks"))
            assert len(roster.of_term("ks", *term)) == 2
    assert {role for role, count in seen.items() if count == 5} == KEEPERS
    assert set(seen.values()) == {3, 5}
