"""Rate limiting that stores nothing about the sender (S15).

What cannot be used is counted apart from what can: from behind the one address of a
town hall somebody may send wrong words or empty forms on and on, and whoever has the
words, or a form that is filled in, is served all the same. A code of ninety bits needs
no lock-out: the limits protect the server, for a minute at most. How requests are
counted for all processes together: ``IRequestCounts``.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IRequestCounts
from collective.conduct.core.common.ports import MINUTE
from contextlib import contextmanager
from zope.component import getUtility


WRONG = 20  # wrong receipt codes in a minute
SENT = 40  # of each other kind in a minute
WORDS, FORMS, REPORTS, SEARCHES = "words", "forms", "reports", "searches"
MOST = {WORDS: WRONG, FORMS: SENT, REPORTS: SENT, SEARCHES: SENT}


def note(kind: str, source: str, now: int) -> None:
    """Count one request; ``Unavailable`` "too_many_tries" (``seconds``) past the limit.

    ``WORDS``: wrong ones; ``FORMS``: those that could not be used.
    """
    _refuse(getUtility(IRequestCounts).add(kind, source, now) > MOST[kind], now)


@contextmanager
def report_counted(source: str, now: int) -> Iterator[None]:
    """Count what is sent as a report, or as a form that could not be used."""
    counts = getUtility(IRequestCounts)
    _refuse(counts.add(REPORTS, source, now, 0) >= MOST[REPORTS], now)
    try:
        yield
    except ConductError:
        note(FORMS, source, now)
        raise
    counts.add(REPORTS, source, now)


def _refuse(too_many: bool, now: int) -> None:
    if too_many:
        raise Unavailable("too_many_tries", seconds=MINUTE - now % MINUTE)
