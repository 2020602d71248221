"""Ten thousand steps, and nobody outside the permitted set ever gets a wrap.

A machine does what people may do with cases, in any order, through the real
operations. Beside it stands a model of plain sets that knows no key: who may
know of a case, and who may not. After every step the two are compared.
"""

from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.ports import ICaseStreams
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.ports import IVaultSessions
from collective.conduct.operations.cases import available_recipients
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import linking
from collective.conduct.operations.common import authority
from collective.conduct.operations.reports import receiving
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.storage.cases.access_log import AccessLog
from collective.conduct.storage.cases.cases import Cases
from collective.conduct.storage.cases.desks import Desks
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from collective.conduct.storage.registers.register import Register
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault import cases as vaults
from collective.conduct.storage.vault import server_keys
from collective.conduct.storage.vault.case_streams import CaseStreams
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.keyrings import Keyrings
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.passphrases import Cost
from collective.conduct.storage.vault.passphrases import Locked
from collective.conduct.storage.vault.server_keys import ServerKeys
from collective.conduct.storage.vault.sessions import Sessions
from contextlib import contextmanager
from datetime import date
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from hypothesis.stateful import invariant
from hypothesis.stateful import precondition
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import run_state_machine_as_test
from tests.support.profiles import examples
from tests.support.sample_municipality import StoppedClock
from tests.support.submitting import submission
from types import SimpleNamespace
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.interface.registry import Components

import pytest


SINCE = date(2026, 1, 1)
STEPS = examples(10_000)
HOLD = (
    ("hr", False),
    ("hr", False),
    ("hr", True),
    ("municipal_secretary", False),
    ("head_of_office", False),
    ("legal", False),
    ("identity_approver", False),
    ("identity_approver", False),
    ("escrow_holder", False),
    ("escrow_holder", False),
    ("escrow_holder", False),
    ("security", False),
)
HANDLERS = range(6)
ESCROW = range(8, 11)
EVERYBODY = range(len(HOLD) + 1)  # the last one holds nothing
PAIRS = [boxes.new_pair() for _ in EVERYBODY]
who = st.sampled_from(EVERYBODY)
some = st.frozensets(st.sampled_from(EVERYBODY), max_size=2)
any_case = st.integers(0, 10**6)


class Site:
    """A site of which there is nothing but its registry."""

    def __init__(self) -> None:
        self.manager = Components("site", bases=(getGlobalSiteManager(),))

    def getSiteManager(self):
        return self.manager


class LightCases(Cases):
    """Without acquisition: the site is none."""

    def get(self, case: str):
        self.facts(case)
        return self._shards[int(case[:2], 16) % len(self._shards)][case]


class LightCase:
    """What Plone keeps of a case is nothing to this test."""

    def _setOb(self, id: str, made) -> None:
        """Nothing."""


