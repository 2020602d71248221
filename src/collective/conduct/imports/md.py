"""Convert Markdown, with tables and footnotes; lists keep their numbers."""

from collective.conduct.core.errors import Invalid
from collective.conduct.imports import notes
from lxml import etree

import markdown
import re


LIMIT = 1024 * 1024  # characters; the parser is far slower than the others
PICTURE = re.compile(
    r"!\[([^\]\n]{0,500})\]\([^)\n]*\)|data:image/[\w+.-]+;base64,[\w+/=]+"
)


def convert(text: str) -> tuple[etree._Element, int]:
    """Return the HTML body and how many images were dropped.

    Raises ``Invalid`` ``import_too_large``.
    """
    text, images = PICTURE.subn("", text)
    if len(text) > LIMIT:
        raise Invalid("import_too_large", limit=LIMIT)
    html = markdown.markdown(
        text,
        extensions=["tables", "footnotes", "sane_lists"],
        output_format="html",
    )
    body = etree.HTML(f"<html><body>{html}</body></html>").find("body")
    notes.from_markdown(body)
    return body, images
