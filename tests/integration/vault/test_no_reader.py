"""Nobody permitted is left: the report is taken all the same, and truly (TRUST 5, 9).

From the side of the reporter: they are not sent away once the site has had everybody,
they are told beforehand who can open it, and whom they unticked is theirs to let in.
"""

from collective.conduct.core.cases.bars import LINKED
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.recipients import ESCROW_ALONE
from collective.conduct.core.cases.recipients import READERS_ALONE
from collective.conduct.core.cases.recipients import READERS_AND_ESCROW
from collective.conduct.core.cases.records.letters import SentReport
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import available_recipients
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.cases import vault_readiness as readiness
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault import my_key
from tests.integration.vault.conftest import can_open
from tests.integration.vault.conftest import opened
from tests.integration.vault.conftest import vault_of
from tests.integration.vault.test_keys import register_end
from tests.integration.vault.test_keys_again import notified
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.handlers import PHRASE
from tests.support.submitting import submission
from zope.component import getUtility

import json
import pytest


HANDLING = ("hrchef", "hrsub", "office", "head", "legal")
HOLDERS = {"escrow1", "escrow2", "escrow3"}


def report(municipality, **values):
    """Send a report; return what its reporter gets; its case is noted."""
    before = {each.case for each in getUtility(ICases).everything()}
    for name in ("about", "witnesses", "recipients"):
        if name in values:
            people = (municipality.people[each] for each in values[name])
            values[name] = frozenset(people)
    received = receive_report(
        submission("harassment", f"{len(before):032}", {"Vad?": "ord"}, **values)
    )
    (case,) = {each.case for each in getUtility(ICases).everything()} - before
    municipality.case = case
    return received


def status_of(received):
    return reporter_followup.status(" ".join(received.words))


@pytest.fixture
def no_reader(open_intake):
    """All who handled reports have left; the case of before is gone with them."""
    for name in HANDLING:
        register_end(open_intake, name)
    return open_intake


@pytest.fixture
def newcomer(no_reader):
    """Somebody recorded himself in HR and made a key; nobody has confirmed it."""
    person = sample_municipality.enrol("nykomling", "Nykomling Ek")
    no_reader.people["nykomling"] = person
    sample_municipality.hold(Function(person, "hr", start=handlers.SINCE))
    with no_reader.acting("nykomling"):
        my_key.enrol(PHRASE)
    no_reader.outbox.notices.clear()
    return no_reader


def test_without_a_reader_it_is_sealed_for_the_escrow_pairs_alone(newcomer):
    received, vault = report(newcomer), getUtility(IVault)
    assert received.sealed_for == ESCROW_ALONE and not vault.readers(newcomer.case)
    assert len(vault.escrow(newcomer.case)) == 3
    assert notified(newcomer, "case_new") == HOLDERS
    assert not can_open(newcomer, "nykomling") and not can_open(newcomer, "escrow1")
    found = status_of(received)
    assert (found.readers, found.complete, found.facts) == ((), True, ())
    assert found.holders == ("Escrow1 Ek", "Escrow2 Ek", "Escrow3 Ek")
    assert found.sealed_for == ESCROW_ALONE


def test_two_holders_choose_a_confirmed_successor_who_opens_it(newcomer):
    words, person = " ".join(report(newcomer).words), newcomer.people["nykomling"]
    case = newcomer.case
    with newcomer.acting("escrow1"):
        vault = vault_of(newcomer, "escrow1")
        assert case in {each.case for each in key_recovery.lost()}
        with pytest.raises(Refused, match="excluded"):  # not confirmed
            key_recovery.propose(case, person, vault)
    handlers.confirm_with_passphrases(newcomer)
    with newcomer.acting("escrow1"):
        key_recovery.propose(case, person, vault)
    assert not can_open(newcomer, "nykomling")
    with newcomer.acting("escrow3"):
        (request,) = [e for e in key_recovery.for_escrow() if e.case == case]
        key_recovery.give(request.number, vault_of(newcomer, "escrow3"))
    with newcomer.acting("nykomling"):
        assert key_recovery.come_back(vault_of(newcomer, "nykomling")) == 1
    assert can_open(newcomer, "nykomling")
    found = reporter_followup.status(words)
    assert [each.name for each in found.readers] == [
        "Nykomling Ek"
    ] and not found.holders
    assert [each.event for each in found.facts] == [
        "successor",
        "half_given",
        "half_given",
        "recovered",
    ]


