"""Copies of a site: nothing is written in one that nobody has adopted.

Every door of the site is kept, those of Plone and its add-ons too: what a request
changes is rolled back, and one that would change something is refused in words.
"""

from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.i18n import _
from collective.conduct.operations.common import site_version
from collective.conduct.operations.common.request_privacy import forget_all
from plone.app.layout.viewlets.common import ViewletBase
from zope.component import adapter
from zope.component import queryUtility
from zope.i18n import translate
from ZPublisher.interfaces import IPubAfterTraversal

import transaction


READING = ("GET", "HEAD", "OPTIONS")
# Whoever looks around in a copy logs in; nothing of it is stored.
DOORS = {"login", "logout", "require_login", "@login", "@logout"}
COPIED = _(
    "notice_site_copied",
    default="This is a copy of the site. Nothing can be received, answered or changed"
    " here.",
)
TRIAL = _(
    "notice_site_trial",
    default="This is a test copy of the site. Nothing that is done here counts, and no"
    " letter leaves it.",
)


@adapter(IPubAfterTraversal)
def keep_as_it_is(event) -> None:
    """Roll back what a request changes in a copy, and refuse what is sent to it.

    Our own pages refuse it themselves, above the form that was filled in.
    """
    if queryUtility(ISiteMark) is None or not site_version.copied():
        return
    transaction.doom()
    request = event.request
    published = request.get("PUBLISHED")
    own = isinstance(getattr(published, "__self__", published), Page)
    if request.method not in READING and not own and _last(request) not in DOORS:
        forget_all(request)
        raise Unavailable("site_copied")


class CopyNotice(ViewletBase):
    """A line on top of every page of a copy, empty on the site itself."""

    @property
    def said(self) -> str:
        """The sentence; "" when this is no copy."""
        return notice(self.request)

    def render(self):
        return super().render() if self.said else ""


def notice(request) -> str:
    """Return what a page of a copy says of it; "" when this is no copy."""
    if site_version.copied():
        return translate(COPIED, context=request)
    return translate(TRIAL, context=request) if site_version.is_trial() else ""


def _last(request) -> str:
    """The last step of the address."""
    path = request.environ.get("PATH_INFO", "").rstrip("/")
    return path.rpartition("/")[2].removeprefix("@@")
