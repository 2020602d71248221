"""Rules of contacts: who sees which one on which day, and which need a check.

Officials and employees have one catalogue (REQUIREMENTS B19); a contact appears
on its first day and is gone after its last (E20); one that nobody has checked
for twelve months is a task (E21).
"""

from collections.abc import Iterable
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Row
from collective.conduct.core.registers.mandates import valid
from datetime import date

import re


# in the order of the page: people first, what lies outside last but one
KINDS = ("person", "function", "hotline", "scheme", "path")
EVERYBODY = frozenset({"official", "participant"})  # whoever looks may be either
HELD = ("function", "path")  # kinds that name a function or an office
SAFE_WEB = re.compile(r"https?://[^\s/?#@:]+(?::\d{1,5})?(?:[/?#]\S*)?")
PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{1,28}[0-9]")
EMAIL = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\".]{2,}")


def audiences_of(roles: Iterable[str]) -> frozenset[str]:
    """Return the audiences of somebody with these role keys (``access.ROLES``).

    Whoever is logged in and not elected works here; an official who also holds
    a function is both.
    """
    role_keys = frozenset(roles)
    mine = {"both"}
    if "official" in role_keys:
        mine.add("officials")
    if "official" not in role_keys or "participant" in role_keys:
        mine.add("employees")
    return frozenset(mine)


def state(start: date | None, end: date | None, day: date) -> str:
    """Return "coming", "valid" or "past" on a day (first and last day included)."""
    if start is not None and day < start:
        return "coming"
    return "past" if end is not None and end < day else "valid"


def is_stale(checked: date | None, day: date) -> bool:
    """Whether the last check is twelve months ago or more, or never was."""
    if checked is None:
        return True
    try:
        due = checked.replace(year=checked.year + 1)
    except ValueError:  # 29 February
        due = date(checked.year + 1, 3, 1)
    return due <= day


def holders(
    rows: Iterable[Row], held: str, body: str, day: date
) -> tuple[list[int], list[int]]:
    """Return who holds a function or an office on a day, and their substitutes.

    ``body`` narrows it to one body; "" is the whole site. Nobody is named
    twice; who holds it is not listed as a substitute too.
    """
    holding: list[int] = []
    substitutes: list[int] = []
    for row in rows:
        if _key(row) != held or (body and row.body != body) or not valid(row, day):
            continue
        standing_in = isinstance(row, Function) and row.substitute
        place = substitutes if standing_in else holding
        if row.person not in place:
            place.append(row.person)
    return holding, [each for each in substitutes if each not in holding]


def _key(row: Row) -> str:
    return row.function if isinstance(row, Function) else row.office


def questions(text: str) -> list[tuple[str, str]]:
    """Parse questions with their answers.

    A question is the first line of a paragraph, the answer the lines below.
    A paragraph of one line alone goes on with the answer before it.
    """
    pairs: list[tuple[str, str]] = []
    for block in re.split(r"\n\s*\n", text.replace("\r", "").strip()):
        first, _line, rest = block.strip().partition("\n")
        if rest.strip() or not pairs:
            pairs.append((first.strip(), rest.strip()))
        else:
            question, answer = pairs[-1]
            pairs[-1] = (question, f"{answer}\n{first.strip()}".strip())
    return [pair for pair in pairs if pair[0]]
