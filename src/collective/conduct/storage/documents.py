"""ZODB storage of the edition index. See IEditionIndex."""

from BTrees.OOBTree import OOBTree
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.storage.common.rows import RowFormat
from persistent import Persistent
from zope.interface import implementer


EDITION = RowFormat(
    EditionFacts,
    {
        1: "uid document number manifest_hash title language path valid_from valid_to"
        " applies_to reopens asks annulled_on repealed_on document_type"
    },
)


@implementer(IEditionIndex)
class EditionIndex(Persistent):
    """See IEditionIndex."""

    def __init__(self) -> None:
        self._rows = OOBTree()  # (document, number) -> row
        self._places = OOBTree()  # edition -> (document, number)

    def put(self, facts: EditionFacts) -> None:
        place = (facts.document, facts.number)
        self._rows[place] = EDITION.pack(facts)
        self._places[facts.uid] = place

    def of(self, document: str) -> list[EditionFacts]:
        rows = self._rows.values(min=(document, 0), max=(document, 2**31))
        return [EDITION.unpack(row) for row in rows]

    def get(self, edition: str, document: str = "") -> EditionFacts:
        for facts in self.of(document) if document else ():
            if facts.uid == edition:
                return facts
        place = self._places.get(edition)
        if place is None:
            raise Missing("no_edition")
        return EDITION.unpack(self._rows[place])

    def documents(self) -> dict[str, list[EditionFacts]]:
        by_document: dict[str, list[EditionFacts]] = {}
        for (document, _number), row in self._rows.items():
            by_document.setdefault(document, []).append(EDITION.unpack(row))
        return by_document

    def drop(self, document: str) -> None:
        for facts in self.of(document):
            del self._rows[(document, facts.number)]
            del self._places[facts.uid]
