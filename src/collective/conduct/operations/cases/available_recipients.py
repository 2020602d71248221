"""Before the first word: is the intake open, and who will read it, by name?"""

from collections.abc import Iterable
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.recipients import barred_of
from collective.conduct.core.cases.recipients import Form
from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.cases.recipients import PASS_ON
from collective.conduct.core.cases.recipients import Recipient
from collective.conduct.core.cases.recipients import recipients
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.keys import ESCROW_HOLDERS
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.settings import setting
from dataclasses import dataclass
from zope.component import getUtility


HANDLERS_ARE = frozenset(name for form in FORMS.values() for name in form.to)
HANDLERS = 2  # nobody handles alone: somebody must be left when one is concerned


@dataclass(frozen=True)
class AvailableRecipient:
    """Somebody who will be able to read the report."""

    person: int
    name: str
    function: str
    substitute: bool


def form_of(key: str) -> Form:
    """The form of a key; ``Invalid`` "form_unknown"."""
    form = FORMS.get(key)
    if form is None:
        raise Invalid("form_unknown")
    return form


def missing() -> list[str]:
    """What keeps the intake closed, as codes; empty when it is open (DESIGN 6)."""
    found = []
    if len(keyed(*HANDLERS_ARE)) < HANDLERS:
        found.append("handlers")
    if not keyed("identity_approver"):
        found.append("approver")
    if len(keyed("escrow_holder")) < ESCROW_HOLDERS:
        found.append("escrow")
    try:
        getUtility(IKeystore).half()
    except ConductError:
        found.append("keystore")
    return found


def refuse_closed() -> None:
    """Raise ``Unavailable`` "intake_closed" while something is missing."""
    if missing():
        raise Unavailable("intake_closed")


def keyed(*functions: str) -> frozenset[int]:
    """The people who hold one of these functions today and have a key."""
    roster, today = _roster(), _today()
    groups = roster.groups(today)
    people = {
        person
        for name in functions
        for person in groups.get(f"conduct:function:{name}", ())
    }
    return frozenset(getUtility(IKeyrings).publics(people))


def offered(
    form: str,
    about: Iterable[int] = (),
    out: Iterable[int] = (),
    registered: bool = False,
) -> list[AvailableRecipient]:
    """Who would read a report now, by name, in the order they are shown.

    Whoever is logged in is never offered to themselves, except when they only
    register (``registered``) what somebody else told them.
    """
    found = available_recipients(form, frozenset(about), frozenset(out), registered)
    return [_reader(each.person, each.function, each.substitute) for each in found]


def not_of_the_first(
    about: Iterable[int], out: Iterable[int], first: Iterable[int]
) -> list[int]:
    """Who is offered for a reprisal and did not have the first report, if anybody."""
    had = set(first)
    found = (each.person for each in offered("reprisal", about, out))
    return [each for each in found if each not in had]


def approvers(out: Iterable[int]) -> list[AvailableRecipient]:
    """Who could agree to opening a sealed identity; ``out`` are others than they."""
    able_now = keyed("identity_approver") - frozenset(out)
    return [_reader(each, "identity_approver", False) for each in sorted(able_now)]


def handles() -> bool:
    """Whether whoever is acting holds a function that reports go to, today."""
    person = actor().person
    rows = () if person is None else _roster().rows_of(person, _today())
    held = {row.function for row in rows if isinstance(row, Function)}
    return bool(held & HANDLERS_ARE)


def passes_on() -> bool:
    """Whether whoever is acting leads a group or a body today, and is told first."""
    person = actor().person
    rows = () if person is None else _roster().rows_of(person, _today())
    return any(isinstance(row, Mandate) and row.office in PASS_ON for row in rows)


def available_recipients(
    form: str, about: frozenset[int], out: frozenset[int], registered: bool = False
) -> tuple[Recipient, ...]:
    """Those who may and can receive it, decided by tables and registers."""
    roster, today = _roster(), _today()
    people = {row.person for row in roster.rows}
    own = None if registered else actor().person
    return recipients(
        roster,
        today,
        form_of(form).to,
        about,
        out | {own} if own is not None else out,
        frozenset(getUtility(IKeyrings).publics(people)),
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