class Keys:
    """See IKeystore; it lies in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def create(self, case: str) -> bytes:
        return self.kept.setdefault(case, boxes.new_key())

    def get(self, case: str) -> bytes:
        return self.kept[case]

    def half(self) -> bytes:
        return b"h" * 32


class Box:
    """See IOutbox; it keeps who was told."""

    def __init__(self) -> None:
        self.told: list[int] = []

    def put(self, notice) -> bool:
        self.told.append(notice.person)
        return True


class LightStreams(CaseStreams):
    """Streams of cases without a folder outside the database."""

    def is_behind(self) -> bool:
        return False

    _is_behind = is_behind


class Access(RuleBasedStateMachine):
    """People, cases and what they do to them; ``steps`` counts over all runs."""

    steps = 0

    @initialize()
    def begin(self) -> None:
        self.box, self.person, self.now = Box(), None, 0
        self.site, self.before = Site(), getSite()
        for port, behind in (
            (IRegister, Register()),
            (ICases, LightCases()),
            (IVault, Vault()),
            (ICaseStreams, LightStreams()),
            (IKeyrings, Keyrings()),
            (IAccessLog, AccessLog()),
            (IDesks, Desks()),
            (IReporterMailbox, ReporterMailbox()),
            (IVaultSessions, Sessions()),
            (IKeystore, Keys()),
            (IServerKeys, ServerKeys()),
            (IOutbox, self.box),
            (IClock, StoppedClock()),
        ):
            self.site.manager.registerUtility(behind, port)
        setSite(self.site)
        self.people = [self._enrol(place) for place in EVERYBODY]
        self.private = dict(
            zip(
                self.people,
                (private_key for private_key, _public in PAIRS),
                strict=True,
            )
        )
        # the model: case -> who may know of it, who must not, its words
        self.may: dict[str, set[int]] = {}
        self.out: dict[str, set[int]] = {}
        self.typed: dict[str, str] = {}
        self.merged: dict[str, str] = {}  # case -> the one that it goes on in
        self.hear: set[int] = set()  # who may be told in the step

    def _enrol(self, place: int) -> int:
        register = getUtility(IRegister)
        person = register.enrol(f"u{place}", f"Person {place}")
        if place < len(HOLD):
            function, substitute = HOLD[place]
            row = Function(person, function, substitute=substitute, start=SINCE)
            register.record(row, 0)
        locked = Locked(person, 1, PAIRS[place][1], b"", b"")
        getUtility(IKeyrings).keep(locked)
        return person

    def teardown(self) -> None:
        if hasattr(self, "before"):
            setSite(self.before)
            CURRENT.clear()

    @contextmanager
    def acting(self, person: int):
        """Act as somebody; what is refused is no harm."""
        CURRENT[:] = [f"u{self.people.index(person)}"]
        try:
            yield
        except (Refused, Missing, Invalid):
            pass
        finally:
            CURRENT.clear()

    def case(self, number: int) -> str:
        known = list(self.may)
        return known[number % len(known)]

    def _step(self, case: str | None = None) -> None:
        Access.steps += 1
        self.box.told.clear()
        self.hear = set(self.may[case]) if case else set()

    # what people do

    @rule(about=some, witnesses=some, one=st.booleans())
    def report(self, about, witnesses, one) -> None:
        self._step()
        self._report("harassment", about, witnesses, one)

    def _report(self, form: str, about, witnesses, one: bool, linked=()) -> None:
        concerned = {self.people[each] for each in about}
        seen = {self.people[each] for each in witnesses}
        offered = [
            each.person for each in available_recipients.offered(form, concerned, seen)
        ]
        offered.sort(key=self.people.index)
        assert not {*offered} & (concerned | seen)
        sent = submission(
            form,
            f"{Access.steps:016}{len(self.may):016}",
            {"what": "ord"},
            about=frozenset(concerned),
            witnesses=frozenset(seen),
            recipients=frozenset(offered[:1] if one else ()),
            linked=tuple(linked),
        )
        try:
            typed = " ".join(receiving.receive_report(sent).words)
        except ConductError as error:
            assert error.code == "nobody_left" and not offered
            return
        case = reporter_followup.case_of(typed).case
        self.may[case] = set(offered[:1] if one else offered)
        self.out[case] = concerned | seen
        self.typed[case] = typed
        self.hear = set(self.may[case])

    @precondition(lambda self: self.may)
    @rule(number=any_case, about=some)
    def reprisal(self, number, about) -> None:
        self._step()
        linked = reporter_followup.case_of(self.typed[self.case(number)]).case
        self._report("reprisal", about, frozenset(), False, [linked])

    @precondition(lambda self: self.may)
    @rule(number=any_case)
    def message(self, number) -> None:
        case = self.case(number)
        self._step(case)
        assert reporter_followup.write(self.typed[case], "ord") is not None

    def together(self, case: str) -> list[str]:
        """The cases that were merged with one, and itself."""
        root = self.merged.get(case, case)
        return [each for each in self.may if self.merged.get(each, each) == root]

    def vault(self, person: int) -> UnlockedVault:
        """Somebody's vault as in a fresh request, in which nothing is open yet."""
        return UnlockedVault(person, self.private[person])

    @precondition(lambda self: self.may)
    @rule(number=any_case, into=any_case, by=who)
    def merge(self, number, into, by) -> None:
        one, other, person = self.case(number), self.case(into), self.people[by]
        self._step(one)
        self.hear |= self.may[other]
        with self.acting(person):
            linking.merge(case_access.open_case(one, self.vault(person)), other)
            assert person in self.may[one] & self.may[other]
            may, out = self.may[one] | self.may[other], self.out[one] | self.out[other]
            assert not may & out
            for case in (one, other):
                self.may[case], self.out[case] = set(may), set(out)
            self.merged[one] = other

    @precondition(lambda self: getattr(self, "merged", None))
    @rule(number=any_case, by=who)
    def take_apart(self, number, by) -> None:
        merged = list(self.merged)
        case, person = merged[number % len(merged)], self.people[by]
        self._step(case)
        with self.acting(person):
            linking.part(case_access.open_case(case, self.vault(person)))
            del self.merged[case]

    @precondition(lambda self: self.may)
    @rule(number=any_case, by=who, other=who)
    def grant(self, number, by, other) -> None:
        case, person = self.case(number), self.people[by]
        self._step(case)
        group = self.together(case)
        self.hear = set().union(*(self.may[each] for each in group))
        with self.acting(person):
            case_access.grant_access(
                case_access.open_case(case, self.vault(person)), self.people[other]
            )
            for each in group:
                assert person in self.may[each]
                assert self.people[other] not in self.out[each]
                self.may[each].add(self.people[other])
            self.hear.add(self.people[other])

    @precondition(lambda self: self.may)
    @rule(number=any_case, by=who)
    def recuse(self, number, by) -> None:
        case, person = self.case(number), self.people[by]
        self._step(case)
        with self.acting(person):
            case_access.recuse(case_access.open_case(case, self.vault(person)), "x")
            for each in self.together(case):
                assert person in self.may[each]
                self.may[each].discard(person)

    @precondition(lambda self: self.may)
    @rule(number=any_case, by=who, other=who)
    def exclude(self, number, by, other) -> None:
        case, person, out = self.case(number), self.people[by], self.people[other]
        self._step(case)
        with self.acting(person):
            group = self.together(case)
            if any(self.may[each] == {out} for each in group):
                with pytest.raises((Invalid, Missing)):
                    case_access.exclude(
                        case_access.open_case(case, self.vault(person)), out
                    )
                return
            case_access.exclude(case_access.open_case(case, self.vault(person)), out)
            for each in group:
                assert person in self.may[each]
                self.may[each].discard(out)
                self.out[each].add(out)
            self.hear.discard(out)

    @rule(by=who, other=who, stay=st.booleans())
    def hand_over(self, by, other, stay) -> None:
        self._step()
        person, new = self.people[by], self.people[other]
        if person == new and not stay:
            return
        with self.acting(person):
            case_access.hand_over(new, self.vault(person), stay)
            for case in self.may:
                if person in self.may[case] and new not in self.out[case]:
                    self.may[case].add(new)
                    self.hear.add(new)
                    if not stay:
                        self.may[case].discard(person)

    @precondition(lambda self: self.may)
    @rule(number=any_case, holders=st.permutations(ESCROW), other=who)
    def escrow(self, number, holders, other) -> None:
        case, new = self.case(number), self.people[other]
        self._step(case)
        both = [self.people[each] for each in holders[:2]]
        for own, second in (both, both[::-1]):
            with self.acting(own):
                case_access.give_half(case, second, new, self.vault(own))
                assert own not in self.out[case] and new not in self.out[case]
        with self.acting(new):
            case_access.recover(case, self.vault(new))
            assert new not in self.out[case]
            self.may[case].add(new)
            self.hear.add(new)

    @precondition(lambda self: self.may)
    @rule(number=any_case, holder=st.sampled_from(ESCROW))
    def one_half_opens_nothing(self, number, holder) -> None:
        case, own = self.case(number), self.people[holder]
        self._step(case)
        if own in self.may[case] or getUtility(IVault).given(case, own):
            return
        with self.acting(own):
            other = self.people[ESCROW[0] if holder != ESCROW[0] else ESCROW[1]]
            case_access.give_half(case, other, own, self.vault(own))
        CURRENT[:] = [f"u{holder}"]
        with pytest.raises(Refused):
            case_access.recover(case, self.vault(own))
        CURRENT.clear()

    # what must hold

    @invariant()
    def who_can_read_is_who_may(self) -> None:
        for case in getattr(self, "may", ()):
            readers = set(getUtility(IVault).readers(case))
            assert readers == self.may[case] and readers
            assert not readers & self.out[case]

    @invariant()
    def it_stands_on_their_desks_and_no_others(self) -> None:
        may = getattr(self, "may", {})
        for person in getattr(self, "people", ()):
            desks = getUtility(IDesks)
            found = [each.facts.case for each in desks.of(person, STATES)]
            assert sorted(found) == sorted(case for case in may if person in may[case])
            assert len(found) == sum(desks.count(person, state) for state in STATES)

    @invariant()
    def only_who_may_was_told(self) -> None:
        assert set(getattr(self, "box", Box()).told) <= self.hear_or_nobody

    @property
    def hear_or_nobody(self) -> set[int]:
        return getattr(self, "hear", set())

    @invariant()
    def no_wrap_of_now_is_for_anybody_else(self) -> None:
        vault = getUtility(IVault) if hasattr(self, "may") else None
        for case in getattr(self, "may", ()):
            newest = vault._epochs[case]
            first, last = (case, newest, "", 0, 0), (case, newest, "~", 0, 0)
            for place, _wrapped in vault._keys.within(first, last):
                _case, _epoch, role, one, other = place
                if role == vaults.ESCROW:
                    assert not {one, other} & self.out[case]
                elif role == vaults.READER:
                    assert one in self.may[case]

    @invariant()
    def somebody_opens_and_others_do_not(self) -> None:
        for case in list(getattr(self, "may", ()))[-1:]:
            for person in self.people:
                opens = _opens(case, self.vault(person))
                assert opens == (person in self.may[case])


