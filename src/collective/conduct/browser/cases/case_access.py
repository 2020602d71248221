"""``@@case-people``: who can read a case, and who no longer should."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.core.common.errors import Missing
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import lifting
from collective.conduct.operations.cases.summary import facts_of


class CasePeoplePage(CasePage):
    """Grant, revoke or exclude access to a case; leave it oneself."""

    actions = ("let_in", "exclude", "ask_lift", "lift", "keep_out", "step_back")
    leaving = ("step_back",)

    # actions
    def let_in(self) -> None:
        person = self.chosen_person()
        impartial = bool(self.typed("impartial"))
        case_access.grant_access(self.open_case, person, impartial)

    def exclude(self) -> None:
        person = self.chosen_person()
        case_access.exclude(self.open_case, person)

    def ask_lift(self) -> None:
        person = self.chosen_person()
        lifting.propose(self.open_case, person, self.typed("reason"))

    def lift(self) -> None:
        lifting.decide(self.open_case, self._proposal(), True)

    def keep_out(self) -> None:
        lifting.decide(self.open_case, self._proposal(), False)

    def _proposal(self) -> int:
        number = self.typed_number("proposal")
        if number is None:
            raise Missing("no_request")
        return number

    def step_back(self) -> None:
        case_access.recuse(self.open_case, self.typed("reason"))

    # what is shown
    @property
    def readers(self) -> list[dict]:
        """Who can open the case, and who of them has a new key."""
        stale = case_access.stale(self.number)
        return [
            {
                "person": str(each),
                "name": self.name(each),
                "office": self.office(each),
                "me": each == self.who.person,
                "stale": each in stale,
            }
            for each in case_access.readers(self.number)
        ]

    @property
    def candidates(self) -> list[tuple[str, str]]:
        """Handlers who could be given access."""
        return self.named(case_access.candidates(self.number))

    @property
    def concerned(self) -> list[tuple[str, str]]:
        """People who can be excluded when reading shows that it concerns them (A27)."""
        found = case_access.handlers() | set(case_access.readers(self.number))
        out = {self.who.person, *facts_of(self.number).excluded}
        return self.named(found - out)

    @property
    def shut_out(self) -> list[tuple[str, str]]:
        """People who may not know of the case by a ground of its own."""
        return self.named(lifting.shut_out(self.number))

    @property
    def proposals(self) -> list[dict]:
        """What colleagues ask: that somebody is no longer shut out."""
        return [
            {
                "number": str(each.number),
                "by": self.name(each.by),
                "person": self.name(each.person),
                "reason": each.reason,
            }
            for each in lifting.proposals(self.open_case)
        ]
