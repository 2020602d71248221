"""Convert Markdown, with tables and footnotes; lists keep their numbers."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.documents.parts import markup
from collective.conduct.imports.documents.parts import notes
from lxml import etree

import markdown
import re


# Python-Markdown is slow, and quadratic in the length of a paragraph.
LIMIT = 256 * 1024  # characters
LONGEST = 10_000  # characters between two blank lines; at most so many of each:
MOST = {"[": 100, "<": 150, ">": 150, "`": 100, "*": 600, "_": 600}
PICTURE = re.compile(
    r"!\[([^\]\n]{0,500})\]\([^)\n]*\)|data:image/[\w+.-]+;base64,[\w+/=]+"
)


def convert(text: str) -> tuple[etree._Element, int]:
    """Return the HTML body and how many images were dropped.

    Raises ``Invalid`` ``import_text_too_long``.
    """
    text, images = PICTURE.subn("", text)
    if len(text) > LIMIT:
        raise Invalid("import_text_too_long")
    if _hostile(text):
        raise Invalid("import_text_too_long")
    html = markdown.markdown(
        text,
        extensions=["tables", "footnotes", "sane_lists"],
        output_format="html",
    )
    body = markup.parse(html)
    notes.from_markdown(body)
    return body, images


def _hostile(text: str) -> bool:
    """Tell whether a text would take the parser for ever."""
    if any(text.count(sign) > 20 * most for sign, most in MOST.items()):
        return True
    return any(
        len(block) > LONGEST or any(block.count(s) > most for s, most in MOST.items())
        for block in re.split(r"\n\s*\n", text)
    )
