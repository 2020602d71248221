"""The marks that people type in front of list items: "7.", "b)", "-", "•".

Shared by plain text and by the converters, because a rule numbered by hand
is as much a rule as one that the word processor numbered.
"""

from dataclasses import dataclass

import re


NUMBER = re.compile(r"(\d{1,3})[.)](?=[\s\u00a0])[\s\u00a0]*(?=\S)")
LETTER = re.compile(r"([a-z])[.)](?=[\s\u00a0])[\s\u00a0]*(?=\S)")
BULLET = re.compile(r"[-*•·▪◦‣●○■□\uf0b7\uf0a7](?=[\s\u00a0])[\s\u00a0]*(?=\S)")
DASH = re.compile(r"[–—][\s\u00a0]+(?=\S)")
MONTH = re.compile(r"(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zé]*\b", re.I)


@dataclass(frozen=True)
class Mark:
    """A mark at the beginning of a line.

    ``format`` is ``1``, ``a`` or ``*`` (a bullet); ``number`` is 0 for a
    bullet; ``length`` says how many characters to cut off.
    """

    format: str
    number: int
    length: int


def mark_of(line: str, dashes: bool = False) -> Mark | None:
    """Return the mark that a line begins with, or None.

    "12. januar 2022" is a date, not item 12. A long dash opens a quotation in
    the press of both countries, so it is a bullet only with ``dashes``.
    """
    if found := NUMBER.match(line):
        if MONTH.match(line, found.end()):
            return None
        return Mark("1", int(found[1]), found.end())
    if found := LETTER.match(line):
        return Mark("a", ord(found[1]) - ord("a") + 1, found.end())
    if found := BULLET.match(line) or (DASH.match(line) if dashes else None):
        return Mark("*", 0, found.end())
    return None


def follows(mark: Mark, last: int) -> bool:
    """Tell whether a typed number is believable after the number ``last``.

    A list begins with 1 or goes on where the one before it ended.
    """
    return mark.format == "*" or mark.number == 1 or mark.number == last + 1
