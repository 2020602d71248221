"""Where the records of a site lie: one annotation of the site.

Uninstalling unregisters the utilities and leaves the annotation: evidence is
never destroyed by it, and installing again finds it (DESIGN 8).
"""

from collective.conduct.core.interfaces import ILedger
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.interfaces import IShelf
from collective.conduct.storage.ledger import Ledger
from collective.conduct.storage.register import Register
from collective.conduct.storage.shelf import Shelf
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations


KEY = "collective.conduct"


class Records(Persistent):
    """Everything that is not content."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.register = Register()
        self.shelf = Shelf()

    def ports(self) -> dict:
        """Each port with what stands behind it."""
        return {ILedger: self.ledger, IRegister: self.register, IShelf: self.shelf}


def records(site) -> Records:
    """Return the site's records, made on first use."""
    kept = IAnnotations(site)
    if KEY not in kept:
        kept[KEY] = Records()
    return kept[KEY]


def connect(site) -> None:
    """Register the ports as local utilities of the site."""
    manager = site.getSiteManager()
    for port, behind in records(site).ports().items():
        manager.registerUtility(behind, port)


def disconnect(site) -> None:
    """Unregister the ports; the records stay."""
    manager = site.getSiteManager()
    for port in (ILedger, IRegister, IShelf):
        manager.unregisterUtility(provided=port)
