"""``@conduct-dashboard``: figures of all that is asked, or ``?about=`` one of it."""

from collective.conduct.operations.campaigns import dashboard
from collective.conduct.operations.campaigns.dashboard import SubjectFigures
from collective.conduct.services.answers.coverage import groups_of
from collective.conduct.services.answers.coverage import OutcomeFigures
from collective.conduct.services.common import rest
from datetime import date


class DashboardQuery(rest.Record):
    """``about``: the key of one subject; "" for all of them."""

    about: str = ""


class SubjectEntry(rest.Record):
    """One subject with its figures."""

    about: str
    kind: str
    title: str
    figures: OutcomeFigures


class DashboardShown(rest.Addressed):
    """Every subject that asks somebody whom the caller may see."""

    items: list[SubjectEntry]


class SubjectShown(SubjectEntry):
    """One subject over time, with the figures of people without a visible name."""

    at: str = rest.key("@id")
    everything: bool
    bodies: dict[str, OutcomeFigures]
    parties: dict[str, OutcomeFigures]
    days: list[tuple[date | int, ...]]
    others: OutcomeFigures | None
    others_withheld: bool


class DashboardService(rest.ConductService, on="hub", right="SeeCoverage"):
    """Figures with their base, of those whom the caller may see; no names."""

    @rest.endpoint("GET @conduct-dashboard", dashboard.overview, rest.Missing)
    def show(self, sent: DashboardQuery) -> DashboardShown | SubjectShown:
        """Figures of all that is asked; with `?about=` of one subject."""
        url = f"{self.url}/@conduct-dashboard"
        if sent.about:
            standing = dashboard.subject_figures(sent.about)
            return _shown(f"{url}?about={sent.about}", standing)
        entries = [SubjectEntry(**_entry(each)) for each in dashboard.overview()]
        return DashboardShown(url, entries)


def _entry(standing: SubjectFigures) -> dict:
    subject = standing.subject
    return {
        "about": subject.key,
        "kind": subject.kind,
        "title": subject.title,
        "figures": OutcomeFigures.of(standing.figures),
    }


def _shown(url: str, standing: SubjectFigures) -> SubjectShown:
    others = standing.others
    return SubjectShown.of(
        standing,
        **_entry(standing),
        at=url,
        bodies=groups_of(standing.lines, "body"),
        parties=groups_of(standing.lines, "party"),
        days=list(standing.steps),
        others=OutcomeFigures.of(others) if others else None,
        others_withheld=standing.withheld,
    )
