"""Recognise title, header and kind of an imported text (REQUIREMENTS B1, B2, B33).

Among the kinds are an officer's report in front of a document and a news
article. Each fact is offered with the line it came from; the person who imports
decides.
"""

from collections.abc import Iterable
from collective.conduct.core.documents.recognition.dates import find_date
from collective.conduct.core.documents.recognition.lines import lines_of
from collective.conduct.core.documents.recognition.lines import Offer
from collective.conduct.core.documents.recognition.page_artifacts import Removal
from collective.conduct.core.documents.recognition.page_artifacts import removals
from collective.conduct.core.documents.recognition.sorts import is_article
from collective.conduct.core.documents.recognition.sorts import source_line
from collective.conduct.core.documents.recognition.sorts import split_report
from collective.conduct.core.documents.recognition.words import RELATED
from collective.conduct.core.documents.recognition.zone import read_zone
from collective.conduct.core.documents.text.html import HEADINGS
from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.html import serialise
from collective.conduct.core.documents.text.html import text_of
from dataclasses import dataclass

import re


@dataclass(frozen=True)
class Part:
    """A part of a file; ``kind`` is ``report``, ``document`` or ``article``."""

    kind: str
    title: str
    html: str


@dataclass(frozen=True)
class Recognition:
    """What was recognised in a text.

    ``kind`` is ``document``, ``article`` or ``report``: a report alone. With a
    report in front ``kind`` is ``document`` and ``parts`` holds both. Fields
    of ``offers``: decider, owner, diary_number, decided_on, paragraph,
    valid_from, valid_to, revised_on, review_due, replaces, document_class,
    document_type, source, published_on (dates in ISO form) and related, which
    may come several times; of others the first is the best.
    ``html_without_header`` is the document's text without title and header
    lines; positions in ``removals`` count its top-level blocks.
    """

    kind: str
    title: str
    offers: tuple[Offer, ...]
    html_without_header: str
    parts: tuple[Part, ...]
    removals: tuple[Removal, ...]


def recognise(html: str) -> Recognition:
    """Recognise converted HTML. Never fails: at worst nothing is offered."""
    blocks = list(parse(html).elements())
    report, rest = split_report(blocks)
    if report and not rest:
        return _recognise("report", report, ())
    if not report:
        return _recognise("article" if is_article(rest) else "document", rest, ())
    before = _recognise("report", report, ())
    found = _recognise("document", rest, before.parts)
    known = {offer.field for offer in found.offers}
    numbers = [o for o in before.offers if o.field == "diary_number" not in known]
    return Recognition(
        kind=found.kind,
        title=found.title,
        offers=(*found.offers, *numbers[:1]),
        html_without_header=found.html_without_header,
        parts=found.parts,
        removals=found.removals,
    )


def _recognise(kind: str, blocks: list[Node], before: tuple[Part, ...]) -> Recognition:
    zone = read_zone(blocks, first_is_title=bool(before))
    used = set(zone.used)
    offers = list(zone.offers)
    if kind == "article":
        offers += _article(blocks, used, offers)
    offers += _related(blocks)
    rest = [block for index, block in enumerate(blocks) if index not in used]
    html = "\n".join(map(serialise, rest))
    return Recognition(
        kind=kind,
        title=zone.title,
        offers=tuple(offers),
        html_without_header=html,
        parts=(*before, Part(kind, zone.title, html)),
        removals=removals(rest, article=kind == "article"),
    )


def _article(blocks: list[Node], used: set[int], known: list[Offer]) -> list[Offer]:
    """Offer source and date of an article (REQUIREMENTS D18)."""
    offers = []
    for index, block in enumerate(blocks):
        if index not in used and (offer := source_line(block)):
            used.add(index)
            offers.append(offer)
    if not any(o.field == "published_on" for o in (*known, *offers)):
        offers += _first_date(block for i, block in enumerate(blocks) if i not in used)
    return offers


def _first_date(blocks: Iterable[Node]) -> list[Offer]:
    for block in blocks:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖÆØ])", text_of(block)):
            if day := find_date(sentence):
                return [Offer("published_on", day[0], sentence)]
    return []


def _related(blocks: list[Node]) -> list[Offer]:
    """Offer what is listed below "Relaterade dokument" (REQUIREMENTS B29)."""
    offers: list[Offer] = []
    inside = False
    for block in blocks:
        if block.tag in HEADINGS:
            inside = bool(RELATED.search(text_of(block)))
        elif inside and block.tag in ("ul", "ol"):
            offers += [_relation(item) for item in block.walk() if item.tag == "li"]
        elif inside and block.tag == "p":
            offers += [Offer("related", x, x) for x in lines_of(block) if _is_name(x)]
    return offers


def _relation(item: Node) -> Offer:
    links = [node.attrs.get("href", "") for node in item.walk() if node.tag == "a"]
    text = text_of(item, lambda node: node.tag in ("ul", "ol"))
    return Offer("related", text, text, links[0] if links else "")


def _is_name(line: str) -> bool:
    return len(line) <= 150 and not line.endswith((".", ":"))


def remove(html: str, chosen: Iterable[Removal]) -> str:
    """Return ``html_without_header`` without the blocks of chosen removals."""
    gone = {place for each in chosen for place in range(each.first, each.last + 1)}
    blocks = parse(html).elements()
    return "\n".join(serialise(b) for i, b in enumerate(blocks) if i not in gone)
