"""The people of the registers, with search, filter and batches.

A name is sent by POST and is in no address, so it reaches no log.
"""

from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.common.request_scrubbing import RequestScrubber
from collective.conduct.core.registers.accounts import GONE
from collective.conduct.core.registers.accounts import OTHER
from collective.conduct.core.registers.mandates import Person
from collective.conduct.i18n import _
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.registers import account_watch
from collective.conduct.operations.registers import people
from functools import cached_property
from math import ceil


BATCH = 50
ACCOUNTS = {
    "": _("option_all", default="All"),
    "with": _("option_with_account", default="With an account"),
    "without": _("option_without_account", default="Without an account"),
}
WITH_ACCOUNT = {"with": True, "without": False}
REASONS = {
    GONE: _("parted_gone", default="No directory knew it for a day."),
    OTHER: _("parted_other", default="It has another name and another address now."),
}
CONFIRMED = _("status_account_confirmed", default="The account is theirs again.")


class PeoplePage(RequestScrubber):
    """All people of the registers, with search, filter and batches."""

    private = ("name",)

    def show(self):
        keep_private(self.request.response)
        self.found  # noqa: B018 (whoever may not look is refused before a word)
        return self.index()

    def do(self):
        """Search, by POST to keep the name out of logs; or confirm an account."""
        person = self.typed_number("confirm")
        if person is None:
            return self.show()
        known = {each.id: parted.userid for each, parted in account_watch.parted()}
        people.attach(person, known.get(person, ""))
        return self.sent(f"{self.hub_url}/@@people", CONFIRMED)

    @property
    def parted(self) -> list[dict]:
        """Whose account may be somebody else's now."""
        return [
            {
                "id": person.id,
                "name": person.name,
                "url": f"{self.hub_url}/@@person?id={person.id}",
                "account": parted.userid,
                "why": self.t(REASONS[parted.reason]),
                "day": self.moment(parted.when),
            }
            for person, parted in account_watch.parted()
        ]

    @cached_property
    def found(self) -> list[Person]:
        """The people who match the search and the filter, in order."""
        account = WITH_ACCOUNT.get(self.typed("account"))
        found = people.find(self.typed("name"), account)
        return found[::-1] if self.downwards else found

    @property
    def downwards(self) -> bool:
        return bool(self.typed("down"))

    @property
    def searches(self) -> bool:
        return bool(self.typed("name").strip())

    @property
    def method(self) -> str:
        """The HTTP method for the next page: POST while a name is searched for."""
        return "post" if self.searches else "get"

    @property
    def accounts(self) -> list[Option]:
        return [(key, self.t(title)) for key, title in ACCOUNTS.items()]

    @property
    def rows(self) -> list[dict]:
        """The people of the current batch."""
        start = (self.page - 1) * BATCH
        return [
            {
                "name": each.name,
                "url": f"{self.hub_url}/@@person?id={each.id}",
                "has_account": each.userid is not None,
            }
            for each in self.found[start : start + BATCH]
        ]

    @property
    def pages(self) -> int:
        return max(1, ceil(len(self.found) / BATCH))

    @property
    def page(self) -> int:
        return min(max(1, self.typed_number("page") or 1), self.pages)
