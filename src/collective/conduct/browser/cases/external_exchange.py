"""``@@case-outside``: exchange messages and files with somebody outside."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.operations.cases.disclosure import external_exchange
from collective.conduct.operations.common.uploads import all_received
from collective.conduct.vocabularies.vault.receipt_words import LANGUAGES
from zope.component import getUtility


class CaseOutsidePage(CasePage):
    """Begin an exchange, send, end it. Its receipt words are shown only once."""

    private = (*CasePage.private, "who")
    carried = (*CasePage.carried, "who")
    actions = ("outside_begin", "outside_send", "outside_end")
    words: tuple[str, ...] = ()

    # actions
    def outside_begin(self) -> None:
        language = self.language if self.language in LANGUAGES else LANGUAGES[-1]
        who = self.typed("who")
        self.words = external_exchange.begin(self.open_case, who, language)

    def outside_send(self) -> None:
        files = all_received(self.sent_files)
        number, text = self._exchange(), self.typed("text")
        external_exchange.send(self.open_case, number, text, files)

    def outside_end(self) -> None:
        external_exchange.end(self.open_case, self._exchange())

    def _exchange(self) -> int:
        number = self.typed_number("exchange")
        if number is None:
            raise Invalid("field", field="exchange")
        return number

    # what is shown
    @property
    def exchanges(self) -> list[dict]:
        """The exchanges that are open."""
        clock = getUtility(IClock)
        return [
            {
                "number": each.number,
                "who": each.who,
                "begun": self.moment(each.begun),
                "until": self.day(clock.day_of(each.until)),
            }
            for each in external_exchange.exchanges(self.open_case)
        ]

    @property
    def address(self) -> str:
        """The address of the page for the person outside."""
        return f"{self.hub_url}/@@exchange"
