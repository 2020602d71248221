"""Names of WordprocessingML that the .docx modules share."""

from lxml import etree

import re


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = {"w": W, "r": R}
OFF = ("0", "false", "off", "none")


def w(name: str) -> str:
    """Return the full name of a ``w:`` element or attribute."""
    return f"{{{W}}}{name}"


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, ``""`` for no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return a descendant by a path of local names, None where it ends."""
    for name in path:
        if element is None:
            return None
        element = next((c for c in element if local(c) == name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute by its local name, in whatever namespace."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return found
    return None


def number(element: etree._Element | None, name: str = "val", default: int = 0) -> int:
    """Return an attribute as an int, ``default`` when there is none."""
    found = value(element, name)
    return int(found) if found and re.fullmatch(r"-?\d{1,9}", found) else default


def switched(properties: etree._Element | None, name: str) -> bool | None:
    """Return an on/off property such as bold: None when it is not given."""
    element = child(properties, name)
    if element is None:
        return None
    return value(element) not in OFF


def make(name: str, **attributes: object) -> etree._Element:
    """Make a ``w:`` element with ``w:`` attributes."""
    element = etree.Element(w(name), nsmap=NAMESPACES)
    for key, found in attributes.items():
        element.set(w(key), str(found))
    return element
