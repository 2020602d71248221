"""``@conduct-key``, ``-approvals``, ``-identity``, ``-escrow``, ``-case-people``.

What the pages of keys do, for programs: the same operations, the token of an
open vault as ``X-Conduct-Vault``, 404 for the uninvited. A rehearsal is done at
one keyboard: on the page, or by ``conduct-rehearse``.
"""

from collective.conduct.core.cases import short
from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.requests import Request
from collective.conduct.operations.keys import again
from collective.conduct.operations.keys import away
from collective.conduct.operations.keys import identity
from collective.conduct.operations.keys import own
from collective.conduct.operations.keys import sharing
from collective.conduct.services import keytypes as types
from collective.conduct.services.base import moment
from collective.conduct.services.base import Nothing
from collective.conduct.services.base import Refusal
from collective.conduct.services.casetypes import CaseNamed
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import HUB
from collective.conduct.services.endpoint import SEE_OWN
from collective.conduct.services.vault import Passphrase
from collective.conduct.services.vault import VaultService


ERRORS = (Missing, Conflict, Unavailable)


class Key(VaultService):
    """Whether one has a key, and how many of one's cases are shut."""

    @endpoint("GET @conduct-key", HUB, SEE_OWN, own.key_of, Missing)
    def show(self) -> types.KeyShown:
        """Whether I have a key."""
        person = own.holder()
        return types.KeyShown(
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
    def change(self, sent: types.PassphraseChange) -> Refusal | None:
        """Change my passphrase."""
        changed = own.change_passphrase(sent.former, sent.passphrase)
        return None if changed else self.wrong_passphrase()

    @endpoint("POST @conduct-key/replace", HUB, SEE_OWN, own.replace, *ERRORS)
    def replace(self, sent: types.KeyReplacement) -> None:
        """Take another key in the place of mine."""
        own.replace(sent.passphrase, sure=sent.sure)

    @endpoint("POST @conduct-key/ask-again", HUB, SEE_OWN, again.ask, *ERRORS)
    def ask_again(self, sent: Nothing) -> types.AskedAgain:
        """Ask to be let into my cases again."""
        return types.AskedAgain(again.ask())


class Identity(VaultService):
    """Ask to see who a reporter is; look, once it is approved."""

    @endpoint("POST @conduct-identity/ask", HUB, SEE_OWN, identity.ask, *ERRORS)
    def ask(self, sent: types.CaseReason) -> types.RequestMade:
        """Ask to know who a reporter is."""
        return types.RequestMade(identity.ask(self.opened(sent.case), sent.reason))

    @endpoint(
        "POST @conduct-identity/open", HUB, SEE_OWN, identity.open_identity, *ERRORS
    )
    def open(self, sent: CaseNamed) -> types.IdentityShown:
        """See who a reporter is, once it is approved."""
        return types.IdentityShown(identity.open_identity(self.opened(sent.case)))


class Approvals(VaultService):
    """What waits for one's approval, with the reason; needs the vault."""

    @endpoint("GET @conduct-approvals", HUB, SEE_OWN, identity.to_approve, *ERRORS)
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
    """Approve or refuse what waits."""

    @endpoint("POST @conduct-approvals/approve", HUB, SEE_OWN, identity.decide, *ERRORS)
    def approve(self, sent: types.RequestNamed) -> None:
        """Approve a request."""
        identity.decide(sent.request, self.vault, approve=True)

    @endpoint("POST @conduct-approvals/refuse", HUB, SEE_OWN, identity.decide, *ERRORS)
    def refuse_request(self, sent: types.RequestNamed) -> None:
        """Refuse a request."""
        identity.decide(sent.request, self.vault, approve=False)


class Escrow(VaultService):
    """Who asks for one's half, and the cases that nobody can open."""

    @endpoint("GET @conduct-escrow", HUB, SEE_OWN, again.escrow_work, *ERRORS)
    def show(self) -> types.EscrowShown:
        """Who asks for my half of a key."""
        requests, lost = again.escrow_work()
        return types.EscrowShown(
            at=f"{self.url}/@conduct-escrow",
            items=[types.RequestEntry(**_asked(each)) for each in requests],
            lost=[
                types.LostCase(each.case, sorted(again.successors(each)))
                for each in lost
            ],
        )


class EscrowActions(VaultService):
    """Give one's half; propose who takes over; open with the halves given."""

    @endpoint("POST @conduct-escrow/give", HUB, SEE_OWN, again.give, *ERRORS)
    def give(self, sent: types.RequestNamed) -> None:
        """Give my half of a key."""
        again.give(sent.request, self.vault)

    @endpoint("POST @conduct-escrow/propose", HUB, SEE_OWN, again.propose, *ERRORS)
    def propose(self, sent: types.CasePerson) -> None:
        """Propose who takes a lost case over."""
        again.propose(sent.case, sent.person, self.vault)

    @endpoint("POST @conduct-escrow/come-back", HUB, SEE_OWN, again.come_back, *ERRORS)
    def come_back(self, sent: Nothing) -> types.CasesOpened:
        """Open my cases with the halves that were given."""
        return types.CasesOpened(again.come_back(self.vault))


class CasePeople(VaultService):
    """Who can read a case: let in, let out, shut out, step back, hand over, be away."""

    @endpoint("POST @conduct-case-people/let-in", HUB, SEE_OWN, sharing.let_in, *ERRORS)
    def let_in(self, sent: types.CasePerson) -> None:
        """Let somebody read a case."""
        sharing.let_in(self.opened(sent.case), sent.person)

    @endpoint(
        "POST @conduct-case-people/let-out", HUB, SEE_OWN, sharing.let_out, *ERRORS
    )
    def let_out(self, sent: types.CasePerson) -> None:
        """Let somebody read a case no longer."""
        sharing.let_out(self.opened(sent.case), sent.person)

    @endpoint(
        "POST @conduct-case-people/exclude", HUB, SEE_OWN, sharing.exclude, *ERRORS
    )
    def exclude(self, sent: types.CasePerson) -> None:
        """Shut somebody out of a case for good."""
        sharing.exclude(self.opened(sent.case), sent.person)

    @endpoint(
        "POST @conduct-case-people/step-back", HUB, SEE_OWN, sharing.step_back, *ERRORS
    )
    def step_back(self, sent: types.CaseReason) -> None:
        """Step back from a case."""
        sharing.step_back(self.opened(sent.case), sent.reason)

    @endpoint(
        "POST @conduct-case-people/hand-over", HUB, SEE_OWN, sharing.hand_over, *ERRORS
    )
    def hand_over(self, sent: types.HandOver) -> types.CasesMoved:
        """Hand my cases over."""
        return types.CasesMoved(sharing.hand_over(sent.person, self.vault, sent.stay))

    @endpoint("POST @conduct-case-people/restore", HUB, SEE_OWN, again.restore, *ERRORS)
    def restore(self, sent: types.PersonNamed) -> types.CasesMoved:
        """Let a colleague with a new key into their cases again."""
        return types.CasesMoved(again.restore(sent.person, self.vault))

    @endpoint("POST @conduct-case-people/away", HUB, SEE_OWN, away.go_away, *ERRORS)
    def go_away(self, sent: types.Absence) -> types.CasesMoved:
        """Say that I am away."""
        return types.CasesMoved(
            away.go_away(sent.first, sent.last, self.vault, sent.person)
        )

    @endpoint("POST @conduct-case-people/home", HUB, SEE_OWN, away.come_home, *ERRORS)
    def come_home(self, sent: Nothing) -> None:
        """Say that I am back."""
        away.come_home()


def _asked(request: Request) -> dict:
    return {
        "request": request.number,
        "number": short(request.case),
        "person": request.person,
        "when": moment(request.when),
    }
