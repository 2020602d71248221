"""Form fields of the import preview, filled from what the file states."""

from collections.abc import Iterable
from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.documents.header_labels import LABELS
from collective.conduct.browser.documents.import_labels import INPUTS
from collective.conduct.browser.documents.import_labels import NOT_KNOWN
from collective.conduct.browser.documents.import_labels import ONLY_SAID
from collective.conduct.browser.documents.import_labels import PORTAL_TYPES
from collective.conduct.browser.documents.import_labels import VOCABULARIES
from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.core.documents.header_fields import BY_NAME
from collective.conduct.core.documents.header_fields import HeaderField
from collective.conduct.core.documents.header_fields import stated
from collective.conduct.i18n import _
from collective.conduct.operations.documents import mandate_matching
from collective.conduct.operations.documents.drafts import language_of
from collective.conduct.vocabularies.documents.relations import RELATION_TITLES
from collective.conduct.vocabularies.terms import LANGUAGE_TITLES
from dataclasses import dataclass
from functools import cached_property
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory


@dataclass(frozen=True)
class Stated:
    """A field that the file seems to state: its input, source line and checkbox."""

    field: Field
    line: str
    tick: str
    ticked: bool


class ImportFields(FormPage):
    """Base of the import page: defaults from the file, replaced by user input."""

    @property
    def replaces(self) -> bool:
        """Whether the text of a document is replaced."""
        return IGoverningDocument.providedBy(self.context)

    @cached_property
    def came_back(self) -> bool:
        """Whether the preview's form was sent, so that its checkboxes count."""
        return self.typed("step") in ("again", "create")

    def ticked(self, name: str, otherwise: bool) -> bool:
        """Whether a box of the preview is ticked."""
        return bool(self.typed(name)) if self.came_back else otherwise

    @cached_property
    def proposed(self) -> mandate_matching.Wanted:
        """The values that the file proposes."""
        found = self.found.recognition
        made = mandate_matching.proposal(found, found.html_without_header)
        return mandate_matching.titled(made, self.filename)

    @cached_property
    def wanted(self) -> mandate_matching.Wanted:
        """The values that the user accepted or typed."""
        values = {each.name: self._kept(each.name) for each in stated()}
        values = {name: value for name, value in values.items() if value}
        decision = {
            name: values.pop(name)
            for name in mandate_matching.DECISION
            if name in values
        }
        sort = {name: self._sort(name) for name in ("document_class", "document_type")}
        return mandate_matching.Wanted(
            html=self.text,
            title=self.typed("title", self._title()),
            portal_type=self.typed("portal_type", self.proposed.portal_type),
            language=self._language(),
            header=values | sort,
            decision=decision,
            relations=tuple(self._related()),
        )

    def _kept(self, name: str) -> str:
        """The value of a field that is ticked, "" else."""
        proposed = self._proposed(name)
        if not self.ticked(f"use-{name}", bool(proposed)):
            return ""
        return self.typed(self._at(name), proposed).strip()

    def _proposed(self, name: str) -> str:
        proposals = {**self.proposed.header, **self.proposed.decision}
        return proposals.get(name, "")

    def _at(self, name: str) -> str:
        """The name of the input of a field of the draft."""
        field = BY_NAME.get(name)
        return f"value-{name}" if field and field.stated else name

    def _title(self) -> str:
        return self.context.title if self.replaces else self.proposed.title

    def _language(self) -> str:
        if self.replaces:
            return language_of(self.context)
        return self.typed("language", self.proposed.language)

    def _sort(self, name: str) -> str:
        stored = getattr(self.context, name, "") if self.replaces else ""
        return self.typed(name, stored or self.proposed.header[name])

    # inputs
    @property
    def basics(self) -> list[Field]:
        """Inputs for title, type and class; for a new document also the language."""
        fields = [
            self.field(
                "title",
                _("label_title", default="Title"),
                otherwise=self._title(),
                required=True,
            ),
            self._choice("document_type", _("label_document_type", default="Type")),
            self._choice("document_class", _("label_document_class", default="Class")),
        ]
        if self.replaces:
            return fields
        types = [(key, self.t(title)) for key, title in PORTAL_TYPES.items()]
        languages = [(key, self.t(title)) for key, title in LANGUAGE_TITLES.items()]
        return [
            *fields,
            self.field(
                "portal_type",
                _("label_portal_type", default="Kept as"),
                "choice",
                otherwise=self.proposed.portal_type,
                options=types,
            ),
            self.field(
                "language",
                _("label_language", default="Language of the text"),
                "choice",
                otherwise=self.proposed.language,
                options=languages,
            ),
        ]

    def _choice(self, name: str, label) -> Field:
        offer = mandate_matching.first_offers(self.found.recognition).get(name)
        source_line = _(
            "help_offer_line",
            default="The file says: ${line}",
            mapping={"line": offer.line if offer else ""},
        )
        return self.field(
            name,
            label,
            "choice",
            help=source_line if offer else "",
            otherwise=self._sort(name),
            options=self._terms(name),
        )

    def _terms(self, name: str) -> list[Option]:
        named = VOCABULARIES[BY_NAME[name].value]
        factory = getUtility(IVocabularyFactory, named)
        return [(term.value, self.t(term.title)) for term in factory(self.context)]

    @property
    def stated(self) -> list[Stated]:
        """The fields that the file states, each with its source line."""
        offers = mandate_matching.first_offers(self.found.recognition)
        offers.setdefault("source", offers.get("published_on"))
        return [
            self._stated(each, offers[each.stated].line)
            for each in stated()
            if offers.get(each.stated)
        ]

    def _stated(self, asked: HeaderField, line: str) -> Stated:
        name, kind = asked.name, INPUTS.get(asked.value, "text")
        label = LABELS[name]
        options: Iterable[Option] = ()
        if kind == "choice":
            options = [("", self.t(NOT_KNOWN)), *self._terms(name)]
        proposed = self._proposed(name)
        field = self.field(
            self._at(name), label, kind, otherwise=proposed, options=options
        )
        tick = f"use-{name}"
        return Stated(field, line, tick, self.ticked(tick, bool(proposed)))

    @property
    def only_said(self) -> list[tuple[str, str]]:
        """Further facts in the file, for display only: label and line."""
        offers = mandate_matching.first_offers(self.found.recognition)
        return [
            (self.t(label), offers[name].line)
            for name, label in ONLY_SAID.items()
            if name in offers
        ]

    @property
    def related(self) -> list[dict]:
        """Related documents that the file names; the ticked ones are imported."""
        return [
            {
                "number": number,
                "kind": self.t(RELATION_TITLES[each["type"]]),
                "known": bool(each.get("uid")),
                "title": self.typed(f"relation-title-{number}", offer.value),
                "url": self.typed(f"relation-url-{number}", each.get("url", "")),
                "ticked": self.ticked(f"use-relation-{number}", True),
                "row": each,
            }
            for number, (each, offer) in enumerate(
                mandate_matching.relations_of(self.found.recognition)
            )
        ]

    def _related(self) -> Iterable[dict[str, str]]:
        for each in self.related:
            if not each["ticked"]:
                continue
            if each["known"]:
                yield each["row"]
                continue
            typed = {"title": each["title"].strip(), "url": each["url"].strip()}
            yield {
                "type": each["row"]["type"],
                **{name: value for name, value in typed.items() if value},
            }
