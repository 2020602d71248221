"""A fixed time for a block of code: the option ``--now`` of the timed job."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime


# The environment variable that sets the time of a demonstration or a test.
CLOCK_VARIABLE = "CONDUCT_CLOCK"
_PINNED: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def pinned_time() -> datetime | None:
    """The fixed time, None when none is set."""
    return _PINNED.get()


@contextmanager
def pinned(moment: datetime | None) -> Iterator[None]:
    """Fix the time for the code in the ``with`` block, and for no other thread."""
    before = _PINNED.set(moment)
    try:
        yield
    finally:
        _PINNED.reset(before)
