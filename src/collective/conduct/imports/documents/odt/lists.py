"""Count the list items and numbered headings of an .odt."""

from collective.conduct.imports.documents.odt import odf
from collective.conduct.imports.documents.odt.styles import OdtStyles
from collective.conduct.imports.documents.parts import lists
from collective.conduct.imports.documents.parts import text_cleaning
from collective.conduct.imports.documents.parts.counting import Count
from collective.conduct.imports.documents.parts.counting import ParagraphNumber
from dataclasses import dataclass
from lxml import etree


DEEPEST = 8  # level index; OpenDocument knows ten levels, we read nine


@dataclass
class _List:
    style: str
    count: Count


class Counting:
    """Follow lists as they open and close, and mark their paragraphs."""

    def __init__(self, styles: OdtStyles) -> None:
        self.styles = styles
        self._open: list[_List] = []
        self._by_id: dict[str, Count] = {}
        self._by_style: dict[str, Count] = {}
        self._outline = Count()
        self._shown_level: int | None = None  # of the item just before

    def open(self, element: etree._Element) -> None:
        """Enter a ``text:list``; its attributes may continue an earlier count."""
        style = odf.get(element, "text:style-name")
        if self._open:
            style = style or self._open[-1].style
            self._open.append(_List(style, self._open[-1].count))
            return
        count = self._by_id.get(odf.get(element, "text:continue-list"))
        if count is None and odf.get(element, "text:continue-numbering") == "true":
            count = self._by_style.get(style)
        count = Count() if count is None else count
        self._by_style[style] = count
        if key := element.get(odf.XML_ID):
            self._by_id[key] = count
        self._open.append(_List(style, count))

    def close(self) -> None:
        """Leave a list."""
        self._open.pop()

    def outside(self) -> None:
        """Note that a paragraph stands outside any list."""
        if not self._open:
            self._shown_level = None

    def item(self, element: etree._Element) -> bool:
        """Enter an item; False when it has no number of its own."""
        if odf.name(element) != "text:list-item":
            return False
        if start := odf.get(element, "text:start-value"):
            self._open[-1].count.set(
                self._level, int(start) if start.isdecimal() else 1
            )
        return True

    @property
    def _level(self) -> int:
        return min(len(self._open) - 1, DEEPEST)

    def mark(self, paragraph, first: bool | None, source, heading: int) -> None:
        """Give a paragraph its list mark, or its number as text."""
        if heading:
            self._heading(paragraph, first, source, heading)
        elif first:
            self._item(paragraph)
        elif first is False and self._shown_level is not None:
            lists.mark(paragraph, self._shown_level, lists.CONTINUES)

    def _item(self, paragraph: etree._Element) -> None:
        shown = self._next()
        if shown is None or not shown.format:
            return
        if shown.listable(self._shown_level):
            lists.mark(paragraph, shown.level, shown.format, shown.number)
            self._shown_level = shown.level
        else:
            _prefix(paragraph, shown)

    def _next(self) -> ParagraphNumber | None:
        inner = self._open[-1]
        levels = self.styles.levels(inner.style)
        if self._level not in levels:
            return ParagraphNumber(self._level, lists.BULLET, 0, "")
        return inner.count.next(self._level, levels)

    def _heading(self, paragraph, first: bool | None, source, heading: int) -> None:
        self._shown_level = None
        shown = None
        if first:
            shown = self._next()
        elif first is None and odf.get(source, "text:is-list-header") != "true":
            levels = self.styles.levels("")
            if heading - 1 in levels:
                shown = self._outline.next(heading - 1, levels)
        if shown is not None and shown.text:
            _prefix(paragraph, shown)


def _prefix(paragraph: etree._Element, shown: ParagraphNumber) -> None:
    if text_cleaning.text_of(paragraph):
        paragraph.text = f"{shown.text} {paragraph.text or ''}"
