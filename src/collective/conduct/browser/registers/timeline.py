"""Timeline of a body's term of office: who held a seat when, drawn on the server."""

from collective.conduct.browser.registers.seatings import Seatings
from collective.conduct.core.registers.mandate_rules import FIRST_YEAR
from collective.conduct.core.registers.mandate_rules import LAST_YEAR
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.registers.roster import Held
from collective.conduct.operations.registers.roster import of_term
from collective.conduct.operations.registers.terms_of_office import terms
from datetime import date
from datetime import timedelta
from functools import cached_property


WIDE, LANE = 1000, 12  # of the picture; one lane for each office of a person


class TermLine(Seatings):
    """Page of the timeline: one line per person, one bar for each office."""

    def show(self):
        keep_private(self.request.response)
        self.people  # noqa: B018 (whoever may not look is refused before a word)
        return self.index()

    @cached_property
    def day_asked(self) -> date:
        day = self.typed_day("day")
        within = day is not None and FIRST_YEAR <= day.year <= LAST_YEAR
        return day if within else self.today

    @cached_property
    def term(self) -> tuple[date, date]:
        return terms().of(self.day_asked)

    @property
    def first(self) -> str:
        return self.day(self.term[0])

    @property
    def last(self) -> str:
        return self.day(self.term[1])

    @property
    def before(self) -> str:
        return self._link(terms().of(self.term[0] - timedelta(days=1))[0])

    @property
    def after(self) -> str:
        return self._link(self.term[1] + timedelta(days=1))

    def _link(self, day: date) -> str:
        return f"{self.url}/@@term?day={day}"

    @cached_property
    def people(self) -> list[dict]:
        """The people of the term by name, each with bars and their titles."""
        found: dict[int, list[Held]] = {}
        for held in of_term(self.context.getId(), self.day_asked, terms()):
            found.setdefault(held.person.id, []).append(held)
        return [self._line(lanes) for lanes in found.values()]

    def _line(self, lanes: list[Held]) -> dict:
        person = lanes[0].person
        return {
            "name": person.name,
            "url": self.person_url(person.id) if self.can_manage else "",
            "seats": [self._title(each.row) for each in lanes],
            "bars": [self._bar(each.row, lane) for lane, each in enumerate(lanes)],
            "height": LANE * len(lanes),
        }

    def _bar(self, row: Mandate, lane: int) -> dict:
        first, last = self.term
        start, end = max(row.start, first), min(row.end or last, last)
        begins = self._x(start)
        return {
            "x": f"{begins:.1f}",
            "y": LANE * lane + 2,
            "width": f"{max(self._x(end + timedelta(days=1)) - begins, 4):.1f}",
            "title": self._title(row),
        }

    def _title(self, row: Mandate) -> str:
        """An office with its party and days, in one line."""
        held = ", ".join(each for each in (self.title_of(row), row.party) if each)
        return f"{held}: {self.day(row.start)} – {self.day(row.end)}".strip()

    def _x(self, day: date) -> float:
        """The horizontal position of a day in the picture."""
        first, last = self.term
        return WIDE * (day - first).days / ((last - first).days + 1)

    @property
    def marks(self) -> list[dict]:
        """The marks of the years within the term, and of today."""
        first, last = self.term
        years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
        marks = [{"x": f"{self._x(each):.1f}", "kind": "year"} for each in years]
        if first <= self.today <= last:
            marks.append({"x": f"{self._x(self.today):.1f}", "kind": "today"})
        return marks
