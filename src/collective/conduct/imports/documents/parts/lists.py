"""Build nested lists from flat paragraphs that carry their level and number.

Word stores no list: each paragraph says "level 1, item 8 of numbering 3". The
same holds for pasted Word markup and for OpenDocument once flattened. The
converters mark paragraphs with ``mark`` and ``nest`` builds the lists.
"""

from dataclasses import dataclass
from lxml import etree


LEVEL = "data-level"
FORMAT = "data-format"
NUMBER = "data-number"
MARKS = (LEVEL, FORMAT, NUMBER)
CONTINUES = "+"  # a further paragraph of the item before it
BULLET = "*"
FORMATS = {
    "decimal": "1",
    "decimalZero": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "bullet": BULLET,
}


@dataclass
class _Open:
    """A list that is still growing."""

    element: etree._Element
    level: int
    format: str
    last: int


def mark(element: etree._Element, level: int, format: str, number: int = 0) -> None:
    """Mark a paragraph as a list item.

    ``level`` counts from 0; ``format`` is ``1 a A i I``, ``BULLET`` or
    ``CONTINUES``; ``number`` is the value that Word shows.
    """
    element.set(LEVEL, str(level))
    element.set(FORMAT, format)
    element.set(NUMBER, str(number))


def nest(blocks: list[etree._Element]) -> list[etree._Element]:
    """Return the blocks with marked paragraphs gathered into nested lists."""
    out: list[etree._Element] = []
    stack: list[_Open] = []
    for block in blocks:
        if FORMAT not in block.attrib:
            stack.clear()
            out.append(block)
            continue
        level, format, number = (
            block.attrib.pop(name) for name in (LEVEL, FORMAT, NUMBER)
        )
        if format == CONTINUES:
            _continue(out, stack, int(level), block)
        else:
            _add(out, stack, _Open(block, int(level), format, int(number)))
    return out


def _add(out: list, stack: list[_Open], item: _Open) -> None:
    while stack and stack[-1].level > item.level:
        stack.pop()
    if stack and stack[-1].level == item.level and not _same(stack[-1], item):
        stack.pop()
    if not stack or stack[-1].level < item.level:
        _open(out, stack, item)
    stack[-1].last = item.last
    entry = etree.SubElement(stack[-1].element, "li")
    entry.text = item.element.text
    entry.extend(list(item.element))


def _same(open_: _Open, item: _Open) -> bool:
    if open_.format != item.format:
        return False
    return item.format == BULLET or item.last == open_.last + 1


def _open(out: list, stack: list[_Open], item: _Open) -> None:
    """Begin a list inside the last item of the open one, or on its own."""
    element = etree.Element("ul" if item.format == BULLET else "ol")
    if item.format not in (BULLET, "1"):
        element.set("type", item.format)
    if item.format != BULLET and item.last != 1:
        element.set("start", str(item.last))
    if stack:
        stack[-1].element[-1].append(element)
    else:
        out.append(element)
    stack.append(_Open(element, item.level, item.format, item.last))


def _continue(out: list, stack: list[_Open], level: int, block: etree._Element) -> None:
    while len(stack) > 1 and stack[-1].level > level:
        stack.pop()
    if not stack:
        out.append(block)
        return
    item = stack[-1].element[-1]
    if len(item) == 0 or item[0].tag != "p":
        _wrap(item)
    item.append(block)


def _wrap(item: etree._Element) -> None:
    """Put what stands before the first nested list into a paragraph."""
    paragraph = etree.Element("p")
    paragraph.text, item.text = item.text, None
    for child in list(item):
        if child.tag in ("ol", "ul"):
            break
        paragraph.append(child)
    item.insert(0, paragraph)
