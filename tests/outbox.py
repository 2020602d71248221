"""An outbox that only keeps: what was put can be looked at."""

from collective.conduct.core.interfaces import IOutbox
from contextlib import contextmanager
from zope.component import getGlobalSiteManager
from zope.interface import implementer


@implementer(IOutbox)
class Outbox:
    """See IOutbox: as much of it as operations use."""

    def __init__(self) -> None:
        self.notices: dict = {}

    def put(self, notice) -> bool:
        new = notice.key not in self.notices
        self.notices.setdefault(notice.key, notice)
        return new


@contextmanager
def an_outbox():
    """Put an empty one in the place of the real one."""
    manager, made = getGlobalSiteManager(), Outbox()
    manager.registerUtility(made, IOutbox)
    try:
        yield made
    finally:
        manager.unregisterUtility(made, IOutbox)
