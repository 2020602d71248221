"""``@@case-clocks``: the deadlines of a case, and why one is paused or extended."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.operations.cases import deadline_actions
from collective.conduct.operations.cases.deadlines import clocks_of
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.vocabularies.cases.titles import DUE


class CaseClocksPage(CasePage):
    """Meet, pause, resume and extend the deadlines of a case."""

    actions = ("pause", "resume", "extend", "meet")

    # actions
    def pause(self) -> None:
        deadline_actions.pause(self.open_case, self.typed("reason"))

    def resume(self) -> None:
        deadline_actions.resume(self.open_case)

    def extend(self) -> None:
        until, reason = self.typed_day("until"), self.typed("reason")
        deadline_actions.extend(self.open_case, until, reason)

    def meet(self) -> None:
        deadline_actions.meet(self.open_case, self.typed("kind"))

    # what is shown
    @property
    def paused(self) -> bool:
        return deadlines(self.number).paused

    @property
    def clocks(self) -> list[dict]:
        return [
            {
                "kind": each.kind,
                "title": self.t(DUE[each.kind]),
                "due": self.day(each.due),
                "met": self.day(each.met_on) if each.met_on else "",
                "late": each.is_late(self.today),
                "rests": each.paused and not each.met_on,
                "by_deed": each.kind in deadline_actions.BY_A_DEED and not each.met_on,
            }
            for each in clocks_of(facts_of(self.number))
        ]

    @property
    def can_extend(self) -> bool:
        """Whether the answer is still due."""
        return not deadlines(self.number).answered
