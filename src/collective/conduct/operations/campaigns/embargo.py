"""Embargo of an upcoming edition: who may know of it, when search finds it (E4)."""

from collective.conduct.core.campaigns import embargo
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.operations.documents.editions import sees
from contextlib import suppress
from plone import api
from zope.component import getUtility


INDEXES = ("SearchableText", "conduct_related")


def is_public(edition) -> bool:
    """Whether everybody who may read documents may know of an edition."""
    try:
        facts = facts_of(edition)
    except Missing:
        return False
    campaigns = getUtility(ICampaigns).of(EditionSubject(facts.document))
    return embargo.is_public(facts, campaigns, getUtility(IClock).today())


def is_hidden_from(edition, userid: str) -> bool:
    """Whether somebody with an account here may not know of an edition."""
    user = api.portal.get_tool("acl_users").getUserById(userid)
    if user is None:
        return False
    with api.env.adopt_user(user=user):
        return not sees(edition)


def bring_to_light() -> int:
    """Reindex editions that came into force, so that search finds them.

    Return how many. Part of the timed job: only search depends on it, and a
    second run finds nothing to do.
    """
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(
        portal_type="ConductEdition", allowedRolesAndUsers=[ROLES["member"]]
    )
    known, today = {brain.UID for brain in brains}, getUtility(IClock).today()
    late = [
        facts
        for rows in getUtility(IEditionIndex).documents().values()
        for facts in rows
        if facts.valid_from <= today and facts.uid not in known
    ]
    for facts in late:
        with suppress(Missing):  # its row outlived it
            edition = edition_at(facts)
            edition.reindexObject(idxs=["allowedRolesAndUsers"])
            edition.aq_parent.reindexObject(idxs=list(INDEXES))
    return len(late)
