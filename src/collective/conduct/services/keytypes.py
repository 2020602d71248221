"""What holders of keys send and what they are answered, as types; see ``keys``."""

from collective.conduct.services.casetypes import CaseNamed
from collective.conduct.services.fields import key
from collective.conduct.services.fields import Number
from collective.conduct.services.vault import Passphrase
from dataclasses import dataclass
from datetime import date
from datetime import datetime


@dataclass(frozen=True)
class PassphraseChange(Passphrase):
    """The passphrase that holds, and the one that will."""

    former: str = ""


@dataclass(frozen=True)
class KeyReplacement(Passphrase):
    """``sure``: one knows that cases will be shut."""

    sure: bool = False


@dataclass(frozen=True)
class CaseReason(CaseNamed):
    """A case, and why."""

    reason: str = ""


@dataclass(frozen=True)
class RequestNamed:
    """A request by its number."""

    request: Number


@dataclass(frozen=True)
class CasePerson:
    """Somebody, by number, for a case."""

    person: Number
    case: str = ""


@dataclass(frozen=True)
class HandOver:
    """Who takes over one's cases; ``stay``: one goes on reading them."""

    person: Number
    stay: bool = False


@dataclass(frozen=True)
class PersonNamed:
    """Somebody, by number."""

    person: Number


@dataclass(frozen=True)
class Absence:
    """From ``first`` to ``last``; ``person`` goes on with the cases, or nobody."""

    first: date | None = None
    last: date | None = None
    person: Number | None = None


@dataclass(frozen=True)
class KeyShown:
    """Whether one has a key; ``shut``: how many of one's cases it does not open."""

    at: str = key("@id")
    has_key: bool
    functions: list[str]
    shut: int


@dataclass(frozen=True)
class AskedAgain:
    """For how many cases one asked to be let in again."""

    asked: int


@dataclass(frozen=True)
class RequestMade:
    """The number of a request."""

    request: int


@dataclass(frozen=True)
class IdentityShown:
    """Who the reporter is."""

    identity: dict[str, str]


@dataclass(frozen=True)
class RequestEntry:
    """A request: of whom, when, for which case by its short number."""

    request: int
    number: str
    person: int
    when: datetime


@dataclass(frozen=True)
class ApprovalEntry(RequestEntry):
    """A request with its reason."""

    reason: str


@dataclass(frozen=True)
class ApprovalsShown:
    """What waits for one's approval."""

    at: str = key("@id")
    items: list[ApprovalEntry]


@dataclass(frozen=True)
class LostCase:
    """A case that nobody can open, and who could take it over."""

    case: str
    people: list[int]


@dataclass(frozen=True)
class EscrowShown:
    """Who asks for one's half, and the cases that nobody can open."""

    at: str = key("@id")
    items: list[RequestEntry]
    lost: list[LostCase]


@dataclass(frozen=True)
class CasesOpened:
    """How many cases were opened."""

    opened: int


@dataclass(frozen=True)
class CasesMoved:
    """How many cases it was about."""

    cases: int
