"""Factories of the named vocabularies, made from terms and content."""

from collective.conduct.vocabularies import terms
from collective.conduct.vocabularies.cases.forms import TITLES
from collective.conduct.vocabularies.common import catalogue
from collective.conduct.vocabularies.contacts import titles as channels
from plone import api
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def _from_titles(titles: dict) -> SimpleVocabulary:
    return SimpleVocabulary(
        [SimpleTerm(key, key, title) for key, title in titles.items()]
    )


@implementer(IVocabularyFactory)
class TermsVocabulary:
    """The terms of ``catalogue.CATALOGUE`` that are in use on the site."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, context) -> SimpleVocabulary:
        return _from_titles(catalogue.titles_of(self.name))


grounds = TermsVocabulary("grounds")
categories = TermsVocabulary("categories")
substances = TermsVocabulary("substances")
effects = TermsVocabulary("effects")
occasions = TermsVocabulary("occasions")
relations = TermsVocabulary("relations")
contexts = TermsVocabulary("contexts")
impacts = TermsVocabulary("impacts")
measures = TermsVocabulary("measures")
functions = TermsVocabulary("functions")
offices = TermsVocabulary("offices")
body_kinds = TermsVocabulary("body_kinds")


@provider(IVocabularyFactory)
def holders(context) -> SimpleVocabulary:
    """Functions and offices, whose holders a contact can name."""
    functions = catalogue.titles_of("functions")
    return _from_titles({**functions, **catalogue.titles_of("offices")})


@provider(IVocabularyFactory)
def channel_kinds(context) -> SimpleVocabulary:
    """Kinds of contact."""
    return _from_titles(channels.KIND_TITLES)


@provider(IVocabularyFactory)
def forms(context) -> SimpleVocabulary:
    """The report forms."""
    return _from_titles(TITLES)


@provider(IVocabularyFactory)
def audiences(context) -> SimpleVocabulary:
    """The audiences of a contact."""
    return _from_titles(channels.AUDIENCE_TITLES)


@provider(IVocabularyFactory)
def paths(context) -> SimpleVocabulary:
    """The agreed paths for enquiries, by UID."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(
        portal_type="ConductChannel", sort_on="sortable_title"
    )
    found = (brain._unrestrictedGetObject() for brain in brains)
    return Paths(
        [
            SimpleTerm(each.UID(), each.UID(), each.title)
            for each in found
            if each.kind == "path"
        ]
    )


class Paths(SimpleVocabulary):
    """Paths to choose from; one that was removed is still accepted.

    easyform would otherwise fall back to its default action, a mailer, when a
    form names a path that was removed.
    """

    def __contains__(self, value) -> bool:
        return isinstance(value, str)

    def getTerm(self, value) -> SimpleTerm:
        known = self.by_value.get(value)
        return known if known is not None else SimpleTerm(value, value, value)


@provider(IVocabularyFactory)
def document_classes(context) -> SimpleVocabulary:
    """The classes of documents, above their types (REQUIREMENTS B33)."""
    return _from_titles(terms.CLASS_TITLES)


@provider(IVocabularyFactory)
def document_types(context) -> SimpleVocabulary:
    """The types of documents (REQUIREMENTS B2)."""
    return _from_titles(terms.TYPE_TITLES)
