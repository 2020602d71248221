"""Local roles of an edition: everybody reads it, or under an embargo its audience.

The workflow gives View to staff and to the role of a reader; this provider says
who is a reader today (E4). Nothing is stored and no job is needed: without the
role from here, everything that checks the permission refuses.
"""

from AccessControl import getSecurityManager
from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from collective.conduct.content.documents.edition import IConductEdition
from collective.conduct.core.campaigns.embargo import is_public
from collective.conduct.core.campaigns.embargo import is_told
from collective.conduct.core.common.access import allowed
from collective.conduct.core.common.access import READER
from collective.conduct.core.common.access import role_keys
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.principals.registers.plugin import current
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


@implementer(ILocalRoleProvider)
@adapter(IConductEdition)
class EmbargoReaders:
    """See ILocalRoleProvider."""

    def __init__(self, edition) -> None:
        self.edition = edition

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Return the reader role for the current user, when they may read today.

        Groups and other users get none: only the current user's rights matter.
        """
        user = getSecurityManager().getUser()
        if not principal_id or principal_id != user.getId():
            return ()
        roles = role_keys(user.getRoles())
        may_read = allowed("view_edition", "upcoming", roles)
        return (READER,) if may_read and self._is_open(principal_id) else ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Return nothing: the catalog has its own indexer (``content.indexers``)."""
        return iter(())

    def _is_open(self, userid: str) -> bool:
        current_register = current()
        if current_register is None:
            return True  # uninstalled: the site's own rules hold
        register, roster, today = current_register
        try:
            document = self.edition.aq_parent.UID()
            facts = getUtility(IEditionIndex).get(self.edition.UID(), document)
        except Missing:  # it is being adopted, or was removed
            return False
        campaigns = getUtility(ICampaigns).of(EditionSubject(facts.document))
        if is_public(facts, campaigns, today):
            return True
        person = register.person_of(userid)
        groups = roster.groups_of(person, today) if person is not None else ()
        return is_told(facts, campaigns, groups, today)
