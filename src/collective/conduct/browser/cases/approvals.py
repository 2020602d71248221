"""``@@approvals``: the requests to see a reporter's identity, for approvers."""

from collective.conduct.browser.cases.lines import CaseLines
from collective.conduct.core.common.errors import Invalid
from collective.conduct.i18n import _
from collective.conduct.operations.cases import identity
from collective.conduct.operations.vault import my_key


class ApprovalsPage(CaseLines):
    """Each request with its author and reason; of the case only the number."""

    @property
    def invited(self) -> bool:
        return "identity_approver" in my_key.functions()

    def do_action(self):
        number = self.typed_number("approve") or self.typed_number("refuse")
        if number is None:
            raise Invalid("nobody_chosen")
        approve = bool(self.typed("approve"))
        identity.decide(number, self.vault, approve)
        return self.sent(f"{self.url}/@@approvals", APPROVED if approve else REFUSED)

    @property
    def requests(self) -> list[dict]:
        return [
            {
                **self.request_line(each),
                "reason": identity.reason(each.number, self.vault),
            }
            for each in identity.to_approve()
        ]


APPROVED = _(
    "done_identity_approved",
    default="Approved. Whoever asked can look for seven days; each look is written"
    " down in the case.",
)
REFUSED = _("done_identity_refused", default="Refused. Whoever asked is told so.")
