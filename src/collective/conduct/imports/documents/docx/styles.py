"""Paragraph and character styles of a .docx.

Heading styles are recognised by the name Word stores, by the Swedish and Danish
names that other programs and old templates store, and by outline level.
"""

from collective.conduct.imports.documents.docx.wordml import child
from collective.conduct.imports.documents.docx.wordml import local
from collective.conduct.imports.documents.docx.wordml import number
from collective.conduct.imports.documents.docx.wordml import switched
from collective.conduct.imports.documents.docx.wordml import value
from dataclasses import dataclass
from lxml import etree

import re


HEADING = re.compile(
    r"(?:heading|rubrik|overskrift|otsikko|überschrift)\D{0,24}([1-9])\b", re.I
)
TITLE = re.compile(
    r"(title|titel|rubrik|overskrift|dokumenttitel|dokument ?titel|document title"
    r"|dokumentrubrik|huvudrubrik|hovedoverskrift)$",
    re.I,
)
CONTENTS = re.compile(
    r"(toc|innehåll|innehållsförteckning|indholdsfortegnelse)\s*[1-9]$", re.I
)
BODY = 9  # the outline level that means "body text"


@dataclass(frozen=True)
class Style:
    """One style with everything inherited; ``heading`` 0 is no heading.

    ``numbering`` is (numId, level) or None; ``indent`` in twips.
    """

    heading: int = 0
    title: bool = False
    contents: bool = False
    numbering: tuple[str, int] | None = None
    indent: int = 0
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool = False


PLAIN = Style()


class DocxStyles:
    """The styles of a document, resolved on first use."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {}
        self._cache: dict[str, Style] = {}
        self._default = ""
        for element in root if root is not None else ():
            if local(element) != "style":
                continue
            key = value(element, "styleId") or ""
            self._elements[key] = element
            if value(element, "type") == "paragraph" and value(element, "default") in (
                "1",
                "true",
            ):
                self._default = key

    def paragraph(self, style_id: str | None) -> Style:
        """Return a paragraph's style; unknown ids are judged by their name."""
        return self.get(style_id or self._default)

    def get(self, style_id: str | None) -> Style:
        """Return the style of that id, ``PLAIN`` when there is none."""
        if not style_id:
            return PLAIN
        if style_id not in self._cache:
            self._cache[style_id] = self._resolve(style_id)
        return self._cache[style_id]

    def numbering_of(self, style_id: str) -> str | None:
        """Return the numId that a numbering style stands for."""
        element = self._elements.get(style_id)
        return value(child(element, "pPr", "numPr", "numId"))

    def _chain(self, style_id: str) -> list[tuple[str, etree._Element]]:
        """Return the style and those it is based on, nearest first."""
        chain = []
        while style_id in self._elements and len(chain) < 20:
            element = self._elements[style_id]
            chain.append((style_id, element))
            style_id = value(child(element, "basedOn")) or ""
        return chain

    def _resolve(self, style_id: str) -> Style:
        chain = self._chain(style_id)
        names = [value(child(e, "name")) or key for key, e in chain] or [style_id]
        elements = [element for _key, element in chain]
        contents = bool(CONTENTS.match(names[0]))
        title = bool(TITLE.match(names[0]))
        return Style(
            heading=0 if contents or title else _heading(names, elements),
            title=title,
            contents=contents,
            numbering=_numbering(elements),
            indent=_indent(elements),
            bold=_first(elements, "b"),
            italic=_first(elements, "i"),
            hidden=bool(_first(elements, "vanish")),
        )


def _heading(names: list[str], elements: list[etree._Element]) -> int:
    for name in names:
        if name and (found := HEADING.match(name)):
            return int(found[1])
    for element in elements:
        level = number(child(element, "pPr", "outlineLvl"), default=-1)
        if level >= 0:
            return level + 1 if level < BODY else 0
    return 0


def _numbering(elements: list[etree._Element]) -> tuple[str, int] | None:
    """Return numId and level; each may come from another style of the chain."""
    num_id = level = None
    for element in elements:
        properties = child(element, "pPr", "numPr")
        num_id = num_id or value(child(properties, "numId"))
        level = level if level is not None else value(child(properties, "ilvl"))
    if not num_id:
        return None
    return num_id, int(level) if level and level.isdecimal() else 0


def _indent(elements: list[etree._Element]) -> int:
    for element in elements:
        if (found := child(element, "pPr", "ind")) is not None:
            return indent_of(found)
    return 0


def indent_of(element: etree._Element | None) -> int:
    """Return the left indent of a ``w:ind`` in twips."""
    return number(element, "start") or number(element, "left")


def _first(elements: list[etree._Element], name: str) -> bool | None:
    for element in elements:
        if (found := switched(child(element, "rPr"), name)) is not None:
            return found
    return None
