"""Keys of people, and cases shared among those who can open them."""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import handing_over
from collective.conduct.operations.vault import my_key
from datetime import date
from datetime import timedelta
from tests.integration.vault.conftest import can_open
from tests.integration.vault.conftest import opened
from tests.integration.vault.conftest import vault_of
from tests.support import sample_municipality
from tests.support.handlers import confirm_with_passphrases
from tests.support.handlers import OTHER
from tests.support.handlers import PHRASE
from zope.component import getUtility

import pytest


# one's own key


def test_only_who_holds_a_function_that_needs_a_key_makes_one(municipality):
    for role in ("official", "registrar", "manager", "anonymous"):
        with municipality.acting(role), pytest.raises(Refused, match="not_allowed"):
            my_key.enrol(PHRASE)
    with municipality.acting("hrchef"):
        assert my_key.functions() == ("hr",)
        my_key.enrol(PHRASE)
        with pytest.raises(Conflict, match="key_exists"):
            my_key.enrol(PHRASE)


def test_a_short_passphrase_makes_no_key(municipality):
    with municipality.acting("hrchef"):
        with pytest.raises(Invalid, match="passphrase_short"):
            my_key.enrol("kort")
        assert my_key.key_of(municipality.people["hrchef"]) is None


def test_a_vault_opens_with_the_passphrase_and_is_locked_at_once(open_intake):
    with open_intake.acting("hrchef"):
        assert my_key.open_vault("fel lösenfras") is None
        token = my_key.open_vault(PHRASE)
        assert my_key.vault_of(token)
        my_key.lock_now()
        with pytest.raises(Refused, match="vault_locked"):
            my_key.vault_of(token)


def test_a_token_is_of_no_use_to_somebody_else(open_intake):
    with open_intake.acting("hrchef"):
        token = my_key.open_vault(PHRASE)
    for name in ("office", "hrsub"):
        with open_intake.acting(name), pytest.raises(Refused, match="vault_locked"):
            my_key.vault_of(token)
    with open_intake.acting("manager"), pytest.raises(Refused, match="not_allowed"):
        my_key.vault_of(token)


def test_wrong_tries_make_the_next_one_wait_and_a_right_one_forgives(open_intake):
    with open_intake.acting("hrchef"):
        for _ in range(5):
            assert my_key.open_vault("fel lösenfras") is None
        with pytest.raises(Unavailable, match="vault_waits") as told:
            my_key.open_vault(PHRASE)
        assert told.value.values_["seconds"] == 30
        open_intake.clock.moment += timedelta(seconds=31)
        assert my_key.open_vault(PHRASE)
        assert my_key.open_vault("fel lösenfras") is None
        assert my_key.open_vault(PHRASE)


def test_another_passphrase_opens_the_same_cases(open_intake):
    with open_intake.acting("hrchef"):
        assert not my_key.change_passphrase("fel lösenfras", OTHER)
        assert my_key.change_passphrase(PHRASE, OTHER)
        assert my_key.open_vault(PHRASE) is None
        vault = my_key.vault_of(my_key.open_vault(OTHER))
        assert case_access.open_case(open_intake.case, vault)


def test_after_leaving_office_nothing_opens(open_intake):
    with open_intake.acting("hrchef"):
        token = my_key.open_vault(PHRASE)
    open_intake.clock.moment += timedelta(minutes=1)
    register_end(open_intake, "hrchef")
    with open_intake.acting("hrchef"), pytest.raises(Refused, match="not_allowed"):
        my_key.vault_of(token)


def register_end(municipality, name):
    from collective.conduct.core.registers.ports import IRegister

    register = getUtility(IRegister)
    for row in register.roster().rows_of(municipality.people[name]):
        register.end(row.row, date(2027, 3, 9), 1)
    sample_municipality.forget()


# sharing


def test_a_case_of_others_looks_like_none(open_intake):
    vault = vault_of(open_intake, "legal")
    with open_intake.acting("legal"):
        for case in (open_intake.case, "0" * 32):
            with pytest.raises(Missing, match="no_case"):
                case_access.open_case(case, vault)


