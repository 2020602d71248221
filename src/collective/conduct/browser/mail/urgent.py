"""Send urgent mails at once: after the commit, in a thread of their own.

The request neither waits for them nor fails with them. If the thread cannot,
the timed job sends them.
"""

from collective.conduct.operations.common.site_version import refuse_waiting
from collective.conduct.operations.mail.post import NOTHING
from collective.conduct.operations.mail.post import send_next
from collective.conduct.operations.mail.post import STOPPED
from collective.conduct.operations.mail.post import UrgentNoticePut
from collective.conduct.storage.common.site_connection import outside
from threading import BoundedSemaphore
from threading import Lock
from threading import Thread
from ZODB.DB import DB
from ZODB.POSException import ConflictError
from zope.component import adapter
from zope.component.hooks import getSite

import logging
import transaction


logger = logging.getLogger(__name__)
ATTEMPTS = 5
_ENDS = (NOTHING, STOPPED)
_turn = Lock()
_places = BoundedSemaphore(2)  # one sends, one waits; it sends for the others too


@adapter(UrgentNoticePut)
def send_soon(event: UrgentNoticePut) -> None:
    """Send urgent mails after this transaction has been committed."""
    site = getSite()
    if getattr(site, "_p_jar", None) is None:
        return  # a site that is not kept yet: the timed job sends them
    where = (site._p_jar.db(), site.getPhysicalPath())
    transaction.get().addAfterCommitHook(_start, where)


def _start(committed: bool, database: DB, path: tuple[str, ...]) -> None:
    if committed and _places.acquire(blocking=False):
        name = "conduct-urgent"
        Thread(target=_send, args=(database, path), name=name, daemon=True).start()


def _send(database: DB, path: tuple[str, ...]) -> None:
    try:
        with _turn:
            _until_nothing_is_left(database, path)
    except Exception as problem:  # nobody waits for us: the timed job comes later
        logger.warning("Urgent letters wait: %s", type(problem).__name__)
    finally:
        _places.release()


def _until_nothing_is_left(database: DB, path: tuple[str, ...]) -> None:
    for _attempt in range(ATTEMPTS):
        try:
            with outside(database, path):
                refuse_waiting()
                while send_next(transaction.commit, alone=True) not in _ENDS:
                    pass
            return
        except ConflictError:
            continue
