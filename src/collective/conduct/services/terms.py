"""``@conduct-terms``: the vocabularies of the municipality over REST."""

from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Missing
from collective.conduct.core.terms import Wish
from collective.conduct.operations import terms
from collective.conduct.services.base import ConductService
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import SITE
from collective.conduct.services.fields import key
from collective.conduct.vocabularies.catalogue import CATALOGUE
from collective.conduct.vocabularies.catalogue import originals
from collective.conduct.vocabularies.catalogue import terms_of
from dataclasses import dataclass
from typing import Literal
from zope.i18n import translate


EDIT_TERMS = "collective.conduct.EditTerms"
Language = Literal["sv", "da", "en"]


@dataclass(frozen=True)
class TermWish:
    """See ``core.terms.Wish``; what is None stays as it is."""

    key: str = ""
    titles: dict[Language, str] | None = None
    order: int | None = None
    retired: bool | None = None


@dataclass(frozen=True)
class TermsChange:
    """The terms that change; ``version`` is that of the list that was seen."""

    terms: list[TermWish]
    version: str = ""


@dataclass(frozen=True)
class VocabularyEntry:
    """One list; ``fixed``: no term can be added or retired."""

    at: str = key("@id")
    name: str
    title: str
    fixed: bool


@dataclass(frozen=True)
class VocabularyList:
    """All lists."""

    at: str = key("@id")
    vocabularies: list[VocabularyEntry]


@dataclass(frozen=True)
class TermShown:
    """One term, as it was shipped and as it is called now."""

    key: str
    titles: dict[str, str]
    original: dict[str, str] | None
    order: int
    retired: bool
    sources: list[str]


@dataclass(frozen=True)
class VocabularyShown(VocabularyEntry):
    """One list with its terms; ``version`` changes with it."""

    version: str
    terms: list[TermShown]


class Terms(ConductService):
    """All lists, or one with its terms."""

    @endpoint("GET @conduct-terms", SITE, EDIT_TERMS, terms.vocabulary)
    def everything(self) -> VocabularyList:
        """All vocabularies."""
        lists = [VocabularyEntry(**self._entry(each)) for each in CATALOGUE]
        return VocabularyList(self._address(), lists)

    @endpoint("GET @conduct-terms/{name}", SITE, EDIT_TERMS, terms.vocabulary, Missing)
    def one(self) -> VocabularyShown:
        """One vocabulary with its terms."""
        sources = terms.vocabulary(self.step).sources
        shipped = originals(self.step)
        return VocabularyShown(
            **self._entry(self.step),
            version=terms.version(self.step),
            terms=[
                TermShown(
                    key=each.key,
                    titles={**shipped.get(each.key, {}), **each.titles},
                    original=shipped.get(each.key),
                    order=each.order,
                    retired=each.retired,
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


class ChangeTerms(Terms):
    """Change the terms that are named; one without a key is added."""

    @endpoint(
        "PATCH @conduct-terms/{name}", SITE, EDIT_TERMS, terms.change, Missing, Conflict
    )
    def change(self, sent: TermsChange) -> VocabularyShown:
        """Change, add, order or retire terms."""
        wishes = [
            Wish(each.key, each.titles or {}, each.order, each.retired)
            for each in sent.terms
        ]
        terms.change(self.step, wishes, sent.version or None)
        return self.one()
