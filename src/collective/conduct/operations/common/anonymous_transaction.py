"""Write a report in an anonymous transaction (DESIGN 6, REQUIREMENTS S4, S5).

Plone records who acts: as creator, in workflow histories, in the transaction
that the undo log shows. Here nobody is logged in, and every transaction has the
same description.
"""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import nobody
from collections.abc import Iterator
from contextlib import contextmanager

import transaction


DESCRIPTION = "conduct"


@contextmanager
def unseen() -> Iterator[None]:
    """Act as the anonymous user, in a transaction without user name and address."""
    before = getSecurityManager()
    newSecurityManager(None, nobody)
    try:
        yield
    finally:
        setSecurityManager(before)
        scrub_transaction()


def scrub_transaction() -> None:
    """Remove user name and address from the current transaction."""
    current = transaction.get()
    current.user = ""
    current.description = DESCRIPTION
    current.extension.clear()
