"""``@conduct-roster-import``: plan or import a list of mandates.

A dry run (the default) writes nothing and answers with the result of every line
and the reasons; with ``"dry_run": false`` the list is written, all or nothing.
With the ``digest`` of the dry run as ``seen``, only that very plan is written.
"""

from collective.conduct.core.common.sheets import Sheet
from collective.conduct.core.registers.lists.entries import Remark
from collective.conduct.core.registers.lists.plan import Finding
from collective.conduct.core.registers.lists.plan import Plan
from collective.conduct.core.registers.lists.seats import seat
from collective.conduct.operations.registers import list_import
from collective.conduct.operations.registers.import_options import choices_of
from collective.conduct.services.common import rest
from dataclasses import field
from datetime import date


class RosterSent(rest.Record):
    """A list as CSV or XLSX, and the choices of ``import_options``."""

    data: bytes = b""
    sheet: str = ""
    dry_run: bool = True
    seen: str = ""
    source: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, dict[str, str]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    complete: str = ""
    last: str = ""
    follow_on: bool = False
    without_account: bool = False
    leave_out: bool = False


class ColumnRead(rest.Record):
    """A column, and the field that it fills; ``withheld``: it is not read."""

    head: str
    field: str
    withheld: bool


class WordUnknown(rest.Record):
    """A word for a body or a role that is not known here."""

    kind: str
    word: str


class RemarkTold(rest.Record):
    """A remark about a line: a code, and values beside it."""

    code: str
    values: rest.JsonObject = rest.spread()


class LineFate(rest.Record):
    """The result of one line; line 0 is a row that the file does not name."""

    line: int
    kind: str
    name: str
    body: str
    role: str
    party: str
    start: date | None
    end: date | None
    reasons: list[RemarkTold]
    about: list[RemarkTold]
    options: tuple[str, ...]


class RosterPlan(rest.Addressed):
    """The plan of a list, and whether it was written."""

    written: bool
    columns: list[ColumnRead]
    words: list[WordUnknown]
    digest: str
    counts: dict[str, int]
    in_the_way: int
    lines: list[LineFate]


class RosterImport(rest.ConductService, on="hub", right="ManageRegisters"):
    """The endpoint of the list import, on the hub."""

    @rest.endpoint("POST @conduct-roster-import", list_import.bring_in, rest.Conflict)
    def bring(self, sent: RosterSent) -> RosterPlan:
        """Say what a list of mandates means; write it when it is no dry run."""
        sheet = list_import.opened(sent.data, sent.sheet)
        choices = choices_of(sheet, vars(sent))
        if sent.dry_run:
            plan = list_import.dry_run(sheet, choices)
        else:
            plan = list_import.bring_in(sheet, choices, sent.seen or None)
        return self._told(plan, sheet, choices.fields, not sent.dry_run)

    def _told(
        self, plan: Plan, sheet: Sheet, fields: tuple[str, ...], written: bool
    ) -> RosterPlan:
        columns = enumerate(zip(sheet.columns, fields, strict=True))
        return RosterPlan.of(
            plan,
            at=f"{self.url}/@conduct-roster-import",
            written=written,
            columns=[
                ColumnRead(head, name, number in sheet.withheld)
                for number, (head, name) in columns
            ],
            words=[WordUnknown(kind, word) for kind, word in plan.words],
            lines=[_line(found) for found in plan.findings],
        )


def _line(found: Finding) -> LineFate:
    thing = found.wanted or found.row or found.entry
    body, role = seat(thing) if thing else ("", "")
    return LineFate.of(
        found,
        body=body,
        role=role,
        party=getattr(thing, "party", ""),
        start=thing.start if thing else None,
        end=thing.end if thing else None,
        reasons=[_remark(each) for each in found.reasons],
        about=[_remark(each) for each in found.about],
    )


def _remark(remark: Remark) -> RemarkTold:
    return RemarkTold(remark.code, dict(remark.values))