def test_what_the_reporter_writes_while_nobody_reads_reaches_the_holders(no_reader):
    words = " ".join(report(no_reader).words)
    no_reader.outbox.notices.clear()
    assert reporter_followup.write(words, "Ett ord till.")
    assert notified(no_reader, "case_message") == HOLDERS
    no_reader.outbox.notices.clear()
    assert reporter_followup.withdraw(words).withdrawn
    assert notified(no_reader, "case_message") == HOLDERS


def test_whom_it_concerns_is_in_no_pair_and_is_not_told(no_reader):
    no_reader.outbox.notices.clear()
    received = report(no_reader, about=["escrow1"])
    (both,) = getUtility(IVault).escrow(no_reader.case)
    assert no_reader.people["escrow1"] not in both
    assert notified(no_reader) == {"escrow2", "escrow3"}
    assert status_of(received).holders == ("Escrow2 Ek", "Escrow3 Ek")
    with no_reader.acting("escrow1"):
        assert no_reader.case not in {each.case for each in key_recovery.lost()}


def test_without_a_reader_and_a_pair_nothing_is_taken(no_reader):
    cases = len(list(getUtility(ICases).everything()))
    no_reader.outbox.notices.clear()
    with pytest.raises(Unavailable, match="nobody_left"):
        report(no_reader, about=["escrow1", "escrow2"])
    assert len(list(getUtility(ICases).everything())) == cases
    assert not no_reader.outbox.notices


def test_a_case_that_has_readers_is_never_renewed_without_one(open_intake):
    with open_intake.acting("office"):
        case = opened(open_intake, "office")
        with pytest.raises(Invalid, match="no_reader"):
            case.revoke([], [])


def test_once_it_had_everybody_the_intake_closes_for_want_of_nobody(no_reader):
    for name in ("approver", "escrow1"):
        register_end(no_reader, name)
    assert available_recipients.missing() == ["handlers", "approver", "escrow"]
    assert not available_recipients.is_closed()
    assert report(no_reader).sealed_for == ESCROW_ALONE


def test_a_site_that_never_had_everybody_stays_closed(municipality):
    for name in handlers.FUNCTIONS:
        with municipality.acting(name):
            my_key.enrol(PHRASE)
    handlers.confirm_with_passphrases(municipality, escrow3="")  # founded, two holders
    assert available_recipients.missing() == ["escrow"]
    with pytest.raises(Unavailable, match="intake_closed"):
        report(municipality)
    handlers.confirm_with_passphrases(municipality)
    assert report(municipality).sealed_for == READERS_AND_ESCROW


def test_when_no_pair_is_left_the_readers_get_it_and_the_reporter_is_told(open_intake):
    received = report(open_intake, about=["escrow1"], witnesses=["escrow2"])
    assert received.sealed_for == READERS_ALONE
    assert getUtility(IVault).readers(open_intake.case)
    assert not getUtility(IVault).escrow(open_intake.case)
    found = status_of(received)
    assert found.sealed_for == READERS_ALONE and not found.holders
    assert report(open_intake).sealed_for == READERS_AND_ESCROW


def test_the_same_form_again_says_the_same(no_reader):
    sent = submission("harassment", "x" * 32, {"Vad?": "ord"})
    first, again = receive_report(sent), receive_report(sent)
    assert again == first and again.again and again.sealed_for == ESCROW_ALONE


# readiness


def lines() -> dict:
    return {each.key: each for each in readiness.lines(1_900_000_000)}


def test_readiness_names_who_is_missing_and_no_case(newcomer):
    found = lines()
    assert found["keys_handlers"].items == ("Nykomling Ek",)
    assert (found["intake_short"].state, "intake" in found) == ("look", False)
    before = list(found.values())
    report(newcomer)
    assert list(lines().values()) == before


