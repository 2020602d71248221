"""Form pages: waive or remind people who have not answered a campaign."""

from collective.conduct.browser.campaigns.people_choice import Chooser
from collective.conduct.browser.campaigns.people_choice import refuse_others
from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.common.request_scrubbing import RequestScrubber
from collective.conduct.i18n import _
from collective.conduct.operations.campaigns.pending_work import remind
from collective.conduct.operations.campaigns.pending_work import Reminded
from collective.conduct.operations.campaigns.pending_work import waive
from functools import cached_property


class Waive(RequestScrubber, FormPage):
    """Waive the answers of people, with a reason that the ledger keeps."""

    private = ("reason",)
    blames = {
        "nobody_chosen": "people",
        "reason_missing": "reason",
        "reason_too_long": "reason",
    }
    title = _("title_waive", default="Let somebody off")
    happens = _(
        "happens_waive",
        default="Those whom you tick need not answer and are not reminded. They see on"
        " their page that it no longer awaits them, and can still answer. Your name"
        " and the reason are kept in the record for good.",
    )
    button = _("button_waive", default="Let them off")

    def show(self):
        """See ``people_choice.refuse_others``."""
        refuse_others(self, "waive")
        return self.index()

    @cached_property
    def people(self) -> Chooser:
        """The people to choose from."""
        return Chooser(self, "waive")

    def do(self):
        """Record the waiver for each of them."""
        count = waive(self.context, self.people.numbers, self.typed("reason"))
        done = _(
            "done_waive",
            default="${count} people need not answer.",
            mapping={"count": count},
        )
        return self.sent(self.url, done)

    @property
    def fields(self) -> list[Field]:
        return [
            self.field(
                "reason",
                _("label_waive_reason", default="Reason"),
                "area",
                help=_(
                    "help_waive_reason",
                    default="For example a long leave. Those who check the record can"
                    " read it later: write nothing about health or private matters.",
                ),
                required=True,
            )
        ]


class Remind(RequestScrubber, FormPage):
    """Send one more reminder today to the people who are ticked."""

    private = ("reason",)
    blames = {"nobody_chosen": "people"}
    title = _("title_remind", default="Remind those who have not answered")
    happens = _(
        "happens_remind",
        default="Everybody whom you tick gets one letter, besides those that the"
        " campaign sends by itself; at most one by hand a day. Who has no account"
        " gets none: hand them the paper.",
    )
    button = _("button_remind", default="Send the reminders")

    def show(self):
        """See ``people_choice.refuse_others``."""
        refuse_others(self, "remind")
        return self.index()

    @cached_property
    def people(self) -> Chooser:
        """The people to choose from."""
        return Chooser(self, "remind", ticked_first=True)

    def do(self):
        """Queue a reminder for each of them; say how many get none."""
        return self.sent(
            self.url, self._told(remind(self.context, self.people.numbers))
        )

    def _told(self, done: Reminded):
        return _(
            "done_remind",
            default="${sent} reminders are on their way. Reminded earlier today:"
            " ${already}. Without an account: ${without}.",
            mapping={
                "sent": done.sent,
                "already": done.already,
                "without": done.no_account,
            },
        )
