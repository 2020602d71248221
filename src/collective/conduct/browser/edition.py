"""An edition as its readers see it, and a document as the edition in force."""

from collective.conduct.browser.acts import open_links
from collective.conduct.browser.base import Page
from collective.conduct.browser.cards import in_minutes
from collective.conduct.browser.due import Due
from collective.conduct.browser.header import Header
from collective.conduct.browser.related import Related
from collective.conduct.browser.rendering import readable
from collective.conduct.browser.states import States
from collective.conduct.core.ledger import ANSWERS
from collective.conduct.core.proof import canonical
from collective.conduct.core.shelf import EditionFacts
from collective.conduct.core.text.provisions import toc
from collective.conduct.i18n import _
from collective.conduct.operations.answers import standing
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.authority import may
from collective.conduct.operations.editions import current_of
from collective.conduct.operations.editions import edition_at
from collective.conduct.operations.editions import facts_of
from collective.conduct.operations.editions import has_its_notes
from collective.conduct.operations.editions import rows_of
from collective.conduct.operations.editions import seen
from collective.conduct.operations.editions import show
from collective.conduct.operations.editions import state_of
from collective.conduct.operations.editions import structure
from collective.conduct.operations.reading import duty_on
from collective.conduct.operations.reading import minutes
from collective.conduct.operations.reading import waits
from collective.conduct.operations.receipts import receipt_id
from collective.conduct.vocabularies.terms import ANSWER_TITLES
from functools import cached_property
from plone import api


LANGUAGE_NAMES = {"sv": "Svenska", "da": "Dansk", "en": "English"}


class Reading(Header, Related, States, Due, Page):
    """What both pages show; ``edition`` is None when none is in force."""

    @cached_property
    def edition(self):
        """The edition that is shown."""
        return self.context

    @cached_property
    def document(self):
        """The document it belongs to."""
        return self.context.aq_parent

    @cached_property
    def facts(self) -> EditionFacts:
        return facts_of(self.edition)

    @cached_property
    def manifest(self) -> dict:
        return self.edition.manifest

    @cached_property
    def shown(self):
        """Title, text and choices in the language that was asked for."""
        wanted = self.typed("language") or self.language
        return show(self.edition, wanted)

    @property
    def edition_url(self) -> str:
        return self.edition.absolute_url()

    # the text
    @cached_property
    def structure(self):
        return structure(self.edition, self.shown.language)

    @property
    def contents(self) -> tuple:
        """The table of contents (REQUIREMENTS B3)."""
        return toc(self.structure)

    @property
    def text(self) -> str:
        """The frozen text with permanent links and working addresses."""
        return readable(self.shown.html, self._say, self.edition_url, self._resolve)

    def _say(self, name: str) -> str:
        part = self.structure.get(name)
        number = part.number if part else ""
        if not number:
            return self.t(_("permalink_part", default="Link to this part"))
        words = _(
            "permalink_number",
            default="Link to ${number}",
            mapping={"number": number},
        )
        return self.t(words)

    def _resolve(self, uid: str) -> str:
        if brain := self.brain_of(uid):
            return brain.getURL()
        links = self.manifest["links"]
        return next((each["url"] for each in links if each["uid"] == uid), "")

    @property
    def languages(self) -> list[dict]:
        """The languages to choose from, none when there is but one."""
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
    def state(self):
        return self.told_state(self.facts)

    @property
    def header(self) -> dict:
        return self.manifest["header"]

    @property
    def rows(self) -> list:
        """The header (REQUIREMENTS B1, B33)."""
        return self.header_rows(self.header, self.document.review_due)

    @property
    def notes(self) -> list[dict]:
        """The dated corrections that stand beside the text."""
        return [
            {"day": self.day(each[0]), "words": each[1]} for each in self.edition.notes
        ]

    @property
    def notes_hold(self) -> bool:
        """Whether they are those of the record, none added or taken away."""
        return has_its_notes(self.edition)

    @cached_property
    def others(self) -> list[dict]:
        """All editions of the document, latest first."""
        return [
            {
                "number": facts.number,
                "url": f"{self.document.absolute_url()}/{facts.path.split('/')[-1]}",
                "state": self.told_state(facts),
                "shown": self.edition is not None and facts.uid == self.facts.uid,
            }
            for facts in reversed(seen(rows_of(self.document.UID())))
        ]

    # what awaits me
    @cached_property
    def duty(self):
        return duty_on(self.facts) if self.state.key == "in_force" else None

    @property
    def waiting(self) -> bool:
        return waits(self.duty)

    @property
    def time(self) -> str:
        """About how long the reading takes."""
        return self.t(in_minutes(minutes(self.duty)))

    @property
    def answered(self) -> dict | None:
        """My answer to this edition, in words, with the way to its receipt."""
        entry = standing(self.edition)
        if entry is None or entry.kind not in ANSWERS:
            return None
        return {
            "title": self.t(ANSWER_TITLES.get(entry.kind, entry.kind)),
            "when": self.moment(entry.when),
            "url": f"{self.hub_url}/@@receipt?id={receipt_id(entry)}",
        }

    # what staff do here
    @property
    def work(self) -> list[dict]:
        """Links to the pages of those who look after the document."""
        document = self.document.absolute_url()
        state = api.content.get_state(self.document)
        found = []
        if may("view_draft", self.document, state):
            found.append((_("link_draft", default="Draft"), f"{document}/@@draft"))
        if self.edition is not None and may("see_coverage", self.edition):
            title = _("link_coverage", default="Who has answered")
            found.append((title, f"{self.edition_url}/@@coverage"))
        if self.edition is not None:
            found += open_links(self.edition)
        return [{"title": self.t(title), "url": url} for title, url in found]


class EditionView(Reading):
    """One edition, whatever its state."""

    def show(self):
        authorise("view_edition", self.context, state_of(self.context))
        return self.index()


class DocumentView(Reading):
    """A policy or code: the edition in force, or why there is none."""

    def show(self):
        authorise("view_document", self.context, api.content.get_state(self.context))
        return self.index()

    @cached_property
    def document(self):
        return self.context

    @cached_property
    def edition(self):
        found = current_of(self.context)
        return edition_at(found) if found else None


class EditionFile(Page):
    """The edition as the file that ``conduct-verify edition`` reads."""

    def show(self):
        authorise("view_edition", self.context, state_of(self.context))
        name = f"{self.context.aq_parent.getId()}-{self.context.getId()}.json"
        self.download(name, "application/json; charset=utf-8")
        return canonical(
            {
                "format": "conduct-edition/1",
                "manifest": self.context.manifest,
                "manifest_hash": self.context.manifest_hash,
            }
        ).decode()
