"""``@@case-people``: who can read a case, and who no longer should."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases.summary import facts_of


class CasePeoplePage(CasePage):
    """Grant, revoke or exclude access to a case; leave it oneself."""

    actions = ("let_in", "let_out", "exclude", "step_back")
    leaving = ("step_back",)

    # actions
    def let_in(self) -> None:
        person = self.chosen_person()
        case_access.grant_access(self.open_case, person)

    def let_out(self) -> None:
        person = self.chosen_person()
        case_access.revoke_access(self.open_case, person)

    def exclude(self) -> None:
        person = self.chosen_person()
        case_access.exclude(self.open_case, person)

    def step_back(self) -> None:
        case_access.recuse(self.open_case, self.typed("reason"))

    # what is shown
    @property
    def readers(self) -> list[dict]:
        """Who can open the case, and who of them no longer should."""
        left, stale = (
            case_access.left_office(self.number),
            case_access.stale(self.number),
        )
        return [
            {
                "person": str(each),
                "name": self.name(each),
                "office": self.office(each),
                "me": each == self.who.person,
                "left": each in left,
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
