"""Form page: record the decision and adopt the proposed text as an edition."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.documents.changes import ChangesInWords
from collective.conduct.core.common.errors import ConductError
from collective.conduct.i18n import _
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.adopt import adopt
from collective.conduct.operations.documents.adopt import Decision
from collective.conduct.operations.documents.differences import asks_again
from collective.conduct.operations.documents.differences import draft_diff
from collective.conduct.operations.documents.drafts import draft_digest
from collective.conduct.operations.documents.drafts import language_of
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.operations.documents.drafts import translations_of
from collective.conduct.operations.documents.editions import editions_of
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.terms import LANGUAGE_TITLES
from plone import api
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory


class Adopt(FormPage):
    """The registrar's form: body, dates, paragraph and diary number of a decision."""

    blames = {
        "body_missing": "body",
        "paragraph": "paragraph",
        "ends_before_start": "valid_to",
        "begins_in_past": "valid_from",
        "not_after_last": "valid_from",
        "diary_number": "diary_number",
        "diary_number_taken": "diary_number",
        "decided_later": "decided_on",
    }

    def blame(self, error: ConductError) -> str:
        """Return the field of an error; a missing date is the first empty one."""
        if error.code == "date_missing":
            return "valid_from" if self.typed("decided_on") else "decided_on"
        return super().blame(error)

    def show(self):
        """Show the form only to whoever may adopt."""
        state = api.content.get_state(self.context)
        authorise("adopt", self.context, state)
        return self.index()

    def do(self):
        """Freeze the edition and go to it."""
        edition = adopt(self.context, self._decision())
        words = _(
            "done_adopt",
            default="Edition ${number} is adopted.",
            mapping={"number": edition.number},
        )
        return self.sent(edition.absolute_url(), words)

    def _decision(self) -> Decision:
        return Decision(
            body=self.typed("body"),
            decided_on=self.day_in("decided_on"),
            paragraph=self.typed("paragraph").strip(),
            valid_from=self.day_in("valid_from"),
            valid_to=self.day_in("valid_to"),
            diary_number=self.typed("diary_number").strip(),
            seen=self.typed("seen"),
        )

    @property
    def seen(self) -> str:
        """Digest of the draft that the form shows; the form sends it back."""
        return draft_digest(self.context)

    @property
    def fields(self) -> list[Field]:
        return [
            self.field(
                "body",
                _("label_decided_by", default="Decided by"),
                "choice",
                otherwise=self.context.decider or "",
                options=self._bodies(),
                required=True,
            ),
            self.field(
                "decided_on",
                _("label_decided_on", default="Date of the decision"),
                "date",
                otherwise=self._offered("decided_on"),
                required=True,
            ),
            self.field(
                "paragraph",
                _("label_paragraph", default="Paragraph"),
                help=_(
                    "help_paragraph", default="As in the minutes, for example § 18."
                ),
                otherwise=self._offered("paragraph"),
                required=True,
            ),
            self.field(
                "valid_from",
                _("label_valid_from", default="In force from"),
                "date",
                help=_(
                    "help_valid_from",
                    default="The edition before stays in force until that day.",
                ),
                otherwise=self._offered("valid_from"),
                required=True,
            ),
            self.field(
                "valid_to",
                _("label_valid_to", default="In force until"),
                "date",
                help=_(
                    "help_valid_to",
                    default="The last day. Leave it empty when it holds until further"
                    " notice.",
                ),
                otherwise=self._offered("valid_to"),
            ),
            self.field(
                "diary_number",
                _("label_diary_number", default="Diary number"),
                otherwise=self.context.diary_number or "",
            ),
        ]

    def _offered(self, name: str) -> str:
        """What the imported file states about the decision; "" for nothing."""
        return dict(self.context.offered).get(name, "")

    def _bodies(self) -> list[Option]:
        factory = getUtility(IVocabularyFactory, "collective.conduct.bodies")
        bodies = [(term.value, term.title) for term in factory(self.context)]
        return [("", self.t(_("option_choose", default="Choose …"))), *bodies]

    # what will be frozen
    @property
    def number(self) -> int:
        """The number that the edition gets."""
        return len(editions_of(self.context)) + 1

    @property
    def structure(self):
        return structure_of(self.context)

    @property
    def languages(self) -> str:
        """The languages of the text, its own first."""
        codes = [language_of(self.context), *translations_of(self.context)]
        return ", ".join(self.t(LANGUAGE_TITLES.get(code, code)) for code in codes)

    @property
    def applies_to(self) -> list[str]:
        """Titles of the bodies it binds; empty when all."""
        return [body_title(each) for each in self.context.applies_to or ()]

    @property
    def differs(self) -> str:
        """Summary of the changes in numbers; "" for the first edition."""
        if self.number == 1:
            return ""
        return ChangesInWords(self.translator).summary(draft_diff(self.context))

    @property
    def asks(self) -> str:
        """Who is asked: "nobody", all "first" or "again"; or answers are "kept"."""
        if not self.context.asks_answer:
            return "nobody"
        if self.number == 1:
            return "first"
        return "again" if asks_again(self.context) else "kept"
