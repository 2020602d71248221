"""Normalise heading levels: h1 for the title, h2 to h4 below it."""

from collective.conduct.core.documents.recognition.words import class_of
from collective.conduct.core.documents.recognition.words import is_section
from collective.conduct.core.documents.recognition.words import label_of
from collective.conduct.core.documents.recognition.words import LADDER
from collective.conduct.imports.documents.parts import text_cleaning
from lxml import etree


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LONGEST = 120  # characters; a longer bold line is an emphasised sentence
ENDS = (".", "!", ":", ";", ",")


def settle(blocks: list[etree._Element]) -> list[etree._Element]:
    """Return the blocks with headings in order, at most one h1, none skipped.

    Without any heading, short paragraphs all in bold are taken for headings:
    that is how many municipal templates look.
    """
    if not any(block.tag in HEADINGS for block in blocks):
        _promote(blocks)
    heads = [block for block in blocks if block.tag in HEADINGS]
    title = _title(heads)
    levels = {int(block.tag[1]) for block in heads if block is not title}
    lift = 2 - min(levels, default=2)
    last = 1
    for block in heads:
        level = int(block.tag[1]) + lift
        last = 1 if block is title else max(2, min(level, last + 1, 4))
        block.tag = f"h{last}"
        block.attrib.pop("class", None)
        _plain(block)
    return blocks


def _title(heads: list[etree._Element]) -> etree._Element | None:
    """Return the title: styled as such, or the only h1 and first of all."""
    for block in heads:
        if block.get("class") == "title":
            return block
    tops = [block for block in heads if block.tag == "h1"]
    return tops[0] if len(tops) == 1 and tops[0] is heads[0] else None


def _promote(blocks: list[etree._Element]) -> None:
    """Make bold lines headings; the first is the title when it opens the text."""
    bold = [block for block in blocks if _all_bold(block)]
    for block in bold:
        block.tag = "h2"
    if len(bold) > 1 and not is_section(text_cleaning.text_of(bold[0])):
        above = blocks[: blocks.index(bold[0])]
        if all(len(text_cleaning.text_of(block)) < LONGEST for block in above):
            bold[0].tag = "h1"


def _all_bold(block: etree._Element) -> bool:
    if block.tag != "p" or len(block) != 1 or block[0].tag != "strong":
        return False
    text = text_cleaning.text_of(block)
    if label_of(text) or class_of(text) or text.lower() in LADDER:
        return False
    around = (block.text or "") + (block[0].tail or "")
    return not around.strip() and len(text) <= LONGEST and not text.endswith(ENDS)


def _plain(block: etree._Element) -> None:
    """Take bold and line breaks out of a heading; it is bold enough."""
    for line_break in list(block.iter("br")):
        line_break.tail = " " + (line_break.tail or "").lstrip()
    etree.strip_tags(block, "strong", "br")
