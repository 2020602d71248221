"""Saved pages and the clipboard, with Word's own markup."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.imports.documents.conversion import convert
from collective.conduct.imports.documents.conversion import convert_pasted
from collective.conduct.imports.documents.word_list import parse_shown

import pytest


def pasted(html):
    return convert_pasted(html).html


def item(number, text, level=1, tag="p"):
    """A list paragraph as Word puts it on the clipboard."""
    return (
        f"<{tag} class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 "
        f"level{level} lfo1'>"
        f"<![if !supportLists]><span style='mso-list:Ignore'>{number}<span>&nbsp;&nbsp;"
        f"</span></span><![endif]>{text}<o:p></o:p></{tag}>"
    )


def test_word_paragraphs_become_real_lists():
    text = (
        item("8.", "Vi lyssnar.")
        + item("a)", "alltid", 2)
        + item("b)", "alla", 2)
        + item("9.", "Vi svarar.")
    )
    assert pasted(text) == (
        '<ol start="8"><li>Vi lyssnar.<ol type="a"><li>alltid</li><li>'
        "alla</li></ol></li>"
        "<li>Vi svarar.</li></ol>"
    )


def test_word_bullets_become_a_list():
    assert (
        pasted(item("·", "ett") + item("o", "två", 2))
        == "<ul><li>ett<ul><li>två</li></ul></li></ul>"
    )


def test_a_number_below_a_heading_stays_as_text():
    text = "<h2>1 Syfte</h2>" + item("1.1", "Först.", 2) + item("1.2", "Sedan.", 2)
    assert pasted(text) == "<h2>1 Syfte</h2>\n<p>1.1 Först.</p>\n<p>1.2 Sedan.</p>"


def test_chrome_writes_the_same_marks_as_comments():
    text = item("1.", "Vi lyssnar.").replace(
        "<![if !supportLists]>", "<!--[if !supportLists]-->"
    )
    assert (
        pasted(text.replace("<![endif]>", "<!--[endif]-->"))
        == "<ol><li>Vi lyssnar.</li></ol>"
    )


@pytest.mark.parametrize(
    "shown, expected",
    [
        ("1.", ("1", 1)),
        ("12)", ("1", 12)),
        ("1.4.2", ("1", 2)),
        ("b)", ("a", 2)),
        ("(c)", ("a", 3)),
        ("B.", ("A", 2)),
        ("iv.", ("i", 4)),
        ("i.", ("a", 9)),
        ("aa.", ("a", 27)),
        ("·", ("*", 0)),
        ("o", ("*", 0)),
        ("§", ("*", 0)),
        ("", ("*", 0)),
    ],
)
def test_what_word_shows_says_format_and_number(shown, expected):
    assert parse_shown(shown) == expected


def test_what_is_only_for_word_is_not_shown():
    text = (
        "<!--[if gte mso 9]><xml><w:Dold>Inställning</w:Dold></xml><![endif]--><p>"
        "Syns.</p>"
    )
    assert pasted(text) == "<p>Syns.</p>"


def test_tracked_changes_and_comments_leave_no_trace():
    text = (
        "<p>Vi <del>skrattar</del><ins>lyssnar</ins>"
        "<a style='mso-comment-reference:K_1'>här</a>"
        "<span class=MsoCommentReference><a href='#_msocom_1'>[K1]</a></span>.</p>"
        "<div style='mso-element:comment-list'><div style='mso-element:comment'>"
        "<p class=MsoCommentText>Stryk detta</p></div></div>"
        "<p style='display: none'>Dolt</p>"
    )
    converted = convert_pasted(text)
    assert converted.html == "<p>Vi lyssnar.</p>"
    assert {note.code for note in converted.notes} == {
        "import_deletions_dropped",
        "import_insertions_accepted",
        "import_comments_dropped",
        "import_hidden_dropped",
    }


def test_footnotes_of_word_survive():
    text = (
        "<p>Jäv<a href='#_ftn1' name='_ftnref1'><span>[1]</span></a> anmäls.</p>"
        "<div style='mso-element:footnote-list'><hr><div "
        "style='mso-element:footnote' id=ftn1>"
        "<p class=MsoFootnoteText><a href='#_ftnref1' name='_ftn1'>[1]</a> Se "
        "lagen.</p></div></div>"
    )
    assert pasted(text) == (
        '<p>Jäv<sup><a href="#fn-1" id="fnref-1">1</a></sup> anmäls.</p>\n'
        '<p><sup><a href="#fnref-1" id="fn-1">1</a></sup> Se lagen.</p>'
    )


def test_title_and_headings_are_clean():
    text = (
        "<p class=MsoTitle>Kod</p><h1><b>Syfte</b></h1><h1>Mål<br>nu</h1><h3>"
        "Djupt</h3><p>A.</p>"
    )
    assert pasted(text).splitlines()[:4] == [
        "<h1>Kod</h1>",
        "<h2>Syfte</h2>",
        "<h2>Mål nu</h2>",
        "<h3>Djupt</h3>",
    ]


def test_styles_that_mean_bold_are_bold():
    text = (
        "<b style='font-weight:normal'><p><span style='font-weight:700'>Vi</span> "
        "<span style='font-style:italic'>lovar</span></p></b>"
    )
    assert pasted(text) == "<p><strong>Vi</strong> <em>lovar</em></p>"


def test_nothing_that_acts_passes():
    text = (
        "<p onclick='x()' style='color:red' class='y' id='z'>Vi <a "
        "href='javascript:x'>lovar</a>"
        "<script>x</script><img src='https://example.org/p.png'><iframe "
        "src='x'></iframe>.</p>"
        "<form><input name='a'></form><svg><text>s</text></svg><style>p{}</style>"
    )
    converted = convert_pasted(text)
    assert converted.html == "<p>Vi lovar.</p>"
    assert [(n.code, n.values) for n in converted.notes] == [
        ("import_images_dropped", {"count": 1})
    ]


def test_real_lists_keep_their_start_and_type():
    text = (
        "<ol start='3' type='a' style='x'><li><p>Ett</p></li><li>Två<ul><li>"
        "tre</li></ul></li></ol>"
    )
    assert (
        pasted(text)
        == '<ol type="a" start="3"><li>Ett</li><li>Två<ul><li>tre</li></ul></li></ol>'
    )


def test_a_list_nested_beside_its_item_goes_into_it():
    assert (
        pasted("<ul><li>A</li><ul><li>B</li></ul></ul>")
        == "<ul><li>A<ul><li>B</li></ul></li></ul>"
    )


def test_headings_that_libreoffice_puts_into_lists_come_out():
    assert (
        pasted("<ol><li><h1>Syfte</h1></li></ol><p>A.</p>")
        == "<h1>Syfte</h1>\n<p>A.</p>"
    )


def test_a_saved_page_is_read_in_its_own_encoding():
    page = (
        "<html><head><meta charset='windows-1252'><title>T</title></head><body><p>"
        "Hälsa på.</p>"
    )
    assert convert("kod.html", page.encode("cp1252")).html == "<p>Hälsa på.</p>"
    assert (
        convert("kod.htm", page.replace("windows-1252", "utf-8").encode()).html
        == "<p>Hälsa på.</p>"
    )


def test_words_that_stand_loose_become_paragraphs():
    assert pasted(
        "Först <b>detta</b><div>Sedan det.<p>Och så.</p>Slut.</div>"
    ).splitlines() == [
        "<p>Först <strong>detta</strong></p>",
        "<p>Sedan det.</p>",
        "<p>Och så.</p>",
        "<p>Slut.</p>",
    ]


def test_only_the_copied_fragment_is_read():
    assert (
        pasted(
            "Version:0.9<html><body>skräp<!--StartFragment--><p>Ja.</p>"
            "<!--EndFragment-->"
        )
        == "<p>Ja.</p>"
    )


def test_a_page_without_words_is_refused():
    with pytest.raises(Invalid, match="import_empty"):
        convert_pasted("<p>&nbsp;</p>")


def test_a_page_nested_beyond_reason_is_refused_rather_than_cut_off():
    assert "Botten." in pasted("<div>" * 100 + "<p>Botten.</p>")
    with pytest.raises(Invalid, match="import_broken"):
        convert_pasted("<p>Först.</p>" + "<div>" * 5000 + "<p>Botten.</p>")


def test_derived_rules_are_those_that_were_pasted():
    text = "<h2>Del</h2>" + "".join(item(f"{i}.", f"Regel {i}.") for i in range(4, 7))
    assert [rule.number for rule in derive(pasted(text)).rules] == ["4", "5", "6"]


def test_pasted_text_without_markup_keeps_its_lines():
    converted = convert_pasted("Kod för oss\n\n1. Vi hälsar.\n2. Vi lyssnar.")
    assert converted.kind == "txt"
    assert converted.html.splitlines() == [
        "<h1>Kod för oss</h1>",
        "<ol><li>Vi hälsar.</li><li>Vi lyssnar.</li></ol>",
    ]
