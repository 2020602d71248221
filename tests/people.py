"""People, bodies and documents for the tests that need Plone."""

from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.mandates import Function
from collective.conduct.core.mandates import Mandate
from collective.conduct.operations import adopt as adoption
from collective.conduct.operations import documents
from collective.conduct.principals.plugin import forget
from contextlib import contextmanager
from datetime import date
from plone import api
from plone.app.textfield.value import RichTextValue
from zope.component import getUtility


PASSWORD = "Sommarregn-2026!"
LONG_AGO = date(2020, 1, 1)
CODE = """
<h2>Samarbete</h2>
<ol><li>Vi lyssnar färdigt innan vi svarar.</li>
<li>Vi kritiserar förslag och aldrig personer.</li></ol>
<h2>Möten</h2>
<ol start="3"><li>Vi kommer förberedda till varje sammanträde.</li></ol>
<p>Ordföranden påminner om koden en gång om året.</p>
"""


def person(userid: str, *rows, roles=("Member",)) -> int:
    """Create an account with register rows; return the person's id.

    A row is ``("official", body, party)``, ``("leader", body, party)`` or
    ``(function, body)``.
    """
    if api.user.get(userid=userid) is None:
        api.user.create(
            email=f"{userid}@example.org",
            username=userid,
            password=PASSWORD,
            properties={"fullname": userid.title()},
        )
        manager = api.portal.get().acl_users.portal_role_manager
        for role in roles:
            manager.assignRoleToPrincipal(role, userid)
    register = getUtility(IRegister)
    number = register.enrol(userid, userid.title())
    for row in rows:
        register.record(_row(number, *row), 0)
    forget()
    return number


def _row(number: int, kind: str, body: str = "", party: str = ""):
    offices = {"official": "ordinary", "leader": "group_leader"}
    if kind in offices:
        return Mandate(number, body, offices[kind], party, LONG_AGO)
    return Function(number, kind, body, start=LONG_AGO)


@contextmanager
def acting(userid: str):
    """Act as somebody; what the request remembered is forgotten around it."""
    forget()
    with api.env.adopt_user(username=userid):
        yield
    forget()


def staff() -> None:
    """Create the usual people: registrar, publisher, officials, auditor …"""
    person("registrar", ("registrar",))
    person("publisher", ("publisher",))
    person("auditor", ("auditor",))
    person("secretary", ("secretary", "council"))
    person("leader", ("leader", "council", "Lyktan"))
    person("official", ("official", "council", "Lyktan"))
    person("official2", ("official", "board", "Ängen"))
    person("member")
    person("manager", roles=("Member", "Site Administrator"))


def hub(portal):
    """Create the hub with two bodies, as a manager would."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(portal, "ConductHub", "conduct", title="Kod")
        api.content.create(made, "ConductBody", "council", title="Fullmäktige")
        api.content.create(made, "ConductBody", "board", title="Kommunstyrelsen")
    return made


def rich(html: str) -> RichTextValue:
    """A rich text as the editor sends it."""
    return RichTextValue(html, "text/html", "text/x-html-safe")


def code(within, html: str = CODE, **fields):
    """Create a draft code as the publisher."""
    with acting("publisher"):
        return api.content.create(
            within,
            "ConductCode",
            fields.pop("id", "kod"),
            title="Uppförandekod",
            language="sv",
            document_type="code",
            text=rich(html),
            **fields,
        )


def adopt(document, valid_from: date | None = None, **facts):
    """Propose as publisher and adopt as registrar; return the edition."""
    today = getUtility(IClock).today()
    start = valid_from or today
    with acting("publisher"):
        documents.move(document, "propose")
    with acting("registrar"):
        return adoption.adopt(
            document,
            adoption.Decision(
                **{
                    "body": "council",
                    "decided_on": min(start, today),
                    "paragraph": "§ 18",
                    "valid_from": start,
                }
                | facts
            ),
        )
