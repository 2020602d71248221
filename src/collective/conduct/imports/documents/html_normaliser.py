"""Rebuild any markup as the few elements a governing document needs.

Nothing is copied: each element of the result is made anew with the attributes
that are allowed here, so that nothing unknown can pass. Plone's own
filter cleans the result once more on save.
"""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.documents import pasted_text
from collective.conduct.imports.documents.parts import lists
from collective.conduct.imports.documents.parts import text_cleaning
from collective.conduct.imports.documents.parts.result import MAX_BLOCKS
from lxml import etree

import re


INLINE = {
    "b": "strong",
    "strong": "strong",
    "em": "em",
    "i": "em",
    "sup": "sup",
    "sub": "sub",
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PARAGRAPHS = ("p", "dt", "dd", "address", "pre", "figcaption", "caption", *HEADINGS)
BLOCKS = frozenset(
    (*PARAGRAPHS, "div", "ul", "ol", "li", "table", "tr", "td", "th", "tbody", "thead")
    + ("blockquote", "section", "article", "main", "dl", "figure", "hr", "center")
)
DROPPED = frozenset(
    ("script", "style", "head", "title", "meta", "link", "iframe", "object", "embed")
    + (
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "svg",
        "math",
        "template",
        "nav",
    )
    + ("video", "audio", "canvas", "noscript", "img", "picture", "hr", "map", "del")
    + ("label", "base", "xml")
)
CELL = {"thead": "thead", "tbody": "tbody", "tr": "tr", "td": "td", "th": "th"}
ADDRESS = re.compile(r"(https?://|mailto:|tel:)\S+$|#fn(ref)?-\d+$", re.I)
ANCHOR = re.compile(r"fn(ref)?-\d+$")
MAX_PIECES = 5000  # in one paragraph; no author writes so
LIST_TYPES = ("a", "A", "i", "I")


class Tidy:
    """Normaliser of one body; ``tabs`` keeps tab characters (Word, OpenDocument)."""

    def __init__(self, tabs: bool = False) -> None:
        self.tabs = tabs
        self.images = 0
        self.struck = 0
        self.pieces = 0  # inline elements in the paragraph at hand

    def read(self, body: etree._Element) -> list[etree._Element]:
        """Return the clean blocks of a whole body.

        Raises ``Invalid`` ``import_text_too_long`` beyond any document's size:
        what comes after the import looks at every block several times.
        """
        if sum(element.tag in BLOCKS for element in body.iter()) > MAX_BLOCKS:
            raise Invalid("import_text_too_long")
        return self.blocks(body)

    def blocks(self, body: etree._Element) -> list[etree._Element]:
        """Return the clean blocks of a body or a part of it, lists nested."""
        out: list[etree._Element] = []
        _Flow(self, out).walk(body)
        filled = [block for block in out if _holds(block)]
        return lists.nest(pasted_text.mark(filled))

    def inline(self, target: etree._Element, source: etree._Element) -> None:
        """Copy the inline content of ``source`` into ``target``."""
        text_cleaning.add_text(target, text_cleaning.plain(source.text, self.tabs))
        for child in source:
            self.span(target, child)
            text_cleaning.add_text(target, text_cleaning.plain(child.tail, self.tabs))

    def span(self, target: etree._Element, source: etree._Element) -> None:
        """Copy one inline element."""
        tag = source.tag if isinstance(source.tag, str) else ""
        self.pieces += 1
        if self.pieces > MAX_PIECES:
            raise Invalid("import_text_too_long")
        self.images += tag == "img"
        self.struck += tag in ("s", "strike")
        if not tag or tag in DROPPED:
            return
        if tag == "br":
            etree.SubElement(target, "br")
        elif tag == "a":
            self._link(target, source)
        elif tag in INLINE and INLINE[tag] != target.tag:
            self._styled(target, source, INLINE[tag])
        else:
            self.inline(target, source)

    def _styled(self, target: etree._Element, source: etree._Element, tag: str) -> None:
        """Copy bold and the like; two runs side by side become one."""
        last = target[-1] if len(target) else None
        if last is None or last.tag != tag or last.tail:
            last = etree.Element(tag)
        self.inline(last, source)
        if text_cleaning.text_of(last):
            target.append(last)
        elif last.getparent() is None:
            text_cleaning.add_text(target, "".join(last.itertext()))

    def _link(self, target: etree._Element, source: etree._Element) -> None:
        href = (source.get("href") or "").strip()
        anchor = source.get("id") or ""
        if not ADDRESS.match(href) or target.tag == "a":
            self.inline(target, source)
            return
        link = etree.Element("a", href=href)
        if ANCHOR.match(anchor):
            link.set("id", anchor)
        self.inline(link, source)
        if text_cleaning.text_of(link):
            target.append(link)

    def table(self, source: etree._Element) -> etree._Element:
        """Copy a table: rows and cells, spans kept."""
        table = etree.Element("table")
        self._rows(table, source)
        return table

    def _rows(self, target: etree._Element, source: etree._Element) -> None:
        for child in source:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in ("td", "th"):
                self._cell(target, child)
            elif tag in CELL:
                self._rows(etree.SubElement(target, CELL[tag]), child)
            elif tag == "tfoot":
                self._rows(etree.SubElement(target, "tbody"), child)
            elif tag == "caption":
                self.inline(etree.SubElement(target, "caption"), child)

    def _cell(self, row: etree._Element, source: etree._Element) -> None:
        cell = etree.SubElement(row, source.tag)
        for name in ("colspan", "rowspan"):
            value = source.get(name, "")
            if value.isdecimal() and 1 < int(value) <= 100:
                cell.set(name, value)
        fill(cell, [_no_heading(block) for block in self.blocks(source)])


class _Flow:
    """Blocks in order; loose text between them is gathered into paragraphs."""

    def __init__(self, tidy: Tidy, out: list[etree._Element]) -> None:
        self.tidy = tidy
        self.out = out
        self.loose: etree._Element | None = None

    def walk(self, source: etree._Element) -> None:
        self._text(source.text)
        for child in source:
            if isinstance(child.tag, str):
                self._child(child)
            self._text(child.tail)
        self._close()

    def _text(self, text: str | None) -> None:
        text = text_cleaning.plain(text, self.tidy.tabs)
        if text.strip() or (text and self.loose is not None):
            text_cleaning.add_text(self._open(), text)

    def _open(self) -> etree._Element:
        if self.loose is None:
            self.tidy.pieces = 0
            self.loose = etree.Element("p")
        return self.loose

    def _close(self) -> None:
        if self.loose is not None:
            text_cleaning.strip_ends(self.loose)
            self.out.append(self.loose)
            self.loose = None

    def _child(self, child: etree._Element) -> None:
        if child.tag in DROPPED:
            self.tidy.images += sum(1 for _ in child.iter("img"))
        elif child.tag not in BLOCKS and not _has_blocks(child):
            self.tidy.span(self._open(), child)
        else:
            self._close()
            self._block(child)

    def _block(self, child: etree._Element) -> None:
        if child.tag in PARAGRAPHS and not _has_blocks(child):
            self._paragraph(child)
        elif child.tag in ("ul", "ol") and not _lists_headings(child):
            self.out.append(self._list(child))
        elif child.tag == "table":
            self._table(child)
        elif child.tag == "blockquote":
            quote = etree.Element("blockquote")
            quote.extend(self.tidy.blocks(child))
            self.out.append(quote)
        else:
            _Flow(self.tidy, self.out).walk(child)

    def _paragraph(self, child: etree._Element) -> None:
        block = etree.Element(child.tag if child.tag in HEADINGS else "p")
        for name in (*lists.MARKS, "class"):
            if name in child.attrib and (name != "class" or child.get(name) == "title"):
                block.set(name, child.attrib[name])
        self.tidy.pieces = 0
        self.tidy.inline(block, child)
        text_cleaning.strip_ends(block)
        self.out.append(block)

    def _table(self, child: etree._Element) -> None:
        """Copy a table; a single cell is only a frame drawn round a text."""
        cells = list(child.iter("td", "th"))
        if len(cells) == 1:
            _Flow(self.tidy, self.out).walk(cells[0])
        else:
            self.out.append(self.tidy.table(child))

    def _list(self, source: etree._Element) -> etree._Element:
        target = etree.Element(source.tag)
        if source.tag == "ol" and source.get("type") in LIST_TYPES:
            target.set("type", source.get("type"))
        start = source.get("start", "").strip()
        if source.tag == "ol" and re.fullmatch(r"\d{1,4}", start) and int(start) != 1:
            target.set("start", start)
        for child in source:
            if child.tag == "li":
                blocks = [_no_heading(block) for block in self.tidy.blocks(child)]
                fill(etree.SubElement(target, "li"), blocks)
            elif child.tag in ("ul", "ol"):  # a nested list outside its item
                item = target[-1] if len(target) else etree.SubElement(target, "li")
                item.append(self._list(child))
        for item in [item for item in target if not _holds(item)]:
            target.remove(item)
        return target


def fill(target: etree._Element, blocks: list[etree._Element]) -> None:
    """Put blocks into a cell or item; a first lone paragraph is unwrapped."""
    if blocks and blocks[0].tag == "p" and not any(b.tag == "p" for b in blocks[1:]):
        target.text = blocks[0].text
        target.extend(list(blocks[0]))
        blocks = blocks[1:]
    target.extend(blocks)


def _holds(block: etree._Element) -> bool:
    """Tell whether there is any text in a block; an empty cell may stay."""
    return any(text.strip() for text in block.itertext())


def _no_heading(block: etree._Element) -> etree._Element:
    """Return a heading inside a cell or item as a paragraph in bold."""
    if block.tag not in HEADINGS:
        return block
    paragraph = etree.Element("p")
    bold = etree.SubElement(paragraph, "strong")
    bold.text = block.text
    bold.extend(list(block))
    etree.strip_tags(bold, "strong")
    return paragraph


def _lists_headings(source: etree._Element) -> bool:
    """Tell whether a list is how LibreOffice writes numbered headings."""
    items = [item for item in source if item.tag == "li"]
    return bool(items) and all(len(i) and i[0].tag in HEADINGS for i in items)


def _has_blocks(element: etree._Element) -> bool:
    return any(child.tag in BLOCKS for child in element.iterdescendants())
