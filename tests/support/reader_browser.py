"""A reader for the functional tests: browser, log-in form, texts of a page."""

from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.documents.drafting import move
from collective.conduct.operations.documents.editions import show
from datetime import timedelta
from lxml import html
from plone.app.textfield.value import RichTextValue
from plone.testing.zope import Browser
from tests.support.sample_municipality import decide
from tests.support.sample_municipality import PASSWORD
from tests.support.sample_municipality import propose
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import transaction


# What the next edition says otherwise: the words before and after.
CHANGED = ("andra tala till punkt", "andra tala färdigt")


class Reader:
    """A person at a browser without JavaScript; "" has not logged in."""

    def __init__(self, app, role: str = "") -> None:
        transaction.commit()
        self.browser = Browser(app)
        self.browser.handleErrors = True
        self.browser.raiseHttpErrors = False
        self.browser.followRedirects = True
        self.browser.addHeader("Accept-Language", "en")
        self.role = role

    def open(self, context, path: str = "") -> "Reader":
        """Open a page of an object; log in by the form when one is shown."""
        transaction.commit()
        self.browser.open(f"{context.absolute_url()}/{path}")
        if self.role and b"__ac_name" in self.body:
            self.log_in(self.role)
        return self

    def log_in(self, role: str) -> None:
        """Fill in the site's own log-in form."""
        self.browser.getControl(name="__ac_name").value = role
        self.browser.getControl(name="__ac_password").value = PASSWORD
        self.browser.getControl(name="buttons.login").click()

    def lose_session(self) -> None:
        """End the session, as it happens over night."""
        del self.browser.cookies["__ac"]

    def choose(self, kind: str, words: str | None = None) -> None:
        """Choose an answer and, if given, type the text."""
        self.browser.getControl(name="kind").value = [kind]
        if words is not None:
            self.browser.getControl(name="words").value = words

    def send(self) -> None:
        """Submit the form."""
        form = self.browser.getForm(action="@@answer")
        form.submit()

    @property
    def url(self) -> str:
        return self.browser.url

    @property
    def status(self) -> str:
        return self.browser.headers["Status"]

    @property
    def body(self) -> bytes:
        """The response body, unchanged."""
        return self.browser._response.body

    @property
    def tree(self):
        """The page as an element tree."""
        return html.fromstring(self.browser.contents)

    @property
    def words(self) -> str:
        """The text of our part of the page, white space collapsed."""
        (part,) = self.tree.cssselect(".conduct")
        return " ".join(part.text_content().split())

    def find(self, selector: str) -> list[str]:
        """Return the texts of all elements that a CSS selector finds."""
        return [
            " ".join(each.text_content().split())
            for each in self.tree.cssselect(selector)
        ]


def answered(municipality, role: str, kind: str = "acknowledged", words: str = ""):
    """Answer the edition of the municipality as a role; return the entry."""
    shown = show(municipality.edition, "sv")
    given = Answer(
        kind, "sv", municipality.edition.manifest_hash, shown.statement_hash, words
    )
    with municipality.acting(role):
        return answer(municipality.edition, given)


def entries(municipality, role: str) -> list:
    """Return the ledger entries of a role."""
    transaction.begin()
    return list(getUtility(ILedger).entries(municipality.people[role]))


def next_edition(municipality, change: tuple[str, str], days: int = 5, **values):
    """Change the code's text and adopt it again, in force in so many days."""
    changed = municipality.document.text.raw.replace(*change)
    with municipality.acting("publisher"):
        move(municipality.document, "revise")
        municipality.document.text = RichTextValue(changed, "text/html", SAFE)
        notify(ObjectModifiedEvent(municipality.document))
    propose(municipality, municipality.document)
    today = municipality.clock.today()
    made = decide(
        municipality,
        municipality.document,
        today + timedelta(days=days),
        **values,
    )
    transaction.commit()
    return made
