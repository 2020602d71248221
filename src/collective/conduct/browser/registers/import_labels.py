"""Rows, remarks and choices of a list import in the reader's language."""

from collective.conduct.browser.common.forms import FormPage
from collective.conduct.core.registers.lists.entries import Remark
from collective.conduct.core.registers.lists.entries import RosterEntry
from collective.conduct.core.registers.lists.plan import Finding
from collective.conduct.core.registers.lists.seats import seat
from collective.conduct.core.registers.mandates import OFFICES
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.i18n import _
from collective.conduct.operations.registers import list_import
from collective.conduct.vocabularies.common.catalogue import title_of
from collective.conduct.vocabularies.registers.lists import FIELD_TITLES
from collective.conduct.vocabularies.registers.lists import KIND_STATES
from collective.conduct.vocabularies.registers.lists import remark_words
from datetime import date
from functools import cached_property
from zope.component import getUtility


SHOWN = ("party", "start", "end", "extent", "as_employee", "employer_role", "source")


class RosterWords(FormPage):
    """Mixin of the import page: texts of rows, remarks and choices."""

    @cached_property
    def bodies(self) -> dict[str, str]:
        return list_import.bodies()

    def value(self, value: object) -> str:
        """A value of a row or a remark as text."""
        if isinstance(value, bool):
            yes, no = (
                _("roster_word_yes", default="yes"),
                _("roster_word_no", default="no"),
            )
            return self.t(yes if value else no)
        if isinstance(value, date):
            return self.day(value)
        return str(value or "")

    def remark(self, remark: Remark) -> str:
        """The translated sentence of a remark."""
        values = {name: self.value(value) for name, value in remark.values.items()}
        if "field" in values:
            values["field"] = self.t(FIELD_TITLES[values["field"]])
        return self.t(remark_words(remark.code, values))

    def held(self, thing: Row | RosterEntry) -> str:
        """What is held and where: "Chair, Kommunfullmäktige"."""
        body, role = seat(thing)
        words = [
            title_of("offices" if role in OFFICES else "functions", role),
            self.bodies.get(body, body),
        ]
        return ", ".join(filter(None, words))

    def line(self, found: Finding) -> dict:
        """A finding as a row of the tables."""
        thing = found.wanted or found.row or found.entry
        remarks = [*found.reasons, *found.about]
        return {
            "line": found.line or "",
            "name": found.name,
            "held": self.held(thing) if thing else "",
            "party": getattr(thing, "party", ""),
            "start": self.day(thing.start) if thing else "",
            "end": self.day(thing.end) if thing else "",
            "said": [*self.changes(found), *map(self.remark, remarks)],
        }

    def changes(self, found: Finding) -> list[str]:
        """The changes of a row, field by field."""
        if found.row is None or found.wanted is None:
            return []
        pairs = (
            (name, getattr(found.row, name), getattr(found.wanted, name))
            for name in (*SHOWN, "substitute")
            if hasattr(found.row, name)
        )
        return [
            self.t(
                _(
                    "roster_change",
                    default="${field}: ${after} instead of ${before}",
                    mapping={
                        "field": self.t(FIELD_TITLES[name]),
                        "before": self.value(before) or "–",
                        "after": self.value(after) or "–",
                    },
                )
            )
            for name, before, after in pairs
            if before != after
        ]

    def kind(self, kind: str):
        """Title and icon of a kind of finding."""
        return KIND_STATES[kind]

    def option(self, option: str) -> str:
        """The label of a choice where it is unclear which person a line is about."""
        kind, _colon, number = option.partition(":")
        if kind == "line":
            return self.t(
                _(
                    "roster_option_line",
                    default="The same person as on line ${line}",
                    mapping={"line": number},
                )
            )
        if kind == "person":
            return self._known(int(number))
        return self.t(_("roster_option_new", default="Somebody new"))

    def _known(self, person: int) -> str:
        rows = getUtility(IRegister).roster().rows_of(person)
        latest = sorted(rows, key=lambda row: row.start)[-2:]
        held = "; ".join(f"{self.held(row)} ({self.day(row.start)})" for row in latest)
        return self.t(
            _(
                "roster_option_known",
                default="The one who is known: ${held}",
                mapping={"held": held or "–"},
            )
        )
