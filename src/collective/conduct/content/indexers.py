"""What the catalog keeps of a governing document."""

from collective.conduct.content.case import ISilent
from collective.conduct.content.edition import IConductEdition
from collective.conduct.content.governing import IGoverningDocument
from plone.indexer import indexer


@indexer(IGoverningDocument)
def diary_number(document) -> str | None:
    """The diary number, for search and uniqueness (REQUIREMENTS B1)."""
    return document.diary_number


@indexer(IGoverningDocument)
def document_type(document) -> str:
    """The rung of the type ladder: a facet (REQUIREMENTS B2)."""
    return document.document_type


@indexer(IGoverningDocument)
def related(document) -> list[str]:
    """UIDs of the documents it relates to: the other direction of a relation.

    Those of its editions too: one in force still names what the draft has left.
    """
    rows = list(document.relations or ())
    for each in document.objectValues():
        if IConductEdition.providedBy(each):
            rows += each.manifest.get("relations", ())
    return list(dict.fromkeys(each["uid"] for each in rows if each.get("uid")))


@indexer(IGoverningDocument)
def searchable(document) -> str:
    """Title, description, diary number and the words that were adopted last.

    The draft's own words are nobody's to find (REQUIREMENTS B1).
    """
    editions = [
        each
        for each in document.objectValues()
        if IConductEdition.providedBy(each) and each.annulled_on is None
    ]
    newest = max(editions, key=lambda each: each.number, default=None)
    words = [document.Title(), document.Description(), document.diary_number or ""]
    for text in newest.manifest["languages"].values() if newest else ():
        words += [each["title"] for each in text["groups"]]
        words += [each["text"] for each in text["provisions"]]
    return " ".join(words)


@indexer(ISilent)
def nobody(silent) -> tuple:
    """A case is found by nobody, should anything ever index it (DESIGN 2)."""
    return ()
