"""``@@conduct-letters``: edit the mail templates, in each language."""

from collections.abc import Mapping
from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.core.mail.templates import MailMessage
from collective.conduct.core.mail.templates import PARTS
from collective.conduct.i18n import _
from collective.conduct.operations.mail import templates
from collective.conduct.vocabularies.mail.letters import HOLE_TITLES
from collective.conduct.vocabularies.mail.letters import PART_TITLES
from collective.conduct.vocabularies.mail.letters import TITLES


LANGUAGE_TITLES = {
    "sv": _("language_sv", default="Swedish"),
    "da": _("language_da", default="Danish"),
    "en": _("language_en", default="English"),
}


class Letters(Page):
    """List of all mail templates, each with links to its languages."""

    @property
    def rows(self) -> list[dict]:
        """One row for each template, with its languages."""
        found: dict[str, dict] = {}
        for letter, language, own in templates.everything():
            row = found.setdefault(
                letter, {"title": self.t(TITLES[letter]), "languages": []}
            )
            query = f"letter={letter}&language={language}"
            row["languages"].append(
                {
                    "title": self.t(LANGUAGE_TITLES[language]),
                    "url": f"{self.url}/@@conduct-letter?{query}",
                    "own": own,
                }
            )
        return list(found.values())


class OneLetter(FormPage):
    """One mail template in one language: save, preview or reset it."""

    seen: MailMessage | None = None
    words: Mapping[str, str] = {}

    def show(self):
        self.words = templates.words(self.letter, self.chosen_language)
        return self.index()

    def do(self):
        """Perform the action of the pressed button."""
        typed = {part: self.typed(part) for part in PARTS.get(self.letter, ())}
        if self.typed("preview"):
            self.seen = templates.preview(self.letter, self.chosen_language, typed)
            return self.show()
        if self.typed("reset"):
            templates.reset(self.letter, self.chosen_language)
            done = _("done_letter_reset", default="The original words are back.")
        else:
            templates.write(self.letter, self.chosen_language, typed)
            done = _("done_letter", default="The words are saved.")
        return self.sent(f"{self.url}/@@conduct-letters", done)

    @property
    def letter(self) -> str:
        return self.typed("letter")

    @property
    def chosen_language(self) -> str:
        return self.typed("language")

    @property
    def title(self) -> str:
        return self.t(TITLES[self.letter])

    @property
    def language_title(self) -> str:
        return self.t(LANGUAGE_TITLES[self.chosen_language])

    @property
    def fields(self) -> list[Field]:
        return [
            self.field(
                part,
                PART_TITLES[part],
                "text" if part == "subject" else "area",
                help=self._help(part),
                otherwise=self.words[part],
                required=True,
            )
            for part in ("subject", "greeting", "body", "closing")
            if part in self.words
        ]

    def _help(self, part: str) -> str:
        """The names that may be used in this part, each with its meaning."""
        allowed = PARTS[self.letter][part]
        names = ", ".join(
            f"${{{name}}} – {self.t(title)}"
            for name, title in HOLE_TITLES.items()
            if name in allowed
        )
        message = _(
            "help_letter_part",
            default="You may use: ${names}.",
            mapping={"names": names},
        )
        return self.t(message)
