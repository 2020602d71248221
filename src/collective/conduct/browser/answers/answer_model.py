"""View model of the page on which an official answers."""

from collections.abc import Mapping
from collective.conduct.browser.answers import answer_draft
from collective.conduct.browser.answers.due_dates import asked_how
from collective.conduct.browser.answers.edition_model import EditionModel
from collective.conduct.browser.answers.readers import readers_in_words
from collective.conduct.browser.answers.readers import ReadersInWords
from collective.conduct.browser.common.translating import Translator
from collective.conduct.browser.documents.changes import ChangesInWords
from collective.conduct.core.documents.text.diff import CONTENT
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.operations.answers.answering import latest_answer
from collective.conduct.operations.answers.answering import shown_to
from collective.conduct.operations.answers.edition_queries import changes_since
from collective.conduct.operations.answers.edition_queries import standing_edition
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.common.authority import Actor
from collective.conduct.operations.documents.differences import between
from collective.conduct.operations.documents.differences import TextComparison
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.documents.editions import FrozenText
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.vocabularies.obligations import KIND_WORDS
from dataclasses import dataclass
from functools import cached_property


# code of a refusal -> the field it is about
BLAMES = {
    "answer_kind": "kind-acknowledged",
    "answer_needs_words": "words",
    "answer_too_long": "words",
    "words_without_objection": "words",
}


@dataclass(frozen=True)
class AnswerChoice:
    """One of the four choices: its answer and what that means."""

    kind: str
    title: str
    means: str
    chosen: bool


class AnswerModel:
    """An edition to answer, for the current user.

    ``linked``: the edition of the link. ``typed``: what was typed, now or before a
    session ended (``came_back``). ``code``: that of the refusal, "" when there is none.
    """

    def __init__(
        self,
        words: Translator,
        who: Actor,
        linked,
        typed: Mapping[str, str],
        code: str = "",
        came_back: bool = False,
    ) -> None:
        self._words, self._who, self._linked = words, who, linked
        self._typed, self._code, self._came_back = typed, code, came_back

    # which edition
    @cached_property
    def edition(self):
        """The one to answer: that of the link, or the one that took its place."""
        current = standing_edition(self._linked)
        if current is None or state_of(self._linked) in ("in_force", "upcoming"):
            return self._linked
        return edition_at(current)

    @cached_property
    def shown(self) -> FrozenText:
        """Text and choices, with the words of the campaign that asks."""
        language = self._typed["language"] or self._words.language
        return shown_to(self._who.person, self.edition, language)

    @cached_property
    def reading(self) -> EditionModel:
        """View model of the edition."""
        document = self._linked.aq_parent
        return EditionModel(self._words, document, self.edition, shown=self.shown)

    @property
    def duty(self) -> Duty | None:
        return self.reading.duty

    @property
    def replaced(self) -> bool:
        """Whether another edition has replaced that of the link."""
        return self.edition.UID() != self._linked.UID()

    @property
    def open(self) -> bool:
        """Whether the current user can answer now."""
        return self.duty is not None and self.shown.whole

    # what is asked
    @property
    def asks(self) -> bool:
        """Whether the page says first what is asked; not after an attempt to answer."""
        tried = self._code or self._came_back
        return self.open and self.reading.waiting and not tried

    @property
    def asked(self) -> str:
        """How the answer is asked for: one of ``due_dates.ASKED``."""
        return asked_how(self.duty)

    @property
    def beside(self) -> str:
        """The text of the kind of campaign beside the choices, "" for none (A3)."""
        return self._words.t(KIND_WORDS[self.duty.kind].beside)

    @property
    def more(self) -> str:
        """What is asked now of somebody whose answer does not settle the campaign."""
        return self._words.t(KIND_WORDS[self.duty.kind].more)

    @property
    def languages(self) -> list[dict]:
        """The languages to choose from; none while a refusal is shown."""
        return [] if self._code else self.reading.languages

    # what is new
    @cached_property
    def compared(self) -> TextComparison | None:
        """What changed since the text that the person answered, or just read."""
        if self.replaced and (self._code or self.duty is None or not self.duty.last):
            numbers = (self._linked.number, self.edition.number)
            return between(self._linked.aq_parent, *numbers, self.shown.language)
        return changes_since(self.duty, self.shown.language) if self.duty else None

    @property
    def changes(self) -> list[dict]:
        """Each change of what is said, and each move; new numbers are only counted."""
        changes = self.compared.diff.of(*CONTENT, "moved")
        return ChangesInWords(self._words).rows(changes, self.compared.nonmaterial)

    @property
    def headline(self) -> str:
        """How many of each kind, in a sentence."""
        return ChangesInWords(self._words).summary(self.compared.diff)

    @property
    def folded(self) -> bool:
        """Whether the text is collapsed: it is known, or was just read."""
        known = self._code or self._came_back or self.compared
        return bool(known or self.reading.has_answered)

    # the form
    @property
    def readers(self) -> ReadersInWords:
        """Who will see the answer."""
        return readers_in_words(self._words)

    @property
    def choices(self) -> list[AnswerChoice]:
        """The four choices as frozen in the edition: a sentence, then its meaning."""
        chosen, choices = self._typed["kind"], []
        for kind in ANSWERS:
            title, _dot, means = self.shown.statement[kind].partition(". ")
            choices.append(
                AnswerChoice(kind, title.removesuffix("."), means, kind == chosen)
            )
        return choices

    @property
    def hidden(self) -> dict[str, str]:
        """Hidden fields of the form: what was shown, to whom, after which answer."""
        stands = latest_answer(self.edition)
        return {
            "manifest_hash": self.edition.manifest_hash,
            "statement_hash": self.shown.statement_hash,
            "language": self.shown.language,
            "seen": receipt_id(stands) if stands else "",
            "mark": answer_draft.draft_token(self._who.userid, self.edition.UID()),
        }

    @property
    def blamed(self) -> str:
        """The id of the field that the refusal is about, "" when none is."""
        return BLAMES.get(self._code, "")
