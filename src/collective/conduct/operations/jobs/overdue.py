"""Put notices about overdue work, for the holders of the functions concerned.

Each part of the product has one row in ``RAISED``: a function that gives the
notices that hold on this day, each with a key that stays the same while it is
the same thing. The job puts what is new; a part does nothing else for it.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.mail.notices import Notice
from collective.conduct.operations.answers import own_data
from collective.conduct.operations.contacts import channels
from collective.conduct.operations.mail.timed_work import Work
from datetime import date
from plone import api
from zope.component import getUtility


def reviews(work: Work) -> Iterator[Notice]:
    """Notices of documents in force with an overdue review, to their owner function."""
    shelf = getUtility(IEditionIndex).documents()
    for uid, due, owner in _due_reviews():
        if due < work.day and in_force(shelf.get(uid, ()), work.day) is not None:
            for person in work.holders(owner):
                key = f"review.{uid}.{due:%Y%m%d}.{person:08x}"
                about = {"uid": uid, "due": due.isoformat()}
                yield Notice(key, person, "task_review", work.now, about)


def _due_reviews() -> Iterator[tuple[str, date, str]]:
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(
        portal_type=("ConductPolicy", "ConductCode")
    ):
        document = brain._unrestrictedGetObject()
        if document.review_due is not None:
            yield brain.UID, document.review_due, document.owner_function


RAISED: dict[str, Callable[[Work], Iterable[Notice]]] = {
    "reviews": reviews,
    "channels": lambda work: channels.overdue(work.now),
    "own_data": lambda work: own_data.notices(work.now),
}


def overdue(work: Work) -> int:
    """Put the new notices of all parts; return how many were put."""
    count = 0
    for raise_them in RAISED.values():
        count += work.put(raise_them(work))
        if work.more:
            break
    return count
