"""Confirmed keys: who sets passwords or writes registers becomes no reader (T1, T13).

Every test tries what did the harm before, from the side of whom it protects.
"""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.confirming import KeyEvent
from collective.conduct.core.vault.confirming import WEEK
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import available_recipients
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import vault_readiness
from collective.conduct.operations.ledger import ledgers
from collective.conduct.operations.registers import rows
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault import confirming
from collective.conduct.operations.vault import key_directory
from collective.conduct.operations.vault import my_key
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.upgrades import steps
from dataclasses import replace
from datetime import timedelta
from tests.integration.vault.conftest import vault_of
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.handlers import OTHER
from tests.support.handlers import PHRASE
from tests.support.submitting import submission
from zope.component import getUtility

import itertools
import pytest


HOLDERS = set(handlers.FUNCTIONS)
_nonces = (f"{number:032d}" for number in itertools.count(1))


def next_report():
    """Send a report; return the wraps of its readers and pairs of escrow holders."""
    before = {each.case for each in getUtility(ICases).everything()}
    receive_report(submission("harassment", next(_nonces), {"what": "ord"}))
    (case,) = {each.case for each in getUtility(ICases).everything()} - before
    vault = getUtility(IVault)
    return vault.publics(case), vault.escrow(case), case


def told(municipality, event):
    """Return who was told of an event, by log-in name, of whom it was."""
    names = {person: name for name, person in municipality.people.items()}
    return {
        names[notice.person]
        for notice in municipality.outbox.notices
        if notice.kind == "key_event" and notice.about["event"] == event
    }


def public_of(municipality, name):
    person = municipality.people[name]
    return getUtility(IKeyrings).publics([person])[person]


def words_of(municipality, name, phrase=PHRASE, language="sv"):
    """Return the six words that somebody reads from their own page."""
    with municipality.acting(name):
        vault = my_key.vault_of(my_key.open_vault(phrase))
        return " ".join(confirming.own_words(vault, language))


def confirm(municipality, by, name, *functions, words=None, phrase=PHRASE):
    """Let one person confirm another, who reads the words out."""
    heard = words or words_of(municipality, name, phrase)
    with municipality.acting(by):
        vault = my_key.vault_of(my_key.open_vault(PHRASE))
        return confirming.confirm(municipality.people[name], functions, heard, vault)


# whoever controls log-ins (T1)


def test_who_sets_her_password_and_replaces_her_key_reads_nothing(open_intake):
    former = public_of(open_intake, "hrchef")
    with open_intake.acting("hrchef"):  # as the administrator, with her log-in
        my_key.replace(OTHER, sure=True)
    assert told(open_intake, "replaced") == HOLDERS
    publics, _escrow, case = next_report()
    assert public_of(open_intake, "hrchef") not in publics.values()
    assert publics[open_intake.people["hrchef"]] == former
    with open_intake.acting("hrchef"):
        stolen = my_key.vault_of(my_key.open_vault(OTHER))
        with pytest.raises(Missing):
            case_access.open_case(case, stolen)


def test_her_former_key_takes_the_new_one_back(open_intake):
    with open_intake.acting("hrchef"):
        my_key.replace(OTHER, sure=True)
        stolen = my_key.open_vault(OTHER)
        open_intake.outbox.notices.clear()
        token = my_key.open_vault(PHRASE)
        assert case_access.open_case(open_intake.case, my_key.vault_of(token))
        with pytest.raises(Refused, match="vault_locked"):
            my_key.vault_of(stolen)
        assert my_key.open_vault(OTHER) is None
    assert told(open_intake, "restored") == HOLDERS


def test_a_replaced_key_counts_once_a_colleague_has_confirmed_it(open_intake):
    former = public_of(open_intake, "hrchef")
    with open_intake.acting("hrchef"):
        my_key.replace(OTHER, sure=True)
    assert confirm(open_intake, "office", "hrchef", "hr", phrase=OTHER)
    assert told(open_intake, "confirmed") == HOLDERS
    publics, _escrow, _case = next_report()
    assert publics[open_intake.people["hrchef"]] != former
    with open_intake.acting("hrchef"):  # the former key is gone for good
        assert my_key.open_vault(PHRASE) is None


