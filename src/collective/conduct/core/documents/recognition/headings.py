"""Find the title and the headings among the paragraphs of a plain text.

A heading is a short line on its own that is no sentence. Its level comes from
its number, from capitals, from the usual names of sections, and from a
heading that stands right above another.
"""

from collective.conduct.core.documents.recognition.units import Unit
from collective.conduct.core.documents.recognition.words import ANNEX
from collective.conduct.core.documents.recognition.words import class_of
from collective.conduct.core.documents.recognition.words import is_contents
from collective.conduct.core.documents.recognition.words import is_letterhead
from collective.conduct.core.documents.recognition.words import is_section
from collective.conduct.core.documents.recognition.words import label_of
from collective.conduct.core.documents.recognition.words import LADDER

import re


LONGEST = 120
LONGEST_TITLE = 200
TITLE_WITHIN = 15  # units from the top
MANY = 4  # that many lines in a row are no headings, but a list of names
SENTENCE = re.compile(r"\b(är|ska|skall|er|skal)\b")
QUESTION = re.compile(
    r"(vad|vem|hur|när|var|vilka|hvad|hvem|hvordan|hvornår|hvor|att)\b", re.I
)
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-ZÅÄÖÆØ]")
OPENS = re.compile(r"(\*\*)?[A-ZÅÄÖÆØ0-9]")


def set_headings(units: list[Unit]) -> None:
    """Give headings their tag: h1 for the title, h2 to h4 below."""
    title = _title(units)
    marks = [_could_be(unit) for unit in units]
    if title is not None:
        title.tag = "h1"
        above = units.index(title) + 1
        marks[:above] = [False] * above
    levels = _Levels()
    index = 0
    while index < len(units):
        end = index
        while end < len(units) and marks[end]:
            end += 1
        levels.run(units[index:end], followed=end < len(units))
        index = max(end, index + 1)


def _title(units: list[Unit]) -> Unit | None:
    for unit in units[:TITLE_WITHIN]:
        text = unit.text
        header = class_of(text) or label_of(text) or is_letterhead(text)
        if header or len(unit.lines) > 1 or text.lower() in LADDER:
            continue
        if is_section(text) or unit.mark is not None:
            return None
        if _shaped(text, LONGEST_TITLE):
            return unit
        if len(text) > LONGEST_TITLE:
            return None
    return None


def _could_be(unit: Unit) -> bool:
    text = unit.text
    if unit.mark is not None or len(unit.lines) > 1 or not _shaped(text, LONGEST):
        return False
    return not SENTENCE.search(text) or bool(QUESTION.match(text))


def _shaped(text: str, longest: int) -> bool:
    """Tell whether a line is short, begins like a heading and just ends."""
    bare = text.strip("*").strip()
    if len(bare) > longest or "\t" in bare or not OPENS.match(text):
        return False
    return bare[-1:] not in ".!:;,|…" and sum(c.isalpha() for c in bare) > 2


def is_capitals(text: str) -> bool:
    """Tell whether a line is written in capitals."""
    return text.isupper() and len(text) > 3


def _strong(unit: Unit) -> bool:
    """Tell whether a line shows its level by itself."""
    text = unit.text
    return bool(
        is_capitals(text)
        or is_section(text)
        or ANNEX.match(text)
        or NUMBERED.match(text)
    )


class _Levels:
    """Levels in document order: what a heading is depends on those before."""

    def __init__(self) -> None:
        self.base = 2  # 3 inside an annex
        self.capitals = False
        self.below = False

    def run(self, units: list[Unit], followed: bool) -> None:
        """Set the levels of headings that follow each other directly."""
        begin = 0
        for index in range(1, len(units) + 1):
            if index == len(units) or _strong(units[index]):
                self._stretch(units[begin:index], followed and index == len(units))
                begin = index

    def _stretch(self, units: list[Unit], followed: bool) -> None:
        if len(units) >= MANY:
            units = [units[0], *([units[-1]] if followed else [])]
        for index, unit in enumerate(units):
            above = index + 1 < len(units) and not _strong(unit)
            unit.tag = f"h{min(self._level(unit, above), 4)}"

    def _level(self, unit: Unit, above: bool) -> int:
        text = unit.text
        if ANNEX.match(text):
            self.base, self.capitals, self.below = 3, False, False
            return 2
        if found := NUMBERED.match(text):
            return 2 + found[1].count(".")
        if is_capitals(text):
            self.capitals, self.below = True, False
            return self.base
        if is_section(text) or is_contents(text):
            self.below = False
            return self.base + self.capitals
        level = self.base + self.capitals + self.below
        self.below = self.below or above
        return level
