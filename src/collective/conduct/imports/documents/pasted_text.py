"""Recognise lists in paragraphs whose numbers and bullets were typed by hand."""

from collective.conduct.core.documents.recognition.marks import follows
from collective.conduct.core.documents.recognition.marks import Mark
from collective.conduct.core.documents.recognition.marks import mark_of
from collective.conduct.imports.documents.parts import lists
from collective.conduct.imports.documents.parts import text_cleaning
from lxml import etree


ENDS = (".", "!", "?", ";", ",")


def mark(blocks: list[etree._Element]) -> list[etree._Element]:
    """Mark the paragraphs that are typed list items and cut their marks off.

    A number must begin with 1 or go on from the last one, also across
    headings; a lone "1. Word" without a neighbour is a heading, not a list.
    """
    found = [_mark(block) for block in blocks]
    last = {"1": 0, "a": 0, "*": 0}
    inside = False
    for index, (block, seen) in enumerate(zip(blocks, found, strict=True)):
        if seen is None or not follows(seen, last[seen.format]):
            inside = inside and lists.FORMAT in block.attrib
            continue
        if not _believable(found, index, block):
            continue
        last[seen.format] = seen.number
        inside = inside or seen.format == "1"
        level = 1 if inside and seen.format == "a" else 0
        lists.mark(
            block,
            level,
            lists.BULLET if seen.format == "*" else seen.format,
            seen.number,
        )
        _cut(block, seen.length)
    return blocks


def _mark(block: etree._Element) -> Mark | None:
    if block.tag != "p" or lists.FORMAT in block.attrib:
        return None
    return mark_of(_carrier(block).text or "", dashes=True)


def _carrier(block: etree._Element) -> etree._Element:
    """Return the element whose text begins the paragraph: it or its bold."""
    if not (block.text or "").strip() and len(block) and block[0].tag == "strong":
        return block[0]
    return block


def _believable(found: list[Mark | None], index: int, block: etree._Element) -> bool:
    seen = found[index]
    beside = [found[i] for i in (index - 1, index + 1) if 0 <= i < len(found)]
    if any(other is not None and other.format == seen.format for other in beside):
        return True
    text = text_cleaning.text_of(block)
    return text.endswith(ENDS) and text[:1] not in "-–—*"


def _cut(block: etree._Element, length: int) -> None:
    carrier = _carrier(block)
    if carrier is not block:
        block.text = None
    carrier.text = (carrier.text or "")[length:].lstrip()