def test_who_records_himself_in_hr_makes_a_key_and_reads_nothing(open_intake):
    person = sample_municipality.enrol("mallory", "Mallory Ek")
    open_intake.people["mallory"] = person
    with open_intake.acting("registrar"):
        rows.record(rows.Who(known=person), Function(0, "hr", start=handlers.SINCE))
    assert told(open_intake, "function_recorded") == HOLDERS | {"mallory"}
    with open_intake.acting("mallory"):
        my_key.enrol(OTHER)
    assert told(open_intake, "made") == HOLDERS | {"mallory"}
    publics, _escrow, _case = next_report()
    assert person not in publics
    offered = available_recipients.offered("harassment")
    assert "Mallory Ek" not in [each.name for each in offered]


def test_a_lawful_escrow_holder_who_records_himself_in_hr_waits(open_intake):
    person = open_intake.people["escrow1"]
    sample_municipality.hold(Function(person, "hr", start=handlers.SINCE))
    publics, escrow, _case = next_report()
    assert person not in publics and any(person in both for both in escrow)
    vault = vault_of(open_intake, "office")
    with open_intake.acting("office"):
        (waiting,) = confirming.for_me()
        assert (waiting.person, waiting.functions) == (person, ("hr",))
        with pytest.raises(Invalid, match="nothing_to_confirm"):
            confirming.confirm(person, ["legal"], "x", vault)
    assert confirm(open_intake, "office", "escrow1", "hr")
    assert person in next_report()[0]


def test_a_function_resumed_after_its_end_is_pending_again(open_intake):
    person = open_intake.people["office"]
    with open_intake.acting("registrar"):
        (row,) = getUtility(IRegister).roster().rows_of(person)
        rows.withdraw(row.row)
    assert told(open_intake, "function_closed") == HOLDERS
    assert person not in next_report()[0]
    open_intake.clock.moment += timedelta(minutes=5)
    with open_intake.acting("registrar"):
        sample = Function(0, "municipal_secretary", start=handlers.SINCE)
        rows.record(rows.Who(known=person), sample)
    assert person not in next_report()[0]


def test_a_day_out_of_office_makes_it_pending_and_an_extension_does_not(open_intake):
    register, person = getUtility(IRegister), open_intake.people["office"]
    today = open_intake.clock.today()
    (row,) = register.roster().rows_of(person)
    with open_intake.acting("registrar"):
        longer = rows.correct(row.row, replace(row, end=today + timedelta(days=2)))
    assert person in next_report()[0]
    open_intake.clock.moment += timedelta(days=1)
    with open_intake.acting("registrar"):
        last = register.row(longer)
        longer = rows.correct(longer, replace(last, end=today + timedelta(days=5)))
    assert person in next_report()[0]
    open_intake.clock.moment += timedelta(days=9)
    assert person not in next_report()[0]
    with open_intake.acting("registrar"):  # and the past is written anew
        last = register.row(longer)
        rows.correct(longer, replace(last, end=None))
    assert person not in next_report()[0]


# the ceremony


def test_wrong_words_confirm_nobody_wait_and_are_told(open_intake):
    person = open_intake.people["escrow1"]
    sample_municipality.hold(Function(person, "hr", start=handlers.SINCE))
    for _ in range(3):
        assert not confirm(open_intake, "office", "escrow1", "hr", words="a b c d e f")
    assert told(open_intake, "mistyped") == HOLDERS
    for _ in range(2):
        assert not confirm(open_intake, "office", "escrow1", "hr", words="a b c d e f")
    with pytest.raises(Unavailable, match="words_wait"):
        confirm(open_intake, "office", "escrow1", "hr")
    open_intake.clock.moment += timedelta(minutes=1)
    words = words_of(open_intake, "escrow1", language="da")
    assert confirm(open_intake, "office", "escrow1", "hr", words=words.upper())


