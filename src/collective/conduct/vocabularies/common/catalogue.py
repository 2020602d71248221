"""All vocabularies that a site may change, and the titles of their terms.

``title_of`` is the only way from a key to its title: it knows what the site
renamed. Defaults are tables beside this; the site's changes are data in the
registry (decision 025).
"""

from collections.abc import Mapping
from collective.conduct.core.common.vocabulary import effective
from collective.conduct.core.common.vocabulary import LANGUAGES
from collective.conduct.core.common.vocabulary import loaded
from collective.conduct.core.common.vocabulary import TermChange
from collective.conduct.core.common.vocabulary import VocabularyTerm
from collective.conduct.i18n import _
from collective.conduct.vocabularies import terms
from collective.conduct.vocabularies.common import circumstances
from collective.conduct.vocabularies.common import concerns
from dataclasses import dataclass
from dataclasses import field
from plone import api
from zope.globalrequest import getRequest
from zope.i18n import translate


RECORD = "collective.conduct.terms"


@dataclass(frozen=True)
class Vocabulary:
    """A list of terms; in a ``fixed`` one, rules depend on the keys."""

    title: str
    titles: Mapping[str, str]  # key -> message
    fixed: bool = False
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


CATALOGUE = {
    "grounds": Vocabulary(
        _("vocabulary_grounds", default="Grounds of discrimination"),
        concerns.GROUNDS,
        sources=concerns.GROUND_SOURCES,
    ),
    "categories": Vocabulary(
        _("vocabulary_categories", default="Kinds of incident"), concerns.CATEGORIES
    ),
    "substances": Vocabulary(
        _("vocabulary_substances", default="Substances and behaviours"),
        concerns.SUBSTANCES,
    ),
    "effects": Vocabulary(
        _("vocabulary_effects", default="What is affected"), concerns.EFFECTS
    ),
    "occasions": Vocabulary(
        _("vocabulary_occasions", default="Occasions"), circumstances.OCCASIONS
    ),
    "relations": Vocabulary(
        _("vocabulary_relations", default="Between whom"), circumstances.RELATIONS
    ),
    "contexts": Vocabulary(
        _("vocabulary_contexts", default="Where it happens"), circumstances.CONTEXTS
    ),
    "impacts": Vocabulary(
        _("vocabulary_impacts", default="What came of it"), concerns.IMPACTS
    ),
    "measures": Vocabulary(
        _("vocabulary_measures", default="Measures"), circumstances.MEASURES
    ),
    "functions": Vocabulary(
        _("vocabulary_functions", default="Functions"), terms.FUNCTION_TITLES, True
    ),
    "offices": Vocabulary(
        _("vocabulary_offices", default="Offices"), terms.OFFICE_TITLES, True
    ),
    "body_kinds": Vocabulary(
        _("vocabulary_body_kinds", default="Kinds of body"),
        terms.BODY_KIND_TITLES,
        True,
    ),
}


def changes_of(vocabulary: str) -> dict[str, TermChange]:
    """The site's changes of the terms of a vocabulary."""
    kept = api.portal.get_registry_record(RECORD, default=None) or {}
    return loaded(kept.get(vocabulary, ""))


def terms_of(vocabulary: str) -> list[VocabularyTerm]:
    """The terms as they hold on this site, in order, retired ones too."""
    return effective(CATALOGUE[vocabulary].titles, changes_of(vocabulary))


def originals(vocabulary: str) -> dict[str, dict[str, str]]:
    """The titles as they were shipped, in all languages."""
    return {
        key: {each: translate(title, target_language=each) for each in LANGUAGES}
        for key, title in CATALOGUE[vocabulary].titles.items()
    }


def title_of(vocabulary: str, key: str, language: str = "") -> str:
    """The title of a term on this site; the key itself when it is unknown.

    In the language of the request unless one is given. A term that the site
    added in one language alone is called so in the others too.
    """
    change = changes_of(vocabulary).get(key, TermChange())
    return _title(CATALOGUE[vocabulary].titles.get(key), key, change.titles, language)


def titles_of(vocabulary: str, language: str = "") -> dict[str, str]:
    """Key -> title of the terms in use, in order."""
    shipped = CATALOGUE[vocabulary].titles
    return {
        term.key: _title(shipped.get(term.key), term.key, term.titles, language)
        for term in terms_of(vocabulary)
        if not term.retired
    }


def _title(shipped, key: str, own: Mapping[str, str], language: str) -> str:
    found = own.get(language or _spoken()) if own else None
    if found:
        return found
    if shipped is not None:
        return translate(
            shipped, context=getRequest(), target_language=language or None
        )
    return next((own[each] for each in LANGUAGES if each in own), key)


def _spoken() -> str:
    """The two-letter language of the request; of the site where there is none."""
    request = getRequest()
    if request is None:
        found = api.portal.get_registry_record("plone.default_language", default="sv")
    else:
        found = request.get("LANGUAGE") or api.portal.get_current_language()
    return found.split("-")[0]
