"""What a text gives: groups, rules, numbers, annexes, footnotes."""

from collective.conduct.core.documents.text.blocks import outline
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.html import serialise
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.documents.text.provisions import FRAGMENT_ID
from collective.conduct.core.documents.text.provisions import fragment_id
from collective.conduct.core.documents.text.provisions import toc
from hypothesis import given
from hypothesis import strategies as st

import pytest


def numbers(html):
    return [part.number for part in derive(html).provisions]


def kinds(html):
    return [part.kind for part in derive(html).provisions]


def texts(html):
    return [part.text for part in derive(html).provisions]


CODE = """
<h1 id="p-aaaaaaaa">Kod för förtroendevalda</h1>
<p id="p-bbbbbbbb">Fullmäktige står bakom koden.</p>
<h2 id="p-cccccccc">1. Mellan oss</h2>
<ol><li id="p-dddddddd">Vi lyssnar klart.</li>
<li id="p-eeeeeeee">Vi svarar <strong>samma dag</strong>.</li></ol>
<h2 id="p-ffffffff">Bilaga: blanketter</h2>
<ul><li id="p-gggggggg">Anmälan</li></ul>
"""


def test_headings_are_groups_and_ordered_items_are_rules():
    found = derive(CODE)
    assert [(g.title, g.level, g.number) for g in found.groups] == [
        ("Kod för förtroendevalda", 1, ""),
        ("Mellan oss", 2, "1"),
        ("Bilaga: blanketter", 2, ""),
    ]
    assert [(r.number, r.text, r.group) for r in found.rules] == [
        ("1", "Vi lyssnar klart.", "p-cccccccc"),
        ("2", "Vi svarar samma dag.", "p-cccccccc"),
    ]
    assert [p.kind for p in found.provisions] == ["text", "rule", "rule", "item"]


def test_the_order_is_that_of_the_text():
    assert derive(CODE).order == tuple(f"p-{letter * 8}" for letter in "abcdefg")


def test_a_part_is_found_by_its_id():
    found = derive(CODE)
    assert found.get("p-ffffffff").title == "Bilaga: blanketter"
    assert found.get("p-eeeeeeee").number == "2"
    assert found.get("p-zzzzzzzz") is None


@pytest.mark.parametrize("word", ["Bilaga 1", "BILAG til kodeks", "Annex", "Liite 2"])
def test_everything_after_an_annex_heading_belongs_to_the_annex(word):
    found = derive(
        f"<h2>Regler</h2><p>Text.</p><h2>{word}</h2><p>Mer.</p><h3>Inom</h3>"
        "<p>Än mer.</p><h2>Appendix B</h2><p>Sist.</p>"
    )
    assert [p.annex for p in found.provisions] == [0, 1, 1, 2]
    assert [g.annex for g in found.groups] == [0, 1, 1, 2]


def test_a_word_that_only_begins_like_annex_opens_none():
    assert derive("<h2>Bilagans ställning</h2><p>x</p>").provisions[0].annex == 0


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ol><li>a</li><li>b</li></ol>", ["1", "2"]),
        ('<ol start="8"><li>a</li><li>b</li></ol>', ["8", "9"]),
        ('<ol><li>a</li><li value="9">b</li><li>c</li></ol>', ["1", "9", "10"]),
        ("<ol><li>a</li></ol><h2>H</h2><ol><li>b</li></ol>", ["1", "1"]),
        ("<ol><li>a<ol><li>b</li><li>c</li></ol></li></ol>", ["1", "1.1", "1.2"]),
        (
            '<ol><li>a</li></ol><ol start="4"><li>d<ol><li>x</li><li>y<ol><li>z</li>'
            "</ol></li></ol></li></ol>",
            ["1", "4", "4.1", "4.2", "4.2.1"],
        ),
        ('<ol start="9"><li>x<ol type="a"><li>y</li></ol></li></ol>', ["9", "9 a"]),
        ('<ol type="a"><li>x<ol type="i"><li>y</li></ol></li></ol>', ["a", "a i"]),
        ('<ol type="A" start="27"><li>x</li></ol>', ["AA"]),
        ('<ol type="I" start="49"><li>x</li></ol>', ["XLIX"]),
        ('<ol style="list-style-type: lower-alpha;"><li>x</li></ol>', ["a"]),
        ("<ol><li>a</li><ol><li>b</li></ol><li>c</li></ol>", ["1", "1.1", "2"]),
        ("<ol><li><p>a</p></li><li></li><li>c</li></ol>", ["1", "3"]),
        ('<ol start="x"><li value="">a</li></ol>', ["1"]),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", ["", "1"]),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", ["1", "", "2"]),
    ],
)
def test_a_number_is_what_the_list_shows(html, expected):
    assert numbers(html) == expected


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("9 a § Ledamoten anmäler jäv.", "9 a §", "Ledamoten anmäler jäv."),
        ("9a§ Ledamoten anmäler jäv.", "9 a §", "Ledamoten anmäler jäv."),
        ("§ 4 Mötet är öppet.", "§ 4", "Mötet är öppet."),
        ("1.4.2 Protokollet justeras.", "1.4.2", "Protokollet justeras."),
        ("8. Vi hälsar på alla.", "8", "Vi hälsar på alla."),
        ("8) Vi hälsar på alla.", "8", "Vi hälsar på alla."),
        ("b) Ordföranden leder.", "b", "Ordföranden leder."),
        ("(b) Ordföranden leder.", "b", "Ordföranden leder."),
        ("2 b Ordföranden leder.", "2 b", "Ordföranden leder."),
        ("3. ”Uppdrag” betyder plats.", "3", "”Uppdrag” betyder plats."),
    ],
)
def test_a_paragraph_that_opens_with_a_number_is_a_rule(text, number, rest):
    part = derive(f"<p><strong>{text[:2]}</strong>{text[2:]}</p>").provisions[0]
    assert (part.kind, part.number, part.text) == ("rule", number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "3. april 2025 trådte kodekset i kraft.",
        "1.5 miljoner kronor avsattes.",
        "2024.05.01 möttes nämnden.",
        "08.30 Samling i foajén.",
        "5 i Storgatans kvarter",
        "14 ledamöter deltog.",
        "4 § kommunallagen gäller.",
        "2026-01-31 Ny version.",
        "3.",
        "Vi träffas 2. Mars",
    ],
)
def test_a_date_an_amount_or_a_reference_is_no_number(text):
    part = derive(f"<p>{text}</p>").provisions[0]
    assert (part.kind, part.number, part.text) == ("text", "", text)


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("1.2 Syfte", "1.2", "Syfte"),
        ("1.2 syfte", "1.2", "syfte"),
        ("3 Ansvar", "3", "Ansvar"),
        ("3. ansvar", "3", "ansvar"),
        ("A. Allmänt", "A", "Allmänt"),
        ("II. Ansvar", "II", "Ansvar"),
        ("§ 7 Jäv", "§ 7", "Jäv"),
        ("5 åtaganden för ledare", "", "5 åtaganden för ledare"),
        ("2026 års plan", "", "2026 års plan"),
        ("Avsnitt", "", "Avsnitt"),
    ],
)
def test_a_heading_may_carry_a_number(heading, number, title):
    group = derive(f"<h3>{heading}</h3>").groups[0]
    assert (group.number, group.title, group.level) == (number, title, 3)


