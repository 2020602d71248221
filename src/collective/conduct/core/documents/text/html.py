"""A small tree for HTML that has already been sanitised.

It exists so that identity (``text.alignment``) and structure
(``text.provisions``) are decided by the standard library alone, the same way
in a site, in a test and on an auditor's computer. It does not sanitise.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from html import escape
from html.parser import HTMLParser
from unicodedata import normalize

import re


VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = frozenset({"ol", "ul"})
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt"
    " fieldset figcaption figure footer form header hr html li main nav ol p pre"
    " section summary table tbody td tfoot th thead tr ul".split()
).union(HEADINGS)
DROPPED = frozenset({"script", "style", "template"})
# A browser stops nesting too; and the functions below recurse.
MAX_DEPTH = 200

_CELLS = frozenset({"td", "th", "caption", "table"})
_PARTS = frozenset({"tbody", "thead", "tfoot"})
# start tag -> (what it closes when left open, where the search stops)
_IMPLIED = {
    "li": (frozenset({"li"}), LISTS | _CELLS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"}) | _CELLS),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"}) | _CELLS),
    "td": (frozenset({"td", "th"}), frozenset({"table"})),
    "th": (frozenset({"td", "th"}), frozenset({"table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (_PARTS, frozenset({"table"})),
    "thead": (_PARTS, frozenset({"table"})),
    "tfoot": (_PARTS, frozenset({"table"})),
}
_PARAGRAPH = (frozenset({"p"}), _CELLS)
_SPACE = re.compile(r"\s+")
# Soft hyphen, zero-width space and joiners, byte order mark: nobody sees them.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(slots=True)
class Node:
    """An element; the root of a parsed text has the tag ""."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def elements(self) -> Iterator["Node"]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Node))

    def walk(self) -> Iterator["Node"]:
        """This node and every element below it, in document order."""
        yield self
        for child in self.elements():
            yield from child.walk()


class _Builder(HTMLParser):
    """Builds the tree, closing what a browser would close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.stack = [self.root]
        self.dropping = ""

    def handle_starttag(self, tag, attrs):
        if self.dropping:
            return
        if tag in DROPPED:
            self.dropping = tag
            return
        self._close_implied(tag)
        node = Node(tag, _attributes(attrs))
        self.stack[-1].children.append(node)
        if tag not in VOID and len(self.stack) < MAX_DEPTH:
            self.stack.append(node)

    def handle_startendtag(self, tag, attrs):
        # HTML knows no "<p/>": the slash is noise, except in DROPPED.
        if tag not in DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if self.dropping:
            self.dropping = "" if tag == self.dropping else self.dropping
        elif tag not in VOID:
            self._close(frozenset({tag}), self._limit(tag))

    def handle_data(self, data):
        if self.dropping:
            return
        children = self.stack[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)

    def _limit(self, tag):
        """What an end tag never reaches across."""
        if tag not in BLOCKS:
            return BLOCKS
        if tag in _IMPLIED:
            return _IMPLIED[tag][1]
        return frozenset() if tag == "table" else _CELLS - {tag}

    def _close_implied(self, tag):
        if tag in BLOCKS:
            self._close(*_PARAGRAPH)
        if tag in _IMPLIED:
            self._close(*_IMPLIED[tag])

    def _close(self, tags, limit):
        for place in range(len(self.stack) - 1, 0, -1):
            if self.stack[place].tag in tags:
                del self.stack[place:]
                return
            if self.stack[place].tag in limit:
                return


def _attributes(attrs: list[tuple[str, str | None]]) -> dict[str, str]:
    """The first of each name, as a browser reads them."""
    values: dict[str, str] = {}
    for name, value in attrs:
        values.setdefault(name, value or "")
    return values


def parse(html: str) -> Node:
    """Parse HTML into a tree; bad nesting is repaired, comments are dropped.

    ``script``, ``style`` and ``template`` are left out with their content.
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def serialise(node: Node | str) -> str:
    """Write a tree as HTML; attributes stand in alphabetical order.

    ``parse(serialise(tree))`` gives the same tree for every parsed tree.
    """
    if isinstance(node, str):
        return escape(node, quote=False)
    inner = "".join(serialise(child) for child in node.children)
    if not node.tag:
        return inner
    attrs = "".join(f' {k}="{escape(v)}"' for k, v in sorted(node.attrs.items()))
    if node.tag in VOID:
        return f"<{node.tag}{attrs}>"
    return f"<{node.tag}{attrs}>{inner}</{node.tag}>"


def text_of(node: Node | str, skip: Callable[[Node], bool] = lambda node: False) -> str:
    """Return the words a reader sees, white space collapsed to single spaces.

    Blocks and line breaks separate words; an image counts with its ``alt`` text;
    invisible characters are dropped, composed forms are used (NFC). Elements for
    which ``skip`` is true are left out, the node itself never.
    """
    text = "".join(_pieces(node, skip)).translate(_UNSEEN)
    return _SPACE.sub(" ", normalize("NFC", text)).strip()


def _pieces(node: Node | str, skip: Callable[[Node], bool]) -> Iterator[str]:
    if isinstance(node, str):
        yield node
        return
    apart = " " if node.tag in BLOCKS or node.tag == "br" else ""
    yield apart
    if node.tag == "img":
        yield node.attrs.get("alt", "")
    for child in node.children:
        if isinstance(child, str) or not skip(child):
            yield from _pieces(child, skip)
    yield apart
