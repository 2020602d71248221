"""Answer 404 for an edition to whoever may not know of it (E4)."""

from collective.conduct.content.documents.edition import IConductEdition
from collective.conduct.operations.campaigns.embargo import is_hidden_from
from collective.conduct.operations.campaigns.embargo import is_public
from plone import api
from zope.component import adapter
from zope.traversing.interfaces import IBeforeTraverseEvent


@adapter(IConductEdition, IBeforeTraverseEvent)
def hide(edition, event) -> None:
    """Answer 404 to a logged-in user from whom an embargo hides the edition.

    Zope identifies the user only after the traversal, and would then ask for a
    log-in. So this handler does it, for the few editions that need it.
    Anonymous visitors are sent to the log-in: they may be in the audience.
    """
    if is_public(edition):
        return
    request, users = event.request, api.portal.get_tool("acl_users")
    identified = users._extractUserIds(request, users.plugins)
    if any(is_hidden_from(edition, userid) for userid, _login in identified):
        request["PARENTS"].pop()  # the error page would reveal the edition
        request.response.notFoundError(request["URL"])
