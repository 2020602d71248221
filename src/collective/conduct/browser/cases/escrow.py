"""``@@escrow``: the work of escrow holders, and the rehearsal (S24)."""

from collective.conduct.browser.cases.lines import CaseLines
from collective.conduct.browser.vault.vault import WRONG
from collective.conduct.core.common.errors import Invalid
from collective.conduct.i18n import _
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.cases.available_recipients import keyed
from collective.conduct.operations.vault import my_key


class EscrowPage(CaseLines):
    """Requests for the holder's half of a key, and a rehearsal with another holder."""

    private = (*CaseLines.private, "case", "person")

    @property
    def invited(self) -> bool:
        return "escrow_holder" in my_key.functions()

    def do_action(self):
        if self.typed("rehearse"):
            return self._rehearse()
        if self.typed("case"):
            person = self._chosen("person")
            key_recovery.propose(self.typed("case"), person, self.vault)
        else:
            key_recovery.give(self._chosen("give"), self.vault)
        return self.sent(f"{self.url}/@@escrow", GIVEN)

    def _chosen(self, name: str) -> int:
        number = self.typed_number(name)
        if number is None:
            raise Invalid("nobody_chosen")
        return number

    def _rehearse(self):
        other = self._chosen("with")
        if key_recovery.rehearse(other, self.typed("other"), self.vault):
            return self.sent(f"{self.url}/@@escrow", REHEARSED)
        self.error = self.t(WRONG)  # kept, so it is no refusal
        self.request.response.setStatus(403)
        return self.show()

    @property
    def requests(self) -> list[dict]:
        return [self.request_line(each) for each in key_recovery.for_escrow()]

    @property
    def lost(self) -> list[dict]:
        """The cases that nobody in office can open, with who may take them over."""
        return [
            {**self.line(each), "people": self.named(key_recovery.successors(each))}
            for each in key_recovery.lost()
        ]

    @property
    def holders(self) -> list[tuple[str, str]]:
        """The other holders, who can rehearse at this keyboard."""
        return self.named(keyed("escrow_holder") - {self.who.person})

    @property
    def rehearsed(self) -> str:
        """When two holders last rehearsed, "" when never."""
        when = key_recovery.last_rehearsal()
        return self.moment(when) if when else ""

    @property
    def other_label(self) -> str:
        return self.t(OTHER)


GIVEN = _(
    "done_half_given",
    default="Your half is given. When another holder does the same, they can open the"
    " case. It is written down in the case, and those who handle it are told.",
)
REHEARSED = _(
    "done_rehearsed",
    default="It works: you opened a test case together. It has been destroyed.",
)
OTHER = _("label_passphrase_other", default="The other holder's passphrase")
