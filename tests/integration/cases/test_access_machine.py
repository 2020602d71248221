"""Twenty thousand steps, and nobody barred anywhere in a matter ever gets anything.

A machine does what people may do with cases, in any order, through the real
operations. Beside it stands a model of plain sets that knows no key
(``tests.support.matter_model``): who may know of a case, and who may not. After
every step the two are compared: wraps, halves, desks, counts and letters.
"""

from collective.conduct.core.cases.matter import Matter
from collective.conduct.core.cases.matter import MatterCase
from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.ports import IVaultSessions
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.operations.cases import available_recipients
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import handing_over
from collective.conduct.operations.cases import linking
from collective.conduct.operations.cases import summary
from collective.conduct.operations.common import authority
from collective.conduct.operations.reports import receiving
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.vault import key_directory
from collective.conduct.storage.cases.access_log import AccessLog
from collective.conduct.storage.cases.cases import Cases
from collective.conduct.storage.cases.desks import Desks
from collective.conduct.storage.cases.key_requests import KeyRequests
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from collective.conduct.storage.ledger.ledger import Ledger
from collective.conduct.storage.registers.register import Register
from collective.conduct.storage.vault import server_keys
from collective.conduct.storage.vault.case_streams import CaseStreams
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers.passphrases import Cost
from collective.conduct.storage.vault.ciphers.passphrases import Locked
from collective.conduct.storage.vault.key_directory import KeyDirectory
from collective.conduct.storage.vault.keyrings import Keyrings
from collective.conduct.storage.vault.open_case import REMOVED
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.server_half import ServerHalf
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
from tests.support import handlers
from tests.support.matter_model import CONCERNED
from tests.support.matter_model import CONFLICT
from tests.support.matter_model import Known
from tests.support.matter_model import Matters
from tests.support.matter_model import UNTICKED
from tests.support.matter_model import WITNESS
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
STEPS = examples(20_000)
HOLD = (
    ("hr", False),
    ("hr", False),
    ("hr", True),
    ("municipal_secretary", False),
    ("head_of_office", False),
    ("legal identity_approver", False),
    ("identity_approver", False),
    ("identity_approver hr", True),
    ("escrow_holder", False),
    ("escrow_holder", False),
    ("escrow_holder", False),
    ("security", False),
)
ESCROW = range(8, 11)
EVERYBODY = range(len(HOLD) + 1)  # the last one holds nothing
PAIRS = [boxes.new_pair() for _ in EVERYBODY]
who = st.sampled_from(EVERYBODY)
some = st.frozensets(st.sampled_from(EVERYBODY), max_size=2)
any_case = st.integers(0, 10**6)
ticks = st.integers(0, 2**6)  # the bits: whom the reporter takes the tick from


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

    def create(self, case: str, site: str = "") -> bytes:
        return self.kept.setdefault(case, boxes.new_key())

    def settle(self, case: str) -> None:
        """Nothing: it is no file."""

    def get(self, case: str) -> bytes:
        return self.kept[case]

    def half(self, make: bool = True) -> bytes:
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
            (IKeyDirectory, KeyDirectory()),
            (ILedger, Ledger()),
            (IAccessLog, AccessLog()),
            (IDesks, Desks()),
            (IKeyRequests, KeyRequests()),
            (IReporterMailbox, ReporterMailbox()),
            (IVaultSessions, Sessions()),
            (IKeystore, Keys()),
            (IServerKeys, ServerKeys()),
            (IServerHalf, ServerHalf()),
            (IOutbox, self.box),
            (IClock, StoppedClock()),
        ):
            self.site.manager.registerUtility(behind, port)
        setSite(self.site)
        self.people = [self._enrol(place) for place in EVERYBODY]
        holders = zip(self.people, PAIRS, strict=True)
        handlers.confirm_everybody(
            {
                person: UnlockedVault(person, private_key)
                for person, (private_key, _public) in holders
                if key_directory.functions_of(person)
            }
        )
        self.private = dict(
            zip(
                self.people,
                (private_key for private_key, _public in PAIRS),
                strict=True,
            )
        )
        held = [set(names.split()) for names, _substitute in HOLD] + [set()]
        self.matters = Matters(dict(zip(self.people, held, strict=True)))
        self.typed: dict[str, str] = {}  # case -> its words
        self.hear: set[int] = set()  # who may be told in the step

    def _enrol(self, place: int) -> int:
        register = getUtility(IRegister)
        person = register.enrol(f"u{place}", f"Person {place}")
        if place < len(HOLD):
            functions, substitute = HOLD[place]
            for name in functions.split():
                row = Function(person, name, substitute=substitute, start=SINCE)
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
        known = list(self.matters.cases)
        return known[number % len(known)]

    def may(self, case: str) -> set[int]:
        return self.matters.cases[case].may

    def _step(self, *cases: str) -> None:
        Access.steps += 1
        self.box.told.clear()
        self.hear = set().union(*(self.told_of(case) for case in cases))

    def told_of(self, case: str) -> set[int]:
        """Who is told of something in a case: its readers, without any the escrow."""
        keepers = {self.people[each] for each in ESCROW} - self.matters.barred(case)
        return self.may(case) or keepers

    def _settle(self) -> None:
        """Take from the model's readers whoever may no longer know."""
        for case, known in self.matters.cases.items():
            known.may = {who for who in known.may if self.fit(case, who)}

    def fit(self, case: str, person: int) -> bool:
        if not self.matters.fit(case, person, HANDLING):
            return False
        around = self.matters.linked(case)
        return all(person not in getUtility(IVault).approvers(e) for e in around)

    def vault(self, person: int) -> UnlockedVault:
        """Somebody's vault as in a fresh request, in which nothing is open yet."""
        return UnlockedVault(person, self.private[person])

    def opened(self, case: str, person: int):
        return case_access.open_case(case, self.vault(person))

    # what people do

    @rule(about=some, witnesses=some, ticked=ticks, named=st.booleans())
    def report(self, about, witnesses, ticked, named) -> None:
        self._step()
        self._report("harassment", about, witnesses, ticked, named)

    @precondition(lambda self: self.typed)
    @rule(
        number=any_case, about=some, witnesses=some, ticked=ticks, named=st.booleans()
    )
    def reprisal(self, number, about, witnesses, ticked, named) -> None:
        self._step()
        first = reporter_followup.case_of(self.typed[self.case(number)]).case
        self._report("reprisal", about, witnesses, ticked, named, first)

    def _report(self, form, about, witnesses, ticked, named, first="") -> None:
        concerned = {self.people[each] for each in about}
        seen = {self.people[each] for each in witnesses}
        linked = (first,) if first else ()
        offered = [
            each.person
            for each in available_recipients.offered(
                form, concerned, seen, linked=linked
            )
        ]
        offered.sort(key=self.people.index)
        chosen = [who for place, who in enumerate(offered) if not ticked >> place & 1]
        sent = submission(
            form,
            f"{Access.steps:016}{len(self.typed):016}",
            {"what": "ord"},
            about=frozenset(concerned),
            witnesses=frozenset(seen),
            recipients=frozenset(chosen),
            linked=linked,
            identity={"name": "Namn"} if named else None,
        )
        try:
            typed = " ".join(receiving.receive_report(sent).words)
        except ConductError as error:
            assert error.code == "name_not_sealed" or not offered
            return
        case = reporter_followup.case_of(typed).case
        readers = set(chosen or offered)  # nobody: sealed for the escrow alone
        self.matters.cases[case] = Known(readers, follows=first)
        self.matters.bar(case, set(offered) - readers, UNTICKED)
        self.matters.bar(case, seen, WITNESS)
        self.matters.bar(case, concerned, CONCERNED)
        assert all(self.matters.fit(case, who, HANDLING) for who in readers)
        self.typed[case] = typed
        self._settle()
        self.hear = self.told_of(case)

    @precondition(lambda self: self.typed)
    @rule(number=any_case)
    def message(self, number) -> None:
        case = self.case(number)
        self._step(case)
        assert reporter_followup.write(self.typed[case], "ord") is not None

    @precondition(lambda self: self.typed)
    @rule(number=any_case, into=any_case, by=who)
    def merge(self, number, into, by) -> None:
        one, other, person = self.case(number), self.case(into), self.people[by]
        self._step(one, other)
        with self.acting(person):
            linking.merge(self.opened(one, person), other)
            assert person in self.may(one) & self.may(other)
            if self.matters.cases[one].into == other:
                return
            both = self.matters.cases[one], self.matters.cases[other]
            both[0].into, may = other, both[0].may | both[1].may
            for case, source in ((one, both[1]), (other, both[0])):
                for who, ground in list(source.grounds.items()):
                    self.matters.bar(case, [who], ground)
            for known in both:
                known.may = set(may)
            assert all(self.fit(case, who) for case in (one, other) for who in may)
            self._settle()

    @precondition(lambda self: self.typed)
    @rule(number=any_case, by=who)
    def take_apart(self, number, by) -> None:
        case, person = self.case(number), self.people[by]
        self._step(case)
        with self.acting(person):
            linking.part(self.opened(case, person))
            self.matters.cases[case].into = ""

    @precondition(lambda self: self.typed)
    @rule(number=any_case, other=any_case, by=who)
    def series(self, number, other, by) -> None:
        one, two, person = self.case(number), self.case(other), self.people[by]
        self._step(one, two)
        with self.acting(person):
            linking.put_in_series(self.opened(one, person), two)
            assert person in self.may(one) & self.may(two)
            known = self.matters.cases[one], self.matters.cases[two]
            name = known[0].series or known[1].series or one
            known[0].series = known[1].series = name
            assert all(
                self.fit(case, who) for case in (one, two) for who in self.may(case)
            )
            self._settle()

    @precondition(lambda self: self.typed)
    @rule(number=any_case, by=who)
    def leave_series(self, number, by) -> None:
        case, person = self.case(number), self.people[by]
        self._step(case)
        with self.acting(person):
            linking.leave_series(self.opened(case, person))
            self.matters.cases[case].series = ""

    @precondition(lambda self: self.typed)
    @rule(number=any_case, by=who, other=who)
    def grant(self, number, by, other) -> None:
        case, person, new = self.case(number), self.people[by], self.people[other]
        group = self.matters.group(case)
        self._step(*group)
        with self.acting(person):
            case_access.grant_access(self.opened(case, person), new, True)
            for each in group:
                assert person in self.may(each) and self.fit(each, new)
                self.may(each).add(new)
            self.hear.add(new)

    @precondition(lambda self: self.typed)
    @rule(number=any_case, by=who)
    def recuse(self, number, by) -> None:
        case, person = self.case(number), self.people[by]
        group = self.matters.group(case)
        self._step(*group)
        with self.acting(person):
            case_access.recuse(self.opened(case, person), "x")
            for each in group:
                assert person in self.may(each)
                self.matters.bar(each, [person], CONFLICT)
            self._settle()

    @precondition(lambda self: self.typed)
    @rule(number=any_case, by=who, other=who)
    def exclude(self, number, by, other) -> None:
        case, person, out = self.case(number), self.people[by], self.people[other]
        group = self.matters.group(case)
        self._step(*group)
        with self.acting(person):
            case_access.exclude(self.opened(case, person), out)
            for each in group:
                assert person in self.may(each)
                self.matters.bar(each, [out], CONCERNED)
            self._settle()
            assert all(self.may(each) for each in group)
        self.hear.discard(out)

    @rule(by=who, other=who, stay=st.booleans())
    def hand_over(self, by, other, stay) -> None:
        self._step()
        person, new = self.people[by], self.people[other]
        if person == new and not stay:
            return
        with self.acting(person):
            handing_over.hand_over(new, self.vault(person), stay)
            for case in self.matters.cases:
                if person in self.may(case) and self.fit(case, new):
                    self.may(case).add(new)
                    self.hear.add(new)
                    if not stay:
                        self.may(case).discard(person)

    @precondition(lambda self: self.typed)
    @rule(number=any_case, holders=st.permutations(ESCROW), other=who)
    def escrow(self, number, holders, other) -> None:
        case, new = self.case(number), self.people[other]
        self._step(case)
        both = [self.people[each] for each in holders[:2]]
        for own, second in (both, both[::-1]):
            with self.acting(own):
                case_access.give_half(case, second, new, self.vault(own))
                assert own not in self.matters.barred(case) and self.fit(case, new)
        with self.acting(new):
            case_access.recover(case, self.vault(new))
            assert self.fit(case, new)
            self.may(case).add(new)
            self.hear.add(new)

    @precondition(lambda self: self.typed)
    @rule(number=any_case, holder=st.sampled_from(ESCROW))
    def one_half_opens_nothing(self, number, holder) -> None:
        case, own = self.case(number), self.people[holder]
        reader = self.people[0]
        self._step(case)
        public = PAIRS[0][1]
        if getUtility(IVault).given(case, reader, public):
            return
        with self.acting(own):
            other = self.people[ESCROW[0] if holder != ESCROW[0] else ESCROW[1]]
            case_access.give_half(case, other, reader, self.vault(own))
        CURRENT[:] = ["u0"]
        with pytest.raises((Refused, Invalid)):
            case_access.recover(case, self.vault(reader))
        CURRENT.clear()

    # what must hold

    @invariant()
    def who_can_read_is_who_may(self) -> None:
        for case in getattr(self, "typed", ()):
            assert set(getUtility(IVault).readers(case)) == self.may(case)

    @invariant()
    def nobody_barred_holds_anything_of_any_epoch(self) -> None:
        vault = getUtility(IVault) if hasattr(self, "typed") else None
        for case in getattr(self, "typed", ()):
            barred, newest = self.matters.barred(case), vault._epochs[case]
            assert not barred & self.may(case)
            for place, _key in vault._keys.within((case,), (f"{case}~",)):
                _case, epoch, role, one, other = place
                if (one or other) and role != REMOVED:
                    assert epoch in (0, newest)
                    assert not {one, other} & barred, (role, one, other)

    @invariant()
    def who_approves_neither_reads_nor_holds_escrow(self) -> None:
        for case in getattr(self, "typed", ()):
            around = [getUtility(IVault).holders(e) for e in self.matters.linked(case)]
            for _readers, _escrow, approvers in around:
                for readers, escrow, _approvers in around:
                    assert not approvers & {*readers, *escrow}

    @invariant()
    def it_stands_on_their_desks_and_no_others(self) -> None:
        known = self.matters.cases if hasattr(self, "matters") else {}
        for person in getattr(self, "people", ()):
            desks = getUtility(IDesks)
            found = [each.facts.case for each in desks.of(person, STATES)]
            assert sorted(found) == sorted(e for e in known if person in self.may(e))
            assert len(found) == sum(desks.count(person, state) for state in STATES)

    @invariant()
    def only_who_may_was_told(self) -> None:
        assert set(getattr(self, "box", Box()).told) <= getattr(self, "hear", set())

    @invariant()
    def somebody_opens_and_others_do_not(self) -> None:
        for case in list(getattr(self, "typed", ()))[-1:]:
            for person in self.people:
                opens = _opens(case, self.vault(person))
                assert opens == (person in self.may(case))


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


