"""The named vocabularies, made from the terms and from the bodies."""

from collective.conduct.vocabularies import terms
from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def _from_titles(titles: dict) -> SimpleVocabulary:
    return SimpleVocabulary(
        [SimpleTerm(key, key, title) for key, title in titles.items()]
    )


@provider(IVocabularyFactory)
def functions(context) -> SimpleVocabulary:
    """Functions that employees hold."""
    return _from_titles(terms.FUNCTION_TITLES)


@provider(IVocabularyFactory)
def offices(context) -> SimpleVocabulary:
    """Offices that elected officials hold in a body."""
    return _from_titles(terms.OFFICE_TITLES)


@provider(IVocabularyFactory)
def body_kinds(context) -> SimpleVocabulary:
    """Kinds of body."""
    return _from_titles(terms.BODY_KIND_TITLES)


@provider(IVocabularyFactory)
def document_classes(context) -> SimpleVocabulary:
    """The class above the type ladder (REQUIREMENTS B33)."""
    return _from_titles(terms.CLASS_TITLES)


@provider(IVocabularyFactory)
def document_types(context) -> SimpleVocabulary:
    """The type ladder (REQUIREMENTS B2)."""
    return _from_titles(terms.TYPE_TITLES)


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
