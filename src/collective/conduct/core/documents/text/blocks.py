"""Find the blocks of a text that can be cited, whatever encloses them.

``text.provisions`` reads them, ``text.alignment`` gives them their ids; both use
this module, so that they see the same blocks.
"""

from collections.abc import Iterator
from collective.conduct.core.documents.text.html import BLOCKS
from collective.conduct.core.documents.text.html import HEADINGS
from collective.conduct.core.documents.text.html import LISTS
from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import text_of
from collective.conduct.core.documents.text.numbering import nested
from collective.conduct.core.documents.text.numbering import ordinal
from collective.conduct.core.documents.text.numbering import split_heading
from collective.conduct.core.documents.text.numbering import split_paragraph
from dataclasses import dataclass
from dataclasses import replace

import re


# The anchors that mammoth, python-markdown, markdown-it and pandoc write.
FOOTNOTE_ID = re.compile(
    r"(?:fn|fnref\d*|footnote|footnote-ref|endnote|endnote-ref)"
    r"(?:[-:][\w.:-]+|\d[\w.:-]*)"
)
ANNEX = re.compile(r"(?:bilaga|bilag|annex|appendix|liite)\b", re.IGNORECASE)

_PARAGRAPHS = frozenset({"p", "pre", "address", "figure", "figcaption", "summary"})
# Cited as one, unless what it holds has parts of its own.
_QUOTES = frozenset({"blockquote", "dt", "dd"})
_PARTED = LISTS | {"table", *HEADINGS}
_STYLES = {"lower-alpha": "a", "lower-latin": "a", "lower-roman": "i"}
_STYLES |= {"upper-alpha": "A", "upper-latin": "A", "upper-roman": "I"}
_STYLE = re.compile(r"list-style-type:\s*([a-z-]+)")


@dataclass(frozen=True)
class Block:
    """One heading or provision and the element that carries its id.

    ``kind`` is "group" or a kind of ``text.provisions``; ``depth`` the level
    of a heading, else how many lists enclose the provision's own.
    """

    node: Node
    kind: str
    number: str
    depth: int
    text: str
    annex: int = 0


def outline(root: Node) -> list[Block]:
    """Return all blocks with words in them, in document order.

    The tree is repaired on the way: words that stand loose between blocks, or
    bare in a footnote, are put into paragraphs so that they can be cited.
    """
    annex = 0
    blocks = []
    for block in _container(root):
        if block.kind == "group" and ANNEX.match(block.text):
            annex += 1
        if block.text:
            blocks.append(replace(block, annex=annex))
    return blocks


def footnote_mark(node: Node) -> bool:
    """Whether the element is a link to a footnote, or back from one."""
    target = node.attrs.get("href", "") if node.tag == "a" else ""
    return target[:1] == "#" and bool(FOOTNOTE_ID.fullmatch(target[1:]))


def words(node: Node) -> str:
    """Return the text without footnote marks, whose numbers may change."""
    return text_of(node, footnote_mark)


def _container(node: Node) -> Iterator[Block]:
    _wrap_loose(node)
    for child in list(node.elements()):
        yield from _block(child)


def _block(node: Node) -> Iterator[Block]:
    if node.tag in HEADINGS:
        number, title = split_heading(words(node))
        yield Block(node, "group", number, int(node.tag[1]), title)
    elif node.tag in LISTS:
        yield from _list(node, "", 0)
    elif node.tag == "table":
        yield Block(node, "table", "", 0, words(node))
    elif _is_paragraph(node):
        number, text = split_paragraph(words(node))
        yield Block(node, "rule" if number else "text", number, 0, text)
    elif _holds(node, BLOCKS):
        yield from _container(node)


def _is_paragraph(node: Node) -> bool:
    if node.tag in _PARAGRAPHS:
        return True
    if node.tag in _QUOTES:
        return not _holds(node, _PARTED)
    return node.tag in BLOCKS and not _holds(node, BLOCKS)


def _holds(node: Node, tags: frozenset[str]) -> bool:
    return any(inner.tag in tags for child in node.elements() for inner in child.walk())


def _wrap_loose(node: Node) -> None:
    """Put runs of words between blocks into paragraphs of their own."""
    children: list[Node | str] = []
    run: list[Node | str] = []
    for child in [*node.children, None]:
        if child is not None and not _is_block(child):
            run.append(child)
            continue
        if any(text_of(piece) for piece in run):
            children.append(Node("p", {}, run))
        else:
            children.extend(run)
        run = []
        if child is not None:
            children.append(child)
    node.children = children


def _is_block(child: Node | str) -> bool:
    return isinstance(child, Node) and (child.tag in BLOCKS or _holds(child, BLOCKS))


def _list(node: Node, parent: str, depth: int) -> Iterator[Block]:
    count = _integer(node.attrs.get("start", ""), 1) - 1
    number = parent
    for child in node.elements():
        if child.tag in LISTS:  # a list laid straight into a list
            yield from _list(child, number, depth + 1)
        elif child.tag == "li" and _is_footnote(child):
            yield from _container(child)
        elif child.tag == "li":
            count = _integer(child.attrs.get("value", ""), count + 1)
            number = _number(node, count, parent)
            yield from _item(child, number, depth)


def _number(node: Node, count: int, parent: str) -> str:
    """The number of an item; a bullet has none, nor do its children."""
    if node.tag == "ul":
        return ""
    found = _STYLE.search(node.attrs.get("style", ""))
    style = _STYLES.get(found.group(1), "1") if found else node.attrs.get("type", "1")
    return nested(parent, ordinal(count, style))


def _item(node: Node, number: str, depth: int) -> Iterator[Block]:
    text = text_of(node, lambda inner: inner.tag in LISTS or footnote_mark(inner))
    yield Block(node, "rule" if number else "item", number, depth, text)
    for inner in _nested_lists(node):
        yield from _list(inner, number, depth + 1)


def _nested_lists(node: Node) -> Iterator[Node]:
    for child in node.elements():
        if child.tag in LISTS:
            yield child
        else:
            yield from _nested_lists(child)


def _is_footnote(item: Node) -> bool:
    """Whether an item is the text of a footnote: by its id or its way back."""
    if FOOTNOTE_ID.fullmatch(item.attrs.get("id", "")):
        return True
    marks = (inner for inner in item.walk() if footnote_mark(inner))
    return any("ref" in mark.attrs["href"] for mark in marks)


def _integer(value: str, default: int) -> int:
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else default
