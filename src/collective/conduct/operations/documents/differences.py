"""Compare two editions of a document, or its draft with one."""

from collections.abc import Mapping
from collective.conduct.content.documents.edition import ConductEdition
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.documents.text.diff import compare
from collective.conduct.core.documents.text.diff import Diff
from collective.conduct.core.documents.text.diff import material
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.operations.documents.editions import editions_of
from collective.conduct.operations.documents.editions import refuse_unseen
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.operations.documents.editions import structure
from dataclasses import dataclass
from dataclasses import field
from itertools import pairwise
from plone import api


DRAFT = "draft"


@dataclass(frozen=True)
class TextComparison:
    """What differs between two texts, and which changes ask for no answer.

    ``nonmaterial`` maps provision ids to the reason that the author gave.
    """

    language: str
    diff: Diff
    nonmaterial: Mapping[str, str] = field(default_factory=dict)


def between(document, old: int, new: int | str, wanted: str = "") -> TextComparison:
    """Compare two editions by number; ``new`` may be ``DRAFT`` for authors.

    In the wanted language if both texts have it, else in the document's own.
    ``Missing`` "no_edition" for an unknown number; ``Refused`` when a draft
    may not be seen.
    """
    first = _edition(document, old)
    if new == DRAFT:
        authorise("view_draft", document, api.content.get_state(document))
        last, language = structure_of(document), first.manifest["language"]
        diff = compare(structure(first, language), last)
        return TextComparison(language, diff, _draft_marks(document, first))
    second = _edition(document, int(new))
    language = _common(first.manifest, second.manifest, wanted)
    diff = compare(structure(first, language), structure(second, language))
    return TextComparison(language, diff, _marks(_path(document, first, second)))


def draft_changes(document) -> TextComparison | None:
    """What the draft changes since the last edition that was not annulled.

    None before the first. Only what would ask for a new answer is left in it.
    """
    standing = [each for each in editions_of(document) if each.annulled_on is None]
    if not standing:
        return None
    comparison = between(document, standing[-1].number, DRAFT)
    return TextComparison(
        comparison.language, Diff(material(comparison.diff)), document.nonmaterial
    )


def asks_again(document) -> bool:
    """Whether adopting the draft would ask those who answered for a new answer."""
    changes = draft_changes(document)
    return changes is None or bool(material(changes.diff, changes.nonmaterial))


def draft_diff(document) -> Diff:
    """The diff of the draft with its last standing edition, all new if none."""
    standing = [each for each in editions_of(document) if each.annulled_on is None]
    old = structure(standing[-1]) if standing else Structure()
    return compare(old, structure_of(document))


def _edition(document, number: int) -> ConductEdition:
    for edition in editions_of(document):
        if edition.number == number:
            authorise("view_edition", edition, state_of(edition))
            refuse_unseen(edition)
            return edition
    raise Missing("no_edition")


def _common(old: Mapping, new: Mapping, wanted: str) -> str:
    if wanted in old["languages"] and wanted in new["languages"]:
        return wanted
    return new["language"]


def _path(document, first: ConductEdition, last: ConductEdition | None) -> list:
    """The editions that led from one to another; annulled ones led nowhere."""
    end = last.number if last is not None else float("inf")
    later = [e for e in editions_of(document) if first.number < e.number <= end]
    return [first, *(e for e in later if e.annulled_on is None or e.number == end)]


def _marks(path: list[ConductEdition]) -> dict[str, str]:
    """The reasons that explain all that the editions after the first changed."""
    reasons: dict[str, str] = {}
    for before, each in pairwise(path):
        marks = each.manifest["nonmaterial"]
        if reasons:
            reasons = _kept(reasons, compare(structure(before), structure(each)), marks)
        reasons |= marks
    return reasons


def _draft_marks(document, first: ConductEdition) -> dict[str, str]:
    """The reasons that explain all that came after an edition, the draft's too."""
    path, marks = _path(document, first, None), document.nonmaterial or {}
    reasons = _marks(path)
    if reasons:
        step = compare(structure(path[-1]), structure_of(document))
        reasons = _kept(reasons, step, marks)
    return reasons | marks


def _kept(found: Mapping[str, str], step: Diff, marks: Mapping[str, str]) -> dict:
    """The reasons still true after a step: it changed none of these rules unmarked."""
    unexplained = {change.id for change in material(step, marks)}
    return {name: why for name, why in found.items() if name not in unexplained}
