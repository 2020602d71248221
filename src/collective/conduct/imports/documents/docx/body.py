"""Prepare the body of a .docx: remove deleted rows, merge paragraphs, add numbers.

A number is written into the paragraph as a run of private-use characters,
because mammoth knows neither numId nor start; ``read_marks`` turns it into
a list mark in the HTML.
"""

from collective.conduct.imports.documents.docx.numbering import Numbering
from collective.conduct.imports.documents.docx.styles import DocxStyles
from collective.conduct.imports.documents.docx.styles import indent_of
from collective.conduct.imports.documents.docx.styles import Style
from collective.conduct.imports.documents.docx.wordml import child
from collective.conduct.imports.documents.docx.wordml import local
from collective.conduct.imports.documents.docx.wordml import make
from collective.conduct.imports.documents.docx.wordml import number
from collective.conduct.imports.documents.docx.wordml import value
from collective.conduct.imports.documents.parts import lists
from collective.conduct.imports.documents.parts.counting import ParagraphNumber
from lxml import etree

import re


OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"^{OPEN}(\\d)([^{CLOSE}])(\\d+){CLOSE}")
OPENED = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
KEPT = ("p", "tbl", "tr", "tc")
GONE = ("del", "cellDel")
INDENTED = 200  # twips, 3.5 mm: a smaller indent was not intended


def flatten(container: etree._Element) -> None:
    """Unwrap content controls; remove deleted rows and whatever is not a block."""
    for element in list(container):
        name = local(element)
        if name in OPENED:
            flatten(element)
            for inner in list(element):
                element.addprevious(inner)
            container.remove(element)
        elif name in ("tcPr", "trPr"):
            continue
        elif name not in KEPT or _gone(element, name):
            container.remove(element)
        elif name != "p":
            flatten(element)
    _merge(container)


def _gone(element: etree._Element, name: str) -> bool:
    properties = child(element, f"{name}Pr")
    return any(child(properties, mark) is not None for mark in GONE)


def _merge(container: etree._Element) -> None:
    """Join a paragraph whose mark was deleted with the one that follows."""
    for paragraph in list(container):
        if child(paragraph, "pPr", "deleted") is None:
            continue
        following = paragraph.getnext()
        runs = [e for e in paragraph if local(e) != "pPr"]
        if following is None or local(following) != "p":
            paragraph.find("{*}pPr").remove(child(paragraph, "pPr", "deleted"))
        else:
            at = 1 if child(following, "pPr") is not None else 0
            following[at:at] = runs
            container.remove(paragraph)


class Marker:
    """Give paragraphs, in document order, their style and number."""

    def __init__(self, styles: DocxStyles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.level: int | None = None  # of the item just before, None outside

    def body(self, container: etree._Element) -> None:
        """Mark all paragraphs; lists do not continue across a table."""
        for element in container:
            if local(element) == "p":
                self._paragraph(element)
            elif local(element) in KEPT:
                self.level = None
                self.body(element)
                self.level = None

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = child(paragraph, "pPr")
        style_id = value(child(properties, "pStyle")) or ""
        style = self.styles.paragraph(style_id)
        heading = _outline(properties) or style.heading
        filled = any(e.text for e in paragraph.iter("{*}t"))
        shown = None
        if filled or child(properties, "hidden") is None:
            shown = self._number(properties, style, style_id)
        indent = indent_of(child(properties, "ind")) or style.indent
        if properties is not None:
            paragraph.remove(properties)
        if filled:
            self._write(paragraph, style, heading, shown, indent)

    def _number(
        self, properties, style: Style, style_id: str
    ) -> ParagraphNumber | None:
        direct = child(properties, "numPr")
        num_id = value(child(direct, "numId"))
        level = child(direct, "ilvl")
        inherited = style.numbering or ("0", 0)
        if num_id is None and style.numbering is None:
            return None
        at = inherited[1] if level is None else number(level)
        named = style_id if num_id is None and level is None else ""
        found = num_id if num_id is not None else inherited[0]
        return None if found == "0" else self.numbering.next(found, at, named)

    def _write(self, paragraph, style: Style, heading: int, shown, indent: int) -> None:
        if heading or style.title:
            _style(paragraph, "CT" if style.title else f"CH{min(heading, 6)}")
            if shown and shown.format and shown.text:
                _prefix(paragraph, f"{shown.text} ")
            self.level = None
        elif shown and shown.format and shown.listable(self.level):
            _prefix(
                paragraph, f"{OPEN}{shown.level}{shown.format}{shown.number}{CLOSE}"
            )
            self.level = shown.level
        elif shown and shown.format:
            _prefix(paragraph, f"{shown.text} ")
            self.level = None
        elif self.level is not None and indent >= INDENTED:
            _prefix(paragraph, f"{OPEN}{self.level}{lists.CONTINUES}0{CLOSE}")
        else:
            self.level = None


def _outline(properties: etree._Element | None) -> int:
    level = number(child(properties, "outlineLvl"), default=-1)
    return level + 1 if 0 <= level < 9 else 0


def _style(paragraph: etree._Element, name: str) -> None:
    properties = make("pPr")
    properties.append(make("pStyle", val=name))
    paragraph.insert(0, properties)


def _prefix(paragraph: etree._Element, text: str) -> None:
    run = make("r")
    run.append(make("t"))
    run[0].text = text
    paragraph.insert(1 if local(paragraph[0]) == "pPr" else 0, run)


def read_marks(body: etree._Element) -> None:
    """Turn the private-use marks in the HTML into marks for ``lists.nest``."""
    for paragraph in body.iter("p"):
        if found := MARK.match(paragraph.text or ""):
            paragraph.text = paragraph.text[found.end() :]
            lists.mark(paragraph, int(found[1]), found[2], int(found[3]))
