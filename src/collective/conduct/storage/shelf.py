"""The shelf of editions on ZODB. See IShelf."""

from BTrees.OOBTree import OOBTree
from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import IShelf
from collective.conduct.core.shelf import EditionFacts
from dataclasses import astuple
from persistent import Persistent
from zope.interface import implementer


@implementer(IShelf)
class Shelf(Persistent):
    """See IShelf."""

    def __init__(self) -> None:
        self._rows = OOBTree()  # (document, number) -> values of EditionFacts
        self._places = OOBTree()  # edition -> (document, number)

    def put(self, facts: EditionFacts) -> None:
        place = (facts.document, facts.number)
        self._rows[place] = astuple(facts)
        self._places[facts.uid] = place

    def of(self, document: str) -> list[EditionFacts]:
        found = self._rows.values(min=(document, 0), max=(document, 2**31))
        return [EditionFacts(*values) for values in found]

    def get(self, edition: str) -> EditionFacts:
        place = self._places.get(edition)
        if place is None:
            raise Missing("no_edition")
        return EditionFacts(*self._rows[place])

    def documents(self) -> dict[str, list[EditionFacts]]:
        made: dict[str, list[EditionFacts]] = {}
        for (document, _number), values in self._rows.items():
            made.setdefault(document, []).append(EditionFacts(*values))
        return made

    def drop(self, document: str) -> None:
        for facts in self.of(document):
            del self._rows[(document, facts.number)]
            del self._places[facts.uid]
