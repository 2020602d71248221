"""A browser for the functional tests of the staff pages."""

from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.operations.documents.drafting import move
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.testing.zope import Browser
from tests.support import sample_municipality
from urllib.parse import urlencode
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import transaction


CODE = """
<h2>Samarbete</h2>
<ol><li>Vi lyssnar färdigt innan vi svarar.</li>
<li>Vi kritiserar förslag och aldrig personer.</li></ol>
<h2>Möten</h2>
<ol start="3"><li>Vi kommer förberedda till varje sammanträde.</li></ol>
<p>Ordföranden påminner om koden en gång om året.</p>
"""


def write_draft(municipality) -> None:
    """Add a second official, and a code in draft without a diary number."""
    person = sample_municipality.enrol("official2", "Olle Ek")
    municipality.people["official2"] = person
    sample_municipality.hold(second_mandate(person))
    write(municipality, sample_municipality.CODE, diary_number=None)


def second_mandate(person: int) -> Mandate:
    """Return a mandate in the other body, for another party."""
    return Mandate(person, "bun", "ordinary", "Ängen", date(2026, 1, 1))


def write(municipality, key: str, **values):
    """Write a draft with the code of these tests, as the publisher."""
    text = RichTextValue(CODE, "text/html", SAFE)
    return sample_municipality.write(municipality, key, **{"text": text} | values)


class Staff:
    """The hub with its people and a code in draft, and a browser for each."""

    def __init__(self, app, municipality):
        self.app, self.municipality = app, municipality
        self.hub, self.people = municipality.hub, municipality.people
        self.acting = municipality.acting
        self.code = municipality.document

    def official2(self, person=None):
        """Return a mandate in the other body, for another party."""
        return second_mandate(person or self.people["official2"])

    def write(self, key, **values):
        """Write a draft with the code of these tests, as the publisher."""
        return write(self.municipality, key, **values)

    def browser(self, login=None):
        """Return a browser without JavaScript, logged in when a login is given."""
        browser = Browser(self.app)
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.addHeader("Accept-Language", "en")
        if login:
            browser.addHeader(
                "Authorization", f"Basic {login}:{sample_municipality.PASSWORD}"
            )
        return browser

    def open(self, login, context, path="", **query):
        """Open a page of an object as an account."""
        browser = self.browser(login)
        tail = f"?{urlencode(query)}" if query else ""
        browser.open(f"{context.absolute_url()}/{path}{tail}")
        return browser

    def propose(self):
        """Propose the code, as the publisher."""
        sample_municipality.propose(self.municipality, self.code)
        transaction.commit()

    def adopt(self, **facts):
        """Adopt the code as it is, each edition a day after the one before."""
        day = sample_municipality.TODAY - timedelta(days=9 - len(self.code.objectIds()))
        sample_municipality.propose(self.municipality, self.code)
        edition = sample_municipality.decide(
            self.municipality, self.code, **{"valid_from": day} | facts
        )
        transaction.commit()
        return edition

    def revise(self, login="publisher"):
        """Start a revision."""
        with self.acting(login):
            move(self.code, "revise")
        transaction.commit()

    def rewrite(self, html):
        """Save another text as the publisher, after starting a revision if needed."""
        if api.content.get_state(self.code) == "adopted":
            self.revise()
        with self.acting("publisher"):
            self.code.text = RichTextValue(html, "text/html", SAFE)
            notify(ObjectModifiedEvent(self.code))
        transaction.commit()


def words(browser) -> str:
    """Return the page's source with single spaces."""
    return " ".join(browser.contents.split())
