"""Nobody who is barred anywhere in a matter gets anything of it (T2, T3, T5, T11, T12).

Each test does the harm that was done in a trial, through the operations.
"""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import available_recipients
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases import handing_over
from collective.conduct.operations.cases import identity
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.cases import lifting
from collective.conduct.operations.cases import linking
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault import my_key
from collective.conduct.storage.vault.open_case import REMOVED
from datetime import timedelta
from tests.integration.vault.conftest import vault_of
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.handlers import OTHER
from tests.support.handlers import PHRASE
from tests.support.handlers import readers_of
from tests.support.handlers import SINCE
from tests.support.submitting import submission
from zope.component import getUtility

import pytest


def report(municipality, form="harassment", after="", **values) -> str:
    """Send a report, or a reprisal ``after`` a case; return its case."""
    before = {each.case for each in getUtility(ICases).everything()}
    linked = (after,) if after else ()
    for name in ("recipients", "about", "witnesses"):
        if name in values:
            people = (municipality.people[each] for each in values[name])
            values[name] = frozenset(people)
    nonce = f"{len(before):032}"
    receive_report(submission(form, nonce, {"Vad?": "ord"}, linked=linked, **values))
    (made,) = {each.case for each in getUtility(ICases).everything()} - before
    return made


def opened(municipality, name, case):
    return case_access.open_case(case, vault_of(municipality, name))


def knows_of(municipality, name) -> set[str]:
    """Return the cases of which somebody has anything: a wrap, a half, a row."""
    person, vault = municipality.people[name], getUtility(IVault)
    rows = getUtility(IDesks).of(person, STATES)
    keys = (key for key in vault._keys if key[2] != REMOVED)
    wrapped = (key for key in keys if person in (key[3], key[4]))
    return {each.facts.case for each in rows} | {key[0] for key in wrapped}


def excluded(municipality, case, name, by="hrchef"):
    with municipality.acting(by):
        case_access.exclude(opened(municipality, by, case), municipality.people[name])


def test_a_reprisal_against_an_excluded_reader_reaches_him_in_no_way(open_intake):
    first = open_intake.case
    excluded(open_intake, first, "office")
    offered = available_recipients.offered("reprisal", linked=(first,))
    assert open_intake.people["office"] not in {each.person for each in offered}
    open_intake.outbox.notices.clear()
    second = report(open_intake, "reprisal", first)
    told = {notice.person for notice in open_intake.outbox.notices}
    assert told == set(getUtility(IVault).readers(second))
    assert open_intake.people["office"] not in told
    assert not knows_of(open_intake, "office")
    for name in sorted(readers_of(open_intake, second)):
        with open_intake.acting(name), pytest.raises((Refused, Invalid)):
            case = opened(open_intake, name, second)
            case_access.grant_access(case, open_intake.people["office"], True)


def test_a_handler_who_cannot_see_the_ground_hears_only_that_there_is_no_key(
    open_intake,
):
    excluded(open_intake, open_intake.case, "head")
    second = report(open_intake, "reprisal", open_intake.case, recipients=["legal"])
    with open_intake.acting("legal"):
        case = opened(open_intake, "legal", second)
        assert open_intake.people["head"] not in case_access.candidates(second)
        with pytest.raises(Invalid, match="no_key_there"):
            case_access.grant_access(case, open_intake.people["head"], True)


def test_a_reprisal_about_a_reader_takes_the_first_report_from_them(open_intake):
    first = open_intake.case
    assert first in knows_of(open_intake, "office")
    second = report(open_intake, "reprisal", first, about=["office"])
    assert not knows_of(open_intake, "office")
    with open_intake.acting("office"), pytest.raises(Missing, match="no_case"):
        opened(open_intake, "office", first)
    assert getUtility(IVault).removed(first) == {open_intake.people["office"]: True}
    with open_intake.acting("hrchef"):
        case = opened(open_intake, "hrchef", first)
        (line,) = case_reading.read(case).notes
    assert (line.event, line.person) == ("lost_access", open_intake.people["office"])
    assert not getUtility(IVault).removed(first) and case.epoch == 2 and second


def test_whom_the_reporter_unticked_is_barred_until_two_readers_say_otherwise(
    open_intake,
):
    case, office = report(open_intake, recipients=["hrchef", "head"]), "office"
    person = open_intake.people[office]
    with open_intake.acting("hrchef"):
        own = opened(open_intake, "hrchef", case)
        assert person not in case_access.candidates(case)
        with pytest.raises(Refused, match="excluded"):
            case_access.grant_access(own, person, True)
        with pytest.raises(Refused, match="merge_excluded"):
            linking.merge(own, open_intake.case)
        with pytest.raises(Invalid, match="why_missing"):
            lifting.propose(own, person, " ")
        lifting.propose(own, person, "Anmälaren bad om det.")
        assert not lifting.proposals(own)
    with open_intake.acting("head"):
        own = opened(open_intake, "head", case)
        (asked,) = lifting.proposals(own)
        assert (asked.person, asked.reason) == (person, "Anmälaren bad om det.")
        lifting.decide(own, asked.number, True)
        case_access.grant_access(own, person, True)
    assert office in readers_of(open_intake, case)


