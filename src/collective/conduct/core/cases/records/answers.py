"""Answers of a report as they are sealed: typed, with the titles as they were shown.

Who told of it has a field of its own. So nothing is looked for by its words, and
a translation that changes changes nothing that was sealed before.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ReportAnswer:
    """One answer: the question's name, kind and title as shown, and its words."""

    name: str
    kind: str
    title: str
    value: str


@dataclass(frozen=True)
class Reporter:
    """Who tells of it, openly. ``title`` is what the field was called."""

    name: str
    contact: str = ""
    title: str = ""

    @property
    def shown(self) -> str:
        """Name and contact, a line each."""
        return "\n".join(filter(None, (self.name, self.contact)))


def labels(
    answers: Iterable[ReportAnswer], taken: Iterable[str] = ()
) -> dict[str, str]:
    """Name -> what an answer is called in a list: its title, where that is unique."""
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
    """Label -> words of each answer, and last of whoever tells of it."""
    answers = tuple(answers)
    called = labels(answers)
    found = {called[each.name]: each.value for each in answers}
    if reporter is not None:
        title = reporter.title if reporter.title not in found else "reporter"
        found[title] = reporter.shown
    return found