def test_the_text_of_an_item_leaves_out_its_nested_items():
    found = derive("<ol><li>Vi ska<ol type='a'><li>hälsa</li></ol> alltid</li></ol>")
    assert [p.text for p in found.rules] == ["Vi ska alltid", "hälsa"]
    assert [p.depth for p in found.rules] == [0, 1]


def test_an_item_of_several_paragraphs_is_one_provision():
    assert texts("<ol><li><p>Först.</p><p>Sedan.</p></li></ol>") == ["Först. Sedan."]


def test_tables_and_quotations_are_provisions():
    html = (
        "<table><tr><td>Roll</td><td>Ansvar</td></tr></table>"
        "<blockquote><p>Ett citat</p><p>i två delar</p></blockquote>"
    )
    assert kinds(html) == ["table", "text"]
    assert texts(html) == ["Roll Ansvar", "Ett citat i två delar"]


def test_a_quotation_with_a_list_in_it_gives_its_rules():
    assert kinds("<blockquote><p>Ur stadgan:</p><ol><li>a</li></ol></blockquote>") == [
        "text",
        "rule",
    ]


def test_what_is_empty_is_no_provision():
    html = '<p>&nbsp;</p><h2><br></h2><div></div><p><img src="x" alt=""></p><hr>'
    assert derive(html) == derive("")


def test_wrappers_do_not_matter():
    inner = "<h2>A</h2><p>b</p><ol><li>c</li></ol>"
    wrapped = f"<div><section><b>{inner}</b></section></div>"
    assert derive(wrapped) == derive(inner)


def test_loose_words_become_paragraphs():
    root = parse("Före <b>allt</b><h2>A</h2><div>b</div>efter")
    assert [block.text for block in outline(root)] == ["Före allt", "A", "b", "efter"]
    assert serialise(root) == (
        "<p>Före <b>allt</b></p><h2>A</h2><div>b</div><p>efter</p>"
    )


MAMMOTH = (
    '<ol><li>Vi anmäler gåvor<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a>'
    '</sup>.</li></ol><ol><li id="footnote-1"><p>Även små. '
    '<a href="#footnote-ref-1">↑</a></p></li></ol>'
)
MARKDOWN = (
    '<ol><li>Vi anmäler gåvor<sup id="fnref:g"><a href="#fn:g">1</a></sup>.</li></ol>'
    '<div class="footnote"><hr><ol><li id="fn:g">Även små.&#160;'
    '<a href="#fnref:g">↩</a></li></ol></div>'
)


@pytest.mark.parametrize("html", [MAMMOTH, MARKDOWN])
def test_footnotes_are_texts_and_their_marks_are_no_words(html):
    found = derive(html)
    assert [(p.kind, p.number, p.text) for p in found.provisions] == [
        ("rule", "1", "Vi anmäler gåvor."),
        ("text", "", "Även små."),
    ]


def test_bold_amendments_change_no_words():
    plain = derive("<ol><li>Vi följer upp varje år.</li></ol>")
    assert derive("<ol><li>Vi följer upp <b>varje år.</b></li></ol>") == plain


def test_the_table_of_contents_nests_by_level():
    html = "<h1>A</h1><h3>1 B</h3><h2>C</h2><h3>D</h3><h1>E</h1>"
    tree = toc(derive(html))
    assert [(e.title, [i.title for i in e.entries]) for e in tree] == [
        ("A", ["B", "C"]),
        ("E", []),
    ]
    assert [e.title for e in tree[0].entries[1].entries] == ["D"]
    assert tree[0].entries[0].number == "1"


@given(st.binary(min_size=5, max_size=5))
def test_ids_are_made_in_our_form(seed):
    assert FRAGMENT_ID.fullmatch(fragment_id(seed))


@pytest.mark.parametrize("name", ["p-AAAAAAAA", "p-aaaa", "p-aaaaaaa1", "_Toc12", ""])
def test_an_id_of_another_form_counts_as_none(name):
    assert derive(f'<p id="{name}">x</p>').provisions[0].id == ""
