"""Choice of the recipients, the persons concerned and the witnesses of a report."""

from collective.conduct.browser.reports.form_state import Written
from collective.conduct.operations.cases.available_recipients import approvers
from collective.conduct.operations.cases.available_recipients import AvailableRecipient
from collective.conduct.operations.cases.available_recipients import bars_of
from collective.conduct.operations.cases.available_recipients import offered
from collective.conduct.operations.cases.available_recipients import sealed_for
from collective.conduct.operations.reports.person_search import find
from collective.conduct.operations.reports.person_search import named
from collective.conduct.operations.reports.person_search import PersonMatch
from collective.conduct.operations.reports.person_search import SHORTEST
from collective.conduct.principals.registers.titles import held_title
from functools import cached_property


class Choosing:
    """The people of a report that is being written.

    ``registered``: staff write down what somebody told them. ``search``: the name that
    was searched for, None without a search.
    """

    def __init__(
        self,
        form: str,
        written: Written,
        registered: bool = False,
        search: str | None = None,
    ) -> None:
        self.form, self.written = form, written
        self._registered, self._search = registered, search

    @cached_property
    def offered(self) -> list[AvailableRecipient]:
        """Available recipients; for a reprisal those of the first report last."""
        state = self.written
        found = offered(
            self.form, state.about, state.witnesses, self._registered, state.linked
        )
        return sorted(found, key=lambda each: each.person in state.first)

    @property
    def readers(self) -> list[dict]:
        """The available recipients as checkboxes."""
        return [
            {
                "id": each.person,
                "name": each.name,
                "function": held_title(each.function),
                "substitute": each.substitute,
                "chosen": each.person in self.recipients,
                "first": each.person in self.written.first,
            }
            for each in self.offered
        ]

    @cached_property
    def recipients(self) -> frozenset[int]:
        """The ticked ones: as chosen, else all who did not have a first report."""
        everybody = frozenset(each.person for each in self.offered)
        others = everybody - frozenset(self.written.first)
        return frozenset(self.written.recipients) & everybody or others or everybody

    @cached_property
    def sealed_for(self) -> str:
        """For whom it would be sealed: a key of ``recipients.SEALED_FOR``."""
        state = self.written
        shown = state.shown or [each.person for each in self.offered]
        bars = bars_of(state.about, state.witnesses, {*shown} - self.recipients)
        return sealed_for(bool(self.offered), bars, state.linked)

    @property
    def concerned(self) -> list[dict]:
        """People offered as concerned: all possible recipients, and who was chosen."""
        able = offered(
            self.form, registered=self._registered, linked=self.written.linked
        )
        people = {each.person for each in able} | set(self.written.about)
        return [self._person(each) for each in named(people - self._witnesses)]

    @property
    def witnesses(self) -> list[dict]:
        """The people who were named as witnesses."""
        return [self._person(each) for each in named(self._witnesses)]

    @property
    def finds_nobody(self) -> bool:
        """Whether a search found nobody."""
        return (
            self._search is not None and not self.search_too_short and not self.results
        )

    @property
    def results(self) -> list[dict]:
        """The people whom the search found, without those already listed."""
        above = {each["id"] for each in self.concerned} | self._witnesses
        found = find(self._search) if self._search is not None else []
        return [self._person(each) for each in found if each.person not in above]

    @property
    def search_too_short(self) -> bool:
        typed = self._search
        return typed is not None and len("".join(typed.split())) < SHORTEST

    @cached_property
    def approvers(self) -> str:
        """Who could approve opening the identity, by name; "" when nobody could."""
        state = self.written
        found = approvers(state.out | self.recipients, state.linked)
        return ", ".join(each.name for each in found)

    @property
    def _witnesses(self) -> frozenset[int]:
        return frozenset(self.written.witnesses)

    def _person(self, each: PersonMatch) -> dict:
        return {
            "id": each.person,
            "name": each.name,
            "holds": ", ".join(held_title(key, body) for key, body in each.holds),
            "concerned": each.person in self.written.about,
            "witness": each.person in self.written.witnesses,
        }
