"""Answer an edition: what is new, who will see it, four equal choices.

A link in a mail leads here through the log-in. What was typed survives a
session that ended (``browser.kept``), a second tab, and an edition that was
superseded meanwhile: the page comes again with all of it and says why.
"""

from AccessControl import Unauthorized
from collective.conduct.browser import kept
from collective.conduct.browser.changes import Changes
from collective.conduct.browser.discreet import Discreet
from collective.conduct.browser.due import asked_how
from collective.conduct.browser.edition import Reading
from collective.conduct.browser.readers import Readers
from collective.conduct.core.answers import Answer
from collective.conduct.core.errors import ConductError
from collective.conduct.core.ledger import ANSWERS
from collective.conduct.core.text.diff import CONTENT
from collective.conduct.i18n import _
from collective.conduct.operations.answers import answer
from collective.conduct.operations.answers import shown_to
from collective.conduct.operations.answers import standing
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.differences import between
from collective.conduct.operations.differences import Comparison
from collective.conduct.operations.editions import edition_at
from collective.conduct.operations.editions import state_of
from collective.conduct.operations.reading import changes_since
from collective.conduct.operations.reading import standing_edition
from collective.conduct.operations.receipts import receipt_id
from collective.conduct.vocabularies.campaigns import KIND_WORDS
from dataclasses import dataclass
from functools import cached_property
from plone import api


# code of a refusal -> the field it is about
BLAMES = {
    "answer_kind": "kind-acknowledged",
    "answer_needs_words": "words",
    "answer_too_long": "words",
    "words_without_objection": "words",
}
RECORDED = _("done_answer", default="Your answer is recorded. Here is your receipt.")


@dataclass(frozen=True)
class Choice:
    """One of the four: what is answered, and what that means."""

    kind: str
    title: str
    means: str
    chosen: bool


class AnswerPage(Discreet, Changes, Readers, Reading):
    """The page that a mail leads to."""

    code = ""  # of the refusal, "" when there is none
    kept = None  # what was typed before the session ended
    private = ("words",)

    def __call__(self):
        if self.request.method == "POST":
            self.take()
            return self._posted()
        if api.user.is_anonymous():
            raise Unauthorized("Log in first.")
        self.kept = kept.take(self.request, self.context, self.who.userid)
        return self._guarded(self.show)

    def _posted(self) -> str:
        """Do it, or keep what was typed when the session is no longer there."""
        verified = self.context.restrictedTraverse("@@authenticator").verify()
        if api.user.is_anonymous() or not verified:
            names = (*kept.FIELDS, "mark")
            typed = {name: self.typed(name) for name in names}
            kept.keep(self.request, self.context, typed)
            return self.sent(f"{self.url}/@@answer")
        return self._attempt()

    def show(self):
        authorise("view_edition", self.context, state_of(self.context))
        return self.index()

    def do(self):
        """Send the answer; on to its receipt."""
        given = Answer(
            kind=self.typed("kind"),
            language=self.typed("language"),
            manifest_hash=self.typed("manifest_hash"),
            statement_hash=self.typed("statement_hash"),
            words=self.typed("words").replace("\r\n", "\n"),
        )
        entry = answer(self.context, given, self.typed("seen"))
        kept.forget(self.request, self.context)
        url = f"{self.hub_url}/@@receipt?id={receipt_id(entry)}"
        return self.sent(url, RECORDED)

    def refuse_quietly(self, error: ConductError) -> None:
        """Remember why: the page speaks of it beside the field."""
        super().refuse_quietly(error)
        self.code = error.code

    def typed(self, name: str, otherwise: str = "") -> str:
        """What was typed: in this form, or before the session ended."""
        before = (self.kept or {}).get(name, otherwise)
        return super().typed(name, before)

    # which edition
    @cached_property
    def edition(self):
        """The one to answer: that of the link, or the one that took its place."""
        current = standing_edition(self.context)
        if current is None or state_of(self.context) in ("in_force", "upcoming"):
            return self.context
        return edition_at(current)

    @cached_property
    def shown(self):
        """Text and choices, with the words of the campaign that asks."""
        wanted = self.typed("language") or self.language
        return shown_to(self.who.person, self.edition, wanted)

    @property
    def replaced(self) -> bool:
        """Whether the edition of the link no longer holds, and another does."""
        return self.edition.UID() != self.context.UID()

    @property
    def open(self) -> bool:
        """Whether whoever looks can answer now."""
        return self.duty is not None and self.shown.whole

    # what is asked
    @property
    def asked(self) -> str:
        """How: one of ``browser.due.ASKED``."""
        return asked_how(self.duty)

    @property
    def beside(self) -> str:
        """What the kind of campaign says beside the choices, "" for nothing (A3)."""
        return self.t(KIND_WORDS[self.duty.kind].beside)

    @property
    def more(self) -> str:
        """What whoever has given an answer that does not settle it is asked now."""
        return self.t(KIND_WORDS[self.duty.kind].more)

    # what is new
    @cached_property
    def compared(self) -> Comparison | None:
        """What changed since the text that the person answered, or just read."""
        if self.replaced and (self.code or self.duty is None or not self.duty.last):
            numbers = (self.context.number, self.edition.number)
            return between(self.document, *numbers, self.shown.language)
        return changes_since(self.duty, self.shown.language) if self.duty else None

    @property
    def changes(self) -> list[dict]:
        """Each change of what is said, and each move; new numbers are only counted."""
        return [
            {
                "id": change.id,
                "told": self.told(change),
                "words": change.words,
                "reason": self.compared.nonmaterial.get(change.id, ""),
            }
            for change in self.compared.diff.of(*CONTENT, "moved")
        ]

    @property
    def headline(self) -> str:
        """How many of each kind, in a sentence."""
        return self.summary(self.compared.diff)

    @property
    def folded(self) -> bool:
        """Whether the text waits behind a line: it is known, or was just read."""
        return bool(self.code or self.kept or self.compared or self.answered)

    # the form
    @property
    def choices(self) -> list[Choice]:
        """The four as they are frozen in the edition: a sentence, then its meaning."""
        chosen = self.typed("kind")
        found = []
        for kind in ANSWERS:
            title, _dot, means = self.shown.statement[kind].partition(". ")
            found.append(Choice(kind, title.removesuffix("."), means, kind == chosen))
        return found

    @property
    def hidden(self) -> dict[str, str]:
        """What the form carries beside: what was shown, to whom, after what."""
        stands = standing(self.edition)
        return {
            "manifest_hash": self.edition.manifest_hash,
            "statement_hash": self.shown.statement_hash,
            "language": self.shown.language,
            "seen": receipt_id(stands) if stands else "",
            "mark": kept.mark(self.who.userid, self.edition.UID()),
        }

    @property
    def blamed(self) -> str:
        """The id of the field that the refusal is about, "" when none is."""
        return BLAMES.get(self.code, "")
