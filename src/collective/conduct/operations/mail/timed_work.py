"""State shared by the steps of the timed job: day, pending answers, function holders.

It is computed once per slice. A step goes through all of it and stops soon after
its first write when the slice is over: so every slice makes progress.
"""

from collections.abc import Iterable
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.obligations.campaigns import ACTIVE
from collective.conduct.core.obligations.campaigns import Assignment
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.registers.mandates import valid
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.registers.terms_of_office import Budget
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.obligations import assigned
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import cached_property
from zope.component import getUtility


@dataclass
class Work:
    """One slice of the timed job; ``more``: something is left for the next one."""

    budget: Budget = field(default_factory=Budget)
    more: bool = False

    @cached_property
    def now(self) -> int:
        return now_in_seconds()

    @cached_property
    def day(self) -> date:
        return getUtility(IClock).today()

    @cached_property
    def roster(self) -> Roster:
        return getUtility(IRegister).roster()

    @cached_property
    def campaigns(self) -> list[CampaignFacts]:
        return getUtility(ICampaigns).everything()

    @cached_property
    def pending(self) -> list[tuple[CampaignFacts, Assignment]]:
        """The assignments without an answer in all campaigns that ask today."""
        return [
            (facts, each)
            for facts in self.campaigns
            if facts.state in ACTIVE
            for each in assigned(facts, self.day)
            if each.state == "pending"
        ]

    def over(self) -> bool:
        """Whether the slice is over; called after a write, to ensure progress."""
        self.more = self.more or self.budget.spent
        return self.more

    def holders(self, function: str, bodies: Iterable[str] = ()) -> list[int]:
        """The holders of a function today: for the site, or for one of the bodies."""
        places = {"", *bodies}
        return sorted(
            {
                row.person
                for row in self._functions.get(function, ())
                if row.body in places
            }
        )

    @cached_property
    def _functions(self) -> dict[str, list[Function]]:
        found: dict[str, list[Function]] = {}
        for row in self.roster.rows:
            if isinstance(row, Function) and valid(row, self.day):
                found.setdefault(row.function, []).append(row)
        return found

    def put(self, notices: Iterable[Notice]) -> int:
        """Put new notices until the slice is over; return how many were put.

        A person without an account gets no mail: a secretary asks on paper.
        """
        outbox, count = getUtility(IOutbox), 0
        for each in notices:
            if not outbox.knows(each.key) and self._reachable(each.person):
                count += outbox.put(each)
                if self.over():
                    break
        return count

    @staticmethod
    def _reachable(person: int) -> bool:
        try:
            return bool(getUtility(IRegister).person(person).userid)
        except Missing:
            return False
