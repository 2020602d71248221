"""While a report is written, nobody is logged in (DESIGN 6, REQUIREMENTS S4, S5).

Plone writes down who acts: as creator, in workflow histories, in the
transaction that the undo log shows. Here it finds nobody, and the transaction
says the same words for everybody.
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
    """Act as nobody, in a transaction that names nobody and no address."""
    before = getSecurityManager()
    newSecurityManager(None, nobody)
    try:
        yield
    finally:
        setSecurityManager(before)
        scrub_transaction()


def scrub_transaction() -> None:
    """Take account and address out of the transaction that is under way."""
    current = transaction.get()
    current.user = ""
    current.description = DESCRIPTION
    current.extension.clear()