def test_readiness_asks_for_five_people_with_roles_apart(open_intake):
    assert lines()["keys_people"].values == {"count": 9, "needed": 5}
    for name in ("hrsub", "office", "head", "legal"):
        register_end(open_intake, name)
    hold = sample_municipality.hold
    people = open_intake.people
    hold(Function(people["escrow1"], "head_of_office", start=handlers.SINCE))
    handlers.confirm_with_passphrases(open_intake)
    found = lines()  # hrchef, escrow1 to escrow3, approver
    assert (found["keys_people"].state, found["keys_people"].values["count"]) == (
        "ok",
        5,
    )
    assert not {"keys_both", "keys_double"} & {*found}
    register_end(open_intake, "approver")
    hold(Function(people["escrow2"], "identity_approver", start=handlers.SINCE))
    hold(Function(people["hrchef"], "escrow_holder", start=handlers.SINCE))
    handlers.confirm_with_passphrases(open_intake)
    found = lines()
    assert found["keys_people"].state == "look"
    assert found["keys_both"].items == ("Escrow2 Ek",)
    assert found["keys_double"].items == ("Escrow1 Ek", "Hrchef Ek")


# whom the reporter did not choose


def test_only_the_reporter_lifts_what_they_unticked_where_one_reads(open_intake):
    received = report(open_intake, recipients=["hrchef"])
    words, office = " ".join(received.words), open_intake.people["office"]
    unticked = reporter_followup.status(words).unticked
    assert [each.name for each in unticked] == ["Head Ek", "Office Ek"]
    with open_intake.acting("hrchef"):
        with pytest.raises(Refused, match="excluded"):
            case_access.grant_access(opened(open_intake, "hrchef"), office, True)
    open_intake.outbox.notices.clear()
    found = reporter_followup.choose_after_all(words, office)
    assert notified(open_intake) == {"hrchef"}
    assert [each.name for each in found.unticked] == ["Head Ek"]
    assert [(each.event, each.person) for each in found.facts] == [
        ("chosen_after_all", "Office Ek")
    ]
    assert not can_open(open_intake, "office")  # somebody lets them in
    with open_intake.acting("hrchef"):
        case = opened(open_intake, "hrchef")
        found = case_reading.read(case)
        (note,) = found.notes
        assert not found.doubts
        assert (note.event, note.by, note.person) == ("chosen_after_all", 0, office)
        case_access.grant_access(case, office, True)
    assert can_open(open_intake, "office")
    with pytest.raises(Invalid, match="not_unticked"):
        reporter_followup.choose_after_all(words, office)


def test_the_reporter_lifts_no_other_ground(open_intake):
    received = report(open_intake, recipients=["hrchef"], witnesses=["head"])
    words, office = " ".join(received.words), open_intake.people["office"]
    for name in ("head", "legal", "hrchef"):
        with pytest.raises(Invalid, match="not_unticked"):
            reporter_followup.choose_after_all(words, open_intake.people[name])
    change(open_intake.case, bars=((office, LINKED),))  # a reader found a conflict
    with pytest.raises(Invalid, match="not_unticked"):
        reporter_followup.choose_after_all(words, office)
    assert not reporter_followup.status(words).unticked
    assert office in facts_of(open_intake.case).excluded


def test_wrong_words_choose_nobody(open_intake):
    report(open_intake, recipients=["hrchef"])
    office, bars = open_intake.people["office"], facts_of(open_intake.case).bars
    for wrong in ("", "a b c d e f g"):
        assert reporter_followup.choose_after_all(wrong, office) is None
        assert reporter_followup.choose_after_all(wrong, 0) is None
    assert facts_of(open_intake.case).bars == bars


def test_a_copy_of_before_is_read_and_offers_nobody():
    plain = {"record": "sent_report", "version": 2, "form": "harassment"}
    found = decode(
        json.dumps({**plain, "answers": [], "readers": [1]}).encode(), SentReport
    )
    assert (found.unticked, found.escrow_alone, found.readers) == ((), False, (1,))


def test_whoever_asks_to_be_let_in_is_not_shown_a_case_by_the_choice(open_intake):
    received = report(open_intake, recipients=["hrchef"])
    office = open_intake.people["office"]
    reporter_followup.choose_after_all(" ".join(received.words), office)
    with open_intake.acting("office"), pytest.raises(Missing, match="no_case"):
        opened(open_intake, "office")
