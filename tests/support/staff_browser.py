"""A browser for the functional tests of the staff pages."""

from collective.conduct.content.governing import SAFE
from collective.conduct.core.mandates import Mandate
from collective.conduct.operations.documents import move
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.testing.zope import Browser
from tests.support import sample_municipality as town
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


class Staff:
    """The hub with its people and a code in draft, and a browser for each."""

    def __init__(self, layer):
        self.app = layer["app"]
        self.town = town.build(layer["portal"])
        self.hub, self.people = self.town.hub, self.town.people
        self.acting = self.town.acting
        self.people["official2"] = town.enrol("official2", "Olle Ek")
        town.hold(self.official2())
        self.code = self.write("kod", diary_number=None)
        transaction.commit()

    def official2(self, person=None):
        """A mandate in the other body, for another party."""
        number = person or self.people["official2"]
        return Mandate(number, "bun", "ordinary", "Ängen", date(2026, 1, 1))

    def write(self, key, **values):
        """Let the publisher write a draft with the code of these tests."""
        text = RichTextValue(CODE, "text/html", SAFE)
        return town.write(self.town, key, **{"text": text} | values)

    def browser(self, login=None):
        """A browser without JavaScript, logged in when a login is given."""
        browser = Browser(self.app)
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.addHeader("Accept-Language", "en")
        if login:
            browser.addHeader("Authorization", f"Basic {login}:{town.PASSWORD}")
        return browser

    def open(self, login, context, path="", **query):
        """Open a page of an object as somebody."""
        browser = self.browser(login)
        tail = f"?{urlencode(query)}" if query else ""
        browser.open(f"{context.absolute_url()}/{path}{tail}")
        return browser

    def propose(self):
        """Let the publisher propose the code."""
        town.propose(self.town, self.code)
        transaction.commit()

    def adopt(self, **facts):
        """Adopt the code as it is, each edition a day after the one before."""
        day = town.TODAY - timedelta(days=9 - len(self.code.objectIds()))
        town.propose(self.town, self.code)
        edition = town.decide(self.town, self.code, **{"valid_from": day} | facts)
        transaction.commit()
        return edition

    def revise(self, login="publisher"):
        """Start a revision."""
        with self.acting(login):
            move(self.code, "revise")
        transaction.commit()

    def rewrite(self, html):
        """Start a revision if need be and save another text, as the publisher."""
        if api.content.get_state(self.code) == "adopted":
            self.revise()
        with self.acting("publisher"):
            self.code.text = RichTextValue(html, "text/html", SAFE)
            notify(ObjectModifiedEvent(self.code))
        transaction.commit()


def words(browser) -> str:
    """The page's source with single spaces."""
    return " ".join(browser.contents.split())
