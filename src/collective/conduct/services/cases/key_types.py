"""What holders of keys send and what they are answered, as types; see ``keys``."""

from collective.conduct.services.cases.case_types import CaseNamed
from collective.conduct.services.cases.cases import Passphrase
from collective.conduct.services.common import rest
from datetime import date
from datetime import datetime


class PassphraseChange(Passphrase):
    """The passphrase that holds, and the one that will."""

    former: str = ""


class KeyReplacement(Passphrase):
    """``sure``: one knows that cases will be shut."""

    sure: bool = False


class CaseReason(CaseNamed):
    """A case, and why."""

    reason: str = ""


class RequestNamed(rest.Record):
    """A request by its number."""

    request: rest.Number


class CasePerson(rest.Record):
    """Somebody, by number, for a case."""

    person: rest.Number
    case: str = ""


class HandOver(rest.Record):
    """Who takes over one's cases; ``stay``: one goes on reading them."""

    person: rest.Number
    stay: bool = False


class PersonNamed(rest.Record):
    """Somebody, by number."""

    person: rest.Number


class Absence(rest.Record):
    """From ``first`` to ``last``; ``person`` goes on with the cases, or nobody."""

    first: date | None = None
    last: date | None = None
    person: rest.Number | None = None


class KeyShown(rest.Addressed):
    """Whether one has a key; ``shut``: how many of one's cases it does not open."""

    has_key: bool
    functions: list[str]
    shut: int


class AskedAgain(rest.Record):
    """For how many cases one asked to be let in again."""

    asked: int


class RequestMade(rest.Record):
    """The number of a request."""

    request: int


class IdentityShown(rest.Record):
    """Who the reporter is."""

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
    """What waits for one's approval."""

    items: list[ApprovalEntry]


class LostCase(rest.Record):
    """A case that nobody can open, and who could take it over."""

    case: str
    people: list[int]


class EscrowShown(rest.Addressed):
    """Who asks for one's half, and the cases that nobody can open."""

    items: list[RequestEntry]
    lost: list[LostCase]


class CasesOpened(rest.Record):
    """How many cases were opened."""

    opened: int


class CasesMoved(rest.Record):
    """How many cases it was about."""

    cases: int