def test_nobody_confirms_themselves_or_before_they_are_confirmed(open_intake):
    people = open_intake.people
    person = sample_municipality.enrol("mallory", "Mallory Ek")
    people["mallory"] = person
    sample_municipality.hold(Function(person, "hr", start=handlers.SINCE))
    with open_intake.acting("mallory"):
        my_key.enrol(PHRASE)
    with pytest.raises(Refused, match="own_key"):
        confirm(open_intake, "mallory", "mallory", "hr")
    sample_municipality.hold(Function(people["escrow1"], "hr", start=handlers.SINCE))
    with pytest.raises(Refused, match="not_confirmed_self"):
        confirm(open_intake, "mallory", "escrow1", "hr")
    with open_intake.acting("mallory"):
        assert confirming.for_me() == []


def test_two_handlers_found_the_directory_and_nobody_else(municipality):
    for name in handlers.FUNCTIONS:
        with municipality.acting(name):
            my_key.enrol(PHRASE)
    assert available_recipients.missing() == ["handlers", "approver", "escrow"]
    with municipality.acting("office"):  # a key of before the founding
        my_key.replace(PHRASE, sure=True)
    with pytest.raises(Refused, match="not_confirmed_self"):
        confirm(municipality, "escrow1", "office", "municipal_secretary")
    with pytest.raises(Invalid, match="nothing_to_confirm"):
        confirm(municipality, "office", "escrow1", "escrow_holder")
    assert confirm(municipality, "office", "hrchef", "hr")
    assert not getUtility(IKeyDirectory).state().founded
    assert key_directory.confirmed("hr") == {}
    assert confirm(municipality, "hrchef", "office", "municipal_secretary")
    found = key_directory.confirmed("hr", "municipal_secretary")
    assert set(found) == {municipality.people[name] for name in ("hrchef", "office")}
    assert told(municipality, "founding") == HOLDERS
    assert getUtility(IKeyrings).former(municipality.people["office"]) is None
    for name, function in handlers.FUNCTIONS.items():
        if name not in ("hrchef", "office"):
            assert confirm(municipality, "office", name, function)
    assert available_recipients.missing() == []


def test_it_is_founded_anew_only_when_nobody_confirmed_is_there(open_intake):
    for name in HOLDERS:  # every passphrase is lost, or so somebody says
        with open_intake.acting(name):
            my_key.replace(OTHER, sure=True)

    def opened(name, phrase=OTHER):
        return my_key.vault_of(my_key.open_vault(phrase))

    with open_intake.acting("office"):
        confirming.found_anew(opened("office"))
    assert told(open_intake, "anew") == HOLDERS

    def found(by, name, function):
        words = words_of(open_intake, name, OTHER)
        with open_intake.acting(by):
            vault = opened(by)
            person = open_intake.people[name]
            return confirming.confirm(person, [function], words, vault)

    with pytest.raises(Refused, match="not_confirmed_self"):
        found("office", "hrchef", "hr")
    open_intake.clock.moment += timedelta(seconds=WEEK)
    assert found("office", "hrchef", "hr")
    assert key_directory.confirmed("escrow_holder")  # not yet: both must
    assert found("hrchef", "office", "municipal_secretary")
    assert not key_directory.confirmed("escrow_holder")
    with open_intake.acting("office"), pytest.raises(Missing):
        case_access.open_case(open_intake.case, opened("office"))


def test_a_confirmed_key_that_is_opened_ends_a_founding_anew(open_intake):
    with open_intake.acting("hrchef"):
        my_key.replace(OTHER, sure=True)
        confirming.found_anew(my_key.vault_of(my_key.open_vault(OTHER)))
    with open_intake.acting("office"):
        my_key.open_vault(PHRASE)
    assert told(open_intake, "stays") == HOLDERS
    assert getUtility(IKeyDirectory).state().anew is None


# sites of before


