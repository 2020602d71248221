"""``@conduct-terms``: the vocabularies of the municipality over REST."""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.terms import LANGUAGES
from collective.conduct.core.terms import Wish
from collective.conduct.operations import terms
from collective.conduct.services.base import Named
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from collective.conduct.vocabularies.catalogue import CATALOGUE
from collective.conduct.vocabularies.catalogue import originals
from collective.conduct.vocabularies.catalogue import terms_of
from zope.i18n import translate


class Terms(Named):
    """All lists, or one with its terms."""

    def answer(self) -> dict:
        if self.name:
            return self.one()
        return {"@id": self.address(), "vocabularies": [*map(self.line, CATALOGUE)]}

    def address(self, *names: str) -> str:
        return "/".join((self.url, "@conduct-terms", *names))

    def line(self, name: str) -> dict:
        found = CATALOGUE[name]
        return {
            "@id": self.address(name),
            "name": name,
            "title": translate(found.title, context=self.request),
            "fixed": found.fixed,
        }

    def one(self) -> dict:
        sources = terms.vocabulary(self.name).sources
        shipped = originals(self.name)
        return {
            **self.line(self.name),
            "version": terms.version(self.name),
            "terms": [
                {
                    "key": each.key,
                    "titles": {**shipped.get(each.key, {}), **each.titles},
                    "original": shipped.get(each.key),
                    "order": each.order,
                    "retired": each.retired,
                    "sources": list(sources.get(each.key, ())),
                }
                for each in terms_of(self.name)
            ],
        }


class ChangeTerms(Terms, Writer):
    """Change the terms that are named; one without a key is added."""

    def answer(self) -> dict:
        data = self.body()
        wanted = data.get("terms")
        if not isinstance(wanted, list) or not all(
            isinstance(each, dict) for each in wanted
        ):
            raise Invalid("field", field="terms")
        seen = text(data, "version") or None
        terms.change(self.name, [_wish(each) for each in wanted], seen)
        return self.one()


def _wish(data: dict) -> Wish:
    titles, order, retired = (data.get(each) for each in ("titles", "order", "retired"))
    titles = {} if titles is None else titles
    if not isinstance(titles, dict) or not set(titles) <= set(LANGUAGES):
        raise Invalid("field", field="titles")
    if order is not None and (not isinstance(order, int) or isinstance(order, bool)):
        raise Invalid("field", field="order")
    if retired is not None and not isinstance(retired, bool):
        raise Invalid("field", field="retired")
    spoken = {language: text(titles, language) for language in titles}
    return Wish(text(data, "key"), spoken, order, retired)
