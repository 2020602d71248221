"""Related documents, in both directions (REQUIREMENTS B13, B29)."""

from collections.abc import Iterable
from collective.conduct.core.headers import inverse
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
            url = (self._resolve(row["uid"]) if row["uid"] else "") or row["url"]
            title = row["title"] or url
            yield Relative(self._called(row["type"]), title, url, not row["uid"])

    def _naming(self) -> Iterable[Relative]:
        """Documents that name this one, as far as whoever reads may see them."""
        mine = self.document.UID()
        catalog = api.portal.get_tool("portal_catalog")
        for brain in catalog.searchResults(conduct_related=mine):
            for row in brain.getObject().relations:
                if row.get("uid") == mine:
                    called = self._called(inverse(row["type"]))
                    yield Relative(called, brain.Title, brain.getURL(), False)

    def _called(self, relation: str) -> str:
        return self.t(RELATION_TITLES.get(relation, relation))
