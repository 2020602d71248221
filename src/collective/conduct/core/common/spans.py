"""Spans of days: intersect, merge and subtract them.

Days are counted as ordinals, first and last included: a register has many
rows, and whole numbers are quick to compare.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


Days = tuple[int, int]


@dataclass(frozen=True)
class Span:
    """Days without a gap in which somebody belongs to an audience."""

    first: date
    last: date


def clipped(start: date, end: date | None, within: Days) -> Days | None:
    """The part of the days that lies within a span, None when none does."""
    first = max(start.toordinal(), within[0])
    last = within[1] if end is None else min(end.toordinal(), within[1])
    return (first, last) if first <= last else None


def joined(days: Iterable[Days]) -> list[Days]:
    """Sort spans, and merge those that touch or overlap."""
    made: list[Days] = []
    for first, last in sorted(days):
        if made and first <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], last))
        else:
            made.append((first, last))
    return made


def without(days: list[Days], gaps: list[Days]) -> list[Days]:
    """Subtract spans from spans of days."""
    for gap_first, gap_last in gaps:
        parts = []
        for first, last in days:
            if first < gap_first:
                parts.append((first, min(last, gap_first - 1)))
            if last > gap_last:
                parts.append((max(first, gap_last + 1), last))
        days = [each for each in parts if each[0] <= each[1]]
    return days


@lru_cache(4096)  # most people of an audience joined on the same few days
def as_dates(days: Days) -> Span:
    """Convert a span of ordinals to dates."""
    return Span(date.fromordinal(days[0]), date.fromordinal(days[1]))
