"""``@conduct-key``, ``-approvals``, ``-identity``, ``-escrow``, ``-case-people``.

What the pages of keys do, for programs: the same operations, the token of an
open vault as ``X-Conduct-Vault``, 404 for the uninvited. A rehearsal is done at
one keyboard: on the page, or by ``conduct-rehearse``.
"""

from collective.conduct.core.cases import short
from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.requests import Request
from collective.conduct.operations.keys import again
from collective.conduct.operations.keys import away
from collective.conduct.operations.keys import identity
from collective.conduct.operations.keys import own
from collective.conduct.operations.keys import sharing
from collective.conduct.services.base import moment
from collective.conduct.services.base import Nothing
from collective.conduct.services.base import Refusal
from collective.conduct.services.casetypes import CaseNamed
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import HUB
from collective.conduct.services.endpoint import SEE_OWN
from collective.conduct.services.fields import key
from collective.conduct.services.fields import Number
from collective.conduct.services.vault import Passphrase
from collective.conduct.services.vault import VaultService
from dataclasses import dataclass
from datetime import date
from datetime import datetime


ERRORS = (Missing, Conflict, Unavailable)


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


class Key(VaultService):
    """Whether one has a key, and how many of one's cases are shut."""

    @endpoint("GET @conduct-key", HUB, SEE_OWN, own.key_of, Missing)
    def show(self) -> KeyShown:
        """Whether I have a key."""
        person = own.holder()
        return KeyShown(
            at=f"{self.url}/@conduct-key",
            has_key=own.key_of(person) is not None,
            functions=sorted(own.functions()),
            shut=len(again.shut(person)),
        )


class KeyActions(VaultService):
    """Make one's key, change its passphrase, replace it, ask to be let in again."""

    @endpoint("POST @conduct-key/make", HUB, SEE_OWN, own.enrol, *ERRORS)
    def make(self, sent: Passphrase) -> None:
        """Make my key."""
        own.enrol(sent.passphrase)

    @endpoint("POST @conduct-key/change", HUB, SEE_OWN, own.change_passphrase, *ERRORS)
    def change(self, sent: PassphraseChange) -> Refusal | None:
        """Change my passphrase."""
        changed = own.change_passphrase(sent.former, sent.passphrase)
        return None if changed else self.wrong_passphrase()

    @endpoint("POST @conduct-key/replace", HUB, SEE_OWN, own.replace, *ERRORS)
    def replace(self, sent: KeyReplacement) -> None:
        """Take another key in the place of mine."""
        if not sent.sure:
            raise Invalid("not_confirmed")
        own.replace(sent.passphrase)

    @endpoint("POST @conduct-key/ask-again", HUB, SEE_OWN, again.ask, *ERRORS)
    def ask_again(self, sent: Nothing) -> AskedAgain:
        """Ask to be let into my cases again."""
        return AskedAgain(again.ask())


class Identity(VaultService):
    """Ask to see who a reporter is; look, once it is approved."""

    @endpoint("POST @conduct-identity/ask", HUB, SEE_OWN, identity.ask, *ERRORS)
    def ask(self, sent: CaseReason) -> RequestMade:
        """Ask to know who a reporter is."""
        return RequestMade(identity.ask(sent.case, sent.reason, self.key))

    @endpoint(
        "POST @conduct-identity/open", HUB, SEE_OWN, identity.open_identity, *ERRORS
    )
    def open(self, sent: CaseNamed) -> IdentityShown:
        """See who a reporter is, once it is approved."""
        return IdentityShown(identity.open_identity(sent.case, self.key))


class Approvals(VaultService):
    """What waits for one's approval, with the reason; needs the vault."""

    @endpoint("GET @conduct-approvals", HUB, SEE_OWN, identity.waiting, *ERRORS)
    def show(self) -> ApprovalsShown:
        """What waits for my approval."""
        _refuse_without("identity_approver")
        items = [
            ApprovalEntry(**_asked(each), reason=identity.reason(each.number, self.key))
            for each in identity.waiting()
        ]
        return ApprovalsShown(f"{self.url}/@conduct-approvals", items)


class ApprovalActions(VaultService):
    """Approve or refuse what waits."""

    @endpoint("POST @conduct-approvals/approve", HUB, SEE_OWN, identity.decide, *ERRORS)
    def approve(self, sent: RequestNamed) -> None:
        """Approve a request."""
        identity.decide(sent.request, self.key, approve=True)

    @endpoint("POST @conduct-approvals/refuse", HUB, SEE_OWN, identity.decide, *ERRORS)
    def refuse_request(self, sent: RequestNamed) -> None:
        """Refuse a request."""
        identity.decide(sent.request, self.key, approve=False)


