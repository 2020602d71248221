"""The timed job without a running server: for ZEO and RelStorage.

It opens the database as the server's ``zope.conf`` says, so it needs no token:
who can read that file can read the database.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.operations.tick.running import moment
from collective.conduct.operations.tick.running import run_slice
from collective.conduct.storage.clock import pinned
from collective.conduct.storage.outside import outside
from contextlib import contextmanager
from pathlib import Path
from ZODB.POSException import ConflictError
from zope.interface.interfaces import ComponentLookupError

import transaction


class NotThere(Exception):
    """There is no database, or no site with the add-on in it."""


@contextmanager
def slices(conf: Path, site: str, holder: str, now: str) -> Iterator[Callable]:
    """Give a function that does one slice and returns what was done."""
    database = _database(conf)

    def one() -> dict:
        with outside(database, ("", *site.strip("/").split("/"))):
            with pinned(moment(now)):
                return run_slice(holder, transaction.commit)

    try:
        yield lambda: _tried(one)
    finally:
        database.close()


def _tried(one: Callable[[], dict]) -> dict:
    for _attempt in range(3):
        try:
            return one()
        except ConflictError:
            continue  # somebody wrote the same; what is done is done
        except (KeyError, AttributeError, ComponentLookupError):
            raise NotThere("there is no site with the add-on there") from None
    return {"more": True}


def _database(conf: Path):
    from zc.lockfile import LockError
    from Zope2.Startup.run import configure_wsgi

    import Zope2

    if not conf.is_file():
        raise NotThere(f"{conf} is not there")
    try:
        configure_wsgi(str(conf))
        Zope2.app()._p_jar.close()
    except LockError:
        raise NotThere(
            "the database is in use by a server: ask it with --url"
        ) from None
    return Zope2.DB
