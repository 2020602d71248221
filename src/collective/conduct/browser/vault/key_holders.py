"""``@@conduct-keys``: who needs a key pair, and who has made one."""

from collective.conduct.browser.common.base import Page
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.vault.key_holders import holders
from collective.conduct.vocabularies.terms import FUNCTION_TITLES
from functools import cached_property


class KeyHolders(Page):
    """The list of key holders, for whoever keeps the registers; it shows no case."""

    def respond(self):
        keep_private(self.request.response)
        return super().respond()

    @cached_property
    def rows(self) -> list[dict]:
        return [
            {
                "name": each.person.name,
                "account": each.person.userid is not None,
                "functions": ", ".join(
                    self.t(FUNCTION_TITLES[key]) for key in each.functions
                ),
                "has_key": each.has_key,
                "unconfirmed": ", ".join(
                    self.t(FUNCTION_TITLES[key]) for key in each.unconfirmed
                ),
                "since": self.moment(each.since) if each.since else "",
            }
            for each in holders()
        ]

    def show(self):
        authorise("manage_registers")
        return self.index()