def test_who_is_let_in_reads_and_everybody_is_told(open_intake):
    with open_intake.acting("hrchef"):
        case_access.grant_access(
            opened(open_intake, "hrchef"),
            open_intake.people["legal"],
            True,
        )
    assert can_open(open_intake, "legal")
    told = {notice.person for notice in open_intake.outbox.notices}
    assert told == set(getUtility(IVault).readers(open_intake.case))


def test_who_is_excluded_is_out_at_once_and_cannot_be_let_in_again(open_intake):
    office = open_intake.people["office"]
    vault = vault_of(open_intake, "hrchef")
    with open_intake.acting("hrchef"):
        case_access.exclude(case_access.open_case(open_intake.case, vault), office)
        for deed in (
            lambda: case_access.grant_access(
                case_access.open_case(open_intake.case, vault), office, True
            ),
            lambda: case_access.give_half(open_intake.case, 1, office, vault),
        ):
            with pytest.raises(Refused, match="excluded"):
                deed()
    assert not can_open(open_intake, "office") and can_open(open_intake, "head")
    assert office not in {notice.person for notice in open_intake.outbox.notices}
    with open_intake.acting("head"):
        assert handing_over.hand_over(office, vault_of(open_intake, "head")) == 0


def test_handing_over_moves_all_cases(open_intake):
    with open_intake.acting("hrchef"):
        count = handing_over.hand_over(
            open_intake.people["hrsub"], vault_of(open_intake, "hrchef")
        )
    assert count == 1
    assert can_open(open_intake, "hrsub") and not can_open(open_intake, "hrchef")


def test_the_last_reader_stays(open_intake):
    for name in ("office", "head"):
        with open_intake.acting(name):
            case_access.recuse(opened(open_intake, name), "x")
    with open_intake.acting("hrchef"), pytest.raises(Invalid, match="last_reader"):
        case_access.recuse(opened(open_intake, "hrchef"), "x")
    assert can_open(open_intake, "hrchef")


def test_who_forgot_the_passphrase_is_let_in_again_by_a_co_handler(open_intake):
    with open_intake.acting("hrchef"):
        my_key.replace(PHRASE, sure=True)
        assert getUtility(IKeyrings).epoch(open_intake.people["hrchef"]) == 2
    assert not can_open(open_intake, "hrchef")
    confirm_with_passphrases(open_intake)
    with open_intake.acting("office"):
        vault = vault_of(open_intake, "office")
        assert handing_over.restore(open_intake.people["hrchef"], vault) == 1
        assert handing_over.restore(open_intake.people["legal"], vault) == 0
    assert can_open(open_intake, "hrchef") and not can_open(open_intake, "legal")


def test_two_escrow_holders_let_somebody_in_and_one_does_not(open_intake):
    people, legal = open_intake.people, open_intake.people["legal"]
    vault = vault_of(open_intake, "legal")
    for first, second in (("escrow1", "escrow2"), ("escrow2", "escrow1")):
        with (
            open_intake.acting("legal"),
            pytest.raises(Refused, match="two_halves_needed"),
        ):
            case_access.recover(open_intake.case, vault)
        with open_intake.acting(first):
            case_access.give_half(
                open_intake.case, people[second], legal, vault_of(open_intake, first)
            )
    assert {notice.person for notice in open_intake.outbox.notices} == {
        people[name] for name in ("hrchef", "office", "head")
    }
    with open_intake.acting("legal"):
        case_access.recover(open_intake.case, vault)
    assert can_open(open_intake, "legal")


def test_an_escrow_holder_alone_opens_nothing(open_intake):
    assert not can_open(open_intake, "escrow1")
    with open_intake.acting("escrow1"), pytest.raises(Refused):
        case_access.give_half(
            open_intake.case,
            open_intake.people["legal"],
            open_intake.people["legal"],
            vault_of(open_intake, "escrow1"),
        )
