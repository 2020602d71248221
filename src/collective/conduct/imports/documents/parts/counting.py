"""Count numbered paragraphs the way word processors do.

Shared by .docx and .odt: both describe nine levels, each with a format, a
start and a pattern such as ``%1.%2``.
"""

from collections.abc import Mapping
from collective.conduct.imports.documents.parts import lists
from dataclasses import dataclass

import re


LEVELS = 9
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True)
class Level:
    """How one level of a numbering looks and counts.

    ``format`` is a key of ``lists.FORMATS`` or ``none``; ``text`` the pattern.
    """

    format: str = "decimal"
    start: int = 1
    text: str = ""
    restart: int | None = None  # 0: never; n: after a paragraph of level n
    legal: bool = False  # every number shown as an Arabic numeral
    style: str = ""  # the paragraph style that stands for this level


@dataclass(frozen=True)
class ParagraphNumber:
    """The number or bullet in front of a paragraph.

    ``format`` is one of ``lists.FORMATS``' values, ``""`` for none; ``text``
    is the number as it is printed, such as ``1.2`` or ``§ 4``.
    """

    level: int
    format: str
    number: int
    text: str

    def listable(self, open_level: int | None) -> bool:
        """Tell whether a list can show the number, or only text can.

        "§ 4" and "Regel 4" cannot; nor "1.2" whose "1" is a heading above it:
        ``open_level`` is the level of the item before, None outside a list.
        """
        if self.format == lists.BULLET:
            return True
        rest = re.sub(r"\b[ivxlcdm]+\b|\b[a-z]{1,2}\b", "", self.text, flags=re.I)
        if re.search(r"[^\W\d_]|§", rest):
            return False
        return open_level is not None or not re.search(r"\w\W+\w", self.text)


class Count:
    """The current count of one numbering, level by level."""

    def __init__(self) -> None:
        self._counts: list[int | None] = [None] * LEVELS

    def set(self, level: int, start: int | None) -> None:
        """Let the next paragraph of a level show ``start``; None: the level's start."""
        self._counts[level] = None if start is None else start - 1

    def next(
        self,
        level: int,
        levels: Mapping[int, Level],
        starts: Mapping[int, int] | None = None,
    ) -> ParagraphNumber:
        """Count a paragraph of a level and return what is shown.

        ``starts`` are starts that override those of the levels.
        """
        counts = self._counts
        for upper in range(level + 1):
            if counts[upper] is None:
                start = (starts or {}).get(upper, levels.get(upper, Level()).start)
                counts[upper] = start - 1 if upper == level else start
        counts[level] += 1
        for lower in range(level + 1, LEVELS):
            restart = levels.get(lower, Level()).restart
            if restart is None or level < restart:
                counts[lower] = None
        return self._shown(level, levels)

    def _shown(self, level: int, levels: Mapping[int, Level]) -> ParagraphNumber:
        here = levels[level]
        if here.format == "bullet":
            return ParagraphNumber(level, lists.BULLET, 0, "")
        if here.format == "none" or not here.text:
            return ParagraphNumber(level, "", 0, "")

        def one(found: re.Match) -> str:
            index = int(found[1]) - 1
            count = self._counts[index]
            format = "decimal" if here.legal else levels.get(index, Level()).format
            return numeral(1 if count is None else count, format)

        text = re.sub(r"%([1-9])", one, here.text).strip()
        return ParagraphNumber(
            level, lists.FORMATS.get(here.format, "1"), self._counts[level], text
        )


def numeral(count: int, format: str) -> str:
    """Return a count as it is written in a number format."""
    if format in ("lowerLetter", "upperLetter") and count > 0:
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 9 + 1)
    elif format in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        text = _roman(count)
    elif format == "decimalZero":
        text = f"{count:02d}"
    else:
        text = str(count)
    return text.upper() if format.startswith("upper") else text


def _roman(count: int) -> str:
    text = ""
    for size, sign in ROMAN:
        text += sign * (count // size)
        count %= size
    return text
