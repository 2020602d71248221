"""Keys of people, and cases shared among those who can open them."""

from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IKeyrings
from collective.conduct.core.interfaces import IOutbox
from collective.conduct.core.interfaces import IVault
from collective.conduct.core.mandates import Function
from collective.conduct.operations.keys import own
from collective.conduct.operations.keys import sharing
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.storage.vault import passphrases
from datetime import date
from datetime import timedelta
from tests.integration.reports.test_reports import Box
from tests.integration.reports.test_reports import NONCE
from tests.integration.reports.test_reports import OFFICE
from tests.integration.reports.test_reports import SINCE
from tests.support import sample_municipality as town
from zope.component import getUtility

import pytest


PHRASE, OTHER = "en lång lösenfras", "en annan lösenfras"


@pytest.fixture
def built(portal, integration, monkeypatch, tmp_path):
    tmp_path.chmod(0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path))
    cheap = passphrases.Cost(memory=64, passes=1)
    monkeypatch.setattr(passphrases, "Cost", lambda: cheap)
    outbox = Box()
    portal.getSiteManager().registerUtility(outbox, IOutbox)
    with town.stopped_clock() as clock:
        made = town.build(portal)
        made.clock, made.outbox = clock, outbox
        for name, function in OFFICE.items():
            made.people[name] = town.enrol(name, f"{name.title()} Ek")
            row = Function(
                made.people[name], function, substitute=name == "hrsub", start=SINCE
            )
            town.hold(row)
        yield made


@pytest.fixture
def ready(built):
    """Everybody has a key with the same passphrase, and there is a case."""
    for name in OFFICE:
        with built.acting(name):
            own.enrol(PHRASE)
    receive_report(Submission("harassment", NONCE, {"what": "ord"}))
    (facts,) = getUtility(ICases).everything()
    built.case = facts.case
    built.outbox.put_.clear()
    return built


def vault_of(built, name):
    """The private key of an account's open vault."""
    with built.acting(name):
        return own.private_of(own.open_vault(PHRASE))


def can_open(built, name) -> bool:
    try:
        with built.acting(name):
            key = sharing.open_case(built.case, vault_of(built, name))
            getUtility(IVault).get(key, "content", 1)
    except Missing:
        return False
    return True


# one's own key


def test_only_who_holds_a_function_that_needs_a_key_makes_one(built):
    for role in ("official", "registrar", "manager", "anonymous"):
        with built.acting(role), pytest.raises(Refused, match="not_allowed"):
            own.enrol(PHRASE)
    with built.acting("hrchef"):
        assert own.functions() == ("hr",)
        own.enrol(PHRASE)
        with pytest.raises(Conflict, match="key_exists"):
            own.enrol(PHRASE)


def test_a_short_passphrase_makes_no_key(built):
    with built.acting("hrchef"):
        with pytest.raises(Invalid, match="passphrase_short"):
            own.enrol("kort")
        assert own.key_of(built.people["hrchef"]) is None


def test_a_vault_opens_with_the_passphrase_and_is_locked_at_once(ready):
    with ready.acting("hrchef"):
        assert own.open_vault("fel lösenfras") is None
        token = own.open_vault(PHRASE)
        assert own.private_of(token)
        own.lock_now()
        with pytest.raises(Refused, match="vault_locked"):
            own.private_of(token)


def test_a_token_is_of_no_use_to_somebody_else(ready):
    with ready.acting("hrchef"):
        token = own.open_vault(PHRASE)
    for name in ("office", "hrsub"):
        with ready.acting(name), pytest.raises(Refused, match="vault_locked"):
            own.private_of(token)
    with ready.acting("manager"), pytest.raises(Refused, match="not_allowed"):
        own.private_of(token)


def test_wrong_tries_make_the_next_one_wait_and_a_right_one_forgives(ready):
    with ready.acting("hrchef"):
        for _ in range(5):
            assert own.open_vault("fel lösenfras") is None
        with pytest.raises(Unavailable, match="vault_waits") as told:
            own.open_vault(PHRASE)
        assert told.value.values_["seconds"] == 30
        ready.clock.moment += timedelta(seconds=31)
        assert own.open_vault(PHRASE)
        assert own.open_vault("fel lösenfras") is None
        assert own.open_vault(PHRASE)


