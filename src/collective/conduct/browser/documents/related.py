"""Related documents, in both directions (REQUIREMENTS B13, B29)."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.documents.headers import inverse
from collective.conduct.operations.common.authority import may_now
from collective.conduct.operations.documents.editions import current_of
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.vocabularies.documents.relations import RELATION_TITLES
from dataclasses import dataclass
from plone import api


@dataclass(frozen=True)
class Relative:
    """A related document; ``url`` is "" when only its title is known."""

    relation: str
    title: str
    url: str
    outside: bool


def relatives(words: Translator, document, edition) -> list[Relative]:
    """Documents that an edition names, if any, then those that name its document."""
    documents = [*_named(words, edition), *_naming(words, document.UID())]
    return list(dict.fromkeys(documents))


def brain_of(uid: str):
    """Return the catalog brain of a UID, None unless the current user may see it."""
    brains = api.portal.get_tool("portal_catalog").searchResults(UID=uid)
    return brains[0] if brains else None


def _named(words: Translator, edition) -> Iterable[Relative]:
    rows = edition.manifest["relations"] if edition is not None else ()
    for row in rows:
        brain = brain_of(row["uid"]) if row["uid"] else None
        url = brain.getURL() if brain else row["url"]
        title = row["title"] or (brain.Title if brain else url)
        if title:
            called = _called(words, row["type"])
            yield Relative(called, title, url, not row["uid"])


def _naming(words: Translator, mine: str) -> Iterable[Relative]:
    """Documents that name this one, as far as the current user may see them."""
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.searchResults(conduct_related=mine):
        for row in _told(brain.getObject()):
            if row.get("uid") == mine:
                called = _called(words, inverse(row["type"]))
                yield Relative(called, brain.Title, brain.getURL(), False)


def _called(words: Translator, relation: str) -> str:
    return words.t(RELATION_TITLES.get(relation, relation))


def _told(document) -> Iterable[Mapping[str, str]]:
    """The relations that the current user may know: the draft's or those in force."""
    if may_now("view_draft", document):
        return document.relations or ()
    try:
        current = current_of(document)
        return edition_at(current).manifest["relations"] if current else ()
    except Missing:
        return ()
