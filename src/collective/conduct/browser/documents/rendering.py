"""Render a frozen text for reading: permanent links to parts, scrolling tables.

The frozen bytes stay as they are; this works on what is sent to the reader.
"""

from collections.abc import Callable
from collective.conduct.core.documents.text.html import HEADINGS
from collective.conduct.core.documents.text.html import LISTS
from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.html import serialise
from collective.conduct.core.documents.text.provisions import FRAGMENT_ID

import re


_RESOLVE = re.compile(r"(?:^|.*/)resolveuid/([0-9a-f]{32})(.*)", re.IGNORECASE)
_INNER = ("p", "td", "th")


def readable(
    html: str,
    say: Callable[[str], str],
    address: str = "",
    resolve: Callable[[str], str] = lambda uid: "",
) -> str:
    """Return the text with permanent links, resolved links and framed tables.

    ``say`` gives the words of the link to the part with that id; ``address``
    is the page that the links lead to, "" for the page itself; ``resolve``
    the address of an object by its UID, "" when it is gone.
    """
    root = parse(html)
    if any(node.tag == "h1" for node in root.walk()):
        _demote(root)
    for node in list(root.walk()):
        _relink(node, resolve)
        name = node.attrs.get("id", "")
        if FRAGMENT_ID.fullmatch(name):
            _place(node, _link(name, say(name), address))
    _frame(root)
    return serialise(root)


def _demote(root: Node) -> None:
    """Lower all headings by one level: the page has a first heading of its own."""
    for node in root.walk():
        if node.tag in HEADINGS[:-1]:
            node.tag = f"h{int(node.tag[1]) + 1}"


def _relink(node: Node, resolve: Callable[[str], str]) -> None:
    for name in ("href", "src"):
        found = _RESOLVE.fullmatch(node.attrs.get(name, ""))
        url = resolve(found[1]) if found else ""
        if url:
            node.attrs[name] = url + found[2]


def _link(name: str, words: str, address: str) -> Node:
    hidden = Node("span", {"class": "visually-hidden"}, [f" {words}"])
    attrs = {"class": "conduct-permalink", "href": f"{address}#{name}"}
    return Node("a", attrs, ["#", hidden])


def _place(node: Node, link: Node) -> None:
    """Put the link after the part's own words, before lists inside it."""
    if node.tag == "table":
        _caption(node).children.append(link)
        return
    inner = next((each for each in node.elements() if each.tag in _INNER), None)
    if inner is not None and node.tag not in _INNER:
        _place(inner, link)
        return
    at = next(
        (
            place
            for place, child in enumerate(node.children)
            if isinstance(child, Node) and child.tag in LISTS
        ),
        len(node.children),
    )
    node.children[at:at] = ["\u00a0", link]


def _caption(table: Node) -> Node:
    found = next((each for each in table.elements() if each.tag == "caption"), None)
    if found is None:
        found = Node("caption")
        table.children.insert(0, found)
    return found


def _frame(root: Node) -> None:
    """Put each table into a scrolling frame that the keyboard reaches."""
    for node in list(root.walk()):
        for place, child in enumerate(node.children):
            if isinstance(child, Node) and child.tag == "table":
                attrs = {"class": "conduct-scroll", "tabindex": "0"}
                node.children[place] = Node("div", attrs, [child])
