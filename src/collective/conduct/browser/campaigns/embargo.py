"""Who may not know of an edition is answered as if it were not there (E4)."""

from collective.conduct.content.documents.edition import IConductEdition
from collective.conduct.operations.campaigns.embargo import is_hidden_from
from collective.conduct.operations.campaigns.embargo import is_public
from plone import api
from zope.component import adapter
from zope.traversing.interfaces import IBeforeTraverseEvent


@adapter(IConductEdition, IBeforeTraverseEvent)
def hide(edition, event) -> None:
    """Answer somebody who is logged in like a request for a made-up edition.

    Zope looks who is there when the way has been gone to its end; then it
    would say "log in". So that is looked at here, for the few editions that
    need it. Visitors are sent to the log-in: they may be of the audience.
    """
    if is_public(edition):
        return
    request, users = event.request, api.portal.get_tool("acl_users")
    found = users._extractUserIds(request, users.plugins)
    if any(is_hidden_from(edition, userid) for userid, _login in found):
        request["PARENTS"].pop()  # the error page would tell of what it is about
        request.response.notFoundError(request["URL"])