def test_a_bar_is_not_lifted_by_one_reader_nor_for_somebody_who_is_not_barred(
    open_intake,
):
    case = report(open_intake, recipients=["hrchef"])
    with open_intake.acting("hrchef"):
        own = opened(open_intake, "hrchef", case)
        with pytest.raises(Refused, match="one_reader"):
            lifting.propose(own, open_intake.people["office"], "Därför.")
        with pytest.raises(Invalid, match="not_shut_out"):
            lifting.propose(own, open_intake.people["legal"], "Därför.")
        with pytest.raises(Missing, match="no_request"):
            lifting.decide(own, 1, True)


def test_a_refused_lift_changes_nothing(open_intake):
    case, person = open_intake.case, open_intake.people["office"]
    excluded(open_intake, case, "office")
    with open_intake.acting("hrchef"):
        lifting.propose(opened(open_intake, "hrchef", case), person, "Därför.")
    with open_intake.acting("head"):
        own = opened(open_intake, "head", case)
        lifting.decide(own, lifting.proposals(own)[0].number, False)
        assert not lifting.proposals(own) and person in lifting.shut_out(case)


def test_who_stepped_back_is_not_let_in_again_by_a_colleague(open_intake):
    with open_intake.acting("office"):
        case_access.recuse(opened(open_intake, "office", open_intake.case), "Vän.")
    second = report(open_intake, "reprisal", open_intake.case)
    assert "office" not in readers_of(open_intake, second)
    with open_intake.acting("hrchef"):
        own = opened(open_intake, "hrchef", open_intake.case)
        with pytest.raises(Refused, match="excluded"):
            case_access.grant_access(own, open_intake.people["office"], True)
        with pytest.raises(Invalid, match="impartial_not_asked"):
            case_access.grant_access(own, open_intake.people["legal"], False)


def test_a_series_does_not_bring_a_barred_person_to_a_case(open_intake):
    excluded(open_intake, open_intake.case, "office")
    second = report(open_intake)
    with open_intake.acting("hrchef"):
        own = opened(open_intake, "hrchef", second)
        with pytest.raises(Refused, match="series_excluded"):
            linking.put_in_series(own, open_intake.case)
    excluded(open_intake, second, "office")
    with open_intake.acting("hrchef"):
        linking.put_in_series(opened(open_intake, "hrchef", second), open_intake.case)


def test_a_witness_is_barred_from_the_case_and_not_from_its_series(open_intake):
    second = report(open_intake, witnesses=["office"])
    with open_intake.acting("hrchef"):
        own = opened(open_intake, "hrchef", second)
        linking.put_in_series(own, open_intake.case)
    assert "office" in readers_of(open_intake, open_intake.case)
    with open_intake.acting("hrchef"), pytest.raises(Refused, match="merge_excluded"):
        linking.merge(opened(open_intake, "hrchef", second), open_intake.case)


def test_handing_over_and_absence_leave_out_what_somebody_may_not_know(open_intake):
    second = report(open_intake, recipients=["hrchef"])
    excluded(open_intake, open_intake.case, "legal", by="office")
    today = open_intake.clock.today()
    with open_intake.acting("hrchef"):
        vault = vault_of(open_intake, "hrchef")
        for deed in (
            lambda: handing_over.hand_over(open_intake.people["legal"], vault, True),
            lambda: handing_over.go_away(
                today, today + timedelta(3), vault, open_intake.people["legal"]
            ),
        ):
            assert deed() == 1
    assert "legal" in readers_of(open_intake, second)
    assert "legal" not in readers_of(open_intake, open_intake.case)


def test_escrow_gives_nothing_to_somebody_barred_elsewhere(open_intake):
    first = open_intake.case
    second = report(
        open_intake, "reprisal", first, about=["legal"], recipients=["head"]
    )
    legal = open_intake.people["legal"]
    for case in (first, second):
        with open_intake.acting("escrow1"):
            vault = vault_of(open_intake, "escrow1")
            other = open_intake.people["escrow2"]
            with pytest.raises(Invalid, match="no_key_there"):
                case_access.give_half(case, other, legal, vault)