def test_keys_of_before_go_on_are_told_and_wait_to_be_confirmed(municipality):
    rings, now = getUtility(IKeyrings), 1_700_000_000
    for name in HOLDERS:
        rings.make(municipality.people[name], PHRASE, now)
    assert available_recipients.missing() == ["handlers", "approver", "escrow"]
    steps.take_keys_over(None)
    steps.take_keys_over(None)
    assert available_recipients.missing() == []
    assert told(municipality, "before") == HOLDERS
    names = {"keys_before": 9}
    assert {key: len(who) for key, who in readiness_lines() if who} == names
    assert len(next_report()[0]) == 3
    person = municipality.people["office"]
    with municipality.acting("hrchef"):
        my_key.open_vault(PHRASE)
    assert confirm(municipality, "hrchef", "office", "municipal_secretary")
    found = getUtility(IKeyDirectory).confirmation(person, "municipal_secretary")
    assert found.face_to_face and found.by == municipality.people["hrchef"]
    assert getUtility(IKeyDirectory).faults() == []


# whoever changes bytes (T13)


def test_a_swapped_public_key_gets_no_wrap_and_is_named(open_intake):
    rings, person = getUtility(IKeyrings), open_intake.people["office"]
    locked = rings.of(person)
    rings.keep(replace(locked, public=boxes.new_pair()[1]))
    publics, _escrow, _case = next_report()
    assert person not in publics
    assert key_directory.swapped() == {person}
    assert ("keys_swapped", ("Office Ek",)) in readiness_lines()
    with open_intake.acting("auditor"):
        (fault,) = ledgers.verify()
    assert (fault.code, fault.where) == ("key_swapped", f"key of person {person}")
    rings.keep(locked)
    assert key_directory.swapped() == frozenset()


def test_a_forged_confirmation_is_refused(open_intake):
    """As somebody who writes rows, and even has the server's half, but no vault."""
    directory, person = getUtility(IKeyDirectory), open_intake.people["hrsub"]
    public = boxes.new_pair()[1]
    forged = KeyEvent("confirmed", person, 1, public, public, "hr", person, public)
    directory.add(KeyEvent("made", person, 1, public, public))
    directory.add(replace(forged, signature=bytes(64)))
    office = public_of(open_intake, "office")
    as_office = replace(forged, by=open_intake.people["office"], signer=office)
    directory.add(replace(as_office, signature=bytes(64)))
    assert directory.confirmed(person, "hr") != public
    assert directory.faults() == ["directory_unsigned"]


def test_a_changed_byte_opens_nothing_and_is_named(open_intake):
    directory = getUtility(IKeyDirectory)
    kept = directory._rows
    (row, mark) = kept[-1]
    directory._rows = (*kept[:-1], ((*row[:3], row[3] + 1, *row[4:]), mark))
    assert directory.faults() == ["directory_changed", "directory_unsealed"]
    directory._rows = kept[:-1]  # and a row that is missing
    assert directory.faults() == ["directory_unsealed"]
    directory._rows = kept
    assert directory.faults() == []


def readiness_lines():
    return {(each.key, each.items) for each in vault_readiness.lines(0)}


def test_an_event_that_was_changed_is_named_by_who_verifies_the_record(open_intake):
    directory = getUtility(IKeyDirectory)
    (*kept, (row, mark)) = directory._rows
    directory._rows = (*kept, ((*row[:3], row[3] + 1, *row[4:]), mark))
    with open_intake.acting("auditor"):
        (fault,) = ledgers.verify()
        assert fault.code == "key_chain"
        directory._rows = tuple(kept)
        (fault,) = ledgers.verify()
        assert fault.code == "key_lost"


def test_the_history_of_keys_stands_in_the_sealed_ledger(open_intake):
    ledger, directory = getUtility(ILedger), getUtility(IKeyDirectory)
    entries = list(ledger.entries(directory.stream))
    assert len(entries) == len(directory.events())
    assert entries[-1].kind == "key_confirmed" and entries[-1].statement
