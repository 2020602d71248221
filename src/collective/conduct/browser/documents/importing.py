"""Import page in two steps: choose a file or paste text, then preview and create."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.payload import pack
from collective.conduct.browser.common.payload import unpack
from collective.conduct.browser.documents.import_fields import ImportFields
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.i18n import _
from collective.conduct.imports.documents.conversion import LIMIT
from collective.conduct.operations.documents import importing
from collective.conduct.vocabularies.documents.lints import lint_words
from collective.conduct.vocabularies.documents.notes import FORMATS
from collective.conduct.vocabularies.documents.notes import note_words
from collective.conduct.vocabularies.documents.notes import PARTS
from collective.conduct.vocabularies.documents.notes import REMOVALS
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class ImportPage(ImportFields):
    """Import on the hub creates a draft; on a document it replaces the draft."""

    preview_page = ViewPageTemplateFile("templates/import_preview.pt")
    found: importing.TextPreview | None = None
    filename = ""
    notes: tuple = ()
    blames = {"title_missing": "title", "diary_number_taken": "value-diary_number"}

    def show(self):
        """Show the first step until a text was read, then the preview."""
        return self.index() if self.found is None else self.preview_page()

    def do(self):
        """Preview, preview again with other choices, or create the draft."""
        step = self.typed("step")
        if step == "preview":
            self._read()
            return self.show()
        self._take_back()
        if step != "create":
            return self.show()
        document = importing.create(self.context, self.wanted)
        words = _("done_import", default="The draft is made. Nobody but staff sees it.")
        return self.sent(f"{document.absolute_url()}/@@draft", words)

    def blame(self, error: ConductError) -> str:
        """Return the field of an error; errors of a file belong to its input."""
        if error.code.startswith("import_"):
            return "file"
        if error.code == "diary_number":
            return "value-diary_number"
        name = super().blame(error)
        return name if name in ("title", "language") or not name else self._at(name)

    def _read(self) -> None:
        upload = self.request.form.get("file")
        name = getattr(upload, "filename", "") or ""
        data = upload.read(LIMIT + 1) if name else b""
        preview = importing.preview(
            importing.ImportSource(name, data, self.typed("pasted"))
        )
        self.notes = tuple((note.code, dict(note.values)) for note in preview.notes)
        self.filename = name
        self.payload = pack([preview.html, name, preview.kind, self.notes])
        self.found = preview

    def _take_back(self) -> None:
        self.payload = self.typed("payload")
        unpacked = unpack(self.payload)
        if (
            not isinstance(unpacked, list)
            or len(unpacked) != 4
            or type(unpacked[0]) is not str
        ):
            raise Invalid("import_lost")
        html, self.filename, _kind, self.notes = unpacked
        self.found = importing.again(html)

    # step 1
    @property
    def fields(self) -> list[Field]:
        return [
            self.field(
                "file",
                _("label_import_file", default="File"),
                "file",
                help=_(
                    "help_import_file",
                    default="Word (.docx), OpenDocument (.odt), .html, .md or .txt, at"
                    " most 20 MB.",
                ),
            ),
            self.field(
                "pasted",
                _("label_import_pasted", default="Or paste the text"),
                "area",
            ),
        ]

    # step 2
    @cached_property
    def text(self) -> str:
        """The HTML to import: the chosen part without the ticked removals."""
        gone = [
            number
            for number, each in enumerate(self.removals)
            if self.ticked(f"remove-{number}", True)
        ]
        return importing.text_of(self.found.recognition, self.part, gone)

    @cached_property
    def outlook(self) -> importing.Outlook:
        """Groups and provisions as they will be, and the problems to correct."""
        decision = dict(self.wanted.decision)
        return importing.outlook(
            self.text,
            self.wanted.header["document_type"],
            self.wanted.language,
            self.wanted.header.get("review_due", ""),
            decision.get("valid_to", ""),
            getattr(self.context, "aligned", ()),
        )

    @property
    def sections(self) -> list[dict]:
        """The provisions by heading, in the order of the text."""
        structure = self.outlook.structure
        heads = {
            group.id: f"{group.number} {group.title}" for group in structure.groups
        }
        under = {name: [] for name in ("", *heads)}
        for each in structure.provisions:
            under[each.group].append(each)
        return [
            {"heading": heads.get(name, "").strip(), "provisions": provisions}
            for name, provisions in under.items()
            if name or provisions
        ]

    @property
    def problems(self) -> list[dict]:
        """Problems to correct, worded as on the draft page."""
        language = self.wanted.language
        return [
            {
                "blocks": each.severity == "error",
                "words": self.t(lint_words(each, language, self.t, self.day)),
            }
            for each in self.outlook.lints
        ]

    @property
    def said(self) -> list[str]:
        """Notes on what the conversion left out or repaired."""
        sentences = []
        for code, values in self.notes:
            kind = values.get("kind")
            words = {"kind": self.t(FORMATS[kind])} if kind in FORMATS else {}
            sentences.append(self.t(note_words(code, values | words)))
        return sentences

    @property
    def part(self) -> str:
        """The kind of the part that is imported."""
        return self.typed("part", self.found.recognition.kind)

    @property
    def parts(self) -> list[dict]:
        """The parts to choose from; empty when there is only one."""
        parts = self.found.recognition.parts
        return [
            {
                "kind": each.kind,
                "words": self.t(PARTS.get(each.kind, each.kind)),
                "title": each.title,
                "chosen": each.kind == self.part,
            }
            for each in (parts if len(parts) > 1 else ())
        ]

    @property
    def removals(self) -> list[dict]:
        """Passages offered for removal, each with its beginning."""
        return [
            {"words": self.t(REMOVALS[each.code]), "line": each.line}
            for each in self.found.recognition.removals
        ]
