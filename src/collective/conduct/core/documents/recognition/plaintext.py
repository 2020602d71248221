"""Read plain text as HTML: headings, rules, bullets, bold and italic.

It serves .txt files and text that was pasted without markup. Nothing is
forced on the author: what comes out is shown in a preview first.
"""

from collective.conduct.core.documents.recognition.headings import set_headings
from collective.conduct.core.documents.recognition.marks import Mark
from collective.conduct.core.documents.recognition.units import Unit
from collective.conduct.core.documents.recognition.units import units
from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import serialise
from dataclasses import dataclass

import re


# Bounded, as is the text below: unpaired stars must not take quadratic time.
LONGEST = 20_000  # characters in one line
BOLD = re.compile(r"\*\*(?=\S)(.{1,300}?)(?<=\S)\*\*|__(?=\S)(.{1,300}?)(?<=\S)__")
ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]{1,300}?)(?<=\S)\*(?![\w*])"
    r"|(?<!\w)_(?=\S)([^_]{1,300}?)(?<=\S)_(?!\w)"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\ufeff\ue000-\uf8ff]")
INDENTED = 2  # spaces that put a paragraph into the item above it


@dataclass(frozen=True)
class PlainText:
    """The HTML, and how many texts cut by a page break were joined."""

    html: str
    joined: int


def read(text: str) -> PlainText:
    """Read a plain text; ``html`` is empty when there are no words in it."""
    found, joined = units(CONTROL.sub("", text))
    set_headings(found)
    writer = _Writer()
    for unit in found:
        writer.add(unit)
    return PlainText("\n".join(serialise(block) for block in writer.blocks), joined)


class _Writer:
    """Builds blocks; the lists that are open form a stack."""

    def __init__(self) -> None:
        self.blocks: list[Node] = []
        self.open: list[tuple[Node, int, str, int]] = []  # list, indent, format, last

    def add(self, unit: Unit) -> None:
        """Add a paragraph, a heading, a row or an item."""
        if unit.mark is not None:
            self._item(unit, unit.mark)
        elif self.open and unit.indent >= INDENTED and unit.tag == "p":
            self._last_item().children.append(_paragraph(unit))
        else:
            self.open.clear()
            rows = _rows(unit)
            self.blocks.append(_table(rows) if rows else _paragraph(unit))

    def _last_item(self) -> Node:
        """The item written last in the innermost open list."""
        return list(self.open[-1][0].elements())[-1]

    def _item(self, unit: Unit, mark: Mark) -> None:
        format, number = mark.format, mark.number
        indent = unit.indent + (format == "a") * INDENTED
        while self.open and self.open[-1][1] > indent:
            self.open.pop()
        if self.open and self.open[-1][1] == indent and not self._fits(format, number):
            self.open.pop()
        if not self.open or self.open[-1][1] < indent:
            self._list(indent, format, number)
        current = self.open[-1][0]
        current.children.append(Node("li", {}, _inline_lines(unit.lines)))
        self.open[-1] = (current, indent, format, number)

    def _fits(self, format: str, number: int) -> bool:
        _list, _indent, before, last = self.open[-1]
        return before == format and (format == "*" or number == last + 1)

    def _list(self, indent: int, format: str, number: int) -> None:
        node = Node("ul" if format == "*" else "ol")
        if format == "a":
            node.attrs["type"] = "a"
        if format != "*" and number != 1:
            node.attrs["start"] = str(number)
        if self.open:
            self._last_item().children.append(node)
        else:
            self.blocks.append(node)
        self.open.append((node, indent, format, number))


def _paragraph(unit: Unit) -> Node:
    if unit.tag != "p":
        return Node(unit.tag, {}, [unit.text.strip("* ")])
    return Node("p", {}, _inline_lines([_bare(line) for line in unit.lines]))


def _bare(line: str) -> str:
    """Take the bars off a line that is one cell of a table."""
    return line.strip("| ") if line.startswith("|") and line.endswith("|") else line


def _rows(unit: Unit) -> list[list[str]]:
    """Return the cells when every line is a row of at least two, else []."""
    if not all(line.startswith("|") and line.endswith("|") for line in unit.lines):
        return []
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in unit.lines]
    rows = [row for row in rows if not all(re.fullmatch(":?-+:?", c) for c in row)]
    return rows if rows and all(len(row) > 1 for row in rows) else []


def _table(rows: list[list[str]]) -> Node:
    table = Node("table")
    for row in rows:
        cells: list[Node | str] = [Node("td", {}, inline(cell)) for cell in row]
        table.children.append(Node("tr", {}, cells))
    return table


def _inline_lines(lines: list[str]) -> list[Node | str]:
    nodes: list[Node | str] = []
    for index, line in enumerate(lines):
        if index:
            nodes.append(Node("br"))
        nodes += inline(line)
    return nodes


def inline(text: str) -> list[Node | str]:
    """Return text with **bold** and *italic* as elements."""
    if len(text) > LONGEST:
        return [text]
    return _split(
        text, BOLD, "strong", lambda rest: _split(rest, ITALIC, "em", lambda t: [t])
    )


def _split(text: str, pattern: re.Pattern, tag: str, inner) -> list[Node | str]:
    nodes: list[Node | str] = []
    at = 0
    for match in pattern.finditer(text):
        nodes += inner(text[at : match.start()]) if match.start() > at else []
        nodes.append(Node(tag, {}, inner(match[1] or match[2])))
        at = match.end()
    return nodes + (inner(text[at:]) if at < len(text) else [])
