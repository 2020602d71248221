"""Tell kinds of imported text apart: document, officer's report, news article."""

from collective.conduct.core.documents.recognition.lines import inline_pairs
from collective.conduct.core.documents.recognition.lines import lines_of
from collective.conduct.core.documents.recognition.lines import Offer
from collective.conduct.core.documents.recognition.lines import offers_of
from collective.conduct.core.documents.recognition.page_artifacts import TEASERS
from collective.conduct.core.documents.recognition.words import label_of
from collective.conduct.core.documents.recognition.words import type_of
from collective.conduct.core.documents.text.html import HEADINGS
from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import text_of

import re


_REPORT_SECTIONS = """förslag till beslut|ärendebeskrivning|ärendet|
    beskrivning av ärendet|sammanfattning|sammanfattning av ärendet|
    beslutsmotivering|motivering|bedömning|juridisk bedömning|ekonomisk bedömning|
    ekonomiska konsekvenser|hållbar utveckling|barnperspektivet|barnkonsekvensanalys|
    beslutsunderlag|beslutet skickas till|beslutet expedieras till|yttrande|
    indstilling|sagsfremstilling|sagens baggrund|lovgrundlag|økonomi|
    økonomiske konsekvenser|bæredygtighed|inddragelse|beslutning"""
REPORT_SECTIONS = frozenset(" ".join(x.split()) for x in _REPORT_SECTIONS.split("|"))
REPORT_TITLE = re.compile(
    r"\b(tjänsteutlåtande|tjänsteskrivelse|tjänsteyttrande|sagsfremstilling|dagsordenspunkt)\b",
    re.I,
)
QUOTED = re.compile(
    r"^[–—-]\s.*|.*\b(säger|berättar|menar|siger|fortæller|udtaler)\s+[A-ZÅÄÖÆØ]\w+",
    re.S,
)
SOURCE_FIELDS = ("source", "published_on")
TOP = 12  # blocks in which the name of a report stands


def split_report(blocks: list[Node]) -> tuple[list[Node], list[Node]]:
    """Return (officer's report, the rest); the first is [] when there is none.

    The report goes as far as the heading of the document that it proposes.
    """
    heads = [(i, text_of(b)) for i, b in enumerate(blocks) if b.tag in HEADINGS]
    own = [i for i, text in heads if _section(text)]
    named = any(REPORT_TITLE.search(text_of(block)) for block in blocks[:TOP])
    if len(own) < (2 if named else 3):
        return [], blocks
    for index, text in heads:
        if index > own[-1] and _opens_document(blocks, index, text):
            return blocks[:index], blocks[index:]
    return blocks, []


def _section(text: str) -> bool:
    return re.sub(r"^[\d.]+\s*", "", text).strip(" :").lower() in REPORT_SECTIONS


def _opens_document(blocks: list[Node], index: int, text: str) -> bool:
    if type_of(text) or text.isupper():
        return True
    return index > 0 and _signature(blocks[index - 1])


def _signature(block: Node) -> bool:
    """Tell whether a block is a name above an office."""
    lines = lines_of(block)
    names = r"[A-ZÅÄÖÆØ][\w-]+( [A-ZÅÄÖÆØ][\w-]+){1,3}"
    return (
        len(lines) == 2 and bool(re.fullmatch(names, lines[0])) and len(lines[1]) < 60
    )


def is_article(blocks: list[Node]) -> bool:
    """Tell whether a text is news about a document and not a document (D18)."""
    if any(block.tag in ("ol", "table") for block in blocks):
        return False
    texts = [text_of(block) for block in blocks]
    signs = (
        any(TEASERS.match(text) for text in texts[2:]),
        any(source_line(block) for block in blocks),
        any(QUOTED.match(text) for text in texts),
    )
    header = any(label_of(text.partition(":")[0]) == "diary_number" for text in texts)
    return sum(signs) >= 2 and not header


def source_line(block: Node) -> Offer | None:
    """Return the source or date from a line that states nothing else, or None."""
    lines = lines_of(block)
    if block.tag != "p" or len(lines) != 1:
        return None
    for label, raw in inline_pairs(lines[0]):
        if label_of(label) in SOURCE_FIELDS:
            return offers_of(label, raw)[0]
    return None
