"""Reading the draft of a governing document."""

from collective.conduct.core.text.provisions import derive
from collective.conduct.core.text.provisions import Structure
from plone import api
from Products.PortalTransforms.transforms.safe_html import SafeHTML


LANGUAGES = ("sv", "da", "en")


def safe(html: str) -> str:
    """Return HTML without scripts, styles and handlers; links stay as they are."""
    if not html.strip():
        return ""
    return SafeHTML().scrub_html(html).strip()


def html_of(document, name: str = "text") -> str:
    """The sanitised HTML of a text field, never its raw form; "" when empty."""
    value = getattr(document, name, None)
    return safe(value.raw or "") if value else ""


def structure_of(document) -> Structure:
    """Groups and provisions of the draft."""
    return derive(html_of(document))


def language_of(document) -> str:
    """The document's own language, the site's when none was chosen."""
    return document.Language() or api.portal.get_default_language()


def translations_of(document) -> dict[str, str]:
    """Language -> HTML of the translations that hold text."""
    own = language_of(document)
    texts = {code: html_of(document, f"text_{code}") for code in LANGUAGES}
    return {code: html for code, html in texts.items() if html and code != own}
