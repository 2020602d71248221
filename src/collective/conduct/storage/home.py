"""The records of a site, stored in one annotation of the site.

Uninstalling unregisters the utilities and leaves the annotation: evidence is
never destroyed by it, and installing again finds it (DESIGN 8).
"""

from collective.conduct.core.answers.ports import ICalendarTokens
from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.core.contacts.ports import IEnquiries
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.jobs.ports import ILease
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.registers.ports import IAccountWatch
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.registers.ports import IRosterMemory
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.key_ports import IShredKeys
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.ports import IVaultSessions
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.storage.answers import CalendarTokens
from collective.conduct.storage.cases.access_log import AccessLog
from collective.conduct.storage.cases.cases import Cases
from collective.conduct.storage.cases.desks import Desks
from collective.conduct.storage.cases.key_requests import KeyRequests
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from collective.conduct.storage.contacts import Enquiries
from collective.conduct.storage.documents import EditionIndex
from collective.conduct.storage.jobs import Lease
from collective.conduct.storage.ledger.ledger import Ledger
from collective.conduct.storage.ledger.site_mark import SiteMark
from collective.conduct.storage.mail.outbox import Outbox
from collective.conduct.storage.obligations import Campaigns
from collective.conduct.storage.registers.account_watch import AccountWatch
from collective.conduct.storage.registers.list_memory import RosterMemory
from collective.conduct.storage.registers.register import Register
from collective.conduct.storage.vault.case_streams import CaseStreams
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.key_directory import KeyDirectory
from collective.conduct.storage.vault.keyrings import Keyrings
from collective.conduct.storage.vault.server_half import ServerHalf
from collective.conduct.storage.vault.sessions import Sessions
from collective.conduct.storage.vault.shred_keys import ShredKeys
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations


KEY = "collective.conduct"


# attribute -> the port, and what stands behind it
STORES = {
    "ledger": (ILedger, Ledger),
    "register": (IRegister, Register),
    "shelf": (IEditionIndex, EditionIndex),
    "campaigns": (ICampaigns, Campaigns),
    "feeds": (ICalendarTokens, CalendarTokens),
    "outbox": (IOutbox, Outbox),
    "lease": (ILease, Lease),
    "account_watch": (IAccountWatch, AccountWatch),
    "roster_memory": (IRosterMemory, RosterMemory),
    "enquiries": (IEnquiries, Enquiries),
    "cases": (ICases, Cases),
    "vault": (IVault, Vault),
    "case_streams": (ICaseStreams, CaseStreams),
    "keyrings": (IKeyrings, Keyrings),
    "key_directory": (IKeyDirectory, KeyDirectory),
    "shred_keys": (IShredKeys, ShredKeys),
    "site_mark": (ISiteMark, SiteMark),
    "server_half": (IServerHalf, ServerHalf),
    "vault_sessions": (IVaultSessions, Sessions),
    "receipts": (IReporterMailbox, ReporterMailbox),
    "requests": (IKeyRequests, KeyRequests),
    "readings": (IAccessLog, AccessLog),
    "desks": (IDesks, Desks),
}


class Records(Persistent):
    """Everything that is not content: one attribute for each of ``STORES``."""

    def __init__(self) -> None:
        self.complete()

    def complete(self) -> None:
        """Add the stores that records of an earlier version lack."""
        for name, (_port, store) in STORES.items():
            if not hasattr(self, name):
                setattr(self, name, store())
        self.register.complete()
        self.cases.complete()
        self.outbox.complete()
        self.requests.complete()
        self.receipts.complete()
        self.vault.complete()
        self.keyrings.complete()

    def ports(self) -> dict:
        """Each port with its adapter."""
        return {port: getattr(self, name) for name, (port, _store) in STORES.items()}


def records(site) -> Records:
    """Return the site's records, made on first use.

    ``Unavailable`` "site_too_old" when a development version left them.
    """
    kept = IAnnotations(site)
    if KEY not in kept:
        kept[KEY] = Records()
    if not isinstance(kept[KEY], Records):  # its class has gone
        raise Unavailable("site_too_old")
    return kept[KEY]


def connect(site) -> None:
    """Register the ports as local utilities of the site."""
    manager = site.getSiteManager()
    kept = records(site)
    kept.complete()
    for port, behind in kept.ports().items():
        manager.registerUtility(behind, port)


def disconnect(site) -> None:
    """Unregister the ports; the records stay."""
    manager = site.getSiteManager()
    for port, _store in STORES.values():
        manager.unregisterUtility(provided=port)
