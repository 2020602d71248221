"""``@conduct-roster-import``: a list of mandates becomes a plan, or is written.

``{"data": "<base64>", "sheet": "", "dry_run": true, …}`` and the choices of
``operations.rosterwishes``. A dry run (the default) writes nothing and answers
with every line, its fate and the reasons; with ``"dry_run": false`` the list
is written, all or nothing. Send the ``digest`` of the dry run as ``seen`` and
nothing else than what was seen is written.
"""

from base64 import b64decode
from collective.conduct.core.errors import Invalid
from collective.conduct.core.rosters.entries import Remark
from collective.conduct.core.rosters.plan import Finding
from collective.conduct.core.rosters.plan import Plan
from collective.conduct.core.rosters.seats import seat
from collective.conduct.core.rosters.sheets import Sheet
from collective.conduct.imports.tables import LIMIT
from collective.conduct.operations import rosters
from collective.conduct.operations.rosterwishes import choices_of
from collective.conduct.services.base import day
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from datetime import date

import binascii


class RosterImport(Writer):
    """On the hub."""

    def answer(self) -> dict:
        data = self.body()
        dry_run = data.get("dry_run", True)
        if not isinstance(dry_run, bool):
            raise Invalid("field", field="dry_run")
        sheet = rosters.opened(_data(data), text(data, "sheet"))
        choices = choices_of(sheet, data)
        if dry_run:
            plan = rosters.dry_run(sheet, choices)
        else:
            plan = rosters.bring_in(sheet, choices, text(data, "seen") or None)
        return {
            "@id": f"{self.url}/@conduct-roster-import",
            "written": not dry_run,
            "columns": _columns(sheet, choices.fields),
            "words": [{"kind": kind, "word": word} for kind, word in plan.words],
            **_plan(plan),
        }


def _data(data: dict) -> bytes:
    encoded = text(data, "data")
    if len(encoded) > 2 * LIMIT:
        raise Invalid("roster_too_large", limit=LIMIT // 1024 // 1024)
    try:
        return b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("field", field="data") from None


def _columns(sheet: Sheet, fields: tuple[str, ...]) -> list[dict]:
    return [
        {"head": head, "field": field, "withheld": number in sheet.withheld}
        for number, (head, field) in enumerate(zip(sheet.columns, fields, strict=True))
    ]


def _plan(plan: Plan) -> dict:
    return {
        "digest": plan.digest,
        "counts": plan.counts,
        "in_the_way": plan.in_the_way,
        "lines": [_line(found) for found in plan.findings],
    }


def _line(found: Finding) -> dict:
    thing = found.wanted or found.row or found.entry
    body, role = seat(thing) if thing else ("", "")
    return {
        "line": found.line,
        "kind": found.kind,
        "name": found.name,
        "body": body,
        "role": role,
        "party": getattr(thing, "party", ""),
        "start": day(thing.start) if thing else None,
        "end": day(thing.end) if thing else None,
        "reasons": [_remark(each) for each in found.reasons],
        "about": [_remark(each) for each in found.about],
        "options": list(found.options),
    }


def _remark(remark: Remark) -> dict:
    values = {
        name: day(value) if isinstance(value, date) else value
        for name, value in remark.values.items()
    }
    return {"code": remark.code, **values}
