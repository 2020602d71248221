"""``@@report-forms``: staff change the questions of the reports."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.core.common.vocabulary import LANGUAGES
from collective.conduct.i18n import _
from collective.conduct.operations.reports import designing
from collective.conduct.vocabularies.cases.forms import TITLES
from collective.conduct.vocabularies.reports.form_messages import FAULTS
from collective.conduct.vocabularies.terms import LANGUAGE_TITLES
from functools import cached_property


# what stands in the way -> word and icon
STATES = {
    "used": (_("designed_used", default="In use"), "check-circle"),
    "off": (_("designed_off", default="Not in use"), "pause-circle"),
    "wrong": (_("designed_wrong", default="Cannot be used"), "exclamation-triangle"),
}
MADE = _(
    "done_designed",
    default="The form is there, with the questions as they are. Change them under"
    " Define form fields, and use it on the page Questions of the reports.",
)
USED = _("done_designed_used", default="The questions of this form are asked now.")
LEFT = _("done_designed_left", default="The questions of the product are asked again.")


class ReportForms(FormPage):
    """The forms that staff designed; create one, switch one on or off."""

    def do(self):
        here = f"{self.url}/@@report-forms"
        if uid := self.typed("use"):
            designing.use_form(uid)
            return self.sent(here, USED)
        if uid := self.typed("leave"):
            designing.use_form(uid, on=False)
            return self.sent(here, LEFT)
        made = designing.make_form(self.typed("form"), self.typed("language"))
        return self.sent(f"{made}/fields", MADE)

    @cached_property
    def rows(self) -> list[dict]:
        """The designed forms with their faults."""
        return [self._row(each) for each in designing.designs()]

    def _row(self, each) -> dict:
        state = "used" if each.used else "wrong" if each.faults else "off"
        word, icon = STATES[state]
        return {
            "uid": each.uid,
            "title": each.title,
            "url": f"{each.url}/fields",
            "form": self.t(TITLES.get(each.form, each.form)),
            "language": self.t(LANGUAGE_TITLES.get(each.language, each.language)),
            "word": self.t(word),
            "icon": icon,
            "on": each.on,
            "usable": not each.faults,
            "faults": [self._fault(*fault) for fault in each.faults],
        }

    def _fault(self, code: str, name: str) -> str:
        message = FAULTS[code]
        return self.t(_(str(message), default=message.default, mapping={"name": name}))

    @property
    def fields(self) -> list[Field]:
        """Which form, in which language."""
        forms = [(key, self.t(title)) for key, title in TITLES.items()]
        languages = [(each, self.t(LANGUAGE_TITLES[each])) for each in LANGUAGES]
        return [
            self.field(
                "form",
                _("label_report_form", default="Form"),
                "choice",
                options=forms,
                required=True,
            ),
            self.field(
                "language",
                _("label_form_language", default="Language of the form"),
                "choice",
                otherwise=self.language,
                options=languages,
                required=True,
            ),
        ]
