"""Types of the requests and responses of key holders; see ``keys``."""

from collective.conduct.operations.cases.lifting import Proposal
from collective.conduct.services.cases.case_types import CaseNamed
from collective.conduct.services.cases.cases import Passphrase
from collective.conduct.services.common import rest
from datetime import date
from datetime import datetime


class PassphraseChange(Passphrase):
    """The present passphrase and the new one."""

    former: str = ""


class KeyReplacement(Passphrase):
    """``sure``: the person knows that cases cannot be opened afterwards."""

    sure: bool = False


class CaseReason(CaseNamed):
    """A case and a reason."""

    reason: str = ""


class RequestNamed(rest.Record):
    """A request by its number."""

    request: rest.Number


class CasePerson(rest.Record):
    """A person, by number, for a case."""

    person: rest.Number
    case: str = ""


class CaseLetIn(rest.Record):
    """Who is let in; ``impartial``: they were asked what stands between."""

    person: rest.Number
    case: str = ""
    impartial: bool = False


class LiftAsked(rest.Record):
    """Somebody who shall no longer be shut out, or a decision about a request."""

    case: str = ""
    person: int | None = None
    reason: rest.Written = ""
    request: int | None = None
    agree: bool = False


class LiftsShown(rest.Record):
    """Who is shut out of a case, and the requests that wait for a decision."""

    shut_out: list[int]
    requests: list[Proposal]


class HandOver(rest.Record):
    """Who takes over the cases; ``stay``: the acting person keeps access."""

    person: rest.Number
    stay: bool = False


class PersonNamed(rest.Record):
    """A person, by number."""

    person: rest.Number


class Absence(rest.Record):
    """From ``first`` to ``last``; ``person`` gets access to the cases, or nobody."""

    first: date | None = None
    last: date | None = None
    person: rest.Number | None = None


class KeyShown(rest.Addressed):
    """Whether there is a key; ``shut``: how many cases it does not open."""

    has_key: bool
    functions: list[str]
    shut: int


class AskedAgain(rest.Record):
    """For how many cases access was requested again."""

    asked: int


class RequestMade(rest.Record):
    """The number of a request."""

    request: int


class IdentityShown(rest.Record):
    """The reporter's identity."""

    identity: dict[str, str]


class RequestEntry(rest.Record):
    """A request: of whom, when, for which case by its short number."""

    request: int
    number: str
    person: int
    when: datetime


class ApprovalEntry(RequestEntry):
    """A request with its reason."""

    reason: str


class ApprovalsShown(rest.Addressed):
    """The requests that wait for the acting person's approval."""

    items: list[ApprovalEntry]


class LostCase(rest.Record):
    """A case that nobody can open, and who could take it over."""

    case: str
    people: list[int]


class EscrowShown(rest.Addressed):
    """Requests for the holder's half of a key, and the cases nobody can open."""

    items: list[RequestEntry]
    lost: list[LostCase]


class CasesOpened(rest.Record):
    """How many cases were opened."""

    opened: int


class CasesMoved(rest.Record):
    """The number of cases concerned."""

    cases: int
