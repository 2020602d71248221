"""The timed work, whenever and however often: one record, no letter too many.

Real rules and stores on a database in memory; no site, so that hypothesis can
try many histories.
"""

from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.registers.terms_of_office import Budget
from collective.conduct.core.registers.terms_of_office import TermsOfOffice
from collective.conduct.operations import obligations
from collective.conduct.operations.campaigns import lapsing
from collective.conduct.operations.campaigns import reminding
from collective.conduct.operations.mail.timed_work import Work
from collective.conduct.storage.documents import EditionIndex
from collective.conduct.storage.ledger.ledger import Ledger
from collective.conduct.storage.mail.outbox import Outbox
from collective.conduct.storage.obligations import Campaigns
from collective.conduct.storage.registers.register import PERSON
from collective.conduct.storage.registers.register import Register
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from tests.support.profiles import examples
from tests.support.sample_municipality import StoppedClock
from time import process_time
from ZODB.DB import DB
from ZODB.MappingStorage import MappingStorage
from zope.component import getGlobalSiteManager
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.interface.registry import Components

import pytest
import transaction


START = date(2026, 9, 20)
EDITION = "e" * 64
STEPS = (reminding.renew, reminding.remind, reminding.escalate, lapsing.lapse)
LENGTH = 60
DAYS = st.integers(0, LENGTH)
# a person: first day, last day, the day of an answer and its kind
LIVES = st.lists(
    st.tuples(
        st.integers(-5, LENGTH),
        st.integers(1, LENGTH),
        st.none() | DAYS,
        st.sampled_from(["acknowledged", "declined", "committed"]),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(autouse=True)
def short_terms(monkeypatch):
    """A term begins on the twentieth day, so that a campaign is renewed."""
    for module in (obligations, lapsing, reminding):
        monkeypatch.setattr(module, "terms", lambda: TermsOfOffice(date(2026, 10, 10)))


class Nowhere:
    """A site that is nothing but a place for the ports."""

    def __init__(self) -> None:
        self.components = Components("nowhere", (getGlobalSiteManager(),))

    def getSiteManager(self) -> Components:
        return self.components


@contextmanager
def history(lives, kind="read", per_term=False, ladder=(-7, 0, 7)):
    """The registers and a campaign, without a site; gives the clock."""
    before, site = getSite(), Nowhere()
    connection = DB(MappingStorage()).open()
    clock = StoppedClock(datetime.combine(START, time(12), UTC))
    stores = {
        IClock: clock,
        ILedger: Ledger(),
        IRegister: Register(),
        IEditionIndex: EditionIndex(),
        ICampaigns: Campaigns(),
        IOutbox: Outbox(),
    }
    for port, store in stores.items():
        site.components.registerUtility(store, port)
    setSite(site)
    connection.root()["stores"] = list(stores.values())[1:]
    stores[ILedger].open_edition(EDITION)
    edition = ("e1", "d", 1, EDITION, "Kod", "sv", "kod/edition-1", START)
    stores[IEditionIndex].put(EditionFacts(*edition))
    stores[ICampaigns].put(_campaign(kind, per_term, ladder))
    _settle(stores[IRegister], lives)
    try:
        yield stores, clock
    finally:
        transaction.abort()
        setSite(before)


def _campaign(kind, per_term, ladder) -> CampaignFacts:
    return CampaignFacts(
        *(
            "c",
            EditionSubject("d"),
            "Kod",
            "kampanj",
            "running",
            kind,
            (OFFICIALS,),
            (),
        ),
        *(START, START + timedelta(days=10), 5, per_term, ladder, 3, "registrar"),
    )


def _settle(register: Register, lives) -> None:
    people = iter(range(1, 100))
    register._people.clear()
    for first, length, _day, _kind in [*lives, (0, 999, None, "")]:
        person = next(people)
        register._people[person] = PERSON.pack(
            Person(person, f"P{person}", f"user{person}")
        )
        if length == 999:
            register.record(Function(person, "registrar", start=START), 0)
            return
        start = START + timedelta(days=first)
        end = start + timedelta(days=length)
        register.record(Mandate(person, "ks", "ordinary", "S", start, end), 0)


def live(stores, clock, lives, ticks) -> None:
    """Let the days pass; ``ticks`` maps a day to the steps that run on it."""
    for number in range(LENGTH + 1):
        clock.moment = datetime.combine(START, time(12), UTC) + timedelta(number)
        for person, (_first, _length, day, kind) in enumerate(lives, 1):
            if day == number:
                when = int(clock.moment.timestamp())
                stores[ILedger].append(person, kind, when, edition=EDITION, by=person)
        for step in ticks.get(number, ()):
            step(Work(Budget()))


def record(stores) -> list[tuple]:
    """What the ledger says of lapses, without the time of its writing."""
    ledger = stores[ILedger]
    return sorted(
        (stream, entry.campaign, entry.details["on"])
        for stream in ledger.streams()
        for entry in ledger.entries(stream)
        if entry.kind == "lapsed"
    )


def letters(stores) -> set[str]:
    """The keys of what was put."""
    outbox, found = stores[IOutbox], set()
    while parcel := outbox.take(2**31):
        found |= {each.key for each in parcel.notices}
        outbox.sent(parcel.number, 2**31)
    return found


def outcome(lives, ticks, **values):
    with history(lives, **values) as (stores, clock):
        live(stores, clock, lives, ticks)
        return record(stores), letters(stores)


DAILY = {number: STEPS for number in range(LENGTH + 1)}
TICKS = st.dictionaries(
    DAYS, st.lists(st.sampled_from(STEPS), max_size=9).map(tuple), max_size=20
)


@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(LIVES, TICKS, st.sampled_from(["read", "commit"]), st.booleans())
def test_ticks_at_any_time_in_any_order_give_the_same_record(
    lives, ticks, kind, per_term
):
    ticks = {**ticks, LENGTH: (*ticks.get(LENGTH, ()), *reversed(STEPS))}
    values = {"kind": kind, "per_term": per_term}
    every_day, all_letters = outcome(lives, DAILY, **values)
    found, put = outcome(lives, ticks, **values)
    assert found == every_day
    assert len(set(found)) == len(found)
    assert put <= all_letters  # a late job leaves out, it never adds


@settings(max_examples=examples(30), suppress_health_check=list(HealthCheck))
@given(LIVES, st.lists(st.permutations(STEPS), min_size=1, max_size=3))
def test_running_again_on_the_same_days_changes_nothing(lives, orders):
    once = outcome(lives, DAILY)
    again = {day: tuple(step for order in orders for step in order) for day in DAILY}
    assert outcome(lives, again) == once


@settings(max_examples=examples(30), suppress_health_check=list(HealthCheck))
@given(LIVES)
def test_nobody_is_told_anything_after_an_answer(lives):
    answered = [(first, length, 0, kind) for first, length, _day, kind in lives]
    _found, put = outcome(answered, DAILY)
    assert put == set()


def test_a_lapse_is_recorded_on_the_day_after_the_last():
    (entry,), _put = outcome([(0, 20, None, "declined")], DAILY)
    assert entry == (1, "c", (START + timedelta(days=21)).isoformat())


def test_an_answer_outlives_the_mandate_and_nothing_lapses():
    assert outcome([(0, 20, 5, "declined")], DAILY)[0] == []


def test_a_renewed_round_asks_again_and_says_so():
    _found, put = outcome([(0, 60, 2, "acknowledged")], DAILY, per_term=True)
    assert "c.20261010.00000001.new" in put
    assert not any(key.startswith("c.20260920") for key in put if key.endswith("+7"))


def test_ten_thousand_assignments_with_nothing_due_take_less_than_a_second():
    with history([]) as (stores, _clock):
        register = stores[IRegister]
        for person in range(10, 10_010):
            register._people[person] = PERSON.pack(
                Person(person, f"P{person}", f"user{person}")
            )
            register.record(Mandate(person, "ks", "ordinary", "S", START), 0)
        assert reminding.remind(Work(Budget(60))) == 10_000
        begun = process_time()
        work = Work(Budget(60))
        assert [step(work) for step in STEPS] == [0, 0, 0, 0]
        took = process_time() - begun
    print(f"10,000 assignments with nothing due: {took:.2f} s")
    assert took < 1
