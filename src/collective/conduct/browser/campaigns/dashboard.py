"""Dashboard: figures of the answers to every document, campaign and notice."""

from collective.conduct.browser.answers.bars import ANSWERED
from collective.conduct.browser.answers.bars import Bars
from collective.conduct.browser.common.base import Page
from collective.conduct.core.answers import coverage as core
from collective.conduct.i18n import _
from collective.conduct.operations.campaigns import dashboard
from collective.conduct.operations.campaigns.dashboard import SubjectFigures
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.answers.outcomes import OUTCOME_TITLES
from functools import cached_property
from math import ceil
from plone import api
from urllib.parse import urlencode


BATCH = 50
WIDE, HIGH, MARGIN = 600, 144, 8
NOTICE_TITLES = OUTCOME_TITLES | {
    "none": _("outcome_not_informed", default="Has not read the notice"),
}
READ = _("column_informed", default="Has read it")
KIND_TITLES = {
    "document": _("subject_document", default="Document"),
    "campaign": _("subject_campaign", default="Campaign"),
    "own_data": _("subject_own_data", default="Notice of own data"),
}


class FiguresPage(Page):
    """Base of the page and its files: one subject, or all of them."""

    def respond(self):
        keep_private(self.request.response)
        return super().respond()

    @property
    def about(self) -> str:
        """The key of the subject that is looked at, "" for all."""
        return self.typed("about")

    @cached_property
    def standings(self) -> list[SubjectFigures]:
        return dashboard.overview()

    @cached_property
    def standing(self) -> SubjectFigures:
        return dashboard.subject_figures(self.about)

    # words
    def title_of(self, standing: SubjectFigures) -> str:
        subject = standing.subject
        return subject.title or self.t(KIND_TITLES[subject.kind])

    def kind_of(self, standing: SubjectFigures) -> str:
        return self.t(KIND_TITLES[standing.subject.kind])

    @cached_property
    def bars(self) -> Bars:
        """Tables of figures: a notice is read, not answered."""
        notice = self.about and self.standing.subject.kind == "own_data"
        titles = NOTICE_TITLES if notice else OUTCOME_TITLES
        lines = self.standing.lines if self.about else []
        answered = READ if notice else ANSWERED
        return Bars(self.translator, lines, titles, answered=answered)

    @property
    def steps(self) -> list[dict]:
        """The table over time, the latest day first."""
        return [
            {"day": day, "words": self.day(day), "count": count}
            for day, count in reversed(self.standing.steps)
        ]


class DashboardPage(FiguresPage):
    """``@@dashboard``: the overview, or with ``about`` one subject."""

    def show(self):
        self.detail = self.standing if self.about else None
        return self.index()

    def link(self, view: str = "@@dashboard", **query) -> str:
        """Return an address of these pages; it contains only keys and numbers."""
        encoded = urlencode({key: value for key, value in query.items() if value})
        return f"{self.url}/{view}?{encoded}" if encoded else f"{self.url}/{view}"

    @property
    def rows(self) -> list[dict]:
        """The overview: a row for each subject."""
        return [
            {
                **self.bars.row(
                    self.title_of(each),
                    each.figures,
                    self.link(about=each.subject.key),
                ),
                "kind": self.kind_of(each),
                "language": each.subject.language or None,
                "missing": each.figures.by_outcome.get(core.NONE_YET, 0),
                "missing_url": self.missing_url(each),
            }
            for each in self.standings
        ]

    def missing_url(self, standing: SubjectFigures) -> str:
        """The address of the list of those who have not answered."""
        subject = standing.subject
        if subject.kind == "document":
            return f"{_url(subject.path)}/@@coverage?outcome=none#people"
        return f"{self.link(about=subject.key)}#people"

    @property
    def place(self) -> str:
        """The address of the edition or campaign, "" for the notice."""
        path = self.standing.subject.path
        return _url(path) if path else ""

    @property
    def missing(self) -> list[core.CoverageRow]:
        """Those who have not answered, by name."""
        return [each for each in self.standing.lines if each.outcome == core.NONE_YET]

    @property
    def lists_people(self) -> bool:
        """Whether the list is on this page: that of a document has its own."""
        return self.standing.subject.kind != "document"

    @property
    def people(self) -> list[dict]:
        """The people of this page of the list."""
        start = (self.page - 1) * BATCH
        return [
            {"name": each.name, "body": body_title(each.body), "party": each.party}
            for each in self.missing[start : start + BATCH]
        ]

    @property
    def pages(self) -> int:
        return max(1, ceil(len(self.missing) / BATCH))

    @property
    def page(self) -> int:
        return min(self.typed_number("page") or 1, self.pages)

    @property
    def chart(self) -> dict:
        """The steps as a path: a day is as wide as any other."""
        steps, base = self.standing.steps, max(1, self.bars.figures.asked)
        (first, _count), (last, answered) = steps[0], steps[-1]
        days = max(1, (last - first).days)
        places = [
            (WIDE * (day - first).days / days, MARGIN + HIGH * (1 - count / base))
            for day, count in steps
        ]
        path = [f"M {places[0][0]:.1f} {places[0][1]:.1f}"]
        path += [f"H {x:.1f} V {y:.1f}" for x, y in places[1:]]
        text = _(
            "chart_steps_text",
            default="${count} of ${base} on ${day}. The table below has every day.",
            mapping={"count": answered, "base": base, "day": self.day(last)},
        )
        title = _("chart_steps_title", default="How many, day by day")
        return {
            "path": " ".join(path),
            "title": self.t(title),
            "text": self.t(text),
            "first": self.day(first),
            "last": self.day(last),
        }


def _url(path: str) -> str:
    """The address of a path of the site."""
    site = api.portal.get()
    within = path.removeprefix("/".join(site.getPhysicalPath()))
    return f"{site.absolute_url()}/{within.lstrip('/')}"
