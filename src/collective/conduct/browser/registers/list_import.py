"""Import mandates and functions in three steps: file, columns, preview.

Nothing is stored between the steps: the list travels in a hidden field and is
read anew, within the same limits, each time it comes back.
"""

from collective.conduct.browser.common.payload import pack
from collective.conduct.browser.common.payload import unpack
from collective.conduct.browser.common.request_scrubbing import RequestScrubber
from collective.conduct.browser.registers.list_fields import RosterFields
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.sheets import plain
from collective.conduct.core.common.sheets import restored
from collective.conduct.core.registers.lists.plan import Finding
from collective.conduct.core.registers.lists.plan import IN_THE_WAY
from collective.conduct.core.registers.lists.plan import KINDS
from collective.conduct.core.registers.lists.plan import Plan
from collective.conduct.exports.common import tables
from collective.conduct.i18n import _
from collective.conduct.imports.common.tables import LIMIT
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.registers import list_import
from collective.conduct.vocabularies.registers.lists import HOW_TITLES
from dataclasses import replace
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


LISTED = 200  # lines of one kind on the page; all are in the download
HEADS = {
    "line": _("label_roster_line", default="Line"),
    "kind": _("label_roster_kind", default="What happens"),
    "name": _("label_name", default="Name"),
    "held": _("label_holds", default="Holds"),
    "party": _("label_party", default="Party"),
    "start": _("label_row_start", default="First day"),
    "end": _("label_row_end", default="Last day"),
    "said": _("label_roster_said", default="To know"),
}
FILES = {
    "csv": (tables.CSV, tables.as_csv),
    "xlsx": (tables.XLSX, lambda head, rows: tables.as_xlsx("Import", head, rows)),
}


class ImportRegister(RequestScrubber, RosterFields):
    """``@@import-register`` on the hub: the three steps of the import."""

    private = ("payload",)

    columns_page = ViewPageTemplateFile("templates/roster_columns.pt")
    plan_page = ViewPageTemplateFile("templates/roster_plan.pt")
    done_page = ViewPageTemplateFile("templates/roster_done.pt")
    payload = ""
    done: Plan | None = None

    def show(self):
        """Render the step that has been reached."""
        keep_private(self.request.response)
        if self.done is not None:
            return self.done_page()
        if self.plan is not None:
            return self.plan_page()
        return self.index() if self.sheet is None else self.columns_page()

    def do(self):
        """Read the file, show the preview, send it as a file, or import it."""
        step = self.typed("step")
        if step == "read":
            self._read()
        else:
            self._take_back()
        if step == "import":
            self._import()
        elif step in ("look", *FILES):
            self.plan = self._plan()
        return self._file(step) if step in FILES else self.show()

    def _import(self) -> None:
        """Write the plan that was seen; show the present plan when that is refused."""
        try:
            self.done = list_import.bring_in(
                self.sheet, self.choices, self.typed("seen")
            )
        except ConductError:
            self.plan = self._plan()
            raise

    def _read(self) -> None:
        upload = self.request.form.get("file")
        data = upload.read(LIMIT + 1) if getattr(upload, "filename", "") else b""
        sheet = list_import.opened(data, self.typed("sheet").strip())
        try:
            self.payload = pack(plain(sheet))
        except Invalid:
            raise Invalid("roster_too_large_for_page") from None
        self.sheet = sheet

    def _take_back(self) -> None:
        self.payload = self.typed("payload")
        try:
            self.sheet = restored(unpack(self.payload))
        except Invalid:
            raise Invalid("roster_lost") from None

    def _plan(self) -> Plan:
        """The plan; when only the last step is wrong, that step is shown again."""
        try:
            return list_import.dry_run(self.sheet, self.choices)
        except Invalid as error:
            if error.values_.get("field") in ("last", "complete"):
                without = replace(self.choices, complete="")
                self.plan = list_import.dry_run(self.sheet, without)
            raise

    def _file(self, step: str) -> bytes:
        media, written = FILES[step]
        self.download(f"import.{step}", media)
        rows = [self._cells(found) for found in self.plan.findings]
        return written([self.t(head) for head in HEADS.values()], rows)

    def _cells(self, found: Finding) -> list:
        shown = self.line(found) | {"kind": self.t(self.kind(found.kind).title)}
        shown["said"] = " ".join(shown["said"])
        return [shown[name] for name in HEADS]

    # what the templates show
    @property
    def how(self) -> str:
        """How the file was read, as text."""
        words = [self.t(HOW_TITLES.get(each, each)) for each in self.sheet.how]
        return ", ".join(words)

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """The kinds of findings with their number; those that block an import first."""
        order = sorted(KINDS, key=lambda kind: kind not in IN_THE_WAY)
        counts = (self.done or self.plan).counts
        return [(kind, counts[kind]) for kind in order if counts[kind]]

    @property
    def lists(self) -> list[dict]:
        """The lines of each kind, as many as fit on the page."""
        return [
            {
                "kind": kind,
                "state": self.kind(kind),
                "count": count,
                "rows": [self.line(each) for each in self.plan.of_kind(kind)[:LISTED]],
                "more": max(0, count - LISTED),
                "open": kind in IN_THE_WAY,
            }
            for kind, count in self.counts
        ]

    @property
    def notable(self) -> list[dict]:
        """Usable lines that have remarks."""
        found = [each for each in self.plan.findings if each.about and not each.reasons]
        return [
            self.line(each) | {"said": [self.remark(one) for one in each.about]}
            for each in found[:LISTED]
        ]

    @property
    def questions(self) -> list[dict]:
        """One question for each line whose person is unclear."""
        found = [each for each in self.plan.findings if each.options]
        open_first = sorted(found, key=lambda each: each.kind != "ambiguous")
        return [
            {
                "line": each.line,
                "name": each.name,
                "held": self.held(each.entry),
                "chosen": self.choices.decisions.get(each.line, ""),
                "options": [(one, self.option(one)) for one in each.options],
            }
            for each in open_first[:LISTED]
        ]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The hidden fields of the last step: columns, and decisions not shown."""
        asked = {f"decision-{each['line']}" for each in self.questions}
        shown = ("word-", "complete", "last", *("follow_on", "without", "leave"))
        found = self.carried(*shown)
        return [(name, value) for name, value in found if name not in asked]

    @property
    def ready(self) -> bool:
        """Whether the import button is shown."""
        clear = not self.plan.in_the_way or self.choices.leave_out
        return bool(clear and self.plan.writes)

    @property
    def places(self) -> list[dict]:
        """The bodies that were written to, and the page of functions."""
        rows = [each.wanted for each in self.done.findings if each.wanted]
        keys = {row.body for row in rows if row.body}
        found = [
            {"title": title, "url": f"{self.url}/{key}"}
            for key, title in self.bodies.items()
            if key in keys
        ]
        title = self.t(_("title_functions", default="Who holds which function"))
        return [*found, {"title": title, "url": f"{self.url}/@@functions"}]
