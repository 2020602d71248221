"""Figures of everything that officials are asked, within what the viewer may see.

Whoever sees only some names (a secretary, a leader) gets the figures of those
people, and of a document also the figures of all others, unless that would
single somebody out (``core.common.thresholds``; REQUIREMENTS B25, A23).
"""

from collective.conduct.core.answers.coverage import CoverageRow
from collective.conduct.core.answers.coverage import cumulative
from collective.conduct.core.answers.coverage import Figures
from collective.conduct.core.answers.coverage import figures
from collective.conduct.core.answers.coverage import NONE_YET
from collective.conduct.core.answers.coverage import Scope
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.thresholds import hidden
from collective.conduct.operations.answers.coverage import lines_of
from collective.conduct.operations.answers.coverage import scope_of
from collective.conduct.operations.campaigns.subjects import read
from collective.conduct.operations.campaigns.subjects import Subject
from collective.conduct.operations.campaigns.subjects import SubjectAnswers
from collective.conduct.operations.campaigns.subjects import subjects
from collective.conduct.operations.common.authority import authorise
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from plone import api


@dataclass(frozen=True)
class SubjectFigures:
    """The figures of one subject, for one viewer.

    ``steps``: how many had answered by which day. ``others``: the figures of
    those whom the viewer does not see by name; None when there are none, and
    when they are ``withheld``.
    """

    subject: Subject
    lines: list[CoverageRow]
    figures: Figures
    everything: bool
    steps: tuple[tuple[date, int], ...] = ()
    others: Figures | None = None
    withheld: bool = False


def overview() -> list[SubjectFigures]:
    """Return all subjects with figures; those that ask nobody visible are left out."""
    scope = scope_of(authorise("see_coverage"))
    standings = (_standing(each, read(each), scope) for each in subjects())
    return [each for each in standings if each.figures.asked]


def subject_figures(key: str) -> SubjectFigures:
    """Return the figures of one subject, also over time; ``Missing`` "no_subject"."""
    scope = scope_of(authorise("see_coverage"))
    subject = next((each for each in subjects() if each.key == key), None)
    if subject is None:
        raise Missing("no_subject")
    reading = read(subject)
    made = _standing(subject, reading, scope)
    made = replace(made, steps=_steps(made, reading))
    return made if scope.everything else _with_others(made, reading)


def smallest_figure() -> int:
    """Return the setting below which figures about people are withheld."""
    return api.portal.get_registry_record("collective.conduct.smallest_figure")


def _standing(
    subject: Subject, reading: SubjectAnswers, scope: Scope
) -> SubjectFigures:
    lines = lines_of(reading.mandates, reading.outcomes, scope)
    return SubjectFigures(subject, lines, figures(lines), scope.everything)


def _steps(
    made: SubjectFigures, reading: SubjectAnswers
) -> tuple[tuple[date, int], ...]:
    answered = {each.person for each in made.lines if each.outcome != NONE_YET}
    days = [reading.first_day(person) for person in answered]
    end = made.subject.end
    start = made.subject.start
    if start == date.min:  # no first day is known: begin with the first answer
        start = min(days, default=end)
    return tuple(cumulative(days, start, end))


def _with_others(made: SubjectFigures, reading: SubjectAnswers) -> SubjectFigures:
    """Add the figures of the others, or that they are withheld.

    Of documents alone: a campaign asks nearly the same people, and the
    difference of two such totals could be one person.
    """
    visible = {each.person for each in made.lines}
    others = {row.person for row in reading.mandates} - visible
    if not others or made.subject.kind != "document":
        return made
    answered = len(others & reading.outcomes.keys())
    counts = {"others": (answered, len(others) - answered)}
    if hidden(counts, smallest_figure()):
        return replace(made, withheld=True)
    counted = {"answered": answered, NONE_YET: len(others) - answered}
    return replace(made, others=Figures(len(others), counted))
