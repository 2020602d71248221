"""``@conduct-import``: convert a file into a preview or a draft.

``"mode": "preview"`` saves nothing and says what was found; ``"create"`` takes
the same file with what the person keeps of it and answers 201 with the address
of the draft.
"""

from collective.conduct.core.documents.header_fields import sent as sent_fields
from collective.conduct.core.documents.lints import Lint
from collective.conduct.core.documents.recognition.lines import Offer
from collective.conduct.core.documents.text.provisions import Provision
from collective.conduct.core.documents.text.provisions import ProvisionGroup
from collective.conduct.imports.documents.parts.result import Note
from collective.conduct.operations.documents import importing
from collective.conduct.operations.documents.drafts import language_of
from collective.conduct.services.common import rest
from dataclasses import field
from plone import api
from typing import Literal


class ImportSent(rest.Record):
    """A file with its name, or ``pasted`` text, with the values for the draft.

    ``remove``: numbers of the removals that were offered, all when it is left
    out; ``part``: one part of the file alone.
    """

    mode: Literal["preview", "create", ""] = "preview"
    filename: str = ""
    data: bytes = b""
    pasted: str = ""
    header: dict[str, str] = field(default_factory=dict)
    title: str = ""
    portal_type: str = ""
    language: str = ""
    part: str = ""
    remove: list[int] | None = None


class PartFound(rest.Record):
    """A part of a file."""

    kind: str
    title: str


class RemovalOffered(rest.Record):
    """A passage that could be left out, with its beginning."""

    number: int
    code: str
    line: str


class ImportPreview(rest.Record):
    """What was recognised in a text, before anything is saved."""

    kind: str
    title: str
    html: str
    notes: tuple[Note, ...]
    offers: tuple[Offer, ...]
    parts: list[PartFound]
    removals: list[RemovalOffered]
    groups: tuple[ProvisionGroup, ...]
    provisions: tuple[Provision, ...]
    lints: tuple[Lint, ...]


class DraftMade(rest.Addressed):
    """The document whose draft was made."""

    title: str


class ImportService(rest.ConductService, on="hub", right="AddDocument"):
    """Import on the hub: preview a file, or create a draft."""

    @rest.endpoint("POST @conduct-import", importing.create, rest.Conflict)
    def bring(self, sent: ImportSent) -> ImportPreview | DraftMade:
        """Show what a file holds, or make a draft of it."""
        upload = importing.ImportSource(sent.filename, sent.data, sent.pasted)
        found = importing.preview(upload)
        if sent.mode != "create":
            return self._preview(found, sent)
        document = importing.create(self.context, self._wanted(found, sent))
        self.created(document.absolute_url())
        return DraftMade(document.absolute_url(), document.Title())

    def _preview(self, found: importing.TextPreview, sent: ImportSent) -> ImportPreview:
        seen, kept = found.recognition, _kept(found, sent)
        header = {each.field: each.value for each in reversed(seen.offers)}
        look = importing.outlook(
            kept,
            header.get("document_type", ""),
            self._language(sent),
            aligned=getattr(self.context, "aligned", ()),
        )
        return ImportPreview.of(
            seen,
            html=kept,
            notes=found.notes,
            parts=[PartFound.of(each) for each in seen.parts],
            removals=[
                RemovalOffered.of(each, number=number)
                for number, each in enumerate(seen.removals)
            ],
            groups=look.structure.groups,
            provisions=look.structure.provisions,
            lints=look.lints,
        )

    def _wanted(
        self, found: importing.TextPreview, sent: ImportSent
    ) -> importing.Wanted:
        header = sent.header
        return importing.Wanted(
            html=_kept(found, sent),
            title=sent.title or found.recognition.title,
            portal_type=sent.portal_type or "ConductPolicy",
            language=self._language(sent),
            header={name: header[name] for name in sent_fields() if name in header},
        )

    def _language(self, sent: ImportSent) -> str:
        if sent.language or self.context.portal_type == "ConductHub":
            return sent.language or api.portal.get_default_language()
        return language_of(self.context)


class ImportAgain(ImportService, on="document", right="ViewDraft"):
    """Import on a document: preview a file, or replace the draft."""

    @rest.endpoint("POST @conduct-import", importing.create, rest.Conflict)
    def bring(self, sent: ImportSent) -> ImportPreview | DraftMade:
        """Show what a file holds, or replace the draft by it."""
        return super().bring(sent)


def _kept(found: importing.TextPreview, sent: ImportSent) -> str:
    gone = sent.remove
    if gone is None:
        gone = list(range(len(found.recognition.removals)))
    return importing.text_of(found.recognition, sent.part, gone)
