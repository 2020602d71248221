"""A time that is set for whoever runs inside: the timed job's ``--now``."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime


# The environment variable that sets the time of a demonstration or a test.
CLOCK_VARIABLE = "CONDUCT_CLOCK"
_PINNED: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def pinned_time() -> datetime | None:
    """The time that was set, None when none is."""
    return _PINNED.get()


@contextmanager
def pinned(moment: datetime | None) -> Iterator[None]:
    """Let it be that time for whoever runs inside, and for nobody else."""
    before = _PINNED.set(moment)
    try:
        yield
    finally:
        _PINNED.reset(before)
