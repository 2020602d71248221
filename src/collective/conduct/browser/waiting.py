"""Those who have not answered a campaign: choose some, let them off or remind."""

from collective.conduct.browser.campaign import Standing
from collective.conduct.browser.campaign import WAITS
from collective.conduct.browser.discreet import Discreet
from collective.conduct.browser.forms import Field
from collective.conduct.browser.forms import FormPage
from collective.conduct.browser.forms import Option
from collective.conduct.core.coverage import Line
from collective.conduct.i18n import _
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.parts import within_reach
from collective.conduct.operations.waiting import remind
from collective.conduct.operations.waiting import Reminded
from collective.conduct.operations.waiting import waive
from functools import cached_property
from plone import api


DIGITS = 10  # of a number in the register
NARROWED = ("body", "party")


class Choose(Discreet, Standing, FormPage):
    """People with a tick each; narrowed to a body or a party when wanted."""

    private = ("reason",)
    deed = ""
    ticked_first = False  # whether everybody is ticked when the page opens
    blames = {"nobody_chosen": "people"}

    def show(self):
        """Nobody sees the names who could not send the form."""
        authorise(self.deed, self.context, api.content.get_state(self.context))
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @cached_property
    def everybody(self) -> list[Line]:
        """Those within reach who have not answered."""
        found = within_reach(self.context, self.deed)
        return [line for line in found if line.outcome in WAITS]

    @property
    def people(self) -> list[dict]:
        """Everybody shown, once, with their bodies."""
        lines: dict[int, list[Line]] = {}
        for line in self.found:
            lines.setdefault(line.person, []).append(line)
        return [self._person(number, each) for number, each in lines.items()]

    def _person(self, number: int, lines: list[Line]) -> dict:
        cells = [self.cells(line) for line in lines]
        places = [
            " · ".join(filter(None, (each["body"], each["party"]))) for each in cells
        ]
        return {
            "person": number,
            "name": lines[0].name,
            "places": ", ".join(filter(None, places)),
            "standing": cells[0]["outcome"],
            "due": cells[0]["due"],
            "ticked": str(number) in self.chosen("people") or self._untouched,
        }

    @property
    def _untouched(self) -> bool:
        return self.ticked_first and self.request.method != "POST"

    @property
    def numbers(self) -> list[int]:
        """The register's numbers of those who are ticked."""
        sent = dict.fromkeys(self.chosen("people"))
        return [int(each) for each in sent if each.isdecimal() and len(each) <= DIGITS]

    @property
    def narrowings(self) -> list[dict]:
        """The filters that make sense here."""
        return [each for each in self.filters if each["name"] in NARROWED]

    def choices(self, name: str) -> list[Option]:
        return [] if name == "outcome" else super().choices(name)


class Waive(Choose):
    """Let people off, with a reason that the record keeps."""

    deed = "waive"
    view_name = "@@waive"
    blames = {**Choose.blames, "reason_missing": "reason", "reason_too_long": "reason"}
    title = _("title_waive", default="Let somebody off")
    happens = _(
        "happens_waive",
        default="Those whom you tick need not answer and are not reminded. They see on"
        " their page that it no longer awaits them, and can still answer. Your name"
        " and the reason are kept in the record for good.",
    )
    button = _("button_waive", default="Let them off")

    def do(self):
        """Write it down for each of them."""
        count = waive(self.context, self.numbers, self.typed("reason"))
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


class Remind(Choose):
    """One more reminder, today, to those who are ticked."""

    deed = "remind"
    view_name = "@@remind"
    ticked_first = True
    title = _("title_remind", default="Remind those who have not answered")
    happens = _(
        "happens_remind",
        default="Everybody whom you tick gets one letter, besides those that the"
        " campaign sends by itself; at most one by hand a day. Who has no account"
        " gets none: hand them the paper.",
    )
    button = _("button_remind", default="Send the reminders")

    def do(self):
        """Put a letter into the post for each of them; say for whom there is none."""
        return self.sent(self.url, self._told(remind(self.context, self.numbers)))

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
