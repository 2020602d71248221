"""Recognise personal identity numbers, so that they are never stored (A4, B8).

Swedish personnummer (10 or 12 digits) and samordningsnummer, Danish
CPR-nummer. There is no check digit to rely on (CPR gave it up), so whatever
begins with a day that exists counts as one.
"""

from collections.abc import Sequence

import re
import unicodedata


_SHAPE = re.compile(r"(?<!\d)(?:19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?\d{4}(?!\d)")
_MAYBE = re.compile(r"(?:\d\D{0,2}){10}")  # quick: most cells have no ten digits
_HEADERS = frozenset(
    "personnummer personnr pnr persnr samordningsnummer cpr cprnr"
    " cprnummer personalidentitynumber ssn socialsecuritynumber".split()
)


def holds_identity_number(text: str) -> bool:
    """Whether a text contains something that looks like such a number."""
    if not _MAYBE.search(text):
        return False
    return any(map(_begins_with_a_day, _SHAPE.finditer(_digits(text))))


def is_identity_column(header: str, values: Sequence[str]) -> bool:
    """Whether most values of a column are such numbers, or its header says so."""
    if squeezed(header) in _HEADERS:
        return True
    filled = [value for value in values if value]
    found = sum(map(holds_identity_number, filled))
    return bool(filled) and 2 * found > len(filled)


def squeezed(text: str) -> str:
    """The letters and digits of a text in lower case, to compare headers."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def _digits(text: str) -> str:
    """Normalise hyphens, spaces, and the digits of other scripts."""
    made = unicodedata.normalize("NFKC", text)
    made = re.sub(r"[\u2010-\u2015\u2212]", "-", made)
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in made
    )


def _begins_with_a_day(found: re.Match) -> bool:
    first, middle, last = (int(part) for part in found.groups())
    swedish = 1 <= middle <= 12 and 1 <= (last - 60 if last > 60 else last) <= 31
    danish = 1 <= (first - 60 if first > 60 else first) <= 31 and 1 <= middle <= 12
    return swedish or danish
