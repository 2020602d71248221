"""Sealed answers of a report: typed, with the titles as they were shown.

The reporter has a field of their own. So nothing is found by its title, and a
changed translation changes nothing that was sealed before.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ReportAnswer:
    """One answer: the question's name, kind and title as shown, and its text."""

    name: str
    kind: str
    title: str
    value: str


@dataclass(frozen=True)
class Reporter:
    """The reporter's name, given openly. ``title`` is the title of the field."""

    name: str
    contact: str = ""
    title: str = ""

    @property
    def shown(self) -> str:
        """Name and contact, one line each."""
        return "\n".join(filter(None, (self.name, self.contact)))


def labels(
    answers: Iterable[ReportAnswer], taken: Iterable[str] = ()
) -> dict[str, str]:
    """Return name -> heading of each answer in a list: its title, made unique."""
    found: dict[str, str] = {}
    used = set(taken)
    for each in answers:
        names = (each.title, each.name, f"{each.title} ({each.name})")
        found[each.name] = next((name for name in names if name not in used), names[-1])
        used.add(found[each.name])
    return found


def as_shown(
    answers: Iterable[ReportAnswer], reporter: Reporter | None = None
) -> dict[str, str]:
    """Return heading -> text of each answer; the reporter comes last."""
    answers = tuple(answers)
    called = labels(answers)
    found = {called[each.name]: each.value for each in answers}
    if reporter is not None:
        title = reporter.title if reporter.title not in found else "reporter"
        found[title] = reporter.shown
    return found
