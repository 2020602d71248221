"""Read the draft of a governing document."""

from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.html import serialise
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.ledger.proof import digest
from plone import api
from Products.PortalTransforms.transforms.safe_html import SafeHTML


LANGUAGES = ("sv", "da", "en")


# What a hash cannot cover, or what could hide words from readers.
FOREIGN = frozenset({"iframe", "img", "object", "embed", "video", "audio", "svg"})
HIDING = frozenset({"class", "style", "hidden"})


def safe(html: str) -> str:
    """Return sanitised HTML, without anything that could alter or hide its words.

    It has no script, style or handler; no picture or frame, whose content could be
    exchanged behind a frozen text; no class, which could hide a rule. Links stay.
    """
    if not html.strip():
        return ""
    return serialise(_plain(parse(SafeHTML().scrub_html(html)))).strip()


def _plain(node: Node) -> Node:
    for name in HIDING & node.attrs.keys():
        del node.attrs[name]
    node.children = [
        _plain(child) if isinstance(child, Node) else child
        for child in node.children
        if not (isinstance(child, Node) and child.tag in FOREIGN)
    ]
    return node


def html_of(document, name: str = "text") -> str:
    """Return the sanitised HTML of a text field, never its raw form; "" when empty."""
    value = getattr(document, name, None)
    return safe(value.raw or "") if value else ""


def structure_of(document) -> Structure:
    """Groups and provisions of the draft."""
    return derive(html_of(document))


def language_of(document) -> str:
    """Return the document's language, the site's when none was chosen."""
    return document.Language() or api.portal.get_default_language()


def draft_digest(document) -> str:
    """Return a digest of title and texts, to notice changes since they were shown."""
    texts = {language_of(document): html_of(document), **translations_of(document)}
    return digest({"title": document.Title(), "texts": texts})


def translations_of(document) -> dict[str, str]:
    """Language -> HTML of the translations that hold text."""
    own = language_of(document)
    texts = {code: html_of(document, f"text_{code}") for code in LANGUAGES}
    return {code: html for code, html in texts.items() if html and code != own}
