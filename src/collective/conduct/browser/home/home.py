"""Home page of the hub: pending work, documents in force, tools of staff."""

from collective.conduct.browser.answers.cards import Cards
from collective.conduct.browser.campaigns.campaigns import campaigns_in
from collective.conduct.browser.common.base import Page
from collective.conduct.browser.documents.states import told_state
from collective.conduct.browser.home.readiness import red_points
from collective.conduct.browser.home.staff_tools import Link
from collective.conduct.browser.home.staff_tools import TOOLS
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.obligations.campaigns import ACTIVE
from collective.conduct.operations.answers.edition_queries import shelves
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.contacts.channels import stale_channels
from collective.conduct.operations.documents.editions import seen
from collective.conduct.operations.vault import my_key
from collective.conduct.vocabularies.documents.states import DOCUMENT_STATES
from collective.conduct.vocabularies.terms import TYPE_TITLES
from functools import cached_property
from plone import api
from zope.component import queryMultiAdapter


TYPES = ("ConductPolicy", "ConductCode")
# A reader looks for the code first; then the order of the ladder.
ORDER = ("code", *(key for key in TYPE_TITLES if key != "code"))
PROPOSED = ("proposed", "revision_proposed")
WRITTEN = ("draft", "revision")


class HubPage(Page):
    """The home page, view of the hub."""

    goes_on = True

    def show(self):
        authorise("view_hub", self.context)
        return self.index()

    @cached_property
    def waits(self) -> Cards:
        """The cards of the user's pending work."""
        return Cards(self.translator, self.who.person, self.hub_url)

    @cached_property
    def brains(self) -> list:
        """The documents that the user may see, by title."""
        catalog = api.portal.get_tool("portal_catalog")
        # The days of editions decide what is in force: our types have no other dates.
        return list(
            catalog.searchResults(
                portal_type=TYPES, sort_on="sortable_title", show_inactive=True
            )
        )

    @cached_property
    def shelves(self) -> dict[str, list[EditionFacts]]:
        return shelves()

    # for readers
    @property
    def in_force(self) -> list[dict]:
        """The documents in force, by type; a type without any is left out."""
        found: dict[str, list[dict]] = {}
        for brain in self.brains:
            current = in_force(self.shelves.get(brain.UID, ()), self.today)
            if current is not None:
                lines = found.setdefault(current.document_type, [])
                lines.append(self._line(brain, current))
        return [
            {"title": self.t(TYPE_TITLES[key]), "documents": found[key]}
            for key in ORDER
            if key in found
        ]

    def _line(self, brain, facts: EditionFacts) -> dict:
        return {
            "title": facts.title,
            "language": facts.language,
            "url": brain.getURL(),
            "state": told_state(self.translator, facts),
            "who_has": self._who_has(brain.getURL(), facts),
        }

    def _who_has(self, url: str, facts: EditionFacts) -> str:
        """The address of an edition's coverage, "" for those who may not see it."""
        if not facts.asks or not may("see_coverage"):
            return ""
        return f"{url}/{facts.path.split('/')[-1]}/@@coverage"

    # for staff
    @property
    def is_staff(self) -> bool:
        """Whether the user gets the block for staff."""
        return bool(self.tools)

    @property
    def follows(self) -> bool:
        """Whether the user only follows the answers of a body or group."""
        return not any(map(may, ("add_document", "manage_registers", "export_ledger")))

    @cached_property
    def campaigns(self) -> list[dict]:
        """The running campaigns, for those who follow them."""
        return campaigns_in(self.translator, ACTIVE) if may("see_coverage") else []

    @cached_property
    def proposed(self) -> list[dict]:
        """Drafts that wait for adoption, for those who may send back or adopt."""
        return self._drafts(PROPOSED) if may("propose", state="draft") else []

    @cached_property
    def written(self) -> list[dict]:
        """Drafts that are being written, for those who write."""
        return self._drafts(WRITTEN) if may("view_draft", state="draft") else []

    def _drafts(self, states: tuple[str, ...]) -> list[dict]:
        return [
            {
                "title": brain.Title,
                "url": f"{brain.getURL()}/@@draft",
                "state": DOCUMENT_STATES[brain.review_state],
            }
            for brain in self.brains
            if brain.review_state in states
        ]

    @cached_property
    def coming(self) -> list[dict]:
        """Editions that come into force later, the next first."""
        urls = {brain.UID: brain.getURL() for brain in self.brains}
        later = [
            facts
            for uid, rows in self.shelves.items()
            for facts in (seen(rows) if uid in urls else ())
            if facts.valid_from > self.today and not facts.annulled_on
        ]
        return [
            {
                "title": facts.title,
                "number": facts.number,
                "url": f"{urls[facts.document]}/{facts.path.split('/')[-1]}",
                "state": told_state(self.translator, facts),
            }
            for facts in sorted(later, key=lambda each: each.valid_from)
        ]

    @cached_property
    def unchecked(self) -> list[dict]:
        """Contacts not checked for a year, for those who edit contacts (E21)."""
        if not may("add_channel"):
            return []
        return [
            {"title": each.title, "url": each.absolute_url()}
            for each in stale_channels()
        ]

    @cached_property
    def red_points(self) -> int:
        """How many readiness checks fail, for those who may see them."""
        return red_points() if may("see_readiness") else 0

    @cached_property
    def tools(self) -> list[dict]:
        """The links to staff pages, in groups, as far as the user may open them."""
        found = [
            {
                "title": self.t(group.title),
                "links": [each for link in group.links for each in self._tool(link)],
            }
            for group in TOOLS
        ]
        return [group for group in found if group["links"]]

    def _tool(self, link: Link) -> list[dict]:
        """A link as the page shows it; empty when the user may not open it."""
        place = api.portal.get() if link.place == "site" else self.context
        view = queryMultiAdapter((place, self.request), name=link.view)
        if view is None or not may(link.action):
            return []
        if link.keyed and not my_key.functions():
            return []
        url = f"{place.absolute_url()}/@@{link.view}"
        return [{"title": self.t(link.title), "url": url}]
