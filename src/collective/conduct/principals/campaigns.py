"""Who reads an edition: everybody, or under an embargo its audience (E4).

The workflow gives View to staff and to the role of a reader; this provider says
who is a reader today. Nothing is stored and no job is waited for: what is not
given here is closed at every door that asks for the permission.
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
        """Give the role of a reader to whoever acts, as far as they are one.

        Groups and other people get none: nobody's rights are asked for them.
        """
        user = getSecurityManager().getUser()
        if not principal_id or principal_id != user.getId():
            return ()
        roles = role_keys(user.getRoles())
        may_read = allowed("view_edition", "upcoming", roles)
        return (READER,) if may_read and self._is_open(principal_id) else ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Nobody, by name: the catalog has its own way (``content.indexers``)."""
        return iter(())

    def _is_open(self, userid: str) -> bool:
        found = current()
        if found is None:
            return True  # uninstalled: the site's own rules hold
        register, roster, today = found
        try:
            document = self.edition.aq_parent.UID()
            facts = getUtility(IEditionIndex).get(self.edition.UID(), document)
        except Missing:  # being adopted, or what is left of one
            return False
        campaigns = getUtility(ICampaigns).of(EditionSubject(facts.document))
        if is_public(facts, campaigns, today):
            return True
        person = register.person_of(userid)
        groups = roster.groups_of(person, today) if person is not None else ()
        return is_told(facts, campaigns, groups, today)
