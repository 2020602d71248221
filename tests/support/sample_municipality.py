"""A small sample municipality: one account per role, one code in force."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import nobody
from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.documents.adopt import adopt
from collective.conduct.operations.documents.adopt import Decision
from collective.conduct.operations.documents.drafting import move
from collective.conduct.principals.registers.plugin import forget
from collective.conduct.storage.vault.open_vault import UnlockedVault
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.textfield.value import RichTextValue
from typing import Any
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer


NOON = datetime(2027, 3, 10, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
CODE = "kod"
PASSWORD = "Ett-langt-losen-1"
TEXT = """<h2>Samtal</h2>
<ol><li>Vi hälsar på varandra när vi möts.</li>
<li>Vi låter andra tala till punkt.</li></ol>
<h2>Ansvar</h2>
<ol><li>Vi berättar för ordföranden om något går fel.</li></ol>"""


@implementer(IClock)
class StoppedClock:
    """See IClock: it shows the time that it was set to."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def day_of(self, seconds: int) -> date:
        return datetime.fromtimestamp(seconds, UTC).date()

    def pass_days(self, days: int) -> None:
        """Advance by so many days."""
        self.moment += timedelta(days=days)


@contextmanager
def stopped_clock(moment: datetime = NOON):
    """Replace the real clock by one that stands still."""
    manager, real = getGlobalSiteManager(), getUtility(IClock)
    clock = StoppedClock(moment)
    manager.registerUtility(clock, IClock)
    try:
        yield clock
    finally:
        manager.registerUtility(real, IClock)


@dataclass
class SampleMunicipality:
    """The objects of the site, and the register's number of each account."""

    portal: Any
    hub: Any
    people: dict[str, int] = field(default_factory=dict)
    vaults: dict[int, UnlockedVault] = field(default_factory=dict)  # of handlers
    clock: Any = None
    document: Any = None  # the code, and its edition in force
    edition: Any = None

    def seen_from(self, portal) -> "SampleMunicipality":
        """Return the same municipality in another connection, or in none."""
        people = dict(self.people)
        # nothing that another test has opened
        vaults = {
            person: UnlockedVault(person, vault.private_key)
            for person, vault in self.vaults.items()
        }
        if portal is None:
            return SampleMunicipality(None, None, people, vaults)
        hub = portal["trygghet"]
        document = hub.get(CODE)
        edition = document.get("edition-1") if document is not None else None
        return SampleMunicipality(
            portal, hub, people, vaults, document=document, edition=edition
        )

    @contextmanager
    def acting(self, role: str):
        """Act as the account of a role; "anonymous" has none."""
        before = getSecurityManager()
        found = self.portal.acl_users.getUserById(role)
        newSecurityManager(
            None, found.__of__(self.portal.acl_users) if found else nobody
        )
        try:
            yield
        finally:
            setSecurityManager(before)


def build(portal) -> SampleMunicipality:
    """Create the hub with two bodies, and an account for every role."""
    with api.env.adopt_roles(["Manager"]):
        return _built(portal)


def _built(portal) -> SampleMunicipality:
    hub = api.content.create(portal, "ConductHub", "trygghet", title="Trygghet")
    for key, title in (("ks", "Kommunstyrelsen"), ("bun", "Barnnämnden")):
        api.content.create(hub, "ConductBody", key, title=title, kind="board")
    municipality = SampleMunicipality(portal, hub)
    for role in ROLES:
        if role != "anonymous":
            municipality.people[role] = enrol(role, f"{role.title()} Lind")
    api.user.grant_roles(username="manager", roles=[ROLES["manager"]])
    _take_office(municipality.people)
    return municipality


def bring_into_force(municipality: SampleMunicipality) -> None:
    """Write a code and adopt it; its first edition is in force."""
    document = adopted(municipality, CODE)
    municipality.document, municipality.edition = document, document["edition-1"]


def enrol(login: str, name: str) -> int:
    """Create an account and its person; the user id is the log-in name."""
    api.user.create(
        email=f"{login}@lind.example",
        username=login,
        password=PASSWORD,
        properties={"fullname": name},
    )
    return getUtility(IRegister).enrol(login, name)


def _take_office(people: dict[str, int]) -> None:
    since = date(2026, 1, 1)
    hold(
        *(
            Function(people[role], role, start=since)
            for role in ("publisher", "registrar", "auditor")
        ),
        Function(people["participant"], "employee", start=since),
        Function(people["secretary"], "secretary", "ks", start=since),
        Mandate(people["official"], "ks", "ordinary", "S", since),
        Mandate(people["leader"], "ks", "group_leader", "S", since),
    )


def hold(*rows: Function | Mandate) -> None:
    """Record rows of the registers, and clear the cached groups."""
    for row in rows:
        getUtility(IRegister).record(row, 0)
    forget()


def leave(*people: int) -> None:
    """End all rows of these people the day before: they have left."""
    register = getUtility(IRegister)
    for person in people:
        for row in register.roster().rows_of(person):
            register.end(row.row, date(2027, 3, 9), 1)
    forget()


def write(
    municipality: SampleMunicipality,
    key: str,
    portal_type: str = "ConductCode",
    **values: Any,
):
    """Write a draft as the publisher; return it."""
    kind = "code" if portal_type == "ConductCode" else "value_base"
    with municipality.acting("publisher"):
        return api.content.create(
            municipality.hub,
            portal_type,
            key,
            **{
                "title": "Uppförandekod",
                "language": "sv",
                "document_class": "normative",
                "document_type": kind,
                "decider": "ks",
                "owner_function": "municipal_secretary",
                "diary_number": f"KS 1/{2000 + len(municipality.hub.objectIds())}",
                "text": RichTextValue(TEXT, "text/html", SAFE),
                **values,
            },
        )


def propose(municipality: SampleMunicipality, document) -> None:
    """Propose the draft as the publisher."""
    with municipality.acting("publisher"):
        move(document, "propose")


def decide(
    municipality: SampleMunicipality, document, valid_from: date = TODAY, **values: Any
):
    """Adopt a proposal as the registrar; return the edition."""
    decided = min(valid_from, getUtility(IClock).today())
    decision = Decision("ks", decided, "§ 7", valid_from, **values)
    with municipality.acting("registrar"):
        return adopt(document, decision)


def adopted(
    municipality: SampleMunicipality, key: str, portal_type: str = "ConductCode"
):
    """Write, propose and adopt; return the document, its edition is in force."""
    document = write(municipality, key, portal_type)
    propose(municipality, document)
    decide(municipality, document)
    return document


def plan(
    municipality: SampleMunicipality, document, key: str = "kampanj", **values: Any
):
    """Plan a campaign about a document as the publisher; return it."""
    with municipality.acting("publisher"):
        return api.content.create(
            municipality.hub,
            "ConductCampaign",
            key,
            **{
                "title": "Alla svarar",
                "document": document.UID(),
                "kind": "read",
                "plus": [OFFICIALS],
                "start": TODAY,
                "due": TODAY + timedelta(days=30),
                **values,
            },
        )
