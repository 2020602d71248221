"""Wrong attempts, stored as rows: each makes the next one wait longer."""

from collective.conduct.storage.common.rows import RowFormat
from typing import NamedTuple


FREE = 5  # wrong tries that cost nothing: people mistype
FIRST, LONGEST = 30, 15 * 60  # seconds


class _Wrong(NamedTuple):
    """How often somebody was wrong, and when the next attempt is allowed."""

    tries: int = 0
    not_before: int = 0


WRONG = RowFormat(_Wrong, {1: "tries not_before"})
NEVER = WRONG.pack(_Wrong())


def waits(row: tuple, now: int) -> int:
    """Return how many seconds are left until the next attempt."""
    return max(0, WRONG.unpack(row).not_before - now)


def after(row: tuple, now: int) -> tuple[tuple, int]:
    """Return the row after one more wrong attempt, and how many there were."""
    count = WRONG.unpack(row).tries + 1
    pause = min(LONGEST, FIRST * 2 ** (count - FREE)) if count >= FREE else 0
    return WRONG.pack(_Wrong(count, now + pause)), count
