"""A campaign: what it asks, how everybody stands, what can be done now."""

from collective.conduct.browser.bars import Bars
from collective.conduct.browser.files import CsvFile
from collective.conduct.browser.files import XlsxFile
from collective.conduct.browser.forms import Option
from collective.conduct.browser.listing import HEADS
from collective.conduct.browser.peoplelist import People
from collective.conduct.content.campaign import IConductCampaign
from collective.conduct.core import coverage as core
from collective.conduct.core.access import PERMISSIONS
from collective.conduct.i18n import _
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.authority import may
from collective.conduct.operations.campaigns import facts_of
from collective.conduct.operations.coverage import scope_of
from collective.conduct.operations.parts import people_of
from collective.conduct.operations.request_privacy import keep_private
from collective.conduct.principals.titles import group_title
from collective.conduct.vocabularies.campaigns import ASKS
from collective.conduct.vocabularies.campaigns import CAMPAIGN_STATES
from collective.conduct.vocabularies.campaigns import KIND_TITLES
from collective.conduct.vocabularies.campaigns import reminder_title
from collective.conduct.vocabularies.campaigns import STANDING_ICONS
from collective.conduct.vocabularies.campaigns import STANDING_TITLES
from collective.conduct.vocabularies.catalogue import title_of
from collective.conduct.vocabularies.terms import LANGUAGE_TITLES
from functools import cached_property
from plone import api


WAITING = "waiting"
WAITS = ("pending", "overdue")
COLUMNS = (*core.COLUMNS, "due")
COLUMN_HEADS = {
    **HEADS,
    "outcome": _("column_standing", default="How it stands"),
    "due": _("column_due", default="Last day to answer"),
}
# deed -> its page, and the words of the link; the first two stand apart
LINKS = {
    "remind": ("remind", _("link_remind", default="Remind those who have not")),
    "waive": ("waive", _("link_waive", default="Let somebody off")),
    "edit_campaign": ("edit", _("link_edit_campaign", default="Change the plan")),
    "wind_down_campaign": (
        "wind-down",
        _("link_wind_down", default="Wind it down: ask no joiners any more"),
    ),
    "close_campaign": ("close", _("link_close", default="Close it")),
    "delete_campaign": (
        "delete_confirmation",
        _("link_delete_campaign", default="Remove the plan"),
    ),
}


class Standing(People):
    """The people of a campaign, and how they stand."""

    view_name = "@@view"
    columns = COLUMNS
    column_heads = COLUMN_HEADS
    outcome_titles = STANDING_TITLES
    outcome_icons = STANDING_ICONS

    @cached_property
    def everybody(self) -> list[core.Line]:
        """All whom the viewer may see."""
        return people_of(self.context)

    def fits(self, line: core.Line, name: str, value: str) -> bool:
        """One choice stands for all who have not answered, late or not."""
        if (name, value) == ("outcome", WAITING):
            return line.outcome in WAITS
        return super().fits(line, name, value)

    def choices(self, name: str) -> list[Option]:
        every, *found = super().choices(name)
        if name != "outcome":
            return [every, *found]
        words = _("filter_waiting", default="Everybody who has not answered")
        return [every, (WAITING, self.t(words)), *found]

    def cells(self, line: core.Line) -> dict[str, str]:
        return {**super().cells(line), "due": self.day(line.due)}

    @property
    def files(self) -> dict[str, str]:
        return {each: self.link(f"@@people.{each}") for each in ("csv", "xlsx")}

    @property
    def file_name(self) -> str:
        """It tells the campaign."""
        return self.context.getId()


