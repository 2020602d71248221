"""How the pages of the desk show cases and people: neutral facts as texts."""

from collections.abc import Mapping
from collective.conduct.browser.vault.vault import OpenVaultPage
from collective.conduct.core.cases.deadline_history import Deadlines
from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import short
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.i18n import _
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.cases.deadlines import due_of
from collective.conduct.operations.cases.deadlines import passed_on_late
from collective.conduct.operations.cases.desk import nicknames
from collective.conduct.vocabularies.cases.forms import title_of
from collective.conduct.vocabularies.cases.titles import CASE_STATES
from collective.conduct.vocabularies.cases.titles import DUE
from collective.conduct.vocabularies.terms import FUNCTION_TITLES
from functools import cached_property
from zope.component import getUtility


NOBODY = _("case_person_unknown", default="Somebody who is no longer in the register")


class CaseLines(OpenVaultPage):
    """Base of the pages that show cases."""

    short = staticmethod(short)

    @cached_property
    def nicknames(self) -> Mapping[str, str]:
        """The handler's nicknames for cases; none while the vault is locked."""
        return nicknames(self.vault) if self.is_open else {}

    def line(self, facts: CaseSummary, history: Deadlines | None = None) -> dict:
        """Return one case as a row of a list; ``history`` is read when not given."""
        known, history = facts.form in FORMS, history or deadlines(facts.case)
        return {
            "case": facts.case,
            "number": self.short(facts.case),
            "received": self.day(getUtility(IClock).day_of(facts.received)),
            "title": title_of(facts.form, self.language) if known else facts.form,
            "state": CASE_STATES[facts.state],
            "due": self._due(facts, history),
            "urgent": facts.urgent,
            "withdrawn": bool(facts.withdrawn),
            "wrote": bool(facts.unanswered_since),
            "paused": history.paused,
            "joined": bool(facts.merged_into),
            "passed_on_late": passed_on_late(facts, history),
        }

    def _due(self, facts: CaseSummary, history: Deadlines) -> dict | None:
        """Return the next deadline of the reporter, its day, and whether it is late."""
        found = due_of(facts, history)
        if found is None:
            return None
        late = found.is_late(self.today)
        title = self.t(DUE[found.kind])
        return {"title": title, "day": self.day(found.due), "late": late}

    def request_line(self, asked: Request) -> dict:
        """What somebody asks another holder of a key for."""
        return {
            "number": asked.number,
            "case": self.short(asked.case),
            "name": self.name(asked.person),
            "office": self.office(asked.person),
            "when": self.moment(asked.when),
        }

    def name(self, person: int) -> str:
        """Return the name of a person of the register."""
        try:
            return getUtility(IRegister).person(person).name
        except Missing:
            return self.t(NOBODY)

    def named(self, people) -> list[tuple[str, str]]:
        """Return people as options of a field (number, name with function), by name."""
        found = [
            (str(each), f"{self.name(each)} ({self.office(each)})") for each in people
        ]
        return sorted(found, key=lambda each: each[1].casefold())

    def office(self, person: int) -> str:
        """Return the titles of the functions that a person holds today."""
        rows = getUtility(IRegister).roster().rows_of(person, self.today)
        held = dict.fromkeys(row.function for row in rows if isinstance(row, Function))
        titles = [self.t(FUNCTION_TITLES[key]) for key in held]
        return ", ".join(titles) or self.t(_("holds_nothing", default="no function"))