class Escrow(VaultService):
    """Who asks for one's half, and the cases that nobody can open."""

    @endpoint("GET @conduct-escrow", HUB, SEE_OWN, again.for_escrow, *ERRORS)
    def show(self) -> EscrowShown:
        """Who asks for my half of a key."""
        _refuse_without("escrow_holder")
        return EscrowShown(
            at=f"{self.url}/@conduct-escrow",
            items=[RequestEntry(**_asked(each)) for each in again.for_escrow()],
            lost=[
                LostCase(each.case, sorted(again.successors(each)))
                for each in again.lost()
            ],
        )


class EscrowActions(VaultService):
    """Give one's half; propose who takes over; open with the halves given."""

    @endpoint("POST @conduct-escrow/give", HUB, SEE_OWN, again.give, *ERRORS)
    def give(self, sent: RequestNamed) -> None:
        """Give my half of a key."""
        again.give(sent.request, self.key)

    @endpoint("POST @conduct-escrow/propose", HUB, SEE_OWN, again.propose, *ERRORS)
    def propose(self, sent: CasePerson) -> None:
        """Propose who takes a lost case over."""
        again.propose(sent.case, sent.person, self.key)

    @endpoint("POST @conduct-escrow/come-back", HUB, SEE_OWN, again.come_back, *ERRORS)
    def come_back(self, sent: Nothing) -> CasesOpened:
        """Open my cases with the halves that were given."""
        return CasesOpened(again.come_back(self.key))


class CasePeople(VaultService):
    """Who can read a case: let in, let out, shut out, step back, hand over, be away."""

    @endpoint("POST @conduct-case-people/let-in", HUB, SEE_OWN, sharing.let_in, *ERRORS)
    def let_in(self, sent: CasePerson) -> None:
        """Let somebody read a case."""
        sharing.let_in(sent.case, sent.person, self.key)

    @endpoint(
        "POST @conduct-case-people/let-out", HUB, SEE_OWN, sharing.let_out, *ERRORS
    )
    def let_out(self, sent: CasePerson) -> None:
        """Let somebody read a case no longer."""
        sharing.let_out(sent.case, sent.person, self.key)

    @endpoint(
        "POST @conduct-case-people/exclude", HUB, SEE_OWN, sharing.exclude, *ERRORS
    )
    def exclude(self, sent: CasePerson) -> None:
        """Shut somebody out of a case for good."""
        sharing.exclude(sent.case, sent.person, self.key)

    @endpoint(
        "POST @conduct-case-people/step-back", HUB, SEE_OWN, sharing.step_back, *ERRORS
    )
    def step_back(self, sent: CaseReason) -> None:
        """Step back from a case."""
        sharing.step_back(sent.case, self.key, sent.reason)

    @endpoint(
        "POST @conduct-case-people/hand-over", HUB, SEE_OWN, sharing.hand_over, *ERRORS
    )
    def hand_over(self, sent: HandOver) -> CasesMoved:
        """Hand my cases over."""
        return CasesMoved(sharing.hand_over(sent.person, self.key, sent.stay))

    @endpoint(
        "POST @conduct-case-people/restore", HUB, SEE_OWN, sharing.restore, *ERRORS
    )
    def restore(self, sent: PersonNamed) -> CasesMoved:
        """Let a colleague with a new key into their cases again."""
        count = sharing.restore(sent.person, self.key)
        again.settle()
        return CasesMoved(count)

    @endpoint("POST @conduct-case-people/away", HUB, SEE_OWN, away.go_away, *ERRORS)
    def go_away(self, sent: Absence) -> CasesMoved:
        """Say that I am away."""
        return CasesMoved(away.go_away(sent.first, sent.last, self.key, sent.person))

    @endpoint("POST @conduct-case-people/home", HUB, SEE_OWN, away.come_home, *ERRORS)
    def come_home(self, sent: Nothing) -> None:
        """Say that I am back."""
        away.come_home()


def _refuse_without(function: str) -> None:
    if function not in own.functions():
        raise Refused("not_allowed")


def _asked(request: Request) -> dict:
    return {
        "request": request.number,
        "number": short(request.case),
        "person": request.person,
        "when": moment(request.when),
    }
