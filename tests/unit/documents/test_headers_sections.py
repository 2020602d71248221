"""Section templates: offered, and demanded where they are mandatory."""

from collective.conduct.core.documents.headers import TYPES
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.documents.text.sections import empty_sections
from collective.conduct.core.documents.text.sections import HEADINGS
from collective.conduct.core.documents.text.sections import missing_sections
from collective.conduct.core.documents.text.sections import template
from collective.conduct.core.documents.text.sections import TEMPLATES

import itertools
import pytest


def written(*titles, under="<p>Ord.</p>", level=2):
    """A text with those headings; ids as alignment would give them."""
    return derive(
        "".join(
            f'<h{level} id="p-aaaaaaa{letter}">{title}</h{level}>{under}'
            for letter, title in zip("abcdefghijklmnop", titles, strict=False)
        )
    )


def test_templates_are_of_known_types_and_sections_in_three_languages():
    assert set(TEMPLATES) <= set(TYPES)
    used = {key.rstrip("*") for line in TEMPLATES.values() for key in line.split()}
    assert used == set(HEADINGS)
    assert all(set(names) == {"sv", "da", "en"} for names in HEADINGS.values())


def test_the_template_of_a_guideline_is_that_of_the_municipalities():
    lines = template("guideline", "sv")
    assert [line.heading for line in lines if line.mandatory] == [
        "Syfte",
        "Omfattning",
        "Avgränsning",
        "Ansvar",
        "Uppföljning",
        "Relaterade dokument",
    ]
    assert template("guideline", "da")[1].heading == "Formål"


def test_a_code_is_offered_three_parts_and_must_have_none():
    assert [line.key for line in template("code", "sv")] == [
        "approach",
        "mission",
        "expectations",
    ]
    assert missing_sections(derive(""), "code", "sv") == ()


def test_a_type_without_a_template_demands_nothing():
    assert template("source", "sv") == ()
    assert missing_sections(derive(""), "source", "sv") == ()


@pytest.mark.parametrize(
    ("document_type", "language"),
    list(itertools.product(TEMPLATES, ("sv", "da", "en"))),
)
def test_a_text_written_after_its_template_lacks_nothing(document_type, language):
    titles = [line.heading for line in template(document_type, language)]
    found = written(*titles)
    assert missing_sections(found, document_type, language) == ()
    assert empty_sections(found, document_type, language) == ()


def test_the_missing_sections_are_named_in_order():
    found = written("Inledning", "Omfattning och avgränsning", "3 Roller och ANSVAR")
    assert missing_sections(found, "guideline", "sv") == (
        "purpose",
        "follow_up",
        "related",
    )


def test_a_part_of_a_word_is_no_section():
    assert "purpose" in missing_sections(written("Syftesfråga"), "guideline", "sv")


def test_a_heading_of_an_annex_does_not_count():
    found = written("Bilaga 1", "Syfte")
    assert "purpose" in missing_sections(found, "policy", "sv")


def test_a_heading_in_another_language_does_not_count():
    assert "purpose" in missing_sections(written("Purpose"), "policy", "sv")
    assert "purpose" not in missing_sections(written("Syfte"), "policy", "sv-SE")


def test_a_section_without_words_is_empty():
    found = written("Syfte", "Omfattning", under="<p>&nbsp;</p>")
    assert empty_sections(found, "policy", "sv") == ("purpose", "scope")
    assert missing_sections(found, "policy", "sv") == ()


def test_words_under_a_lower_heading_fill_the_section():
    found = derive(
        '<h2 id="p-aaaaaaaa">Syfte</h2><h3 id="p-aaaaaaab">Mål</h3><p>Ord.</p>'
        '<h2 id="p-aaaaaaac">Omfattning</h2><h2 id="p-aaaaaaad">Annat</h2><p>Ord.</p>'
    )
    assert empty_sections(found, "policy", "sv") == ("scope",)