def _opens(case: str, vault: UnlockedVault) -> bool:
    try:
        opened = getUtility(IVault).open_with(case, vault)
    except Refused:
        return False
    return bool(opened.get("content", 1))


CURRENT: list[str] = []


def _current():
    userid = CURRENT[0]
    return SimpleNamespace(getId=lambda: userid, getRolesInContext=lambda _where: ())


@pytest.fixture
def light(monkeypatch):
    """The operations without Plone: who acts is said by ``CURRENT``."""
    user = SimpleNamespace(is_anonymous=lambda: not CURRENT, get_current=_current)
    fake = SimpleNamespace(user=user, portal=SimpleNamespace(get=lambda: None))
    monkeypatch.setattr(authority, "api", fake)
    monkeypatch.setattr(receiving, "begin", lambda _made: None)
    monkeypatch.setattr(receiving, "ConductCase", LightCase)
    monkeypatch.setattr(server_keys, "COST", Cost(memory=8, passes=1))


def _run(examples: int, **more) -> None:
    run_state_machine_as_test(
        Access,
        settings=settings(
            max_examples=examples,
            stateful_step_count=60,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )


@pytest.mark.examples
def test_nobody_else_ever_gets_a_wrap_or_a_notice(light):
    Access.steps = 0
    for _ in range(20):
        _run(examples(25))
        if Access.steps >= STEPS:
            break
    assert Access.steps >= STEPS


def _not_at_all(key, person: int):
    return key


def test_the_machine_sees_an_exclusion_that_does_nothing(light, monkeypatch):
    monkeypatch.setattr(case_access, "_without", _not_at_all)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        _run(50, phases=[Phase.generate], report_multiple_bugs=False)


def test_the_machine_sees_a_notice_to_one_too_many(light, monkeypatch):
    real = case_access.tell_of_case

    def told(people) -> None:
        real([*people, *getUtility(IKeyrings)._locked.keys()])

    monkeypatch.setattr(case_access, "tell_of_case", told)
    with pytest.raises(AssertionError):
        _run(50, phases=[Phase.generate], report_multiple_bugs=False)
