"""Form page: edit the relations of a draft (REQUIREMENTS B13, B29)."""

from collections.abc import Mapping
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.documents.draft import may_edit
from collective.conduct.core.documents.headers import RELATIONS
from collective.conduct.i18n import _
from collective.conduct.operations.documents import drafting
from collective.conduct.vocabularies.documents.relations import RELATION_TITLES
from plone import api


PARTS = ("type", "uid", "title", "url")
EMPTY = dict.fromkeys(PARTS, "")


class Relations(FormPage):
    """Table of relations; buttons add and remove rows without JavaScript."""

    def do(self):
        """Save the rows; the buttons of a row only change the form."""
        if self.typed("add") or self.typed("remove"):
            return self.index()
        drafting.relate(self.context, self._filled())
        return self.sent(
            f"{self.url}/@@draft",
            _("done_relations", default="The related documents are kept."),
        )

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of the form: as sent, else as stored with an empty one added."""
        if self.request.method != "POST":
            stored = [EMPTY | _told(each) for each in self.context.relations or ()]
            return [*stored, EMPTY]
        rows = self._sent()
        if gone := self.typed("remove"):
            rows = [each for place, each in enumerate(rows) if str(place) != gone]
        return [*rows, EMPTY] if self.typed("add") or not rows else rows

    def _sent(self) -> list[dict[str, str]]:
        columns = [self.chosen(name) for name in PARTS]
        rows = zip(*columns, strict=False)
        return [dict(zip(PARTS, values, strict=True)) for values in rows]

    def _filled(self) -> list[dict[str, str]]:
        """The rows that say something, without what is empty in them."""
        rows = [
            _told({name: value.strip() for name, value in row.items() if value.strip()})
            for row in self._sent()
        ]
        return [row for row in rows if set(row) - {"type"}]

    @property
    def types(self) -> list[Option]:
        """The types of relation to choose from."""
        return [(key, self.t(RELATION_TITLES[key])) for key in RELATIONS]

    @property
    def documents(self) -> list[Option]:
        """The other documents that the current user may see."""
        catalog = api.portal.get_tool("portal_catalog")
        brains = catalog.searchResults(
            portal_type=("ConductPolicy", "ConductCode"), sort_on="sortable_title"
        )
        mine = self.context.UID()
        return [
            (
                "",
                self.t(_("option_outside", default="Outside this site (write below)")),
            ),
            *((each.UID, each.Title) for each in brains if each.UID != mine),
        ]

    @property
    def can_edit(self) -> bool:
        return may_edit(self.context)


def _told(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row without empty values; a document of the site needs its UID only."""
    names = ("type", "uid") if row.get("uid") else PARTS
    return {name: row[name] for name in names if row.get(name)}
