"""Catalog indexers of documents, editions and cases."""

from collective.conduct.content.common.guarded import ISilent
from collective.conduct.content.documents.edition import ConductEdition
from collective.conduct.content.documents.edition import IConductEdition
from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.core.common.access import ACTIONS
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.ports import IClock
from datetime import date
from plone.indexer import indexer
from zope.component import getUtility


@indexer(IGoverningDocument)
def diary_number(document) -> str | None:
    """Index the diary number, for search and uniqueness (REQUIREMENTS B1)."""
    return document.diary_number


@indexer(IGoverningDocument)
def document_type(document) -> str:
    """Index the type of a document, which is a facet (REQUIREMENTS B2)."""
    return document.document_type


@indexer(IGoverningDocument)
def related(document) -> list[str]:
    """Index the UIDs of related documents, to find a relation from its other end.

    Those of its editions too: one in force may have relations that the draft lacks.
    """
    rows = list(document.relations or ())
    for each in _begun(document):
        rows += each.manifest.get("relations", ())
    return list(dict.fromkeys(each["uid"] for each in rows if each.get("uid")))


@indexer(IGoverningDocument)
def searchable(document) -> str:
    """Index title, description, diary number and the text that came into force last.

    The text of a draft must not be found (REQUIREMENTS B1), nor that of an edition
    before its first day (E4).
    """
    editions = [each for each in _begun(document) if each.annulled_on is None]
    newest = max(editions, key=lambda each: each.number, default=None)
    words = [document.Title(), document.Description(), document.diary_number or ""]
    for text in newest.manifest["languages"].values() if newest else ():
        words += [each["title"] for each in text["groups"]]
        words += [each["text"] for each in text["provisions"]]
    return " ".join(words)


@indexer(IConductEdition)
def finders(edition) -> list[str]:
    """Index the roles that find an edition: before its first day staff alone (E4).

    Computed when it is indexed, and again by the timed job: a late job hides what
    may be seen, and shows nothing that may not.
    """
    readers, authors = ACTIONS["view_edition"], ACTIONS["view_draft"]
    keys = readers["in_force"] if has_begun(edition) else authors["draft"]
    return sorted({"Manager", *(ROLES[key] for key in keys)})


def has_begun(edition: ConductEdition) -> bool:
    """Whether the first day of an edition has come, whatever its state."""
    first = date.fromisoformat(edition.manifest["header"]["valid_from"])
    return first <= getUtility(IClock).today()


def _begun(document) -> list[ConductEdition]:
    inside = (e for e in document.objectValues() if IConductEdition.providedBy(e))
    return [each for each in inside if has_begun(each)]


@indexer(ISilent)
def nobody(silent) -> tuple:
    """Let nobody find a case, even if something indexes it (DESIGN 2)."""
    return ()
