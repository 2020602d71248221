"""A draft is read by its authors alone, whatever view of Plone is tried."""

from collective.conduct.content.documents.governing import SAFE
from plone.app.contenttypes.browser.folder import FolderView
from plone.app.textfield.value import RichTextValue
from tests.support.sample_municipality import write
from zope.component import getGlobalSiteManager
from zope.interface import Interface
from zope.interface import providedBy
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

import pytest


CANARY = "kanariefagelzx"
MORE = {"content-core", "event_listing", "full_view_item"}
ATTRIBUTES = (
    "text",
    "text/output",
    "text/raw",
    "manage_DAVget",
    "manage_FTPget",
    "_data",
)


@pytest.fixture
def revised(municipality):
    """An adopted code whose next text is being written."""
    municipality.document.text = RichTextValue(f"<p>{CANARY}</p>", "text/html", SAFE)
    return municipality.document


def _views(context) -> set[str]:
    """The names of the views that Plone has for a folder like this one."""
    asked = (providedBy(context), IDefaultBrowserLayer)
    found = getGlobalSiteManager().adapters.lookupAll(asked, Interface)
    return {
        name
        for name, view in found
        if isinstance(view, type) and issubclass(view, FolderView)
    }


def test_no_view_of_a_folder_shows_the_draft_to_a_member(client, revised):
    names = _views(revised) | MORE
    assert {"listing_view", "summary_view"} <= names
    for name in sorted(names):
        found = client.page("member", f"{revised.absolute_url()}/@@{name}")
        assert CANARY not in found.text, name
    for path in ATTRIBUTES:
        found = client.page("member", f"{revised.absolute_url()}/{path}")
        assert CANARY not in found.text, path


def test_no_view_of_the_hub_lists_a_draft_to_a_member(client, municipality):
    draft = write(municipality, "utkast", text=RichTextValue(f"<p>{CANARY}</p>"))
    assert _views(municipality.hub)
    for name in sorted(_views(municipality.hub)):
        found = client.page("member", f"{municipality.hub.absolute_url()}/@@{name}")
        assert draft.getId() not in found.text and CANARY not in found.text, name
