"""Fields that the error log never gets: it keeps a request whole."""

from collections.abc import Mapping
from collective.conduct.browser.base import Page


class Discreet(Page):
    """Mixed into pages with fields that name people, or hold their words."""

    private: tuple[str, ...] = ("name", "account", "source")
    _taken: Mapping[str, str | None] = {}

    def __call__(self):
        self.take()
        return super().__call__()

    def take(self) -> None:
        """Take the fields out of the request before anything can go wrong."""
        self._taken = {name: self._take(name) for name in self.private}

    def _take(self, name: str) -> str | None:
        taken = self.request.form.pop(name, None)
        self.request.other.pop(name, None)
        return taken if isinstance(taken, str) else None

    def typed(self, name: str, otherwise: str = "") -> str:
        """See Page; what was taken out of the request is known here alone."""
        if name not in self.private:
            return super().typed(name, otherwise)
        taken = self._taken.get(name)
        return otherwise if taken is None else taken
