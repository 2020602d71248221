"""Keep confidential form fields out of the error log, which stores whole requests."""

from collections.abc import Mapping
from collective.conduct.browser.common.base import Page
from collective.conduct.operations.common.request_privacy import take_fields


class RequestScrubber(Page):
    """Mixin for pages with fields that name people or hold what they wrote."""

    private: tuple[str, ...] = ("name", "account", "source")
    _taken: Mapping[str, str | None] = {}

    def respond(self):
        self.take()
        return super().respond()

    def take(self) -> None:
        """Take the fields out of the request before anything can go wrong."""
        taken = take_fields(self.request, self.private)
        texts = {name: each for name, each in taken.items() if isinstance(each, str)}
        self._taken = texts

    def typed(self, name: str, otherwise: str = "") -> str:
        """See Page; ``private`` fields are those that were taken out of the request."""
        if name not in self.private:
            return super().typed(name, otherwise)
        taken = self._taken.get(name)
        return otherwise if taken is None else taken
