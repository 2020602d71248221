"""View model of an edition: its text, its facts and the reader's duty."""

from collective.conduct.browser.answers.cards import in_minutes
from collective.conduct.browser.answers.due_dates import told_due
from collective.conduct.browser.answers.edition_text import text_of_edition
from collective.conduct.browser.common.translating import Translator
from collective.conduct.browser.documents.edition_actions import open_links
from collective.conduct.browser.documents.header import Header
from collective.conduct.browser.documents.related import Relative
from collective.conduct.browser.documents.related import relatives
from collective.conduct.browser.documents.states import StateLabel
from collective.conduct.browser.documents.states import told_state
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.documents.text.provisions import toc
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.i18n import _
from collective.conduct.operations.answers.answering import latest_answer
from collective.conduct.operations.answers.edition_queries import duty_on
from collective.conduct.operations.answers.edition_queries import minutes
from collective.conduct.operations.answers.edition_queries import waits
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.common.authority import may_now
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.operations.documents.editions import FrozenText
from collective.conduct.operations.documents.editions import has_its_notes
from collective.conduct.operations.documents.editions import rows_of
from collective.conduct.operations.documents.editions import seen
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.documents.editions import structure
from collective.conduct.vocabularies.terms import ANSWER_TITLES
from functools import cached_property


LANGUAGE_NAMES = {"sv": "Svenska", "da": "Dansk", "en": "English"}


class EditionModel:
    """An edition of a document in a language; ``edition`` is None without one.

    ``wanted``: the language that was asked for, "" for that of the request. ``url``:
    where the same is shown in another language. ``shown``: text and choices, where
    they are those of a person whom a campaign asks.
    """

    def __init__(
        self,
        words: Translator,
        document,
        edition,
        wanted: str = "",
        url: str = "",
        shown: FrozenText | None = None,
    ) -> None:
        self.document, self.edition, self.url = document, edition, url
        self._words, self._wanted = words, wanted or words.language
        self._shown = shown

    @cached_property
    def facts(self) -> EditionFacts:
        return facts_of(self.edition)

    @property
    def manifest(self) -> dict:
        return self.edition.manifest

    @property
    def edition_url(self) -> str:
        return self.edition.absolute_url()

    # the text
    @cached_property
    def shown(self) -> FrozenText:
        """Title, text and choices in the language that was asked for."""
        return self._shown or show(self.edition, self._wanted)

    @cached_property
    def structure(self) -> Structure:
        return structure(self.edition, self.shown.language)

    @property
    def contents(self) -> tuple:
        """The table of contents (REQUIREMENTS B3)."""
        return toc(self.structure)

    @property
    def text(self) -> str:
        """The frozen text with permanent links and working addresses."""
        shown = self.shown
        return text_of_edition(self._words, self.edition, shown.html, self.structure)

    @property
    def languages(self) -> list[dict]:
        """The languages to choose from, none when there is only one."""
        own = self.manifest["language"]
        codes = sorted(self.manifest["languages"], key=lambda code: code != own)
        if len(codes) < 2:
            return []
        return [
            {
                "code": code,
                "name": LANGUAGE_NAMES.get(code, code),
                "url": f"{self.url}?language={code}",
                "current": "true" if code == self.shown.language else None,
            }
            for code in codes
        ]

    # what holds
    @property
    def state(self) -> StateLabel:
        return told_state(self._words, self.facts)

    @property
    def header(self) -> Header:
        """What was decided (REQUIREMENTS B1, B2, B33)."""
        return Header(self._words, self.manifest["header"], self.document)

    @property
    def frozen_header(self) -> Header:
        """The header without fields that are not part of the edition."""
        return Header(self._words, self.manifest["header"])

    @property
    def notes(self) -> list[dict]:
        """The dated correction notes."""
        return [
            {"day": self._words.day(each[0]), "words": each[1]}
            for each in self.edition.notes
        ]

    @property
    def notes_hold(self) -> bool:
        """Whether the notes are those of the ledger, none added or removed."""
        return has_its_notes(self.edition)

    @property
    def relatives(self) -> list[Relative]:
        """Related documents, in both directions."""
        return relatives(self._words, self.document, self.edition)

    @cached_property
    def others(self) -> list[dict]:
        """All editions of the document, latest first."""
        return [
            {
                "number": facts.number,
                "url": f"{self.document.absolute_url()}/{facts.path.split('/')[-1]}",
                "state": told_state(self._words, facts),
                "shown": self.edition is not None and facts.uid == self.facts.uid,
            }
            for facts in reversed(seen(rows_of(self.document.UID())))
        ]

    # what awaits me
    @cached_property
    def duty(self) -> Duty | None:
        return duty_on(self.facts) if self.state.key == "in_force" else None

    @property
    def waiting(self) -> bool:
        return waits(self.duty)

    @property
    def due(self) -> StateLabel | None:
        """The last day to answer."""
        return told_due(self._words, self.duty)

    @property
    def time(self) -> str:
        """About how long the reading takes."""
        return self._words.t(in_minutes(minutes(self.duty)))

    @property
    def has_answered(self) -> bool:
        """Whether I have answered this edition."""
        entry = latest_answer(self.edition)
        return entry is not None and entry.kind in ANSWERS

    def answered(self, hub_url: str) -> dict | None:
        """My answer to this edition, in words, with the address of its receipt."""
        entry = latest_answer(self.edition)
        if entry is None or entry.kind not in ANSWERS:
            return None
        return {
            "title": self._words.t(ANSWER_TITLES.get(entry.kind, entry.kind)),
            "when": self._words.moment(entry.when),
            "url": f"{hub_url}/@@receipt?id={receipt_id(entry)}",
        }

    # what staff do here
    @property
    def work(self) -> list[dict]:
        """Links to the pages of staff about the document."""
        document = self.document.absolute_url()
        links = []
        if may_now("view_draft", self.document):
            links.append((_("link_draft", default="Draft"), f"{document}/@@draft"))
        if self.edition is not None and may("see_coverage", self.edition):
            title = _("link_coverage", default="Who has answered")
            links.append((title, f"{self.edition_url}/@@coverage"))
        if self.edition is not None:
            links += open_links(self.edition)
        return [{"title": self._words.t(title), "url": url} for title, url in links]
