"""Related documents, in both directions (REQUIREMENTS B13, B29)."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.errors import Missing
from collective.conduct.core.headers import inverse
from collective.conduct.operations.authority import may
from collective.conduct.operations.editions import current_of
from collective.conduct.operations.editions import edition_at
from collective.conduct.vocabularies.relations import RELATION_TITLES
from dataclasses import dataclass
from plone import api


@dataclass(frozen=True)
class Relative:
    """A document at the other end; ``url`` is "" when only its title is known."""

    relation: str
    title: str
    url: str
    outside: bool


class Related:
    """Mixed into the pages of documents; expects ``document`` and ``edition``."""

    @property
    def relatives(self) -> list[Relative]:
        """What the edition names, then what names the document; each once."""
        found = [*self._named(), *self._naming()]
        return list(dict.fromkeys(found))

    def _named(self) -> Iterable[Relative]:
        rows = self.manifest["relations"] if self.edition is not None else ()
        for row in rows:
            brain = self.brain_of(row["uid"]) if row["uid"] else None
            url = brain.getURL() if brain else row["url"]
            title = row["title"] or (brain.Title if brain else url)
            if title:
                yield Relative(self._called(row["type"]), title, url, not row["uid"])

    def _naming(self) -> Iterable[Relative]:
        """Documents that name this one, as far as whoever reads may see them."""
        mine = self.document.UID()
        catalog = api.portal.get_tool("portal_catalog")
        for brain in catalog.searchResults(conduct_related=mine):
            for row in _told(brain.getObject()):
                if row.get("uid") == mine:
                    called = self._called(inverse(row["type"]))
                    yield Relative(called, brain.Title, brain.getURL(), False)

    def brain_of(self, uid: str):
        """What the catalog holds of an object, None unless whoever reads may see it."""
        brains = api.portal.get_tool("portal_catalog").searchResults(UID=uid)
        return brains[0] if brains else None

    def _called(self, relation: str) -> str:
        return self.t(RELATION_TITLES.get(relation, relation))


def _told(document) -> Iterable[Mapping[str, str]]:
    """The relations that whoever reads may know: the draft's, or those in force."""
    if may("view_draft", document, api.content.get_state(document)):
        return document.relations or ()
    try:
        current = current_of(document)
        return edition_at(current).manifest["relations"] if current else ()
    except Missing:
        return ()
