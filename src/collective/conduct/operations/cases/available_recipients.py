"""Whether the intake is open, and who will read a report, before it is written."""

from collections.abc import Iterable
from collective.conduct.core.cases.bars import Bars
from collective.conduct.core.cases.bars import bars_with
from collective.conduct.core.cases.bars import MERGED
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.recipients import barred_of
from collective.conduct.core.cases.recipients import ESCROW_ALONE
from collective.conduct.core.cases.recipients import Form
from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.cases.recipients import NOBODY
from collective.conduct.core.cases.recipients import PASS_ON
from collective.conduct.core.cases.recipients import READERS_ALONE
from collective.conduct.core.cases.recipients import READERS_AND_ESCROW
from collective.conduct.core.cases.recipients import Recipient
from collective.conduct.core.cases.recipients import recipients
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.keys import ESCROW_HOLDERS
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.operations.cases.matter import approvers_of
from collective.conduct.operations.cases.matter import escrow_of
from collective.conduct.operations.cases.matter import matter_with
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.settings import setting
from collective.conduct.operations.vault.key_directory import confirmed
from dataclasses import dataclass
from zope.component import getUtility


HANDLERS_ARE = frozenset(name for form in FORMS.values() for name in form.to)
NOWHERE = ("", "", "", "", "", 0)  # the summary of a report that is not sent yet
PAIR = 2  # escrow holders who open a case together
HANDLERS = 2  # nobody handles alone: somebody must be left when one is concerned


@dataclass(frozen=True)
class AvailableRecipient:
    """A person who will be able to read the report."""

    person: int
    name: str
    function: str
    substitute: bool


def form_of(key: str) -> Form:
    """Return the form of a key; ``Invalid`` "form_unknown"."""
    form = FORMS.get(key)
    if form is None:
        raise Invalid("form_unknown")
    return form


def missing() -> list[str]:
    """Return what the intake lacks, as codes (DESIGN 6)."""
    codes = []
    if len(keyed(*HANDLERS_ARE)) < HANDLERS:
        codes.append("handlers")
    if not keyed("identity_approver"):
        codes.append("approver")
    if len(keyed("escrow_holder")) < ESCROW_HOLDERS:
        codes.append("escrow")
    return codes + _unsafe()


def is_closed() -> bool:
    """Return whether nothing can be received.

    A new site is closed until it has everybody. Once it had, it never closes for
    want of people: what nobody can read is sealed for the escrow pairs (TRUST 5).
    """
    if _unsafe():
        return True
    return not getUtility(IKeyDirectory).state().manned and bool(missing())


def refuse_closed() -> None:
    """Raise ``Unavailable`` "intake_closed" while nothing can be received."""
    if is_closed():
        raise Unavailable("intake_closed")


def _unsafe() -> list[str]:
    """Return why nothing can be sealed here, whoever is there."""
    try:
        getUtility(IServerHalf).key()
    except ConductError:
        return ["keystore"]
    return ["behind"] if getUtility(ICaseStreams).is_behind() else []


def keyed(*functions: str) -> frozenset[int]:
    """Return who holds one of these functions today and has a confirmed key for it."""
    return frozenset(confirmed(*functions))


def offered(
    form: str,
    about: Iterable[int] = (),
    out: Iterable[int] = (),
    registered: bool = False,
    linked: tuple[str, ...] = (),
) -> list[AvailableRecipient]:
    """Return who would read a report now, by name, in the order they are shown.

    The acting person is never offered to themselves, except when they only
    register (``registered``) what somebody else reported to them. ``linked``: the
    case that a reprisal follows: whoever may not know of it is not offered.
    """
    found = available_recipients(form, about, out, registered, linked)
    return [_reader(each.person, each.function, each.substitute) for each in found]


def not_of_the_first(
    about: Iterable[int],
    out: Iterable[int],
    first: Iterable[int],
    linked: Iterable[str],
) -> list[int]:
    """Return the recipients of a reprisal who did not have the first report."""
    had = set(first)
    found = offered("reprisal", about, out, linked=tuple(linked))
    return [each.person for each in found if each.person not in had]


def approvers(
    out: Iterable[int], linked: tuple[str, ...] = ()
) -> list[AvailableRecipient]:
    """Return who could approve opening an identity; ``out`` are left out."""
    bars = tuple((person, MERGED) for person in out)
    able = approvers_of(matter_with(CaseSummary(*NOWHERE, bars=bars, linked=linked)))
    people = sorted(may.person for may in able)
    return [_reader(each, "identity_approver", False) for each in people]


def sealed_for(readers: bool, bars: Bars = (), linked: tuple[str, ...] = ()) -> str:
    """Return for whom a report with these bars would be sealed (``SEALED_FOR``)."""
    facts = CaseSummary(*NOWHERE, bars=bars, linked=linked)
    return kind_of(readers, len(escrow_of(matter_with(facts))) >= PAIR)


def kind_of(readers: bool, pair: bool) -> str:
    """Return what to call a case with or without readers and escrow pairs."""
    if readers:
        return READERS_AND_ESCROW if pair else READERS_ALONE
    return ESCROW_ALONE if pair else NOBODY


def bars_of(
    about: Iterable[int], witnesses: Iterable[int], unticked: Iterable[int] = ()
) -> Bars:
    """Return the bars that a reporter's choice makes."""
    bars: Bars = ()
    grounds = (("concerned", about), ("witness", witnesses), ("unticked", unticked))
    for ground, people in grounds:
        for person in sorted(people):
            bars = bars_with(bars, person, ground)
    return bars


def handles() -> bool:
    """Return whether the acting person holds a function that receives reports today."""
    person = actor().person
    rows = () if person is None else _roster().rows_of(person, _today())
    held = {row.function for row in rows if isinstance(row, Function)}
    return bool(held & HANDLERS_ARE)


def passes_on() -> bool:
    """Return whether the acting person leads a group or a body today (A29)."""
    person = actor().person
    rows = () if person is None else _roster().rows_of(person, _today())
    return any(isinstance(row, Mandate) and row.office in PASS_ON for row in rows)


def available_recipients(
    form: str,
    about: Iterable[int],
    out: Iterable[int],
    registered: bool = False,
    linked: tuple[str, ...] = (),
) -> tuple[Recipient, ...]:
    """Return the permitted and able recipients, by tables and registers."""
    roster, today = _roster(), _today()
    matter = matter_with(CaseSummary(*NOWHERE, linked=linked))
    barred = {*out, *matter.barred, *matter.holding["approvers"]}
    if not registered and (acting := actor().person) is not None:
        barred.add(acting)
    return recipients(
        roster,
        today,
        form_of(form).to,
        matter.concerned.union(about),
        frozenset(barred),
        keyed,
        barred_of(setting("may_not_handle") or ()),
        getUtility(IDesks).away(today),
    )


def _reader(person: int, function: str, substitute: bool) -> AvailableRecipient:
    name = getUtility(IRegister).person(person).name
    return AvailableRecipient(person, name, function, substitute)


def _roster():
    return getUtility(IRegister).roster()


def _today():
    return getUtility(IClock).today()
