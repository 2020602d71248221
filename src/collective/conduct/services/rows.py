"""Rows of the registers as JSON, and what was sent read as a row."""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.mandates import Function
from collective.conduct.core.mandates import Mandate
from collective.conduct.core.mandates import Row
from collective.conduct.operations.roster import Held
from collective.conduct.services.base import day
from collective.conduct.services.base import moment
from collective.conduct.services.base import text
from dataclasses import replace
from datetime import date


KINDS = {Mandate: "mandate", Function: "function"}
# What everybody on the site may see of a row that they may see at all.
PUBLIC = ("kind", "body", "office", "function", "party", "start", "end", "name")


def as_json(row: Row) -> dict:
    """Everything that a row says; for those who keep the registers."""
    said = {
        "kind": KINDS[type(row)],
        "row": row.row,
        "person": row.person,
        "body": row.body,
        "start": day(row.start),
        "end": day(row.end),
        "source": row.source,
        "known_from": moment(row.known_from),
        "known_to": None if row.known_to is None else moment(row.known_to),
    }
    names = (
        ("office", "party", "extent", "as_employee", "employer_role")
        if isinstance(row, Mandate)
        else ("function", "substitute")
    )
    return said | {name: getattr(row, name) for name in names}


def told(held: Held, keeps: bool) -> dict:
    """A row with the name of its person, as far as whoever asks may see."""
    said = as_json(held.row) | {"name": held.person.name}
    return said if keeps else {key: said[key] for key in PUBLIC if key in said}


def day_sent(data: dict, name: str) -> date | None:
    """A day as ISO 8601, None when there is none; ``Invalid`` "date_unreadable"."""
    sent = data.get(name)
    if sent in (None, ""):
        return None
    try:
        return date.fromisoformat(sent)
    except (TypeError, ValueError):
        raise Invalid("date_unreadable", field=name) from None


def flag(data: dict, name: str) -> bool:
    """True or false, false when it is not there; ``Invalid`` "field" else."""
    sent = data.get(name, False)
    if not isinstance(sent, bool):
        raise Invalid("field", field=name)
    return sent


def number(data: dict, name: str) -> int:
    """A whole number, 0 when it is not there; ``Invalid`` "field" else."""
    sent = data.get(name, 0)
    if not isinstance(sent, int) or isinstance(sent, bool):
        raise Invalid("field", field=name)
    return sent


# field of a row -> how what was sent is read
READ = {
    "person": number,
    "body": text,
    "office": text,
    "function": text,
    "party": text,
    "substitute": flag,
    "start": day_sent,
    "end": day_sent,
    "extent": number,
    "as_employee": flag,
    "employer_role": flag,
    "source": text,
}


def row_sent(data: dict) -> Row:
    """A new row; ``Invalid`` "field" when its kind is none or a field is wrong."""
    kinds = {name: kind for kind, name in KINDS.items()}
    kind = kinds.get(text(data, "kind"))
    if kind is Mandate:
        empty = Mandate(0, "", "", start=None)
    elif kind is Function:
        empty = Function(0, "", start=None)
    else:
        raise Invalid("field", field="kind")
    return changed(empty, data)


def changed(row: Row, data: dict) -> Row:
    """The row with the fields that were sent instead of its own."""
    values = {
        name: read(data, name)
        for name, read in READ.items()
        if name in data and hasattr(row, name)
    }
    return replace(row, **values)


def digits(name: str) -> int:
    """A number in an address, 0 for none; ``Missing`` "no_page" for what is none."""
    if not name:
        return 0
    if not (name.isascii() and name.isdigit() and len(name) < 11):
        raise Missing("no_page")
    return int(name)
