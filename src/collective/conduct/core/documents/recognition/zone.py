"""Find where the header of a document ends and read its title and fields."""

from collective.conduct.core.documents.recognition.lines import HeaderReader
from collective.conduct.core.documents.recognition.lines import lines_of
from collective.conduct.core.documents.recognition.lines import Offer
from collective.conduct.core.documents.recognition.lines import table_pairs
from collective.conduct.core.documents.recognition.page_artifacts import (
    is_contents_line,
)
from collective.conduct.core.documents.recognition.page_artifacts import is_furniture
from collective.conduct.core.documents.recognition.words import class_of
from collective.conduct.core.documents.recognition.words import is_contents
from collective.conduct.core.documents.recognition.words import is_letterhead
from collective.conduct.core.documents.recognition.words import is_section
from collective.conduct.core.documents.recognition.words import label_of
from collective.conduct.core.documents.recognition.words import LADDER
from collective.conduct.core.documents.recognition.words import type_of
from collective.conduct.core.documents.text.html import HEADINGS
from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import text_of
from dataclasses import dataclass

import re


LONGEST_TITLE = 200
LONG = 160  # characters; a longer paragraph is text, not header
SENTENCE = 60  # characters; a longer one is text when it ends in a full stop
MOST = 60  # blocks
STEPS = 3  # this many types in a row are a type ladder
TICK = re.compile(r"^[\s(\[]*(x|☒|☑|✓|✔|■|●|▪)[)\]]?\s+", re.I)
EMPTY_BOX = re.compile(r"^[\s]*(☐|□|○|\[\s*\]|\(\s*\))\s*")


@dataclass(frozen=True)
class Zone:
    """The header: its title, its offers, and which blocks it consists of."""

    title: str
    offers: tuple[Offer, ...]
    used: frozenset[int]


@dataclass(frozen=True)
class _Line:
    block: int
    text: str
    node: Node


def read_zone(blocks: list[Node], first_is_title: bool = False) -> Zone:
    """Read title and fields from the blocks before the text begins."""
    end = _end(blocks)
    reader = HeaderReader()
    used: set[int] = set()
    lines: list[_Line] = []
    for index, block in enumerate(blocks[:end]):
        if block.tag == "table":
            used |= {index} if reader.pairs(table_pairs(block)) else set()
        else:
            lines += [_Line(index, text, block) for text in lines_of(block)]
    rungs = _ladder(lines)
    taken = _take(lines, reader, rungs)
    used |= _whole(lines, taken | rungs)
    place = 0 if first_is_title else _title(blocks, lines, taken | rungs)
    title = text_of(blocks[place]) if place is not None else ""
    offers = [*_kinds(lines, taken, rungs, title), *reader.best_first()]
    return Zone(
        title, tuple(offers), frozenset(used if place is None else used | {place})
    )


def _end(blocks: list[Node]) -> int:
    """Return how many blocks the header may have."""
    for index, block in enumerate(blocks[:MOST]):
        text = text_of(block)
        if block.tag in ("ol", "ul", "blockquote"):
            return index
        if block.tag == "table" and not table_pairs(block):
            return index
        if block.tag in HEADINGS and is_section(text) and not is_contents(text):
            return index
        if block.tag == "p" and _is_text(text):
            return index
    return min(len(blocks), MOST)


def _is_text(text: str) -> bool:
    if is_contents_line(text):
        return False
    return len(text) >= LONG or (
        len(text) >= SENTENCE and text.endswith((".", "!", "?"))
    )


def _ladder(lines: list[_Line]) -> set[int]:
    """Return the lines of the type ladder, one type printed on each."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, None]):
        if line is not None and _rung(line.text) in LADDER:
            run.append(index)
            continue
        found |= set(run) if len(run) >= STEPS else set()
        run = []
    return found


def _rung(text: str) -> str:
    return EMPTY_BOX.sub("", TICK.sub("", text)).strip().lower()


def _take(lines: list[_Line], reader: HeaderReader, rungs: set[int]) -> set[int]:
    """Read label lines; return which lines were used."""
    taken: set[int] = set()
    for index, line in enumerate(lines):
        if index in taken or index in rungs or line.node.tag == "h1":
            continue
        if class_of(line.text) or reader.line(line.text):
            taken.add(index)
        elif label_of(line.text):
            following = lines[index + 1] if index + 1 < len(lines) else None
            taken.add(index)
            if following is None or following.node.tag == "h1":
                continue
            if reader.labelled(line.text, following.text):
                taken.add(index + 1)
    return taken


def _whole(lines: list[_Line], taken: set[int]) -> set[int]:
    """Return the blocks of which every line was used."""
    left = {line.block for index, line in enumerate(lines) if index not in taken}
    return {lines[index].block for index in taken} - left


def _title(blocks: list[Node], lines: list[_Line], taken: set[int]) -> int | None:
    """Return which block is the title, None when there is none."""
    for index, block in enumerate(blocks):
        if block.tag == "h1":
            return index
    for index, line in enumerate(lines):
        if index not in taken and _could_be_title(line):
            return line.block
    return None


def _could_be_title(line: _Line) -> bool:
    text = line.text
    if len(lines_of(line.node)) > 1 or len(text) > LONGEST_TITLE:
        return False
    if is_contents(text) or is_section(text) or is_letterhead(text):
        return False
    if is_contents_line(text) or is_furniture(text) or "@" in text:
        return False
    return text[-1] not in ".:;,]" and any(sign.isalpha() for sign in text)


def _kinds(
    lines: list[_Line], taken: set[int], rungs: set[int], title: str
) -> list[Offer]:
    """Offer class and type; a ladder that lost its mark yields to the title."""
    offers = [
        Offer("document_class", class_of(lines[i].text), lines[i].text)
        for i in sorted(taken)
        if class_of(lines[i].text)
    ]
    marked = [lines[i] for i in sorted(rungs) if _marked(lines[i])]
    if len(marked) == 1 and type_of(_rung(marked[0].text)):
        kind = type_of(_rung(marked[0].text))
        offers.append(Offer("document_type", kind, marked[0].text))
    elif type_of(title):
        offers.append(Offer("document_type", type_of(title), title))
    return offers


def _marked(line: _Line) -> bool:
    bold = [text_of(node) for node in line.node.walk() if node.tag == "strong"]
    return bool(TICK.match(line.text)) or line.text in bold
