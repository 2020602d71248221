"""``@@desk``: the cases and requests of a key holder; 404 for everybody else."""

from collective.conduct.browser.cases.lines import CaseLines
from collective.conduct.core.common.errors import Invalid
from collective.conduct.i18n import _
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import desk
from collective.conduct.operations.cases import handing_over
from collective.conduct.operations.cases import identity
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.vault import my_key
from collective.conduct.vocabularies.cases.titles import CASE_COLUMNS
from collective.conduct.vocabularies.cases.titles import CASE_FILTERS
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode


PAGE = 25


class Desk(CaseLines):
    """The acting person's cases, overdue ones first. It opens none of them."""

    def show(self):
        my_key.require_half()
        if my_key.key_of(self.person) is None:
            return self.sent(f"{self.hub_url}/@@my-key")
        return self.ask() if self.locked else self.index()

    def do_action(self):
        if self.typed("restore"):
            count = key_recovery.restore(self._chosen("restore"), self.vault)
            done = _(
                "done_restored",
                default="They can open ${count} of your cases again.",
                mapping={"count": count},
            )
        elif self.typed("come_back"):
            done = self._come_back()
        elif self.typed("away"):
            done = self._go_away()
        elif self.typed("home"):
            handing_over.come_home()
            done = _("done_home", default="You are there again.")
        else:
            count = handing_over.hand_over(
                self._chosen("hand_to"), self.vault, bool(self.typed("stay"))
            )
            done = _(
                "done_handed_over",
                default="${count} cases are handed over.",
                mapping={"count": count},
            )
        return self.sent(f"{self.url}/@@desk", done)

    def _come_back(self):
        count = key_recovery.come_back(self.vault)
        return _(
            "done_come_back",
            default="${count} cases open for you again.",
            mapping={"count": count},
        )

    def _go_away(self):
        first, last = self.typed_day("first"), self.typed_day("last")
        count = handing_over.go_away(
            first, last, self.vault, self.typed_number("instead")
        )
        return _(
            "done_away",
            default="It is noted. ${count} of your cases are open for who stands in.",
            mapping={"count": count},
        )

    @property
    def absence(self) -> dict | None:
        """The first and last day of the person's absence, None when there is none."""
        found = handing_over.absence()
        return found and {"first": self.day(found[0]), "last": self.day(found[1])}

    def _chosen(self, name: str) -> int:
        person = self.typed_number(name)
        if person is None or person == self.person:
            raise Invalid("nobody_chosen")
        return person

    @cached_property
    def person(self) -> int:
        return my_key.current_key_holder()

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many cases each filter shows."""
        return desk.counts()

    @property
    def has_cases(self) -> bool:
        return bool(self.counts["open"] or self.counts["closed"])

    @property
    def filter(self) -> str:
        chosen = self.typed("show", "open")
        return chosen if chosen in desk.FILTERS else "open"

    @property
    def filters(self) -> list[dict]:
        """The filters to choose from, each with its number of cases."""
        return [
            {
                "key": key,
                "title": self.t(CASE_FILTERS[key]),
                "count": self.counts[key],
                "here": key == self.filter,
            }
            for key in desk.FILTERS
        ]

    @property
    def order(self) -> str:
        """The column to sort by, descending with "-" in front; "" sorts by day."""
        chosen = self.typed("sort")
        return chosen if chosen.removeprefix("-") in desk.ORDERS else ""

    @property
    def heads(self) -> list[dict]:
        """The column headings, each with the address that sorts by it."""
        return [
            {
                "title": self.t(title),
                "sort": self._next_order(key),
                "sorted": self._sorted(key),
                "url": self.listed(sort=self._next_order(key), page=1),
            }
            for key, title in CASE_COLUMNS.items()
        ]

    def _next_order(self, key: str) -> str:
        return f"-{key}" if key and self.order == key else key

    def _sorted(self, key: str) -> str | None:
        if self.order.removeprefix("-") != key:
            return None
        return "descending" if self.order.startswith("-") else "ascending"

    def listed(self, **changes) -> str:
        """Return the address of the list with other choices."""
        chosen = {"show": self.filter, "sort": self.order, "page": self.page}
        return f"{self.url}/@@desk?{urlencode({**chosen, **changes})}"

    @property
    def page(self) -> int:
        """The number of the page that is shown, counted from 1."""
        return min(max(self.typed_number("page") or 1, 1), self.pages)

    @property
    def pages(self) -> int:
        return max(1, -(-self.counts[self.filter] // PAGE))

    @property
    def cases(self) -> list[dict]:
        """The cases of this page."""
        first = (self.page - 1) * PAGE
        found = islice(desk.desk_entries(self.filter, self.order), first, first + PAGE)
        public, names = my_key.public_now(), self.nicknames
        return [
            {
                **self.line(each.facts, each.deadlines),
                "shut": each.public != public,
                "nickname": names.get(each.facts.case, ""),
            }
            for each in found
        ]

    @property
    def approvals(self) -> int:
        """How many requests wait for this person's decision."""
        return len(identity.waiting())

    @property
    def halves(self) -> int:
        """How many requests wait for this person's half of a key."""
        return len(key_recovery.for_escrow())

    @property
    def handles(self) -> bool:
        """Whether the person holds a function that handles cases."""
        others = {"identity_approver", "escrow_holder"}
        return bool(set(my_key.functions()) - others) or self.has_cases

    @property
    def is_escrow(self) -> bool:
        return "escrow_holder" in my_key.functions()

    @property
    def colleagues(self) -> list[tuple[str, str]]:
        """Colleagues who ask for access again, after they got a new key."""
        return self.named(key_recovery.for_co_handlers())

    @property
    def given_back(self) -> bool:
        """Whether two halves were given for a case that this person cannot open."""
        return key_recovery.can_come_back(self.person)

    @property
    def successors(self) -> list[tuple[str, str]]:
        """Who could take over all cases."""
        return self.named(case_access.handlers() - {self.person})
