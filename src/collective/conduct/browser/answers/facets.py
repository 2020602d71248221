"""Pages of facets: tag provisions in the draft, find them in an edition.

REQUIREMENTS A1 (each procedure addressable, filterable), C13 (relation tags),
C32. The tags are frozen with the edition.
"""

from collective.conduct.browser.answers.edition import EditionView
from collective.conduct.browser.common.base import Page
from collective.conduct.browser.documents.draft import may_edit
from collective.conduct.core.documents.text.provisions import ProvisionGroup
from collective.conduct.i18n import _
from collective.conduct.operations.documents import drafting
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.vocabularies.documents.facets import FACET_TITLES
from functools import cached_property


class Facets(Page):
    """Form page: choose what each group and provision of the draft is about."""

    def do(self):
        """Save the chosen facets of all parts at once."""
        ticked = {part["id"]: self.chosen(part["id"]) for part in self.parts}
        drafting.classify(self.context, ticked)
        return self.sent(
            f"{self.url}/@@draft", _("done_facets", default="The subjects are kept.")
        )

    @cached_property
    def parts(self) -> list[dict]:
        """Groups and provisions in the order of the text, with their ticks."""
        structure = structure_of(self.context)
        stored = self.context.facets or {}
        return [
            {
                "id": name,
                "title": _words(structure.get(name)),
                "group": isinstance(structure.get(name), ProvisionGroup),
                "facets": stored.get(name, []),
            }
            for name in structure.order
        ]

    @property
    def facets(self) -> dict[str, str]:
        return {key: self.t(title) for key, title in FACET_TITLES.items()}

    @property
    def can_edit(self) -> bool:
        return may_edit(self.context)


class Provisions(EditionView):
    """Page: the provisions of an edition that are about one subject."""

    @property
    def chosen_facet(self) -> str:
        """The subject asked for, "" when it is unknown."""
        facet = self.typed("facet")
        return facet if facet in FACET_TITLES else ""

    @cached_property
    def counted(self) -> list[dict]:
        """The subjects that occur, with how many parts are about them."""
        tags = self.model.manifest.get("facets", {}).values()
        return [
            {"key": key, "title": self.t(title), "count": count}
            for key, title in FACET_TITLES.items()
            if (count := sum(key in keys for keys in tags))
        ]

    @property
    def found(self) -> list[dict]:
        """The parts about the subject, each with what stands under a heading."""
        tags = self.model.manifest.get("facets", {})
        names = [
            name
            for name in self.model.structure.order
            if self.chosen_facet in tags.get(name, ())
        ]
        return [self._part(self.model.structure.get(name)) for name in names]

    def _part(self, part) -> dict:
        under = [
            _words(each)
            for each in self.model.structure.provisions
            if isinstance(part, ProvisionGroup) and each.group == part.id
        ]
        return {
            "title": _words(part),
            "url": f"{self.url}#{part.id}",
            "under": under,
        }


def _words(part) -> str:
    text = part.title if isinstance(part, ProvisionGroup) else part.text
    return f"{part.number} {text}".strip()
