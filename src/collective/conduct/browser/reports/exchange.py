"""``@@exchange``: the page of a helper outside, who has seven words.

As with a reporter's words: they are sent, never part of an address, and wrong ones
give the same page after the same work.
"""

from collective.conduct.browser.common.download import download
from collective.conduct.browser.common.download import numbers_of
from collective.conduct.browser.reports.returned import Returned
from collective.conduct.i18n import _
from collective.conduct.operations.cases.disclosure import external_exchange
from collective.conduct.operations.common import throttle


BY = {
    True: _("exchange_by_you", default="You"),
    False: _("exchange_by_them", default="The municipality"),
}
SENT = _("exchange_sent", default="It is sent.")


class ExchangePage(Returned):
    """The messages of the exchange, and a form to answer."""

    name = "exchange"
    bound = "exchange"
    found: list[external_exchange.ExchangeMessage] | None = None

    def do(self):
        act = self.typed("act")
        if act.startswith("file."):
            sent = external_exchange.file_of(self.words_given(), *numbers_of(act))
            if sent is not None:
                return download(self.request.response, *sent)
        elif act == "write":
            words, text = self.words_given(), self.typed("text")
            if external_exchange.write(words, text, self.uploads):
                self.said = self.t(SENT)
        self.look()
        if self.found is None:
            throttle.note(throttle.WORDS, self.source, self.now)
            self.error = self.unknown
        return self.index()

    def look(self) -> None:
        """Find the exchange of the words."""
        self.found = external_exchange.letters(self.seven)

    @property
    def letters(self) -> list[dict]:
        """The messages of the exchange, oldest first."""
        return [
            {
                "number": number,
                "by": self.t(BY[each.theirs]),
                "day": self.moment(each.when),
                "text": each.text,
                "files": list(enumerate(each.files)),
            }
            for number, each in enumerate(self.found or ())
        ]
