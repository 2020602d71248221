"""Queries for whoever answers an edition: reading time, changes, readers."""

from collective.conduct.content.documents.edition import ConductEdition
from collective.conduct.core.common.access import ACTIONS
from collective.conduct.core.common.access import NOWHERE
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.documents.text.diff import material
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.core.obligations.duties import WAITING
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.documents.differences import between
from collective.conduct.operations.documents.differences import TextComparison
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.documents.editions import structure
from collective.conduct.operations.obligations import is_asked
from collective.conduct.operations.obligations import one_duty
from dataclasses import dataclass
from hmac import compare_digest
from plone import api
from zope.component import getUtility


WORDS_A_MINUTE = 180
# The order in which those who see answers are named.
READERS = ("registrar", "publisher", "auditor", "secretary", "leader")


@dataclass(frozen=True)
class Readers:
    """Role keys: who sees which answer a person gave, and who reads its words."""

    answers: tuple[str, ...]
    words: tuple[str, ...]


def readers() -> Readers:
    """Return who will see an answer, by the access table."""
    return Readers(
        answers=tuple(key for key in READERS if key in _entitled("see_coverage")),
        words=tuple(key for key in READERS if key in _entitled("read_words")),
    )


def _entitled(action: str) -> frozenset[str]:
    return ACTIONS[action][NOWHERE]


def duty_on(edition: EditionFacts) -> Duty | None:
    """What the document of an edition asks of the acting person today."""
    person = actor().person
    if person is None or not may("answer", state="in_force"):
        return None
    return one_duty(person, getUtility(IEditionIndex).of(edition.document))


def changes_since(duty: Duty, wanted: str = "") -> TextComparison | None:
    """Return what changed since the edition that the person answered last.

    None when nothing was answered before, or the same edition was, or the
    one that was answered is no longer there.
    """
    if duty.last is None or duty.last.number == duty.edition.number:
        return None
    document = edition_at(duty.edition).aq_parent
    try:
        return between(document, duty.last.number, duty.edition.number, wanted)
    except Missing:
        return None


def minutes(duty: Duty) -> int:
    """Estimate the reading time in minutes: of the changes, or of all (at least 1)."""
    changes = changes_since(duty) if duty.state == "changed" else None
    if changes is None:
        count = words_in(structure(edition_at(duty.edition)))
    else:
        count = _words_of(changes)
    return max(1, round(count / WORDS_A_MINUTE))


def words_in(text: Structure) -> int:
    """Return the number of words in a text."""
    titles = (group.title for group in text.groups)
    texts = (part.text for part in text.provisions)
    return sum(len(each.split()) for each in (*titles, *texts))


def _words_of(found: TextComparison) -> int:
    changed = material(found.diff, found.nonmaterial)
    return sum(len(run.split()) for each in changed for _kind, run in each.words)


def waits(duty: Duty | None) -> bool:
    """Whether a duty waits for an answer."""
    return duty is not None and duty.state in WAITING


def standing_edition(edition: ConductEdition) -> EditionFacts | None:
    """The edition of the same document that is in force today."""
    rows = getUtility(IEditionIndex).of(edition.aq_parent.UID())
    return in_force(rows, getUtility(IClock).today())


def shelves() -> dict[str, list[EditionFacts]]:
    """Return the editions of every document (by UID), by number."""
    return getUtility(IEditionIndex).documents()


def mandates_today() -> list[Mandate]:
    """Return the mandates that the acting person holds today."""
    person = actor().person
    if person is None:
        return []
    rows = getUtility(IRegister).roster().rows_of(person, getUtility(IClock).today())
    return [row for row in rows if sits(row)]


def name_of(person: int) -> str:
    """The name of a person in the register."""
    return getUtility(IRegister).person(person).name


def is_recorded(receipt: str, chain: str) -> bool:
    """Whether the ledger holds the entry of a printed receipt.

    Whoever asks must bring its chain hash, so nobody learns from a guess.
    """
    stream, _dash, seq = receipt.partition("-")
    try:
        entry = getUtility(ILedger).entry(int(stream, 16), int(seq))
    except (ValueError, Missing):
        return False
    return compare_digest(entry.chain.encode(), chain.encode())


def codes_for(person: int | None) -> list:
    """The codes of conduct that bind a person today, as documents (C19)."""
    if person is None:
        return []
    today = getUtility(IClock).today()
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="ConductCode"
    )
    codes = []
    for brain in brains:
        current = in_force(getUtility(IEditionIndex).of(brain.UID), today)
        if current is not None and is_asked(person, current):
            codes.append(brain._unrestrictedGetObject())
    return codes
