"""``@conduct-key``, ``-approvals``, ``-identity``, ``-escrow``, ``-case-people``.

The same operations as the pages of keys, for programs: the token of an open vault
is sent as ``X-Conduct-Vault``, and whoever has no key function is answered 404. A
rehearsal needs one keyboard: on the page, or by ``conduct-rehearse``.
"""

from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.cases.summary import short
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import handing_over
from collective.conduct.operations.cases import identity
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.cases import lifting
from collective.conduct.operations.vault import my_key
from collective.conduct.services.cases import key_types as types
from collective.conduct.services.cases.case_types import CaseNamed
from collective.conduct.services.cases.cases import Passphrase
from collective.conduct.services.cases.cases import VaultService
from collective.conduct.services.common import rest


class Key(VaultService):
    """Whether the acting person has a key, and how many cases it does not open."""

    @rest.endpoint("GET @conduct-key", my_key.key_of, rest.Missing)
    def show(self) -> types.KeyShown:
        """Whether I have a key."""
        person = my_key.current_key_holder()
        return types.KeyShown(
            at=f"{self.url}/@conduct-key",
            has_key=my_key.key_of(person) is not None,
            functions=sorted(my_key.functions()),
            shut=len(key_recovery.shut(person)),
        )


class KeyActions(VaultService):
    """Create a key, change its passphrase, replace it, request access again."""

    @rest.endpoint("POST @conduct-key/make", my_key.enrol)
    def make(self, sent: Passphrase) -> None:
        """Make my key."""
        my_key.enrol(sent.passphrase).close()

    @rest.endpoint("POST @conduct-key/change", my_key.change_passphrase)
    def change(self, sent: types.PassphraseChange) -> rest.Refusal | None:
        """Change my passphrase."""
        changed = my_key.change_passphrase(sent.former, sent.passphrase)
        return None if changed else self.wrong_passphrase()

    @rest.endpoint("POST @conduct-key/replace", my_key.replace)
    def replace(self, sent: types.KeyReplacement) -> None:
        """Take another key in the place of mine."""
        my_key.replace(sent.passphrase, sure=sent.sure)

    @rest.endpoint("POST @conduct-key/ask-again", key_recovery.ask)
    def ask_again(self, sent: rest.Nothing) -> types.AskedAgain:
        """Ask to be let into my cases again."""
        return types.AskedAgain(key_recovery.ask())


class Identity(VaultService):
    """Request the reporter's identity; read it, once it is approved."""

    @rest.endpoint("POST @conduct-identity/ask", identity.ask)
    def ask(self, sent: types.CaseReason) -> types.RequestMade:
        """Ask to know who a reporter is."""
        return types.RequestMade(identity.ask(self.opened(sent.case), sent.reason))

    @rest.endpoint("POST @conduct-identity/open", identity.open_identity)
    def open(self, sent: CaseNamed) -> types.IdentityShown:
        """See who a reporter is, once it is approved."""
        return types.IdentityShown(identity.open_identity(self.opened(sent.case)))


class ApprovalsService(VaultService):
    """The requests for approval, with their reasons; needs the vault."""

    @rest.endpoint("GET @conduct-approvals", identity.to_approve)
    def show(self) -> types.ApprovalsShown:
        """What waits for my approval."""
        items = [
            types.ApprovalEntry(
                **_asked(each), reason=identity.reason(each.number, self.vault)
            )
            for each in identity.to_approve()
        ]
        return types.ApprovalsShown(f"{self.url}/@conduct-approvals", items)


class ApprovalActions(VaultService):
    """Approve or refuse a request."""

    @rest.endpoint("POST @conduct-approvals/approve", identity.decide)
    def approve(self, sent: types.RequestNamed) -> None:
        """Approve a request."""
        identity.decide(sent.request, self.vault, approve=True)

    @rest.endpoint("POST @conduct-approvals/refuse", identity.decide)
    def refuse_request(self, sent: types.RequestNamed) -> None:
        """Refuse a request."""
        identity.decide(sent.request, self.vault, approve=False)


