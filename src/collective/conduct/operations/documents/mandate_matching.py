"""Match the facts in an imported file with bodies, functions and documents.

A body is found by its title, a function by its title in any language; what
the site does not know, the person who imports must choose.
"""

from collective.conduct.core.documents.header_fields import BODY
from collective.conduct.core.documents.header_fields import FUNCTION
from collective.conduct.core.documents.header_fields import stated
from collective.conduct.core.documents.headers import class_of
from collective.conduct.core.documents.headers import CLASSES
from collective.conduct.core.documents.headers import TYPES
from collective.conduct.core.documents.recognition.lines import Offer
from collective.conduct.core.documents.recognition.recognise import Recognition
from collective.conduct.operations.documents.drafts import LANGUAGES
from collective.conduct.vocabularies.common.catalogue import titles_of
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from plone import api
from re import match


# What belongs to an adoption: kept for its form.
DECISION = tuple(each.name for each in stated() if not each.draft)
DESCRIPTION = "description"  # made of two offers


@dataclass(frozen=True)
class Wanted:
    """The values for a draft; all are texts, dates in ISO form.

    ``header`` has the names of ``IGoverningDocument`` and ``description``,
    ``decision`` those of ``DECISION``.
    """

    html: str
    title: str
    portal_type: str = "ConductPolicy"
    language: str = ""
    header: dict[str, str] = field(default_factory=dict)
    decision: dict[str, str] = field(default_factory=dict)
    relations: tuple[dict[str, str], ...] = ()


def proposal(found: Recognition, html: str) -> Wanted:
    """Return the values of a recognised text that this site can use.

    ``html`` is its text.
    """
    best = first_offers(found)
    kind = best["document_type"].value if "document_type" in best else ""
    kind = kind if kind in TYPES else _type_by_kind(found)
    header = {
        each.draft: value
        for each in stated()
        if each.draft not in ("", DESCRIPTION) and each.stated in best
        if (value := known_value(each.value, best[each.stated].value))
    }
    named = best["document_class"].value if "document_class" in best else ""
    header["document_class"] = named if named in CLASSES else class_of(kind)
    header["document_type"] = kind
    if description := _description(best):
        header[DESCRIPTION] = description
    return Wanted(
        html=html,
        title=found.title,
        portal_type="ConductCode" if kind == "code" else "ConductPolicy",
        language=language_of_text(html),
        header=header,
        decision={name: best[name].value for name in DECISION if name in best},
        relations=tuple(each for each, _offer in relations_of(found)),
    )


def titled(wanted: Wanted, filename: str) -> Wanted:
    """Return the values with a title: the file's name when the text gives none."""
    stem = filename.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return replace(wanted, title=wanted.title or stem.replace("_", " ").strip())


def first_offers(found: Recognition) -> dict[str, Offer]:
    """Return the best offer of each field."""
    best: dict[str, Offer] = {}
    for offer in found.offers:
        best.setdefault(offer.field, offer)
    return best


def relations_of(found: Recognition) -> list[tuple[dict[str, str], Offer]]:
    """Related and replaced documents, by UID when the hub has the title."""
    kinds = {"related": "related", "replaces": "replaces"}
    return [
        (_relation(kinds[offer.field], offer), offer)
        for offer in found.offers
        if offer.field in kinds and offer.value
    ]


def _relation(kind: str, offer: Offer) -> dict[str, str]:
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.searchResults(portal_type=("ConductPolicy", "ConductCode"))
    for brain in brains:
        if brain.Title.casefold() == offer.value.casefold():
            return {"type": kind, "uid": brain.UID}
    address = offer.address if match(r"https?://", offer.address) else ""
    relation = {"type": kind, "title": offer.value, "url": address}
    return {name: value for name, value in relation.items() if value}


def known_value(kind: str, value: str) -> str:
    """Return the site's key for a value of that kind; "" when it has none."""
    normalised = " ".join(value.split()).casefold()
    titles = {BODY: _bodies, FUNCTION: _functions}.get(kind)
    if titles is None:
        return value
    return next((key for title, key in titles() if title.casefold() == normalised), "")


def _bodies() -> list[tuple[str, str]]:
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(portal_type="ConductBody")
    return [(brain.Title, brain.getId) for brain in brains]


def _functions() -> list[tuple[str, str]]:
    return [
        (title, key)
        for language in LANGUAGES
        for key, title in titles_of("functions", language).items()
    ]


def _type_by_kind(found: Recognition) -> str:
    return "source" if found.kind == "article" else "guideline"


def _description(best: dict[str, Offer]) -> str:
    """Source and day of an article (REQUIREMENTS D18)."""
    values = [best[name].value for name in ("source", "published_on") if name in best]
    return ", ".join(value for value in values if value)


def language_of_text(html: str) -> str:
    """Guess Swedish, Danish or English by the letters that the others lack."""
    text = html.casefold()
    swedish = text.count("ä") + text.count("ö")
    danish = text.count("æ") + text.count("ø")
    if not swedish and not danish:
        return "en" if text.count("å") == 0 and text.strip() else "sv"
    return "da" if danish > swedish else "sv"


def parsed_day(value: str) -> date | None:
    """Parse a day in ISO form; None when it is empty or invalid."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
