"""Lints: what stands in a text that should not, or is missing."""

from collective.conduct.core.documents.lints import check
from collective.conduct.core.documents.lints import CODES
from collective.conduct.core.documents.lints import placeholders
from collective.conduct.core.documents.lints import SEVERITIES
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.imports.documents.conversion import convert
from datetime import date
from tests.samples import texts
from tests.samples.docx import council_code

import pytest


TODAY = date(2027, 3, 10)


def lint(html, document_type="code", **more):
    facts = {"review_due": None, "today": TODAY, "language": "sv", **more}
    return check(html, derive(html), document_type=document_type, **facts)


def codes(*args, **more):
    return [found.code for found in lint(*args, **more)]


@pytest.mark.parametrize(
    "text",
    [
        "Klicka här för att ange text.",
        "Klicka eller tryck här för att ange datum.",
        "Klik her for at angive tekst.",
        "Klik eller tryk her for at skrive tekst.",
        "Click or tap here to enter text.",
        "Välj ett objekt.",
        "Beslutad [Datum]",
        "Beslutad av [nämndens namn]".replace("nämndens namn", "Nämnd"),
        "Kontakta [Ange namn och telefon]",
        "Sagsnr. [sagsnr]",
        "Gäller från ÅÅÅÅ-MM-DD",
        "Gäller från 20XX",
        "Kontakta XX i växeln",
        "Lorem ipsum dolor sit amet",
        "TODO",
    ],
)
def test_what_a_template_left_behind_is_found(text):
    assert len(placeholders(f"<p>{text}</p>")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Datum för mötet anges i kallelsen.",
        "Se not [1] och [sic].",
        "Klicka gärna vidare till rutinen.",
        "Vi skriver namn och datum på listan.",
        "Förordning (EU) 2016/679, bilaga XI",
    ],
)
def test_ordinary_text_is_no_placeholder(text):
    assert placeholders(f"<p>{text}</p>") == ()


def test_a_placeholder_is_found_in_a_heading_a_cell_an_item_and_inside_bold():
    html = (
        "<h2>[Rubrik]</h2><table><tr><td>[Datum]</td></tr></table>"
        "<ul><li>XX</li></ul><p>Klicka <strong>här</strong> för att ange text</p>"
    )
    assert [found.values["found"] for found in placeholders(html)] == [
        "[Rubrik]",
        "[Datum]",
        "XX",
        "Klicka här för att ange text",
    ]


def test_a_placeholder_says_in_which_provision_it_stands():
    assert placeholders('<p id="p-abcdefgh">[Datum]</p>')[0].where == "p-abcdefgh"


def test_the_one_placeholder_of_the_sample_is_found():
    html = convert("kod.docx", council_code()).html
    assert [f.values["found"] for f in placeholders(html)] == [texts.PLACEHOLDER]


def test_a_missing_and_an_empty_section_block_the_proposal():
    html = (
        '<h2 id="p-aaaaaaaa">Syfte</h2><h2 id="p-bbbbbbbb">Omfattning</h2>'
        "<p>Alla i nämnden omfattas.</p>"
    )
    found = lint(html, "routine")
    assert [(f.code, f.severity, f.values["section"]) for f in found] == [
        ("section_missing", "error", "steps"),
        ("section_missing", "error", "responsibility"),
        ("section_empty", "error", "purpose"),
    ]


def test_a_code_has_no_mandatory_section():
    assert lint("<p>Vi lyssnar på varandra.</p>") == ()


@pytest.mark.parametrize(
    "field, code", [("review_due", "review_overdue"), ("valid_to", "validity_expired")]
)
def test_a_date_that_has_passed_is_told_and_today_has_not_passed(field, code):
    text = "<p>Vi lyssnar på varandra.</p>"
    assert codes(text, **{field: date(2027, 3, 9)}) == [code]
    assert codes(text, **{field: TODAY}) == []
    assert lint(text, **{field: date(2027, 3, 9)})[0].values == {"date": "2027-03-09"}


def test_dead_relations_and_misfit_translations_are_told_one_by_one():
    found = lint(
        "<p>Vi lyssnar.</p>",
        dead_relations=("Rutin A", "Rutin B"),
        misfit_translations=("en",),
    )
    assert [(f.code, dict(f.values)) for f in found] == [
        ("dead_relation", {"relation": "Rutin A"}),
        ("dead_relation", {"relation": "Rutin B"}),
        ("translation_misfit", {"language": "en"}),
    ]


def test_errors_come_before_warnings():
    found = lint("<p>[Datum]</p>", "policy", review_due=date(2026, 1, 1))
    severities = [SEVERITIES.index(f.severity) for f in found]
    assert severities == sorted(severities)
    assert {f.code for f in found} <= set(CODES)
