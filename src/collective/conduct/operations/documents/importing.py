"""Import a file: a preview that saves nothing, then a draft (issue 2, point 4).

``preview`` and ``again`` recognise a text; ``create`` makes the draft from the
values that the person accepted. Between them the browser carries HTML, which is
sanitised each time it comes back.
"""

from collections.abc import Collection
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents import lints
from collective.conduct.core.documents.recognition.recognise import recognise
from collective.conduct.core.documents.recognition.recognise import Recognition
from collective.conduct.core.documents.recognition.recognise import remove
from collective.conduct.core.documents.text import alignment
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.documents.text.seating import seated
from collective.conduct.imports.documents import conversion
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.creating import create
from collective.conduct.operations.documents.drafting import new_id
from collective.conduct.operations.documents.drafts import safe
from collective.conduct.operations.documents.mandate_matching import parsed_day
from collective.conduct.operations.documents.mandate_matching import proposal
from collective.conduct.operations.documents.mandate_matching import Wanted
from dataclasses import dataclass
from re import compile as pattern
from zope.component import getUtility


__all__ = [
    "ImportSource",
    "Outlook",
    "TextPreview",
    "Wanted",
    "again",
    "create",
    "outlook",
    "preview",
    "proposal",
    "text_of",
]
MARKUP = pattern(r"<(?:p|div|span|h[1-6]|table|ul|ol|html|body|meta|style)\b")
PASTED = "pasted.txt"


@dataclass(frozen=True)
class ImportSource:
    """A file with its name, or what was pasted instead."""

    filename: str = ""
    data: bytes = b""
    pasted: str = ""


@dataclass(frozen=True)
class TextPreview:
    """A converted and recognised text; nothing is saved yet.

    ``html`` is all of it, sanitised: what ``again`` takes. ``kind`` is the
    format that was read, "" for one that comes back.
    """

    html: str
    recognition: Recognition
    kind: str = ""
    notes: tuple[conversion.Note, ...] = ()


@dataclass(frozen=True)
class Outlook:
    """The structure and the problems of the draft that a text would become."""

    structure: Structure
    lints: tuple[lints.Lint, ...]


def preview(upload: ImportSource) -> TextPreview:
    """Convert an upload and recognise it; nothing is saved.

    ``Invalid`` "import_nothing", or one of the codes of ``conversion.convert``.
    """
    authorise("add_document")
    if upload.data or upload.filename:
        converted = conversion.convert(upload.filename, upload.data)
    elif MARKUP.search(upload.pasted):
        converted = conversion.convert_pasted(upload.pasted)
    elif upload.pasted.strip():
        converted = conversion.convert(PASTED, upload.pasted.encode())
    else:
        raise Invalid("import_nothing")
    html = safe(converted.html)
    return TextPreview(html, recognise(html), converted.kind, converted.notes)


def again(html: str) -> TextPreview:
    """Recognise a converted text that comes back from the browser."""
    authorise("add_document")
    clean = safe(html)
    return TextPreview(clean, recognise(clean))


def text_of(found: Recognition, kind: str = "", removed: Collection[int] = ()) -> str:
    """Return the HTML of one part, without the removals of these numbers.

    ``kind`` is that of a part, "" for the document; removals are offered for the
    document alone.
    """
    for part in found.parts:
        if kind and part.kind == kind != found.kind:
            return part.html
    chosen = [each for number, each in enumerate(found.removals) if number in removed]
    return remove(found.html_without_header, chosen)


def outlook(
    html: str,
    document_type: str,
    language: str,
    review_due: str = "",
    valid_to: str = "",
    aligned: alignment.Known = (),
) -> Outlook:
    """Return structure and problems of the draft to be; dates are in ISO form.

    ``aligned`` is that of the document whose text it would replace.
    """
    made = alignment.align(aligned, seated(aligned, html), new_id)
    problems = lints.check(
        made.html,
        made.structure,
        document_type=document_type,
        language=language,
        review_due=parsed_day(review_due),
        valid_to=parsed_day(valid_to),
        today=getUtility(IClock).today(),
    )
    return Outlook(made.structure, problems)
