"""``@@conduct-vocabularies``: edit the vocabularies of the municipality (A5)."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.vocabulary import LANGUAGES
from collective.conduct.core.common.vocabulary import LAST
from collective.conduct.core.common.vocabulary import VocabularyTerm
from collective.conduct.core.common.vocabulary import Wish
from collective.conduct.i18n import _
from collective.conduct.operations.common import vocabulary as terms
from collective.conduct.vocabularies.common.catalogue import CATALOGUE
from collective.conduct.vocabularies.common.catalogue import originals
from collective.conduct.vocabularies.common.catalogue import terms_of
from collective.conduct.vocabularies.common.catalogue import title_of
from collective.conduct.vocabularies.common.concerns import SOURCE_TITLES
from collective.conduct.vocabularies.terms import LANGUAGE_TITLES
from functools import cached_property


NEW = "new"  # the row below the terms
ORDER = _("column_order", default="Order")


class Vocabularies(FormPage):
    """All vocabularies; with ``?vocabulary=``, the terms of one as table of fields."""

    def do(self):
        name = self.vocabulary
        back = f"{self.url}/@@conduct-vocabularies?vocabulary={name}"
        if self.typed("reset"):
            terms.reset(name)
            done = _("done_terms_reset", default="The list is as it was shipped.")
        else:
            terms.change(name, self._wishes(), self.typed("version"))
            done = _("done_terms", default="The list is saved.")
        return self.sent(back, done)

    def show(self):
        if self.vocabulary:
            terms.vocabulary(self.vocabulary)
        return self.index()

    # all lists
    @property
    def vocabulary(self) -> str:
        """The name of the vocabulary that is shown, "" for the list of all."""
        return self.typed("vocabulary")

    @property
    def lists(self) -> list[dict]:
        """Every vocabulary with the number of terms that are in use."""
        return [
            {
                "title": self.t(each.title),
                "url": f"{self.url}/@@conduct-vocabularies?vocabulary={name}",
                "count": sum(not term.retired for term in terms_of(name)),
            }
            for name, each in CATALOGUE.items()
        ]

    # one list
    @cached_property
    def one(self):
        return CATALOGUE[self.vocabulary]

    @property
    def version(self) -> str:
        return terms.version(self.vocabulary)

    @property
    def languages(self) -> list[tuple[str, str]]:
        return [(each, self.t(LANGUAGE_TITLES[each])) for each in LANGUAGES]

    @cached_property
    def rows(self) -> list[dict]:
        """The terms with their form fields, which keep submitted values."""
        shipped = originals(self.vocabulary)
        return [
            self._row(each, shipped.get(each.key, {}))
            for each in terms_of(self.vocabulary)
        ]

    @property
    def new(self) -> list[Field]:
        """The fields of a new term."""
        return [self._field(NEW, name, "") for name in LANGUAGES]

    def _row(self, term: VocabularyTerm, shipped) -> dict:
        titles = {**shipped, **term.titles}
        key = term.key
        ticked = self.typed(f"{key}.retired") if self._sent(key) else term.retired
        sources = self.one.sources.get(key, ())
        return {
            "key": key,
            "title": title_of(self.vocabulary, key),
            "fields": [
                self._field(key, each, titles.get(each, ""), shipped.get(each, ""))
                for each in LANGUAGES
            ],
            "order": self._field(key, "order", str(term.order)),
            "retired": bool(ticked),
            "added": term.added,
            "sources": ", ".join(self.t(SOURCE_TITLES[each]) for each in sources),
        }

    def _field(self, key: str, name: str, value: str, shipped: str = "") -> Field:
        label = ORDER if name == "order" else LANGUAGE_TITLES[name]
        was = ""
        if shipped and value != shipped:
            was = _(
                "help_original", default="Originally: ${was}", mapping={"was": shipped}
            )
        return self.field(f"{key}.{name}", label, help=was, otherwise=value)

    # what was sent
    def _sent(self, key: str) -> bool:
        return f"{key}.order" in self.request.form

    def _wishes(self) -> list[Wish]:
        keys = [each.key for each in terms_of(self.vocabulary) if self._sent(each.key)]
        wishes = [self._wish(key) for key in keys]
        added = {each: self.typed(f"{NEW}.{each}") for each in LANGUAGES}
        if any(title.strip() for title in added.values()):
            wishes.append(Wish("", added))
        return wishes

    def _wish(self, key: str) -> Wish:
        order = self.typed_number(f"{key}.order")
        if order is None:
            raise Invalid("term_order", field=f"{key}.order", last=LAST)
        titles = {each: self.typed(f"{key}.{each}") for each in LANGUAGES}
        return Wish(key, titles, order, bool(self.typed(f"{key}.retired")))