class EscrowService(VaultService):
    """Requests for the holder's half of a key, and the cases nobody can open."""

    @rest.endpoint("GET @conduct-escrow", key_recovery.escrow_work)
    def show(self) -> types.EscrowShown:
        """Who asks for my half of a key."""
        requests, lost = key_recovery.escrow_work()
        return types.EscrowShown(
            at=f"{self.url}/@conduct-escrow",
            items=[types.RequestEntry(**_asked(each)) for each in requests],
            lost=[
                types.LostCase(each.case, sorted(key_recovery.successors(each)))
                for each in lost
            ],
        )


class EscrowActions(VaultService):
    """Give a half; propose who takes over; open with the halves given."""

    @rest.endpoint("POST @conduct-escrow/give", key_recovery.give)
    def give(self, sent: types.RequestNamed) -> None:
        """Give my half of a key."""
        key_recovery.give(sent.request, self.vault)

    @rest.endpoint("POST @conduct-escrow/propose", key_recovery.propose)
    def propose(self, sent: types.CasePerson) -> None:
        """Propose who takes a lost case over."""
        key_recovery.propose(sent.case, sent.person, self.vault)

    @rest.endpoint("POST @conduct-escrow/come-back", key_recovery.come_back)
    def come_back(self, sent: rest.Nothing) -> types.CasesOpened:
        """Open my cases with the halves that were given."""
        return types.CasesOpened(key_recovery.come_back(self.vault))


class CasePeopleService(VaultService):
    """Access to a case: grant, revoke, exclude, leave, hand over, absence."""

    @rest.endpoint("POST @conduct-case-people/let-in", case_access.grant_access)
    def let_in(self, sent: types.CaseLetIn) -> None:
        """Let somebody read a case; `impartial`: you asked them."""
        case = self.opened(sent.case)
        case_access.grant_access(case, sent.person, sent.impartial)

    @rest.endpoint("POST @conduct-case-people/exclude", case_access.exclude)
    def exclude(self, sent: types.CasePerson) -> None:
        """Shut somebody out of a case for good."""
        case_access.exclude(self.opened(sent.case), sent.person)

    @rest.endpoint("POST @conduct-case-people/lift", lifting.propose)
    def ask_lift(self, sent: types.LiftAsked) -> types.LiftsShown:
        """Ask (`person`, `reason`) or decide (`request`, `agree`) a lift."""
        case = self.opened(sent.case)
        if sent.person is not None:
            lifting.propose(case, sent.person, sent.reason)
        elif sent.request is not None:
            lifting.decide(case, sent.request, sent.agree)
        return types.LiftsShown(
            sorted(lifting.shut_out(sent.case)), lifting.proposals(case)
        )

    @rest.endpoint("POST @conduct-case-people/step-back", case_access.recuse)
    def step_back(self, sent: types.CaseReason) -> None:
        """Step back from a case."""
        case_access.recuse(self.opened(sent.case), sent.reason)

    @rest.endpoint("POST @conduct-case-people/hand-over", handing_over.hand_over)
    def hand_over(self, sent: types.HandOver) -> types.CasesMoved:
        """Hand my cases over."""
        return types.CasesMoved(
            handing_over.hand_over(sent.person, self.vault, sent.stay)
        )

    @rest.endpoint("POST @conduct-case-people/restore", key_recovery.restore)
    def restore(self, sent: types.PersonNamed) -> types.CasesMoved:
        """Let a colleague with a new key into their cases again."""
        return types.CasesMoved(key_recovery.restore(sent.person, self.vault))

    @rest.endpoint("POST @conduct-case-people/away", handing_over.go_away)
    def go_away(self, sent: types.Absence) -> types.CasesMoved:
        """Say that I am away."""
        return types.CasesMoved(
            handing_over.go_away(sent.first, sent.last, self.vault, sent.person)
        )

    @rest.endpoint("POST @conduct-case-people/home", handing_over.come_home)
    def come_home(self, sent: rest.Nothing) -> None:
        """Say that I am back."""
        handing_over.come_home()


def _asked(request: Request) -> dict:
    return {
        "request": request.number,
        "number": short(request.case),
        "person": request.person,
        "when": rest.moment(request.when),
    }
