"""Clean text for the HTML: no control characters, no stray white space."""

from lxml import etree

import re


DROPPED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff"
    "\ufffe\uffff\ue000-\uf8ff\ud800-\udfff\U000f0000-\U0010ffff]"
)
SPACE = re.compile("[ \r\n\f\x0b\x85\u2028\u2029]+|[ \r\n\f]*\u00a0[ \u00a0\r\n\f]+")
SPACE_TAB = re.compile(
    "[ \t\r\n\f\x0b\x85\u2028\u2029]+|[ \t\r\n\f]*\u00a0[ \t\u00a0\r\n\f]+"
)
SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\u2011": "-"})


def plain(text: str | None, tabs: bool = False) -> str:
    """Return text with white space folded; ``tabs`` keeps tab characters.

    Soft hyphens, private and control characters go; what Symbol fonts use
    for bullets becomes a bullet.
    """
    if not text:
        return ""
    text = DROPPED.sub("", text.translate(SYMBOLS))
    return (SPACE if tabs else SPACE_TAB).sub(" ", text)


def add_text(element: etree._Element, text: str) -> None:
    """Append text behind whatever the element holds."""
    if not text:
        return
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text


def text_of(element: etree._Element) -> str:
    """Return all text of an element, in one line, stripped."""
    return " ".join("".join(element.itertext()).split())


def strip_ends(element: etree._Element) -> None:
    """Take white space and line breaks off both ends of a paragraph."""
    while (
        len(element)
        and element[-1].tag == "br"
        and not (element[-1].tail or "").strip()
    ):
        element.remove(element[-1])
    while len(element) and element[0].tag == "br" and not (element.text or "").strip():
        element.text = element[0].tail or ""
        element[0].tail = None
        element.remove(element[0])
    if element.text:
        element.text = element.text.lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() or None
    elif element.text:
        element.text = element.text.rstrip()


def drop(element: etree._Element) -> None:
    """Remove an element from its tree but keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, element.tail = element.tail or "", None
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
