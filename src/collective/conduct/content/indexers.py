"""What the catalog keeps of a governing document."""

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
    """UIDs of the documents it relates to: the other direction of a relation."""
    return [each["uid"] for each in document.relations or () if each.get("uid")]
