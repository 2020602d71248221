"""One table has the fields of a header; what a field lacks elsewhere is named."""

from collective.conduct.browser.documents import header
from collective.conduct.browser.documents.header import Header
from collective.conduct.browser.documents.header_labels import LABELS
from collective.conduct.browser.documents.import_labels import INPUTS
from collective.conduct.browser.documents.import_labels import VOCABULARIES
from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.core.documents import header_fields
from collective.conduct.core.documents.header_fields import FIELDS
from collective.conduct.core.documents.recognition import words
from collective.conduct.operations.documents.adopt import Decision
from collective.conduct.operations.documents.mandate_matching import DECISION
from dataclasses import fields
from types import SimpleNamespace

import pytest


# Fields of the draft that are no header: its text, and what is done with it.
TEXT = {"text", "text_sv", "text_da", "text_en", "relations", "nonmaterial", "facets"}
DEEDS = {"asks_answer"}
SAID = {"revised_on", "published_on", "replaces", "document_class", "document_type"}


class Said:
    """A translator that says message ids."""

    language = "en"

    def t(self, message) -> str:
        return str(message)

    def day(self, value) -> str:
        return str(value or "")


def test_every_field_of_the_draft_is_in_the_table() -> None:
    """A new one is a header field, or it is named above as none."""
    known = {each.draft for each in header_fields.of_draft()}
    rest = set(IGoverningDocument) - known - TEXT - DEEDS
    assert rest == set(), "core/documents/header_fields.py: FIELDS"


@pytest.mark.parametrize("field", FIELDS, ids=lambda each: each.name)
def test_a_field_is_complete(field) -> None:
    assert field.value in header_fields.VALUES, (
        "core/documents/header_fields.py: VALUES"
    )
    if field.draft and field.draft != "description":
        assert field.draft in IGoverningDocument, (
            f"content/documents/governing.py: IGoverningDocument, {field.draft}"
        )
    if field.decision:
        names = {each.name for each in fields(Decision)}
        assert field.decision in names, "operations/documents/adopt.py: Decision"
    if field.stated:
        assert field.stated in words.LABELS, (
            f"core/documents/recognition/words.py: LABELS, {field.stated}"
        )
    assert LABELS[field.name]


@pytest.mark.parametrize("field", FIELDS, ids=lambda each: each.name)
def test_a_choice_has_something_to_choose_from(field) -> None:
    if INPUTS.get(field.value) == "choice":
        assert field.value in VOCABULARIES, (
            "browser/documents/import_labels.py: VOCABULARIES"
        )


def test_what_a_file_says_is_a_field_or_is_only_said() -> None:
    known = {each.stated for each in header_fields.stated()}
    assert set(words.LABELS) - known == SAID, (
        "core/documents/header_fields.py: FIELDS, stated"
    )


def test_the_days_that_a_file_states_are_read_as_days() -> None:
    found = {each.stated for each in FIELDS if each.value == header_fields.DAY}
    assert found <= words.DATES


def test_what_belongs_to_an_adoption_is_kept_for_its_form() -> None:
    assert DECISION == ("decided_on", "paragraph", "valid_from", "valid_to")


def test_an_edition_that_was_adopted_before_a_field_was_made_is_shown(
    monkeypatch,
) -> None:
    monkeypatch.setattr(header, "title_of", lambda vocabulary, key: key)
    document = SimpleNamespace(review_due=None)
    rows = Header(Said(), {"type": "policy", "paragraph": "§ 1"}, document).rows
    assert ("label_paragraph", "§ 1") in [(row.label, row.value) for row in rows]
    assert ("label_diary_number", "value_not_given") in [
        (row.label, row.value) for row in rows
    ]


def test_what_the_paper_names_first_is_shown_in_its_order() -> None:
    """REQUIREMENTS B1."""
    found = [each.name for each in header_fields.shown() if each.always]
    assert found == [
        *("decider", "owner_function", "decided_on", "paragraph", "diary_number"),
    ]
