"""Read the numberings of a .docx and compute the numbers that Word shows.

Word stores only "level 1 of numbering 3". Numberings that share a definition
share a count, so that rule 8 follows rule 7 below a new heading; a start
override begins a new count.
"""

from collective.conduct.imports.documents.docx.styles import DocxStyles
from collective.conduct.imports.documents.docx.wordml import child
from collective.conduct.imports.documents.docx.wordml import local
from collective.conduct.imports.documents.docx.wordml import number
from collective.conduct.imports.documents.docx.wordml import value
from collective.conduct.imports.documents.parts.counting import Count
from collective.conduct.imports.documents.parts.counting import Level
from collective.conduct.imports.documents.parts.counting import LEVELS
from collective.conduct.imports.documents.parts.counting import ParagraphNumber
from dataclasses import dataclass
from lxml import etree


@dataclass(frozen=True)
class _Num:
    """One numbering: whose count it shares, its levels, its own starts."""

    key: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The numberings of a document with the current count of each."""

    def __init__(self, root: etree._Element | None, styles: DocxStyles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._elements: dict[str, etree._Element] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._abstract[value(element, "abstractNumId") or ""] = element
            elif local(element) == "num":
                self._elements[value(element, "numId") or ""] = element
        self._nums: dict[str, _Num] = {}
        self._counts: dict[str, Count] = {}
        self._overridden: set[tuple[str, int]] = set()

    def next(self, num_id: str, level: int, style: str = "") -> ParagraphNumber | None:
        """Count a paragraph and return what Word shows; None for no number.

        ``style`` is given when the numbering comes with that paragraph style:
        then the level that names the style is meant.
        """
        if num_id not in self._nums:
            self._nums[num_id] = self._read(num_id)
        num = self._nums[num_id]
        if style:
            named = (i for i, found in num.levels.items() if found.style == style)
            level = next(named, level)
        if level not in num.levels:
            return None
        count = self._counts.setdefault(num.key, Count())
        if level in num.starts and (num_id, level) not in self._overridden:
            self._overridden.add((num_id, level))
            count.set(level, None)
        return count.next(level, num.levels, num.starts)

    def _read(self, num_id: str) -> _Num:
        element = self._elements.get(num_id)
        key = value(child(element, "abstractNumId")) or ""
        levels, starts = {}, {}
        for found in _all(self._linked(self._abstract.get(key)), "lvl"):
            levels[number(found, "ilvl")] = _level(found)
        for override in _all(element, "lvlOverride"):
            index = number(override, "ilvl")
            if (own := child(override, "lvl")) is not None:
                levels[index] = _level(own)
            if (start := child(override, "startOverride")) is not None:
                starts[index] = number(start, default=1)
        levels = {i: level for i, level in levels.items() if 0 <= i < LEVELS}
        return _Num(key, levels, starts)

    def _linked(self, abstract: etree._Element | None) -> etree._Element | None:
        """Follow a link to the definition that a numbering style holds."""
        link = value(child(abstract, "numStyleLink"))
        if not link:
            return abstract
        element = self._elements.get(self._styles.numbering_of(link) or "")
        return self._abstract.get(
            value(child(element, "abstractNumId")) or "", abstract
        )


def _all(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else [e for e in element if local(e) == name]


def _level(element: etree._Element) -> Level:
    start = child(element, "start")
    restart = child(element, "lvlRestart")
    return Level(
        format=value(child(element, "numFmt")) or "decimal",
        start=0 if start is None else number(start, default=1),
        text=value(child(element, "lvlText")) or "",
        restart=None if restart is None else number(restart),
        legal=child(element, "isLgl") is not None,
        style=value(child(element, "pStyle")) or "",
    )
