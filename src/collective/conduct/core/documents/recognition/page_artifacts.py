"""Find what stands on the pages of a document but is not its text.

Tables of contents, page numbers, arrows, the teasers below an article: each
is *offered* for removal with its place; nothing is removed without a decision.
"""

from collections.abc import Sequence
from collective.conduct.core.documents.recognition.lines import lines_of
from collective.conduct.core.documents.recognition.words import is_contents
from collective.conduct.core.documents.text.html import HEADINGS
from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import text_of
from dataclasses import dataclass

import re


LONGEST_LINE = 250
CONTENTS_LINE = re.compile(r".{2,200}?(\t|\.{3,}|…|(\s\.){3,}|_{3,})[\s.…]*\d{1,3}$")
NUMBERED_LINE = re.compile(r".{2,200}\s\d{1,3}$")
FURNITURE = re.compile(
    r"[<>«»›‹→←|\s-]+$"
    r"|(sida|side|page|s)\.?\s*\d{1,3}(\s*(av|af|of|\(|/)\s*\d{1,3}\)?)?$"
    r"|\d{1,3}\s*(\(\d{1,3}\)|(av|af)\s+\d{1,3})$"
    r"|(dela|lyssna|skriv ut|till toppen|del siden|udskriv|til toppen)( \w+){0,3}$",
    re.I,
)
TEASERS = re.compile(
    r"(fler|andra|senaste|mest lästa|flere|andre|seneste|mest læste)"
    r"( (nyheter|artiklar|nyheder|artikler|nytt|nyt))?$"
    r"|(läs|læs) (också|även|mer|mera|vidare|også|mere|videre)$"
    r"|relaterade? (nyheter|artiklar|nyheder|artikler)$",
    re.I,
)


@dataclass(frozen=True)
class Removal:
    """Blocks offered for removal.

    ``code`` is ``toc``, ``teasers`` or ``furniture``; ``first`` and ``last``
    are positions among the top-level blocks; ``line`` is how it begins.
    """

    code: str
    first: int
    last: int
    line: str


def is_contents_line(line: str) -> bool:
    """Tell whether a line is an entry of a table of contents with its page."""
    return len(line) <= LONGEST_LINE and bool(CONTENTS_LINE.match(line))


def is_furniture(line: str) -> bool:
    """Tell whether a line belongs to the page rather than to the text."""
    return len(line) <= LONGEST_LINE and bool(FURNITURE.match(line))


def removals(blocks: Sequence[Node], article: bool = False) -> tuple[Removal, ...]:
    """Return the removals to offer, in document order; teasers only for an article."""
    offered: list[Removal] = []
    headings = {text_of(b).lower() for b in blocks if b.tag in HEADINGS}
    index = 0
    while index < len(blocks):
        here = _contents(blocks, index, headings) or _furniture(blocks, index)
        if article and not here and TEASERS.match(text_of(blocks[index])):
            here = Removal("teasers", index, len(blocks) - 1, text_of(blocks[index]))
        if here:
            offered.append(here)
        index = here.last + 1 if here else index + 1
    return tuple(offered)


def _contents(blocks: Sequence[Node], index: int, headings: set[str]) -> Removal | None:
    """Find a table of contents: its heading with lines, or three such lines."""
    titled = is_contents(text_of(blocks[index]))
    last, lines = index if titled else index - 1, 0
    while last + 1 < len(blocks):
        entries = lines_of(blocks[last + 1]) if blocks[last + 1].tag != "table" else []
        if not entries or not all(_entry(e, titled, headings) for e in entries):
            break
        if blocks[last + 1].tag in HEADINGS and not is_contents_line(entries[0]):
            break
        last, lines = last + 1, lines + len(entries)
    if lines >= (1 if titled else 3):
        return Removal("toc", index, last, text_of(blocks[index])[:100])
    return None


def _entry(line: str, titled: bool, headings: set[str]) -> bool:
    if is_contents_line(line):
        return True
    return titled and (bool(NUMBERED_LINE.match(line)) or line.lower() in headings)


def _furniture(blocks: Sequence[Node], index: int) -> Removal | None:
    text = text_of(blocks[index])
    if blocks[index].tag != "p" or not text or not is_furniture(text):
        return None
    return Removal("furniture", index, index, text)
