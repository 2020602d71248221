"""Read editions: their frozen text, and their state computed from dates."""

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
    editions = [each for each in inside if IConductEdition.providedBy(each)]
    return sorted(editions, key=lambda each: each.number)


def facts_of(edition) -> EditionFacts:
    """Return the row of an edition in the edition index."""
    return getUtility(IEditionIndex).get(edition.UID(), edition.aq_parent.UID())


def state_of(edition) -> str:
    """The edition's state today (``access.EDITION_STATES``)."""
    facts = facts_of(edition)
    index = getUtility(IEditionIndex)
    return state(facts, index.of(facts.document), getUtility(IClock).today())


def current_of(document) -> EditionFacts | None:
    """The facts of the edition in force today, or None."""
    index = getUtility(IEditionIndex)
    return in_force(index.of(document.UID()), getUtility(IClock).today())


def edition_at(facts: EditionFacts) -> ConductEdition:
    """Return the edition of a row in the index, without a check of permissions.

    ``Missing`` "no_edition" when it was lawfully removed and its row is left.
    """
    site = api.portal.get()
    edition = site.unrestrictedTraverse(facts.path.lstrip("/"), None)
    if edition is None:
        raise Missing("no_edition")
    return edition


def sees(edition) -> bool:
    """Whether the current user may see an edition; an embargo may prevent it (E4)."""
    return bool(api.user.has_permission("View", obj=edition))


def refuse_unseen(edition) -> None:
    """Raise ``Missing`` for an edition that the current user may not know of."""
    if not sees(edition):
        raise Missing("no_edition")


def seen(rows: Iterable[EditionFacts]) -> list[EditionFacts]:
    """Return the rows of editions that the current user may know of.

    An edition that has begun is seen by all: only upcoming ones are checked.
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
    """Whether the correction notes are those that the ledger holds.

    Notes that were lawfully disposed of in the ledger are not compared.
    """
    recorded = [
        (entry.details or {}).get("note")
        for entry in getUtility(ILedger).entries(edition.aq_parent.stream, ("noted",))
        if entry.edition == edition.manifest_hash
    ]
    beside = [words for _day, words in edition.notes]
    return len(recorded) == len(beside) and all(
        told in (None, words) for told, words in zip(recorded, beside, strict=True)
    )


def language_for(edition, wanted: str | None) -> str:
    """Return the wanted language if the edition has it, else its own."""
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
