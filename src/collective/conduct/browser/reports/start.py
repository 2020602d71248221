"""``@@report``: start page with four ways to get help or to report.

Talk to somebody; ask for advice alone; report; danger. While the intake is
closed it says so, and shows whom to call.
"""

from collective.conduct.browser.reports.reporter_page import ReporterPage
from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.operations.cases.available_recipients import handles
from collective.conduct.operations.cases.available_recipients import is_closed
from collective.conduct.operations.cases.available_recipients import passes_on
from collective.conduct.operations.reports.person_search import own_leaders
from collective.conduct.vocabularies.cases.forms import help_of
from collective.conduct.vocabularies.cases.forms import title_of
from functools import cached_property


ADVICE = "support"
OTHER = ("medicine",)  # told in confidence; no report


class Start(ReporterPage):
    """The start page for reporters."""

    name = "report"

    def show(self):
        return self.index()

    def do(self):
        return self.show()

    @cached_property
    def closed(self) -> bool:
        """Whether nothing can be received."""
        return is_closed()

    @property
    def forms(self) -> list[dict]:
        """The forms for a report."""
        apart = (ADVICE, *OTHER)
        return [self._form(key) for key in FORMS if key not in apart]

    @property
    def advice(self) -> dict:
        return self._form(ADVICE)

    @property
    def medicine(self) -> dict:
        return self._form(OTHER[0])

    def _form(self, key: str) -> dict:
        language = self.language
        return {
            "title": title_of(key, language),
            "help": help_of(key, language),
            "url": f"{self.hub_url}/@@report-form?form={key}&in={language}",
        }

    @cached_property
    def leaders(self) -> str:
        """The leaders of the acting person's groups (C28)."""
        return ", ".join(own_leaders())

    @property
    def registers(self) -> bool:
        """Whether the acting person may register what others report to them."""
        return self.member and not self.closed and (handles() or passes_on())
