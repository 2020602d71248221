"""Cut plain text into paragraphs and list items.

Blank lines separate paragraphs, marks begin items, and text that a page break
has cut in two is joined again (a page break may be a run of blank lines).
"""

from collective.conduct.core.documents.recognition.marks import follows
from collective.conduct.core.documents.recognition.marks import Mark
from collective.conduct.core.documents.recognition.marks import mark_of
from dataclasses import dataclass
from dataclasses import field

import re


ENDS = ".!?:;…”\"')"
LONG = 55  # characters; a longer line was broken by its length, not on purpose
LONGEST = 5000  # characters; nothing that long was cut by one page break
FEED = "\x0c"


@dataclass
class Unit:
    """A paragraph (``mark`` None) or a list item.

    ``gap`` counts the blank lines before it, a form feed as many; ``indent``
    the spaces it begins with.
    """

    lines: list[str]
    mark: Mark | None = None
    gap: int = 0
    indent: int = 0
    tag: str = field(default="p")

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(self.lines)


def units(text: str) -> tuple[list[Unit], int]:
    """Return the units of a text and how many cut ones were joined."""
    separate = _believed(_cut(text))
    joined: list[Unit] = []
    count = 0
    for unit in separate:
        if joined and _goes_on(joined[-1], unit):
            joined[-1].lines[-1] += " " + unit.lines[0]
            joined[-1].lines += unit.lines[1:]
            count += 1
        else:
            joined.append(unit)
    return joined, count


def _cut(text: str) -> list[Unit]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(FEED, "\n\n\n")
    found: list[Unit] = []
    broken: list[list[str]] = []  # the lines of the last unit, as they came
    gap, fresh = 0, True
    for line in text.split("\n"):
        words = line.strip()
        if not words:
            gap, fresh = gap + 1, True
            continue
        mark = mark_of(words)
        if mark is None and not fresh and found:
            _append(broken, words, found[-1].mark is not None)
        else:
            _settle(found, broken)
            wide = line.expandtabs(4)
            found.append(Unit([], mark, gap, len(wide) - len(wide.lstrip())))
            broken = [[words]]
        gap, fresh = 0, False
    _settle(found, broken)
    return found


def _append(broken: list[list[str]], words: str, item: bool) -> None:
    """Add a line: to the last when that was only broken by its length."""
    apart = "\t" in words or "\t" in broken[-1][-1] or words.startswith("|")
    if not apart and (item or len(broken[-1][-1]) > LONG):
        broken[-1].append(words)
    else:
        broken.append([words])


def _settle(found: list[Unit], broken: list[list[str]]) -> None:
    if found:
        found[-1].lines = [" ".join(pieces) for pieces in broken]


def _believed(found: list[Unit]) -> list[Unit]:
    """Take back marks that cannot be such: "4." after 1, a lone "1. Syfte"."""
    last = {"1": 0, "a": 0, "*": 0}
    for index, unit in enumerate(found):
        if unit.mark is None:
            continue
        beside = (found[i].mark for i in (index - 1, index + 1) if 0 <= i < len(found))
        alone = not any(mark and mark.format == unit.mark.format for mark in beside)
        numbered = unit.mark.format != "*"
        if not follows(unit.mark, last[unit.mark.format]) or (
            numbered and alone and unit.text[-1] not in ENDS
        ):
            unit.mark = None
            continue
        last[unit.mark.format] = unit.mark.number
        unit.lines[0] = unit.lines[0][unit.mark.length :]
    return found


def _goes_on(unit: Unit, following: Unit) -> bool:
    """Tell whether a page break cut one text in two here."""
    if following.mark is not None or following.gap < 2:
        return False
    begins = re.match(r"[a-zåäöæø]", following.lines[0])
    last = unit.lines[-1]
    return bool(begins) and last[-1] not in ENDS and len(last) < LONGEST