class Campaign(Bars, Standing):
    """The page of a campaign."""

    outcome_titles = STANDING_TITLES

    def show(self):
        """Names of people are kept by no cache on the way."""
        authorise("view_campaign", self.context, self.state_key)
        keep_private(self.request.response)
        self.figures = core.figures(self.everybody)
        return self.index()

    @cached_property
    def state_key(self) -> str:
        return api.content.get_state(self.context)

    @property
    def state(self):
        return CAMPAIGN_STATES[self.state_key]

    @cached_property
    def facts(self):
        return facts_of(self.context)

    # what it asks
    @cached_property
    def document(self) -> dict[str, str]:
        """Title and address of the document, empty when it is gone."""
        found = api.content.get(UID=self.facts.document)
        if found is None:
            return {}
        return {"title": found.Title(), "url": found.absolute_url()}

    @property
    def asks(self) -> str:
        """One sentence that says what it asks, and until when."""
        words = ASKS[self.facts.kind]
        title = self.document.get("title", "")
        mapping = {"document": f"«{title}»", "due": self.day(self.facts.due)}
        return self.t(_(str(words), default=words.default, mapping=mapping))

    @property
    def said(self) -> list[tuple[str, str]]:
        """Head and words of each fact, in the order of the form."""
        facts = self.facts
        reminders = ", ".join(self.t(reminder_title(each)) for each in facts.ladder)
        pairs = [
            ("kind", self.t(KIND_TITLES[facts.kind])),
            ("plus", ", ".join(map(group_title, facts.plus))),
            ("minus", ", ".join(map(group_title, facts.minus))),
            ("start", self.day(facts.start)),
            ("due", self.day(facts.due)),
            ("joiner_days", str(facts.joiner_days)),
            ("per_term", self._yes if facts.per_term else ""),
            ("ladder", reminders),
            ("escalate_to", self._escalation),
            ("embargo_days", str(facts.embargo_days or "")),
            ("joins_until", self.day(facts.joins_until)),
            ("closed_on", self.day(facts.closed_on)),
        ]
        return [
            (self.t(IConductCampaign[name].title), words)
            for name, words in pairs
            if words
        ]

    @property
    def _yes(self) -> str:
        return self.t(_("word_yes", default="Yes"))

    @property
    def _escalation(self) -> str:
        facts = self.facts
        if not facts.escalate_to or facts.escalate_after is None:
            return ""
        words = _(
            "escalation_in_words",
            default="${function}, ${days} days after the last day",
            mapping={
                "function": title_of("functions", facts.escalate_to),
                "days": facts.escalate_after,
            },
        )
        return self.t(words)

    @property
    def undertakings(self) -> list[dict[str, str]]:
        """The campaign's own words, each in its language."""
        return [
            {"code": code, "language": self.t(LANGUAGE_TITLES[code]), "words": words}
            for code, words in self.facts.undertaking
        ]

    # figures
    @property
    def parts(self) -> list[dict]:
        """Figures by body and by party."""
        return self.parts_of(self.everybody)

    def part_url(self, column: str, key: str) -> str:
        return f"{self.link(**{column: key})}#people"

    @property
    def kinds(self) -> list[Option]:
        """The ways to stand that occur."""
        return self.kinds_of(self.figures)

    @property
    def missing(self) -> int:
        """How many have not answered."""
        return sum(self.figures.by_outcome.get(kind, 0) for kind in WAITS)

    @property
    def who_has_not(self) -> str:
        return f"{self.link(outcome=WAITING, body='', party='')}#people"

    @property
    def sees_everything(self) -> bool:
        return scope_of(self.who).everything

    # what can be done
    @property
    def may_launch(self) -> bool:
        return may("launch_campaign", self.context, self.state_key)

    @property
    def links(self) -> list[dict[str, str]]:
        """What whoever looks may do with it now."""
        waiting = ("remind", "waive")
        return [
            {"title": self.t(title), "url": f"{self.url}/{view}"}
            for deed, (view, title) in LINKS.items()
            if may(deed, self.context, self.state_key)
            and api.user.has_permission(PERMISSIONS[deed], obj=self.context)
            and (self.missing or deed not in waiting)
        ]


class PeopleCsv(Standing, CsvFile):
    """``@@people.csv``"""


class PeopleXlsx(Standing, XlsxFile):
    """``@@people.xlsx``"""
