"""Base of the pages behind seven words: the words, and the token that carries them.

The words are sent, never part of an address. The next request sends a sealed token
of them, so that no page contains the words.
"""

from collective.conduct.browser.reports.reporter_page import ReporterPage
from collective.conduct.core.common.errors import Conflict
from collective.conduct.i18n import _
from collective.conduct.operations.reports.form_drafts import sealed
from collective.conduct.operations.reports.form_drafts import unsealed


OPEN_FOR = 2 * 60 * 60  # seconds without having to type the words again
UNKNOWN = _(
    "report_words_unknown",
    default="Nothing is found with these words. Compare each with your note: seven"
    " words, in this order.",
)


class Returned(ReporterPage):
    """Base: ``bound`` is the context that the sealed token is bound to."""

    bound = ""
    said = ""

    def show(self):
        return self.index()

    def look(self) -> None:
        """Find what the words open."""
        raise NotImplementedError

    def refuse_quietly(self, error) -> None:
        """Show the same page again, with what was typed."""
        super().refuse_quietly(error)
        if self.typed("act") == "write":
            self.look()

    @property
    def unknown(self) -> str:
        return self.t(UNKNOWN)

    @property
    def seven(self) -> str:
        """The words that were typed, now or on the page before."""
        return self.typed("words") or self._passed()

    def words_given(self) -> str:
        """Return the words; ``Conflict`` "draft_gone" when open for too long."""
        if not self.seven:
            raise Conflict("draft_gone")
        return self.seven

    @property
    def passed(self) -> str:
        """The words, sealed for this browser."""
        return sealed(self.bound, {"words": self.seven})

    def _passed(self) -> str:
        note = unsealed(self.bound, self.typed("pass"), OPEN_FOR)
        return str(note.get("words", ""))

    @property
    def text(self) -> str:
        """A message that was typed and not sent."""
        return "" if self.said else self.typed("text")
