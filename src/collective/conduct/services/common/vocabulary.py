"""``@conduct-terms``: the vocabularies of the municipality over REST."""

from collective.conduct.core.common.vocabulary import Wish
from collective.conduct.operations.common import vocabulary as terms
from collective.conduct.services.common import rest
from collective.conduct.vocabularies.common.catalogue import CATALOGUE
from collective.conduct.vocabularies.common.catalogue import originals
from collective.conduct.vocabularies.common.catalogue import terms_of
from typing import Literal
from zope.i18n import translate


Language = Literal["sv", "da", "en"]


class TermWish(rest.Record):
    """See ``vocabulary.Wish``; what is None stays as it is."""

    key: str = ""
    titles: dict[Language, str] | None = None
    order: int | None = None
    retired: bool | None = None


class TermsChange(rest.Record):
    """The terms that change; ``version`` is that of the list that was seen."""

    terms: list[TermWish]
    version: str = ""


class VocabularyEntry(rest.Addressed):
    """One vocabulary; ``fixed``: no term can be added or retired."""

    name: str
    title: str
    fixed: bool


class VocabularyList(rest.Addressed):
    """All vocabularies of the site."""

    vocabularies: list[VocabularyEntry]


class TermShown(rest.Record):
    """One term with its shipped titles and its titles of today."""

    key: str
    titles: dict[str, str]
    original: dict[str, str] | None
    order: int
    retired: bool
    sources: list[str]


class VocabularyShown(VocabularyEntry):
    """One vocabulary with its terms; ``version`` changes with them."""

    version: str
    terms: list[TermShown]


class TermsService(rest.ConductService, on="site", right="EditTerms"):
    """All vocabularies, or one with its terms."""

    @rest.endpoint("GET @conduct-terms", terms.vocabulary)
    def everything(self) -> VocabularyList:
        """All vocabularies."""
        lists = [VocabularyEntry(**self._entry(each)) for each in CATALOGUE]
        return VocabularyList(self._address(), lists)

    @rest.endpoint("GET @conduct-terms/{name}", terms.vocabulary, rest.Missing)
    def one(self) -> VocabularyShown:
        """One vocabulary with its terms."""
        sources = terms.vocabulary(self.step).sources
        shipped = originals(self.step)
        return VocabularyShown(
            **self._entry(self.step),
            version=terms.version(self.step),
            terms=[
                TermShown.of(
                    each,
                    titles={**shipped.get(each.key, {}), **each.titles},
                    original=shipped.get(each.key),
                    sources=list(sources.get(each.key, ())),
                )
                for each in terms_of(self.step)
            ],
        )

    def _address(self, *names: str) -> str:
        return "/".join((self.url, "@conduct-terms", *names))

    def _entry(self, name: str) -> dict:
        found = CATALOGUE[name]
        title = translate(found.title, context=self.request)
        return {
            "at": self._address(name),
            "name": name,
            "title": title,
            "fixed": found.fixed,
        }


class ChangeTerms(TermsService, on="site", right="EditTerms"):
    """Change the terms that are named; one without a key is added."""

    @rest.endpoint(
        "PATCH @conduct-terms/{name}", terms.change, rest.Missing, rest.Conflict
    )
    def change(self, sent: TermsChange) -> VocabularyShown:
        """Change, add, order or retire terms."""
        wishes = [
            Wish(each.key, each.titles or {}, each.order, each.retired)
            for each in sent.terms
        ]
        terms.change(self.step, wishes, sent.version or None)
        return self.one()
