"""Open a site outside of a request: for a thread or a command of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from Testing.makerequest import makerequest
from ZODB.DB import DB
from zope.component.hooks import setSite

import transaction


@contextmanager
def outside(database: DB, path: tuple[str, ...]) -> Iterator[object]:
    """Open a site; what the caller did not commit is aborted.

    ``KeyError``, ``AttributeError`` or ``NotFound`` when there is none there.
    """
    transaction.abort()
    connection = database.open()
    try:
        root = makerequest(connection.root()["Application"])
        site = root.unrestrictedTraverse(path)
        setSite(site)
        yield site
    finally:
        transaction.abort()
        setSite(None)
        connection.close()
