"""The numbers of a .docx come out as Word shows them."""

from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.imports.documents.conversion import convert
from tests.samples.word import numbering
from tests.samples.word import p
from tests.samples.word import package
from tests.samples.word import style

import pytest


DECIMAL = ("decimal", "%1.")
HEADING = style("Rubrik1", "heading 1")


def html(body, numbers="", styles=HEADING, **more):
    return convert(
        "kod.docx", package(body, numbering=numbers, styles=styles, **more)
    ).html


def rules(text):
    return [rule.number for rule in derive(text).rules]


def test_rule_8_follows_rule_7_below_a_new_heading():
    first = "".join(p(f"Vi lovar sak {i}.", num=1) for i in range(7))
    text = html(
        first + p("Del två", style="Rubrik1") + p("Vi lovar mer.", num=1),
        numbering(DECIMAL),
    )
    assert '<ol start="8"><li>Vi lovar mer.</li></ol>' in text
    assert rules(text) == [str(i) for i in range(1, 9)]


def test_two_numberings_of_one_definition_count_on_together():
    text = html(p("Ett.", num=1) + p("Två.", num=2), numbering(DECIMAL, nums=("", "")))
    assert text == "<ol><li>Ett.</li><li>Två.</li></ol>"


def test_a_start_override_begins_anew_once():
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = numbering(DECIMAL, nums=("", restart))
    body = p("A.", num=1) + p("B.", num=1) + p("Del", style="Rubrik1")
    text = html(body + p("C.", num=2) + p("D.", num=2), numbers)
    assert text.endswith("<ol><li>C.</li><li>D.</li></ol>")


def test_a_list_may_start_at_any_number():
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="12"/></w:lvlOverride>'
    assert (
        html(p("A.", num=1), numbering(DECIMAL, nums=(start,)))
        == '<ol start="12"><li>A.</li></ol>'
    )


@pytest.mark.parametrize(
    "format, expected",
    [
        ("lowerLetter", '<ol type="a"><li>X.</li><li>Y.</li></ol>'),
        ("upperLetter", '<ol type="A"><li>X.</li><li>Y.</li></ol>'),
        ("lowerRoman", '<ol type="i"><li>X.</li><li>Y.</li></ol>'),
        ("upperRoman", '<ol type="I"><li>X.</li><li>Y.</li></ol>'),
        ("bullet", "<ul><li>X.</li><li>Y.</li></ul>"),
        ("none", "<p>X.</p>\n<p>Y.</p>"),
    ],
)
def test_each_format_of_word_has_its_list(format, expected):
    assert html(p("X.", num=1) + p("Y.", num=1), numbering((format, "%1."))) == expected


def test_lettered_items_stand_inside_their_rule():
    body = (
        p("Ett.", num=1)
        + p("a.", num=1, level=1)
        + p("b.", num=1, level=1)
        + p("Två.", num=1)
    )
    text = html(body, numbering(DECIMAL, ("lowerLetter", "%2)")))
    assert (
        text
        == '<ol><li>Ett.<ol type="a"><li>a.</li><li>b.</li></ol></li><li>Två.</li></ol>'
    )


def test_nested_numbers_are_those_of_word():
    body = (
        p("A", num=1)
        + p("B", num=1, level=1)
        + p("C", num=1, level=2)
        + p("D", num=1, level=1)
    )
    text = html(body, numbering(DECIMAL, ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")))
    assert rules(text) == ["1", "1.1", "1.1.1", "1.2"]


def test_a_paragraph_numbered_below_a_numbered_heading_keeps_its_number_as_text():
    styles = style(
        "H", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    body = (
        p("Syfte", style="H")
        + p("Först.", num=1, level=1)
        + p("Sedan.", num=1, level=1)
    )
    text = html(body, numbering(DECIMAL, ("decimal", "%1.%2")), styles)
    assert text == "<h1>1. Syfte</h1>\n<p>1.1 Först.</p>\n<p>1.2 Sedan.</p>"
    assert rules(text) == ["1.1", "1.2"]


@pytest.mark.parametrize("pattern, shown", [("§ %1", "§ 1"), ("Regel %1:", "Regel 1:")])
def test_a_number_that_no_list_can_show_stays_as_text(pattern, shown):
    text = html(p("Vi lovar.", num=1), numbering(("decimal", pattern)))
    assert text == f"<p>{shown} Vi lovar.</p>"


def test_the_numbering_of_a_style_counts_and_zero_switches_it_off():
    styles = style(
        "R", "Regel", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    body = (
        p("Ett.", style="R")
        + p("Inget nummer.", style="R", num=0)
        + p("Två.", style="R")
    )
    text = html(body, numbering(DECIMAL), styles)
    assert text.splitlines() == [
        "<ol><li>Ett.</li></ol>",
        "<p>Inget nummer.</p>",
        '<ol start="2"><li>Två.</li></ol>',
    ]


def test_an_indented_paragraph_belongs_to_the_rule_above_it():
    indent = '<w:pPr><w:ind w:left="720"/></w:pPr>'
    more = f"<w:p>{indent}<w:r><w:t>Det gäller alla.</w:t></w:r></w:p>"
    text = html(p("Ett.", num=1) + more + p("Två.", num=1), numbering(DECIMAL))
    assert text == "<ol><li><p>Ett.</p><p>Det gäller alla.</p></li><li>Två.</li></ol>"


def test_a_deleted_rule_takes_no_number():
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>Struken.</w:delText></w:r></w:del></w:p>'
    )
    text = html(p("Ett.", num=1) + gone + p("Två.", num=1), numbering(DECIMAL))
    assert text == "<ol><li>Ett.</li><li>Två.</li></ol>"


def test_each_table_cell_has_its_own_lists():
    cell = f"<w:tc>{p('Ett.', num=1)}</w:tc><w:tc>{p('Två.', num=1)}</w:tc>"
    text = html(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>", numbering(DECIMAL))
    assert "<td><ol><li>Ett.</li></ol></td>" in text
    assert '<td><ol start="2"><li>Två.</li></ol></td>' in text


def test_numbers_and_bullets_typed_by_hand_are_lists_too():
    body = p("1. Vi hälsar.") + p("2. Vi lyssnar.") + p("Paus.") + p("3. Vi tackar.")
    assert rules(html(body)) == ["1", "2", "3"]
    assert html(p("- ett") + p("- två")) == "<ul><li>ett</li><li>två</li></ul>"


def test_a_date_at_the_beginning_of_a_paragraph_is_no_number():
    assert (
        html(p("12. januar 2027 mødtes Byrådet."))
        == "<p>12. januar 2027 mødtes Byrådet.</p>"
    )


def test_text_cannot_forge_our_own_marks():
    assert html(p("&#xe000;0" + "19&#xe001;Text")) == "<p>019Text</p>"
