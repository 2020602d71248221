"""Run the timed job without HTTP, on the database itself: for ZEO and RelStorage.

It opens the database as the server's ``zope.conf`` says, so it needs no token.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.cli import common
from collective.conduct.core.common.pinned_time import pinned
from collective.conduct.operations.jobs.running import moment
from collective.conduct.operations.jobs.running import run_slice
from contextlib import contextmanager
from pathlib import Path
from ZODB.POSException import ConflictError

import transaction


@contextmanager
def slices(conf: Path, path: str, holder: str, now: str) -> Iterator[Callable]:
    """Open the database; yield a function that runs a slice and returns its counts."""
    with common.database(conf) as database:

        def one() -> dict:
            with common.site(database, path), pinned(moment(now)):
                return run_slice(holder, transaction.commit)

        yield lambda: _tried(one)


def _tried(one: Callable[[], dict]) -> dict:
    for _attempt in range(3):
        try:
            return one()
        except ConflictError:
            continue  # somebody wrote the same; what is done is done
    return {"more": True}
