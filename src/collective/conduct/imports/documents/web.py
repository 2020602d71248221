"""Convert HTML: a saved page, or the content of the clipboard.

Word's own HTML is recognised paragraph by paragraph: lists that are
paragraphs with an ``mso-list`` style, comments, tracked changes, notes.
"""

from collections import Counter
from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.documents.parts import markup
from collective.conduct.imports.documents.parts import notes
from collective.conduct.imports.documents.word_list import keep_literal
from collective.conduct.imports.documents.word_list import read_mark
from lxml import etree

import re


LIMIT = 4 * 1024 * 1024  # characters without embedded images
EMBEDDED = re.compile(r"data:[\w.+/-]*;base64,[\w+/=\s]*")
FRAGMENT = ("<!--StartFragment-->", "<!--EndFragment-->")
FOR_WORD = ("<!--[if ", "<![endif]-->")  # what only Word itself would read
COMMENTED = (
    "mso-element:comment",
    "mso-comment-reference",
    "mso-special-character:comment",
)
HIDDEN = ("display:none", "mso-hide:all", "visibility:hidden")
GONE = "gone"  # the tag of what is dropped, all at once
WEIGHT = re.compile(r"font-weight:(bold|[6-9]00)")
LIGHT = re.compile(r"font-weight:(normal|[1-4]00)")


def convert(source: str | bytes) -> tuple[etree._Element, Counter]:
    """Return the body, lists marked, and counts of what was left out.

    Bytes may be in any encoding that the page declares. Raises ``Invalid``
    ``import_text_too_long``, ``import_empty``.
    """
    text = source if isinstance(source, str) else _decoded(source)
    text = EMBEDDED.sub("", text)
    if len(text) > LIMIT:
        raise Invalid("import_text_too_long")
    body = markup.parse(_readable(text))
    counts: Counter[str] = Counter()
    _prune(body, counts)
    notes.from_word_html(body)
    return body, counts


def _decoded(data: bytes) -> str:
    """Return a page's text, by its mark, its declaration, or as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]{3,20})", data[:4096], re.I)
    for encoding in ("utf-8-sig", declared and declared[1].decode("ascii"), "cp1252"):
        try:
            return data.decode(encoding) if encoding else data.decode("cp1252")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _readable(text: str) -> str:
    """Return the fragment that was copied, without what is for Word alone.

    Searched by hand: a pattern would be quadratic on hostile input.
    """
    begin, end = text.find(FRAGMENT[0]), text.rfind(FRAGMENT[1])
    if 0 <= begin < end:
        text = text[begin:end]
    kept, at = [], 0
    while (begin := text.find(FOR_WORD[0], at)) >= 0:
        kept.append(text[at:begin])
        at = text.find(">", begin) + 1
        if text[at - 3 : at] != "-->" and at:
            at = text.find(FOR_WORD[1], begin) + len(FOR_WORD[1])
        if at <= begin:  # never closed: the parser sees a comment as well
            return "".join(kept)
    return "".join(kept) + text[at:]


def _prune(body: etree._Element, counts: Counter) -> None:
    """Drop what is deleted, hidden or commented; mark lists and titles."""
    for element in body.iterdescendants(etree.Element):
        if reason := _unwanted(element):
            counts[reason] += element.getparent().tag != GONE
            element.tag = GONE
        elif element.tag == "ins" or "msoins" in _classes(element):
            counts["insertions"] += 1
    etree.strip_elements(body, GONE, with_tail=False)
    for element in list(body.iter(etree.Element)):
        _read(element)
    keep_literal(body)


def _unwanted(element: etree._Element) -> str:
    style = _style(element)
    if element.tag == "del" or "msodel" in _classes(element):
        return "deletions"
    if any(sign in style for sign in COMMENTED) or "msocommentreference" in _classes(
        element
    ):
        return "comments"
    if any(sign in style for sign in HIDDEN) or "hidden" in element.attrib:
        return "hidden"
    return ""


def _read(element: etree._Element) -> None:
    """Read style attributes as the elements that mean the same."""
    if element.tag == "p" and "msotitle" in _classes(element):
        element.tag = "h1"
        element.set("class", "title")
    elif element.tag == "p":
        read_mark(element, _style(element))
    elif element.tag == "h1":
        element.attrib.pop("class", None)
    elif element.tag in ("b", "strong") and LIGHT.search(_style(element)):
        element.tag = "span"
    elif element.tag == "span":
        element.tag = _span(_style(element))


def _span(style: str) -> str:
    if WEIGHT.search(style):
        return "strong"
    if "font-style:italic" in style:
        return "em"
    return "sup" if "vertical-align:super" in style else "span"


def _classes(element: etree._Element) -> list[str]:
    return element.get("class", "").lower().split()


def _style(element: etree._Element) -> str:
    return re.sub(r"\s+", "", element.get("style", "")).lower()
