"""Hand the seven words over, check that they were copied, say what happens now."""

from collective.conduct.core.errors import Conflict
from collective.conduct.operations.cases.time import expected
from collective.conduct.operations.reports.drafts import sealed
from collective.conduct.operations.reports.drafts import unsealed
from collective.conduct.operations.reports.offering import form_of
from collective.conduct.operations.reports.receipts import ASKED
from collective.conduct.operations.reports.receipts import copied_right
from collective.conduct.operations.reports.receipts import words_again
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


SHOWN = 30 * 60  # seconds in which the words can be seen once more


class Handing:
    """Mixed into pages with a ``nonce`` that was sent or kept."""

    handing = ViewPageTemplateFile("../templates/report_words.pt")
    handed = ViewPageTemplateFile("../templates/report_handed.pt")
    words: tuple[str, ...] = ()
    kept_only = sent_before = False
    copied = missed = False  # whether the two words were those of the receipt

    def hand_over(self, words: tuple[str, ...], kept_only: bool = False) -> str:
        """Show the seven words."""
        self.words, self.kept_only = words, kept_only
        return self.handing()

    def check(self, act: str) -> str:
        """Compare the two words that were asked for, or show all once more.

        ``Conflict`` "words_gone" when half an hour has passed.
        """
        shown = unsealed(self.nonce, self.typed("again"), SHOWN)
        words = words_again(self.nonce, self.words_language) if shown else None
        if words is None:
            raise Conflict("words_gone")
        self.words, self.kept_only = words, bool(shown["kept"])
        if act == "words":
            return self.handing()
        if act == "check":
            typed = tuple(self.typed(f"word-{number}") for number in ASKED)
            self.copied = copied_right(words, typed)
            self.missed = not self.copied
        return self.handed()

    @property
    def again(self) -> str:
        """What lets this browser see the words once more, for a while."""
        return sealed(self.nonce, {"kept": self.kept_only})

    @property
    def asked_words(self) -> tuple[int, ...]:
        return ASKED

    @property
    def confirmed_by(self) -> str:
        """The day until which the municipality promises to confirm."""
        return self._promised["confirmation"]

    @property
    def answered_by(self) -> str:
        """The day until which it promises an answer."""
        return self._promised["answer"]

    @cached_property
    def _promised(self) -> dict[str, str]:
        found = expected(form_of(self.form).procedure, self.today)
        return {each.kind: self.day(each.due) for each in found}
