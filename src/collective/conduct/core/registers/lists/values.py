"""Parse days, percentages and yes or no as people write them, without guessing.

Each reader raises ``UnreadableCell`` with the code of the reason.
"""

from datetime import date
from datetime import timedelta

import re


YES = frozenset("ja j yes y x 1 true sant sand".split())
NO = frozenset("nej n no 0 false falskt falsk".split())
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})(?:\2\s?|\s)(\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:%|procent|pct\.?)?", re.I)
_EARLIEST, _LATEST = date(1900, 1, 1), date(2099, 12, 31)
_ZERO = date(1899, 12, 30)  # Excel's day 0


class UnreadableCell(ValueError):
    """A cell that cannot be read; its text is the code of the reason."""


def read_day(text: str, serial_zero: int = 0) -> tuple[date | None, str]:
    """Parse a day; return it with a code of how it was read, "" if unambiguous.

    ``(None, "")`` for an empty text. "day_serial": a day number of Excel;
    "day_first": day and month might have been meant the other way round.
    """
    text = " ".join(text.split())
    if not text:
        return None, ""
    if _SERIAL.fullmatch(text):
        return _within(_ZERO + timedelta(int(text[:5]) + serial_zero)), "day_serial"
    for shape in (_ISO, _PACKED):
        if found := shape.fullmatch(text):
            year, month, day = map(int, found.groups())
            return _day(year, month, day), ""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        unclear = found[2] == "/" and day <= 12 and day != month
        return _day(year, month, day), "day_first" if unclear else ""
    raise UnreadableCell("roster_day")


def _day(year: int, month: int, day: int) -> date:
    try:
        return _within(date(year, month, day))
    except ValueError:
        raise UnreadableCell("roster_day") from None


def _within(day: date) -> date:
    if not _EARLIEST <= day <= _LATEST:
        raise UnreadableCell("roster_day")
    return day


def read_extent(text: str) -> int | None:
    """Parse a percentage of full time, None for an empty text.

    1 without a percent sign could be a fraction of one: it is refused, and so are
    fractions of a percent.
    """
    text = text.strip()
    if not text:
        return None
    found = _PERCENT.fullmatch(text)
    if found is None or int(found[1]) > 100:
        raise UnreadableCell("roster_extent")
    if found[1] == "1" and text[-1].isdigit():
        raise UnreadableCell("roster_extent")
    return int(found[1])


def read_yes(text: str) -> bool | None:
    """Parse yes or no, None for an empty text."""
    word = text.strip().casefold()
    if not word:
        return None
    if word not in YES | NO:
        raise UnreadableCell("roster_yes")
    return word in YES
