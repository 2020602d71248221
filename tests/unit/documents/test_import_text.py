"""Plain text and Markdown."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.recognition.plaintext import read
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.imports.documents.conversion import convert

import pytest


CODE = """Kod för nämnden

I mötet med varandra

1. Vi hälsar på alla.
2. Vi lyssnar, **också när det tar tid.**

I mötet med andra

3. Vi svarar *sakligt*.
4. Vi återkommer.
"""


def html(text):
    return read(text).html


def markdown(text):
    return convert("kod.md", text.encode()).html


def test_title_headings_and_numbers_that_go_on():
    assert html(CODE).splitlines() == [
        "<h1>Kod för nämnden</h1>",
        "<h2>I mötet med varandra</h2>",
        "<ol><li>Vi hälsar på alla.</li>"
        "<li>Vi lyssnar, <strong>också när det tar tid.</strong></li></ol>",
        "<h2>I mötet med andra</h2>",
        (
            '<ol start="3"><li>Vi svarar <em>sakligt</em>.</li><li>Vi '
            "återkommer.</li></ol>"
        ),
    ]


def test_the_rules_of_a_text_are_numbered_throughout():
    assert [rule.number for rule in derive(html(CODE)).rules] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("gap", ["\n\n\n\n", "\n\x0c", "\n\x0c\n"])
def test_a_bullet_that_a_page_break_cuts_in_two_is_joined_again(gap):
    found = read(
        f"- Vi hjälper den som är ny att{gap}hitta rätt i huset.\n- Vi lyssnar."
    )
    assert found.joined == 1
    assert found.html == (
        "<ul><li>Vi hjälper den som är ny att hitta rätt i huset.</li><li>Vi "
        "lyssnar.</li></ul>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Vi hjälper den som är ny.\n\n\n\nefter hand lär sig alla.",
        "Vi hjälper den som är ny\n\nefter hand lär sig alla.",
        "Vi hjälper den som är ny\n\n\n\nEfter hand lär sig alla.",
        "Vi hjälper den som är ny\n\n\n\n- efter hand",
    ],
)
def test_what_no_page_break_cut_is_left_apart(text):
    assert read(text).joined == 0


def test_lines_broken_by_their_length_are_one_paragraph_and_others_keep_their_breaks():
    long = (
        "Vi har skrivit ner det här tillsammans så att alla ska kunna\nhålla sig "
        "till det."
    )
    assert "<br>" not in html(long)
    assert html("Anna Ek\nkommundirektör") == "<p>Anna Ek<br>kommundirektör</p>"


def test_indented_items_are_nested_and_indented_text_belongs_to_its_item():
    text = (
        "1. Vi svarar:\n   a) snabbt\n   b) rakt\n\n   Det gäller alla.\n\n2. Vi "
        "lyssnar."
    )
    assert html(text) == (
        '<ol><li>Vi svarar:<ol type="a"><li>snabbt</li><li>rakt<p>Det gäller '
        "alla.</p></li>"
        "</ol></li><li>Vi lyssnar.</li></ol>"
    )


@pytest.mark.parametrize(
    "line",
    [
        "12. januar 2027 mødtes vi i salen.",
        "7. Vi har inget nummer sex.",
        "– Vi är glada.",
    ],
)
def test_what_only_looks_like_an_item_is_a_paragraph(line):
    assert html(f"Vi börjar här.\n\n{line}").endswith(f"<p>{line}</p>")


def test_a_lone_number_before_a_short_line_is_a_numbered_heading():
    text = (
        "Kod\n\n1. Syfte\n\nVi vill detta.\n\n2. Ansvar\n\nVi svarar för det.\n\n"
        "2.1 Nämnden\n\nDen också."
    )
    assert html(text).splitlines()[1::2] == [
        "<h2>1. Syfte</h2>",
        "<h2>2. Ansvar</h2>",
        "<h3>2.1 Nämnden</h3>",
    ]


def test_capitals_stand_above_other_headings():
    text = (
        "Kod för oss\n\nUPPDRAGET\n\nAtt lyssna\n\nVi lyssnar.\n\nAtt svara\n\nVi "
        "svarar.\n\nSLUTET\n\nKlart nu."
    )
    assert [line[:4] for line in html(text).splitlines() if line.startswith("<h")] == [
        "<h1>",
        "<h2>",
        "<h3>",
        "<h3>",
        "<h2>",
    ]


def test_a_heading_right_above_another_is_its_parent_until_a_usual_section():
    text = (
        "Riktlinje mot hot\n\nStöd till den utsatta\n\nFörst\n\nVi gör så.\n\n"
        "Sedan\n\nVi gör mer.\n\nAnsvar\n\nAlla bär det."
    )
    assert [line for line in html(text).splitlines() if line.startswith("<h")][1:] == [
        "<h2>Stöd till den utsatta</h2>",
        "<h3>Först</h3>",
        "<h3>Sedan</h3>",
        "<h2>Ansvar</h2>",
    ]


def test_an_annex_begins_a_new_order_of_headings():
    text = (
        "Kodeks\n\nSamarbejde\n\nVi lytter.\n\nBilag til kodeks\n\nHJÆLP\n\nHvem\n"
        "\nDin gruppeformand."
    )
    assert [line for line in html(text).splitlines() if line.startswith("<h")][1:] == [
        "<h2>Samarbejde</h2>",
        "<h2>Bilag til kodeks</h2>",
        "<h3>HJÆLP</h3>",
        "<h4>Hvem</h4>",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Nämnden är öppen för alla",
        "Vi lovar detta.",
        "Beslut fattas av",
        "”Vi lovar” är vårt motto",
        "liten bokstav först",
        "Syfte\t3",
    ],
)
def test_a_sentence_or_a_piece_of_one_is_no_heading(line):
    if line == "Beslut fattas av":
        line += ":"
    assert f"<p>{line}</p>" in html(
        f"Kod\n\nVi börjar så här.\n\n{line}\n\nVi går vidare så här."
    )


def test_many_short_lines_in_a_row_are_names_not_headings():
    lines = "\n\n".join(
        ["Våra ord", "Mod och ansvar", "Öppna dörrar", "Tydliga svar", "Varma möten"]
    )
    text = html(f"Kod\n\nVi börjar.\n\n{lines}\n\nANSVAR\n\nAlla bär det.")
    assert "<h2>Våra ord</h2>\n<p>Mod och ansvar</p>" in text


def test_rows_with_bars_are_a_table():
    text = "| Beslutsfattare | Nämnden |\n|---|---|\n| Dnr | KS 1/2027 |"
    assert html(text).startswith(
        "<table><tr><td>Beslutsfattare</td><td>Nämnden</td></tr><tr>"
    )
    assert html("| Källa: Kansliet |") == "<p>Källa: Kansliet</p>"


def test_markup_in_plain_text_is_shown_not_obeyed():
    assert (
        html("Vi skriver <b>så</b> & inte så.")
        == "<p>Vi skriver &lt;b&gt;så&lt;/b&gt; &amp; inte så.</p>"
    )


def test_markdown_keeps_the_numbers_of_its_lists():
    text = "# Kod\n\n## Del ett\n\n1. A\n2. B\n\n## Del två\n\n3. C\n"
    assert '<ol start="3"><li>C</li></ol>' in markdown(text)
    assert markdown(text).startswith("<h1>Kod</h1>")


def test_markdown_tables_and_footnotes_survive():
    text = (
        "Jäv[^1] anmäls.\n\n| Vem | Hur |\n|---|---|\n| Alla | Själva |\n\n[^1]: "
        "Se lagen.\n"
    )
    assert markdown(text).splitlines() == [
        '<p>Jäv<sup><a href="#fn-1" id="fnref-1">1</a></sup> anmäls.</p>',
        "<table><thead><tr><th>Vem</th><th>Hur</th></tr></thead>"
        "<tbody><tr><td>Alla</td><td>Själva</td></tr></tbody></table>",
        '<p><sup><a href="#fnref-1" id="fn-1">1</a></sup> Se lagen.</p>',
    ]


def test_pictures_in_markdown_are_dropped_with_a_note():
    converted = convert("kod.md", b"Vi ![logo](https://example.org/l.png) lovar.")
    assert converted.html == "<p>Vi lovar.</p>"
    assert converted.notes[0].code == "import_images_dropped"


def test_html_in_markdown_is_cleaned():
    assert (
        markdown("Vi <script>x</script><span onclick='x'>lovar</span>.")
        == "<p>Vi lovar.</p>"
    )


@pytest.mark.parametrize("piece", ["[a](", "<b", "> ", "`a``", "*a"])
def test_markdown_that_would_take_for_ever_is_refused(piece):
    with pytest.raises(Invalid, match="import_text_too_long"):
        convert("kod.md", (piece * 2000).encode())
