"""Reading editions: what is frozen, and what the dates say of it today."""

from collections.abc import Callable
from collections.abc import Iterable
from collective.conduct.content.documents.edition import ConductEdition
from collective.conduct.content.documents.edition import IConductEdition
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.edition_index import state
from collective.conduct.core.documents.editions import manifest_hash
from collective.conduct.core.documents.editions import statement_hash
from collective.conduct.core.documents.editions import statement_of
from collective.conduct.core.documents.editions import structure_of
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.ledger.ports import ILedger
from dataclasses import dataclass
from plone import api
from zope.component import getUtility


def editions_of(document) -> list[ConductEdition]:
    """The editions of a document, by number."""
    inside = (document._getOb(each) for each in document.objectIds(ordered=False))
    found = [each for each in inside if IConductEdition.providedBy(each)]
    return sorted(found, key=lambda each: each.number)


def facts_of(edition) -> EditionFacts:
    """The shelf's row of an edition."""
    return getUtility(IEditionIndex).get(edition.UID(), edition.aq_parent.UID())


def state_of(edition) -> str:
    """The edition's state today (``access.EDITION_STATES``)."""
    facts = facts_of(edition)
    shelf = getUtility(IEditionIndex)
    return state(facts, shelf.of(facts.document), getUtility(IClock).today())


def current_of(document) -> EditionFacts | None:
    """The facts of the edition in force today, or None."""
    shelf = getUtility(IEditionIndex)
    return in_force(shelf.of(document.UID()), getUtility(IClock).today())


def edition_at(facts: EditionFacts) -> ConductEdition:
    """The content object of a row on the shelf, whoever asks.

    ``Missing`` "no_edition" when its lawful removal left the row alone.
    """
    site = api.portal.get()
    found = site.unrestrictedTraverse(facts.path.lstrip("/"), None)
    if found is None:
        raise Missing("no_edition")
    return found


def sees(edition) -> bool:
    """Whether whoever acts may see an edition: not while it is embargoed (E4)."""
    return bool(api.user.has_permission("View", obj=edition))


def refuse_unseen(edition) -> None:
    """Raise ``Missing`` for an edition that whoever acts may not know of."""
    if not sees(edition):
        raise Missing("no_edition")


def seen(rows: Iterable[EditionFacts]) -> list[EditionFacts]:
    """Those of the rows that whoever acts may know of.

    What has begun is seen by all: only what is to come is looked at.
    """
    today = getUtility(IClock).today()
    return [each for each in rows if each.valid_from <= today or _is_seen(each)]


def _is_seen(facts: EditionFacts) -> bool:
    try:
        return sees(edition_at(facts))
    except Missing:
        return False


@dataclass(frozen=True)
class FrozenText:
    """A frozen text in one language, as the page shows it.

    ``whole`` is False when the bytes are no longer those that were adopted:
    the hash is recomputed on every display (DESIGN 1.2). ``undertaking`` is
    the language and the words of the campaign that asks, empty without one;
    ``statement`` holds these words too.
    """

    language: str
    title: str
    html: str
    statement: dict[str, str]
    statement_hash: str
    whole: bool
    undertaking: tuple[str, str] = ("", "")


def rows_of(document: str) -> list[EditionFacts]:
    """All editions of a document (by UID), by number."""
    return getUtility(IEditionIndex).of(document)


def successor(facts: EditionFacts) -> EditionFacts | None:
    """The edition that takes over from one, None when there is none."""
    later = [
        each
        for each in rows_of(facts.document)
        if each.annulled_on is None and each.valid_from > facts.valid_from
    ]
    return min(later, key=lambda each: each.valid_from, default=None)


def is_whole(edition) -> bool:
    """Whether the manifest still has the hash it was adopted with."""
    return manifest_hash(edition.manifest) == edition.manifest_hash


def has_its_notes(edition) -> bool:
    """Whether the notes beside the text are those that the record holds.

    Words that were lawfully disposed of in the record are not compared.
    """
    kept = [
        (entry.details or {}).get("note")
        for entry in getUtility(ILedger).entries(edition.aq_parent.stream, ("noted",))
        if entry.edition == edition.manifest_hash
    ]
    beside = [words for _day, words in edition.notes]
    return len(kept) == len(beside) and all(
        told in (None, words) for told, words in zip(kept, beside, strict=True)
    )


def language_for(edition, wanted: str | None) -> str:
    """The wanted language if the edition has it, else its own first."""
    languages = edition.manifest["languages"]
    if wanted in languages:
        return wanted
    return edition.manifest["language"]


def show(
    edition,
    wanted: str | None = None,
    undertaking_in: Callable[[str], tuple[str, str]] | None = None,
) -> FrozenText:
    """Return the text of an edition in the wanted language, or its own.

    ``undertaking_in`` gives, for that language, the language and the words of an
    undertaking that people are asked for (``operations.obligations.show_asked``):
    they are part of what is shown to choose from, and so of the hash that an
    answer cites.
    """
    manifest = edition.manifest
    language = language_for(edition, wanted)
    text = manifest["languages"][language]
    undertaking = undertaking_in(language) if undertaking_in else ("", "")
    return FrozenText(
        language=language,
        title=text["title"],
        html=text["html"],
        statement=statement_of(manifest, language, undertaking[1]),
        statement_hash=statement_hash(manifest, language, undertaking[1]),
        whole=is_whole(edition),
        undertaking=undertaking,
    )


def structure(edition, language: str | None = None) -> Structure:
    """Groups and provisions as they were frozen."""
    return structure_of(edition.manifest, language_for(edition, language))


def refuse_broken(edition) -> None:
    """Raise ``Conflict`` "edition_broken" when the frozen bytes were altered."""
    if not is_whole(edition):
        raise Conflict("edition_broken")
