"""Subjects of obligations: a union type, whose first member is an edition.

A campaign, an assignment and a duty ask for an answer about a *subject*. Another
kind (a training, a survey) is another class here, a member of ``Subject`` and a
row in ``SUBJECTS``; ``editions_about`` then says what it has to do with editions.
"""

from collective.conduct.core.documents.edition_index import EditionFacts
from dataclasses import dataclass
from typing import Any
from typing import assert_never
from typing import ClassVar


@dataclass(frozen=True)
class EditionSubject:
    """The edition of a document that is in force on the day; ``id`` is its UID."""

    kind: ClassVar[str] = "edition"
    # the name of the id in the REST API and in the ledger entry of a launch
    key: ClassVar[str] = "document"

    id: str


Subject = EditionSubject  # | TrainingSubject | SurveySubject
SUBJECTS: dict[str, type[Subject]] = {EditionSubject.kind: EditionSubject}


def as_row(subject: Subject) -> tuple[str, str]:
    """Return kind and id of a subject, as a row stores them."""
    return subject.kind, subject.id


def from_row(row: tuple[str, str]) -> Subject:
    """Return the subject that a row stores; ``KeyError`` for an unknown kind."""
    kind, id = row
    return SUBJECTS[kind](id)


def as_details(subject: Subject) -> dict[str, str]:
    """Return the subject by its public name, such as ``{"document": UID}``."""
    return {subject.key: subject.id}


def editions_about(subject: Subject, index: Any) -> list[EditionFacts]:
    """Return the editions, by number, whose answers count for a subject.

    ``index`` is the ``IEditionIndex``.
    """
    match subject:
        case EditionSubject(id=document):
            return index.of(document)
        case _:
            assert_never(subject)
