"""A browser for the functional tests of the staff pages."""

from datetime import timedelta
from plone.testing.zope import Browser
from tests import people
from tests.town import TODAY
from urllib.parse import urlencode

import transaction


class Staff:
    """The hub with its people and a code in draft, and a browser for each."""

    def __init__(self, layer):
        self.app, self.portal = layer["app"], layer["portal"]
        self.hub = people.hub(self.portal)
        people.staff()
        self.code = people.code(self.hub)
        transaction.commit()

    def browser(self, login=None):
        """A browser without JavaScript, logged in when a login is given."""
        browser = Browser(self.app)
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.addHeader("Accept-Language", "en")
        if login:
            browser.addHeader("Authorization", f"Basic {login}:{people.PASSWORD}")
        return browser

    def open(self, login, context, path="", **query):
        """Open a page of an object as somebody."""
        browser = self.browser(login)
        tail = f"?{urlencode(query)}" if query else ""
        browser.open(f"{context.absolute_url()}/{path}{tail}")
        return browser

    def adopt(self, **facts):
        """Adopt the code as it is, each edition a day after the one before."""
        day = TODAY - timedelta(days=9 - len(self.code.objectIds()))
        edition = people.adopt(self.code, **{"valid_from": day} | facts)
        transaction.commit()
        return edition

    def rewrite(self, html):
        """Start a revision if need be and save another text, as the publisher."""
        from collective.conduct.operations import documents
        from plone import api
        from zope.event import notify
        from zope.lifecycleevent import ObjectModifiedEvent

        with people.acting("publisher"):
            if api.content.get_state(self.code) == "adopted":
                documents.move(self.code, "revise")
            self.code.text = people.rich(html)
            notify(ObjectModifiedEvent(self.code))
        transaction.commit()
