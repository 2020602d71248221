"""``@@register-report``: staff register a report that somebody made to them (A27).

By telephone, letter or in a meeting. It is the same report: sealed, for the
same readers, with seven words for the person who made it.
"""

from AccessControl import Unauthorized
from collective.conduct.browser.reports.form import ReportForm
from collective.conduct.browser.reports.form import WRITE
from collective.conduct.browser.reports.form_state import Written
from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.cases.recipients import LEADER
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.reports.question_kinds import TEXT
from collective.conduct.i18n import _
from collective.conduct.operations.cases.available_recipients import handles
from collective.conduct.operations.cases.available_recipients import offered
from collective.conduct.operations.cases.available_recipients import passes_on
from collective.conduct.operations.cases.available_recipients import refuse_closed
from collective.conduct.operations.reports.submissions import Submission
from collective.conduct.vocabularies.cases.forms import title_of
from dataclasses import replace
from functools import cached_property


CHANNELS = {
    "phone": _("report_by_phone", default="By telephone"),
    "meeting": _("report_by_meeting", default="In a meeting"),
    "letter": _("report_by_letter", default="By letter"),
}
TOLD = _("report_what_was_told", default="What was told")
FOR_ANOTHER = "for_another"


class RegisterReport(ReportForm):
    """One page for those who receive reports, or who pass them on as leaders."""

    name = "register-report"
    registered = True
    step = WRITE

    def show(self):
        if not self.member:
            raise Unauthorized("Log in first.")
        self._refuse_others()
        if self.request.method != "POST":
            refuse_closed()
        return self.index()

    def do(self):
        self._refuse_others()
        act = self.typed("act")
        if act in ("copied", "check", "words"):
            return self.check(act)
        if act == "find":
            self.search()
        elif act == "send":
            return self.send()
        return self.index()

    def _refuse_others(self) -> None:
        if not self.handles and not passes_on():
            raise Refused("not_allowed")

    @cached_property
    def form(self) -> str:
        found = self.typed("form")
        return found if found in FORMS else next(iter(FORMS))

    @cached_property
    def written(self) -> Written:
        own = super().written
        able = offered(self.form, own.about, own.witnesses, registered=True)
        readers = tuple(each.person for each in able)
        return replace(own, role=FOR_ANOTHER, recipients=readers)

    @property
    def forms(self) -> list[dict]:
        """The forms to choose from."""
        return [
            {
                "key": key,
                "title": title_of(key, self.language),
                "chosen": key == self.form,
            }
            for key in FORMS
        ]

    @cached_property
    def handles(self) -> bool:
        """Whether they hold a function that receives reports; else they pass on."""
        return handles()

    @property
    def channels(self) -> list[dict]:
        """The channels to choose from."""
        return [
            {"key": key, "title": self.t(title), "chosen": key == self.channel}
            for key, title in CHANNELS.items()
        ]

    @property
    def channel(self) -> str:
        if not self.handles:
            return LEADER
        typed = self.typed("channel")
        return typed if typed in CHANNELS else next(iter(CHANNELS))

    @property
    def answers(self) -> tuple[ReportAnswer, ...]:
        return (ReportAnswer("told", TEXT, self.t(TOLD), self.typed("told")),)

    def submission(self) -> Submission:
        return replace(super().submission(), channel=self.channel)
