"""Convert an untrusted file or pasted text into clean HTML.

``convert`` and ``convert_pasted`` are the only entry points. Nothing is executed
or fetched, and every fault of a file is an ``Invalid`` with a code.
"""

from collections import Counter
from collections.abc import Mapping
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.common.file_type import claimed
from collective.conduct.imports.common.file_type import decode
from collective.conduct.imports.common.file_type import sniff
from collective.conduct.imports.documents import headings
from collective.conduct.imports.documents import md
from collective.conduct.imports.documents import web
from collective.conduct.imports.documents.docx import convert as docx
from collective.conduct.imports.documents.html_normaliser import Tidy
from collective.conduct.imports.documents.odt import convert as odt
from collective.conduct.imports.documents.parts.result import Converted
from collective.conduct.imports.documents.parts.result import Note
from collective.conduct.imports.documents.text import convert_text
from lxml import etree

import re


__all__ = ["LIMIT", "Converted", "Note", "convert", "convert_pasted"]
LIMIT = 20 * 1024 * 1024  # bytes
MARKUP = re.compile(r"<[a-zA-Z!/]")
COUNTED = {
    "images": "import_images_dropped",
    "text_boxes": "import_text_boxes_ignored",
    "margins": "import_margins_ignored",
    "deletions": "import_deletions_dropped",
    "insertions": "import_insertions_accepted",
    "comments": "import_comments_dropped",
    "hidden": "import_hidden_dropped",
    "struck": "import_struck_kept",
    "joined": "import_pieces_joined",
}


def convert(filename: str, data: bytes) -> Converted:
    """Convert a file; its format is detected by its bytes, then by its name.

    Raises ``Invalid``: ``import_too_large`` (``limit`` in bytes),
    ``import_text_too_long`` (beyond some 1,000 pages), ``import_empty``,
    ``import_encrypted``, ``import_macros``, ``import_broken``,
    ``import_zip_bomb``, ``import_pdf``, ``import_legacy_doc``,
    ``import_unreadable`` (the name claims a format that the bytes are not),
    ``import_unknown`` (neither tells).
    """
    if len(data) > LIMIT:
        raise Invalid("import_too_large", limit=LIMIT)
    try:
        kind = sniff(filename, data)
        html, counts = _convert(kind, data)
    except ConductError:
        raise
    except (RecursionError, ValueError, etree.LxmlError):
        # ValueError: characters that no XML may hold, numbers out of range.
        raise Invalid("import_broken") from None
    notes = _notes(counts)
    if claimed(filename) != kind:
        notes = (Note("import_wrong_name", {"kind": kind}), *notes)
    return Converted(html, notes, kind)


def convert_pasted(html: str) -> Converted:
    """Convert markup from the clipboard, Word's own included.

    Text without any markup is read as plain text. Raises ``Invalid``:
    ``import_too_large``, ``import_text_too_long``, ``import_empty``,
    ``import_broken``.
    """
    if len(html) > LIMIT:
        raise Invalid("import_too_large", limit=LIMIT)
    if not MARKUP.search(html):
        text, counts = convert_text(html)
        return Converted(text, _notes(counts), "txt")
    try:
        text, counts = _marked_up(*web.convert(html))
    except ConductError:
        raise
    except (RecursionError, ValueError, etree.LxmlError):
        raise Invalid("import_broken") from None
    return Converted(text, _notes(counts), "html")


def _convert(kind: str, data: bytes) -> tuple[str, Mapping[str, int]]:
    if kind == "docx":
        return _marked_up(*docx.convert(data), tabs=True)
    if kind == "odt":
        return _marked_up(*odt.convert(data), tabs=True)
    if kind == "html":
        return _marked_up(*web.convert(data))
    text = decode(data)
    if text is None:
        raise Invalid("import_unreadable")
    if kind == "md":
        body, images = md.convert(text)
        return _marked_up(body, Counter(images=images))
    return convert_text(text)


def _marked_up(
    body: etree._Element, counts: Counter, tabs: bool = False
) -> tuple[str, Counter]:
    """Tidy a body and write it as HTML, one block a line."""
    tidy = Tidy(tabs)
    blocks = headings.settle(tidy.read(body))
    counts["images"] += tidy.images
    counts["struck"] += tidy.struck
    html = "\n".join(
        etree.tostring(block, method="html", encoding="unicode", with_tail=False)
        for block in blocks
    )
    if not html.strip():
        raise Invalid("import_empty")
    return html, counts


def _notes(counts: Mapping[str, int]) -> tuple[Note, ...]:
    return tuple(
        Note(code, {"count": int(counts[key])})
        for key, code in COUNTED.items()
        if counts.get(key)
    )
