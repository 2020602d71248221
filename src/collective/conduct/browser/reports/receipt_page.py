"""Receipt pages: show the seven words, check the copy, tell what happens next."""

from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.ports import IClock
from collective.conduct.operations.cases.available_recipients import form_of
from collective.conduct.operations.cases.deadlines import expected
from collective.conduct.operations.reports.form_drafts import sealed
from collective.conduct.operations.reports.form_drafts import unsealed
from collective.conduct.operations.reports.receipts import ASKED
from collective.conduct.operations.reports.receipts import copied_right
from collective.conduct.operations.reports.receipts import words_again
from functools import cached_property
from zope.component import getUtility


SHOWN = 30 * 60  # seconds in which the words can be seen once more


class Handing:
    """The seven words of a report that was sent, or only saved.

    ``copied``: whether the two words that were asked for were right, None before
    anybody typed them. ``sent_before``: the same form was sent twice.
    ``sealed_for``: a key of ``recipients.SEALED_FOR``.
    """

    asked_words = ASKED
    copied: bool | None = None

    def __init__(
        self,
        said: Translator,
        form: str,
        nonce: str,
        words: tuple[str, ...],
        sealed_for: str = "",
        kept_only: bool = False,
        sent_before: bool = False,
    ) -> None:
        self._said, self._form, self._nonce = said, form, nonce
        self.words, self.kept_only, self.sent_before = words, kept_only, sent_before
        self.sealed_for = sealed_for

    def check(self, typed: tuple[str, ...]) -> None:
        """Compare the two words that were asked for."""
        self.copied = copied_right(self.words, typed)

    @property
    def missed(self) -> bool:
        """Whether the two words were typed, and were wrong."""
        return self.copied is False

    @property
    def again(self) -> str:
        """A token with which this browser can see the words once more, for a while."""
        return sealed(
            self._nonce, {"kept": self.kept_only, "sealed_for": self.sealed_for}
        )

    @property
    def confirmed_by(self) -> str:
        """The day by which the municipality promises to confirm."""
        return self._promised["confirmation"]

    @property
    def answered_by(self) -> str:
        """The day by which it promises an answer."""
        return self._promised["answer"]

    @cached_property
    def _promised(self) -> dict[str, str]:
        today = getUtility(IClock).today()
        deadlines = expected(form_of(self._form).procedure, today)
        return {each.kind: self._said.day(each.due) for each in deadlines}


def handed_before(
    said: Translator, form: str, nonce: str, note: str, language: str
) -> Handing:
    """Return the words once more; ``Conflict`` "words_gone" after half an hour.

    ``note`` is the token that ``again`` gave this browser.
    """
    shown = unsealed(nonce, note, SHOWN)
    words = words_again(nonce, language) if shown else None
    if words is None:
        raise Conflict("words_gone")
    sealed_for = str(shown.get("sealed_for", ""))
    return Handing(said, form, nonce, words, sealed_for, bool(shown["kept"]))