SAW = (AssertionError, pytest.fail.Exception)


def _finds_a_fault() -> None:
    with pytest.raises(SAW):
        _run(60, phases=[Phase.generate], report_multiple_bugs=False)


def test_the_machine_sees_an_exclusion_that_takes_nothing(light, monkeypatch):
    monkeypatch.setattr(summary, "must_leave", lambda _matter: frozenset())
    _finds_a_fault()


def test_the_machine_sees_a_ground_that_reaches_too_little(light, monkeypatch):
    monkeypatch.setattr(MatterCase, "next", lambda self, _reach: self.merged)
    _finds_a_fault()


def test_the_machine_sees_a_wrap_of_a_former_epoch(light, monkeypatch):
    monkeypatch.setattr(Vault, "forget_epochs_before", lambda *_place: None)
    _finds_a_fault()


def test_the_machine_sees_a_permission_for_whoever_asks(light, monkeypatch):
    monkeypatch.setattr(Matter, "barred", {})
    _finds_a_fault()


def test_the_machine_sees_a_notice_to_one_too_many(light, monkeypatch):
    real = case_access.tell_of_case

    def told(people) -> None:
        real([*people, *getUtility(IKeyrings)._locked.keys()])

    monkeypatch.setattr(case_access, "tell_of_case", told)
    with pytest.raises(AssertionError):
        _run(50, phases=[Phase.generate], report_multiple_bugs=False)
