"""Find dates as Swedish and Danish authorities write them."""

from datetime import date

import re


MONTHS = (
    ("januari", "januar", "jan"),
    ("februari", "februar", "feb"),
    ("mars", "marts", "mar"),
    ("april", "apr"),
    ("maj",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augusti", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
NUMBERS = {name: index for index, names in enumerate(MONTHS, 1) for name in names}
_WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
_WORDED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\.?\s+({_WORD})\.?(?:\s+((?:19|20)\d\d)(?!\d)|\b)", re.I
)
_FIGURES = re.compile(
    r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-]|\s+|\.\s*)((?:19|20)\d\d)(?![\d/-])"
)


def find_date(text: str) -> tuple[str, int, int] | None:
    """Return the first date as (ISO date, begin, end), None without one.

    A day and month without a year give ``""`` as the date: something to
    complete, nothing to trust.
    """
    found = [hit for reader in (_iso, _worded, _figures) if (hit := reader(text))]
    return min(found, key=lambda hit: hit[1], default=None)


def _iso(text: str) -> tuple[str, int, int] | None:
    return _first(_ISO, text, lambda m: (m[1], m[2], m[3]))


def _worded(text: str) -> tuple[str, int, int] | None:
    return _first(_WORDED, text, lambda m: (m[3], NUMBERS[m[2].lower()], m[1]))


def _figures(text: str) -> tuple[str, int, int] | None:
    return _first(_FIGURES, text, lambda m: (m[3], m[2], m[1]))


def _first(pattern: re.Pattern, text: str, order) -> tuple[str, int, int] | None:
    for match in pattern.finditer(text):
        year, month, day = order(match)
        try:
            value = date(int(year or 2000), int(month), int(day)).isoformat()
        except ValueError:
            continue
        return (value if year else ""), match.start(), match.end()
    return None
