"""``@@conduct-readiness``: checks of the installation, with links (DESIGN 8)."""

from collective.conduct.browser.common.base import Page
from collective.conduct.i18n import _
from collective.conduct.operations.home.readiness import Check
from collective.conduct.operations.home.readiness import checks
from collective.conduct.operations.home.readiness import MISSING
from collective.conduct.operations.home.readiness import OK
from collective.conduct.operations.home.readiness import UNKNOWN
from collective.conduct.vocabularies.home.readiness import FAILED
from collective.conduct.vocabularies.home.readiness import STATES
from collective.conduct.vocabularies.home.readiness import WORDS
from plone import api


RED = (MISSING, UNKNOWN)


def red_points() -> int:
    """How many checks have failed."""
    return sum(1 for each in checks() if each.state in RED)


class Readiness(Page):
    """Page with one line for each readiness check."""

    goes_on = True

    def lines(self) -> list[dict]:
        """The lines of the page, with their texts and links."""
        return [self._line(check) for check in checks()]

    def missing(self, lines: list[dict]) -> int:
        """How many lines are of failed checks."""
        return sum(1 for each in lines if each["state"] in RED)

    def _line(self, check: Check) -> dict:
        title, good, bad = WORDS.get(check.key, (check.key, "", ""))
        if check.state == UNKNOWN:
            bad = FAILED
        word, icon = STATES[check.state]
        return {
            "state": check.state,
            "word": word,
            "icon": icon,
            "title": title,
            "sentence": self._sentence(good if check.state == OK else bad, check),
            "names": check.items,
            "url": self._url(check),
        }

    def _sentence(self, message, check: Check) -> str:
        if not message:
            return ""
        values = dict(check.values)
        if values.get("when"):
            values["when"] = self.moment(values["when"])
        return self.t(_(str(message), default=message.default, mapping=values))

    def _url(self, check: Check) -> str:
        if check.where is None or check.state == OK:
            return ""
        return f"{api.portal.get().absolute_url()}{check.where}"