def test_another_passphrase_opens_the_same_cases(ready):
    with ready.acting("hrchef"):
        assert not own.change_passphrase("fel lösenfras", OTHER)
        assert own.change_passphrase(PHRASE, OTHER)
        assert own.open_vault(PHRASE) is None
        private = own.private_of(own.open_vault(OTHER))
        assert sharing.open_case(ready.case, private)


def test_after_leaving_office_nothing_opens(ready):
    with ready.acting("hrchef"):
        token = own.open_vault(PHRASE)
    ready.clock.moment += timedelta(minutes=1)
    register_end(ready, "hrchef")
    with ready.acting("hrchef"), pytest.raises(Refused, match="not_allowed"):
        own.private_of(token)


def register_end(built, name):
    from collective.conduct.core.interfaces import IRegister

    register = getUtility(IRegister)
    for row in register.roster().rows_of(built.people[name]):
        register.end(row.row, date(2027, 3, 9), 1)
    town.forget()


# sharing


def test_a_case_of_others_looks_like_none(ready):
    private = vault_of(ready, "legal")
    with ready.acting("legal"):
        for case in (ready.case, "0" * 32):
            with pytest.raises(Missing, match="no_case"):
                sharing.open_case(case, private)


def test_who_is_let_in_reads_and_everybody_is_told(ready):
    with ready.acting("hrchef"):
        sharing.let_in(ready.case, ready.people["legal"], vault_of(ready, "hrchef"))
    assert can_open(ready, "legal")
    told = {notice.person for notice in ready.outbox.put_}
    assert told == set(getUtility(IVault).readers(ready.case))


def test_who_is_excluded_is_out_at_once_and_cannot_be_let_in_again(ready):
    office = ready.people["office"]
    private = vault_of(ready, "hrchef")
    with ready.acting("hrchef"):
        sharing.exclude(ready.case, office, private)
        for deed in (
            lambda: sharing.let_in(ready.case, office, private),
            lambda: sharing.give_half(ready.case, 1, office, private),
        ):
            with pytest.raises(Refused, match="excluded"):
                deed()
    assert not can_open(ready, "office") and can_open(ready, "head")
    assert office not in {notice.person for notice in ready.outbox.put_}
    with ready.acting("head"):
        assert sharing.hand_over(office, vault_of(ready, "head")) == 0


def test_handing_over_moves_all_cases(ready):
    with ready.acting("hrchef"):
        count = sharing.hand_over(ready.people["hrsub"], vault_of(ready, "hrchef"))
    assert count == 1
    assert can_open(ready, "hrsub") and not can_open(ready, "hrchef")


def test_the_last_reader_stays(ready):
    for name in ("office", "head"):
        with ready.acting(name):
            sharing.step_back(ready.case, vault_of(ready, name), "x")
    with ready.acting("hrchef"), pytest.raises(Invalid, match="last_reader"):
        sharing.step_back(ready.case, vault_of(ready, "hrchef"), "x")
    assert can_open(ready, "hrchef")


def test_who_forgot_the_passphrase_is_let_in_again_by_a_co_handler(ready):
    with ready.acting("hrchef"):
        own.replace(PHRASE)
        assert getUtility(IKeyrings).epoch(ready.people["hrchef"]) == 2
    assert not can_open(ready, "hrchef")
    with ready.acting("office"):
        private = vault_of(ready, "office")
        assert sharing.restore(ready.people["hrchef"], private) == 1
        assert sharing.restore(ready.people["legal"], private) == 0
    assert can_open(ready, "hrchef") and not can_open(ready, "legal")


def test_two_escrow_holders_let_somebody_in_and_one_does_not(ready):
    people, legal = ready.people, ready.people["legal"]
    private = vault_of(ready, "legal")
    for first, second in (("escrow1", "escrow2"), ("escrow2", "escrow1")):
        with ready.acting("legal"), pytest.raises(Refused, match="two_halves_needed"):
            sharing.recover(ready.case, private)
        with ready.acting(first):
            sharing.give_half(ready.case, people[second], legal, vault_of(ready, first))
    assert {notice.person for notice in ready.outbox.put_} == {
        people[name] for name in ("hrchef", "office", "head")
    }
    with ready.acting("legal"):
        sharing.recover(ready.case, private)
    assert can_open(ready, "legal")


def test_an_escrow_holder_alone_opens_nothing(ready):
    assert not can_open(ready, "escrow1")
    with ready.acting("escrow1"), pytest.raises(Refused):
        sharing.give_half(
            ready.case,
            ready.people["legal"],
            ready.people["legal"],
            vault_of(ready, "escrow1"),
        )
