"""Options of an import as JSON, for programs: the same choices as on the pages.

    {"source": "...", "columns": {"Namn": "name"}, "defaults": {"body": "kf"},
     "meanings": {"body": {"KF": "kf"}, "role": {"Ledamot": "ordinary"}},
     "decisions": {"12": "new"}, "complete": "kf", "last": "2026-10-14",
     "follow_on": false, "without_account": false, "leave_out": false}

All of it is optional; by default what was remembered or the headers decide.
"""

from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.sheets import Sheet
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.choices import DEFAULTS
from collective.conduct.operations.registers.list_import import proposed
from dataclasses import replace
from datetime import date
from typing import Any


TICKS = ("follow_on", "without_account", "leave_out")


def choices_of(sheet: Sheet, data: Mapping[str, Any]) -> Choices:
    """Convert JSON to choices; ``Invalid`` "field" for a value of the wrong type."""
    found = proposed(sheet, _text(data, "source"))
    decisions = _texts(data, "decisions")
    if not all(line.isdecimal() and len(line) < 8 for line in decisions):
        raise Invalid("field", field="decisions")
    return replace(
        found,
        fields=_fields(sheet, found, _texts(data, "columns")),
        defaults=_defaults(data),
        meanings={**found.meanings, **_meanings(data)},
        decisions={int(line): choice for line, choice in decisions.items()},
        complete=_text(data, "complete"),
        last=_day(data, "last"),
        **{name: _tick(data, name) for name in TICKS},
    )


def _fields(sheet: Sheet, found: Choices, given: dict[str, str]) -> tuple[str, ...]:
    """The guessed fields, replaced for the columns that are named by their headers."""
    if not set(given) <= set(sheet.columns):
        raise Invalid("roster_mapping", field="columns")
    pairs = zip(sheet.columns, found.fields, strict=True)
    kept = [(head, given.get(head, field)) for head, field in pairs]
    named = {field for head, field in kept if head in given}
    return tuple(
        field if head in given or field not in named else "" for head, field in kept
    )


def _defaults(data: Mapping[str, Any]) -> dict[str, str]:
    given = _texts(data, "defaults")
    if not set(given) <= set(DEFAULTS):
        raise Invalid("field", field="defaults")
    _day(given, "start")
    return given


def _meanings(data: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    given = _object(data, "meanings")
    if not set(given) <= {"body", "role"}:
        raise Invalid("field", field="meanings")
    return {
        (kind, word): key for kind in given for word, key in _texts(given, kind).items()
    }


def _object(data: Mapping[str, Any], name: str) -> dict:
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise Invalid("field", field=name)
    return value


def _texts(data: Mapping[str, Any], name: str) -> dict[str, str]:
    value = _object(data, name)
    if not all(type(each) is str for each in value.values()):
        raise Invalid("field", field=name)
    return value


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise Invalid("field", field=name)
    return value


def _tick(data: Mapping[str, Any], name: str) -> bool:
    value = data.get(name, False)
    if not isinstance(value, bool):
        raise Invalid("field", field=name)
    return value


def _day(data: Mapping[str, Any], name: str) -> date | None:
    text = _text(data, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("date_unreadable", field=name) from None
