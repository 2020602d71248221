"""Names of OpenDocument that the .odt modules share."""

from lxml import etree


URN = "urn:oasis:names:tc:opendocument:xmlns:"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
XLINK = "http://www.w3.org/1999/xlink"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SHORT = {
    f"{URN}office:1.0": "office",
    f"{URN}style:1.0": "style",
    f"{URN}text:1.0": "text",
    f"{URN}table:1.0": "table",
    f"{URN}drawing:1.0": "draw",
    FO: "fo",
    XLINK: "xlink",
}
LONG = {short: urn for urn, short in SHORT.items()}


def name(element: etree._Element) -> str:
    """Return an element's name with its usual prefix, such as ``text:p``."""
    if not isinstance(element.tag, str):
        return ""
    urn, _brace, local = element.tag[1:].rpartition("}")
    return f"{SHORT.get(urn, '?')}:{local}"


def get(element: etree._Element, attribute: str, default: str = "") -> str:
    """Return an attribute by its prefixed name."""
    prefix, _colon, local = attribute.partition(":")
    return element.get(f"{{{LONG[prefix]}}}{local}", default)


def count(element: etree._Element, attribute: str, default: int = 1) -> int:
    """Return an attribute as a number below 10,000, else ``default``."""
    found = get(element, attribute)
    return int(found) if found.isdecimal() and len(found) < 5 else default
