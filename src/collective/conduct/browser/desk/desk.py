"""``@@desk``: what awaits whoever handles cases; nothing is there for others."""

from collections.abc import Callable
from collective.conduct.browser.desk.lines import CaseLines
from collective.conduct.core.cases import CaseFacts
from collective.conduct.core.errors import Invalid
from collective.conduct.core.interfaces import ICases
from collective.conduct.i18n import _
from collective.conduct.operations.cases.time import due_of
from collective.conduct.operations.keys import again
from collective.conduct.operations.keys import identity
from collective.conduct.operations.keys import own
from collective.conduct.operations.keys import sharing
from collective.conduct.vocabularies.cases import CASE_FILTERS
from datetime import date
from functools import cached_property
from zope.component import getUtility


PAGE = 25
# what the list can be narrowed to -> whether a case is in it
FILTERS: dict[str, Callable[[CaseFacts, date], bool]] = {
    "open": lambda facts, _today: facts.state != "closed",
    "new": lambda facts, _today: facts.state == "received",
    "late": lambda facts, today: bool((due := due_of(facts)) and due.is_late(today)),
    "closed": lambda facts, _today: facts.state == "closed",
}


class Desk(CaseLines):
    """The cases of whoever looks, the urgent ones first. It opens none of them."""

    def show(self):
        if own.key_of(self.person) is None:
            return self.sent(f"{self.hub_url}/@@my-key")
        return self.ask() if self.locked else self.index()

    def deed(self):
        if self.typed("restore"):
            count = sharing.restore(self._chosen("restore"), self.key)
            again.settle()
            done = _(
                "done_restored",
                default="They can open ${count} of your cases again.",
                mapping={"count": count},
            )
        elif self.typed("come_back"):
            done = self._come_back()
        else:
            count = sharing.hand_over(
                self._chosen("hand_to"), self.key, bool(self.typed("stay"))
            )
            done = _(
                "done_handed_over",
                default="${count} cases are handed over.",
                mapping={"count": count},
            )
        return self.sent(f"{self.url}/@@desk", done)

    def _come_back(self):
        count = again.come_back(self.key)
        return _(
            "done_come_back",
            default="${count} cases open for you again.",
            mapping={"count": count},
        )

    def _chosen(self, name: str) -> int:
        person = self.typed_number(name)
        if person is None or person == self.person:
            raise Invalid("nobody_chosen")
        return person

    @cached_property
    def person(self) -> int:
        return own.holder()

    @cached_property
    def facts(self) -> list[CaseFacts]:
        cases = getUtility(ICases)
        found = [cases.facts(case) for case in sharing.cases_of(self.person)]
        return sorted(found, key=_order)

    @cached_property
    def listed(self) -> list[CaseFacts]:
        """The cases of the filter that was chosen."""
        wanted = FILTERS.get(self.filter, FILTERS["open"])
        return [each for each in self.facts if wanted(each, self.today)]

    @property
    def filter(self) -> str:
        chosen = self.typed("show", "open")
        return chosen if chosen in FILTERS else "open"

    @property
    def filters(self) -> list[dict]:
        """What can be chosen, with how many there are."""
        return [
            {
                "key": key,
                "title": self.t(CASE_FILTERS[key]),
                "count": sum(1 for each in self.facts if wanted(each, self.today)),
                "here": key == self.filter,
            }
            for key, wanted in FILTERS.items()
        ]

    @property
    def page(self) -> int:
        """The number of the page that is shown, from 1."""
        return min(max(self.typed_number("page") or 1, 1), self.pages)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.listed) // PAGE))

    @property
    def cases(self) -> list[dict]:
        """The cases of this page."""
        shut, first = set(again.shut(self.person)), (self.page - 1) * PAGE
        return [
            {**self.line(each), "shut": each.case in shut}
            for each in self.listed[first : first + PAGE]
        ]

    @property
    def approvals(self) -> int:
        """How many requests wait for this person's decision."""
        return len(identity.waiting())

    @property
    def halves(self) -> int:
        """How many requests wait for this person's half of a key."""
        return len(again.for_escrow())

    @property
    def handles(self) -> bool:
        """Whether the person holds a function that handles cases."""
        others = {"identity_approver", "escrow_holder"}
        return bool(set(own.functions()) - others) or bool(self.facts)

    @property
    def is_escrow(self) -> bool:
        return "escrow_holder" in own.functions()

    @property
    def colleagues(self) -> list[tuple[str, str]]:
        """Who asks to be let in again."""
        return self.named(again.for_co_handlers())

    @property
    def given_back(self) -> bool:
        """Whether two halves were given for a case that is shut."""
        return again.can_come_back(self.person)

    @property
    def successors(self) -> list[tuple[str, str]]:
        """Who could take over all cases."""
        return self.named(sharing.handlers() - {self.person})


def _order(facts: CaseFacts) -> tuple:
    """The open ones first, of these the urgent ones, then what is due first."""
    due = due_of(facts)
    return (facts.state == "closed", not facts.urgent, due.due if due else date.max)