def test_an_escrow_holder_who_is_barred_holds_nothing_of_any_epoch(open_intake):
    assert open_intake.case in knows_of(open_intake, "escrow1")
    excluded(open_intake, open_intake.case, "escrow1")
    assert not knows_of(open_intake, "escrow1")


def test_after_an_exclusion_the_former_holders_open_no_older_epoch(open_intake):
    case, vault = open_intake.case, getUtility(IVault)
    before = vault._epochs[case]
    excluded(open_intake, case, "office")
    left = {key[2] for key in vault._keys if key[0] == case and key[1] == before}
    assert before == 1 and left == {"inbox"}


def test_two_and_three_forgotten_passphrases_in_a_row(open_intake):
    case, hrchef = report(open_intake, recipients=["hrchef"]), "hrchef"
    for turn in range(3):
        with open_intake.acting(hrchef):
            my_key.replace(OTHER if turn % 2 else PHRASE, sure=True)
        phrase = OTHER if turn % 2 else PHRASE
        handlers.confirm_with_passphrases(open_intake, hrchef=phrase)
        with open_intake.acting(hrchef):
            key_recovery.ask()
        for holder in ("escrow1", "escrow2"):
            with open_intake.acting(holder):
                (request,) = [
                    each for each in key_recovery.for_escrow() if each.case == case
                ]
                key_recovery.give(request.number, vault_of(open_intake, holder))
        with open_intake.acting(hrchef):
            vault = my_key.vault_of(my_key.open_vault(phrase))
            assert key_recovery.come_back(vault) == 1
            assert case_access.open_case(case, vault).get("content", 1)


def test_an_approver_is_never_let_in_as_a_reader(open_intake):
    case = report(open_intake, identity={"name": "Anna Alm"})
    row = Function(open_intake.people["approver"], "legal", start=SINCE)
    sample_municipality.hold(row)
    handlers.confirm_with_passphrases(open_intake)
    with open_intake.acting("hrchef"):
        own = opened(open_intake, "hrchef", case)
        assert open_intake.people["approver"] not in case_access.candidates(case)
        with pytest.raises(Refused, match="both_roles"):
            case_access.grant_access(own, open_intake.people["approver"], True)
    reader = Function(open_intake.people["hrchef"], "identity_approver", start=SINCE)
    sample_municipality.hold(reader)
    handlers.confirm_with_passphrases(open_intake)
    other = report(open_intake, identity={"name": "Anna Alm"})
    vault = getUtility(IVault)
    assert open_intake.people["hrchef"] in vault.readers(other)
    assert open_intake.people["hrchef"] not in vault.approvers(other)
    assert identity.approvers(other) == {open_intake.people["approver"]}


def test_an_excluded_approver_loses_the_half(open_intake):
    case = report(open_intake, identity={"name": "Anna Alm"})
    assert case in knows_of(open_intake, "approver")
    excluded(open_intake, case, "approver")
    assert case not in knows_of(open_intake, "approver")


def test_an_excluded_approver_reads_no_reason_that_was_sealed_for_them(open_intake):
    case = report(open_intake, identity={"name": "Anna Alm"})
    with open_intake.acting("office"):
        number = identity.ask(opened(open_intake, "office", case), "Vi måste fråga.")
    with open_intake.acting("approver"):
        vault = vault_of(open_intake, "approver")
        assert identity.reason(number, vault) == "Vi måste fråga."
    excluded(open_intake, case, "approver")
    with open_intake.acting("approver"):
        with pytest.raises(Missing, match="no_request"):
            identity.reason(number, vault)
    requests = getUtility(IKeyRequests)
    assert open_intake.people["approver"] not in requests.told(number)


def test_who_answers_to_the_person_concerned_loses_the_case_as_well(open_intake):
    excluded(open_intake, open_intake.case, "head")
    assert readers_of(open_intake, open_intake.case) == {"hrchef"}


def test_the_last_who_may_handle_it_cannot_shut_out_whom_they_answer_to(open_intake):
    case = report(open_intake, recipients=["office", "head"])
    with open_intake.acting("office"):
        own = opened(open_intake, "office", case)
        with pytest.raises(Invalid, match="last_reader"):
            case_access.exclude(own, open_intake.people["head"])
    assert readers_of(open_intake, case) == {"office", "head"}


def test_a_reprisal_may_leave_nobody_to_read_the_first_report(
    open_intake,
):
    first = report(open_intake, recipients=["office"])
    second = report(open_intake, "reprisal", first, about=["office"])
    assert not readers_of(open_intake, first)
    assert readers_of(open_intake, second)
    with open_intake.acting("escrow1"):
        (lost,) = key_recovery.lost()
        assert lost.case == first
        assert open_intake.people["office"] not in key_recovery.successors(lost)
