"""The bodies of the hub as a vocabulary."""

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def bodies(context) -> SimpleVocabulary:
    """The bodies of the hub, by short name."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(
        portal_type="ConductBody", sort_on="sortable_title"
    )
    return SimpleVocabulary(
        [SimpleTerm(brain.getId, brain.getId, brain.Title) for brain in brains]
    )
