"""What survives of an .odt, and what must not."""

from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.imports.documents.conversion import convert
from tests.samples.opendocument import items
from tests.samples.opendocument import NAMES
from tests.samples.opendocument import numbers
from tests.samples.opendocument import package

import pytest


def html(text, **more):
    return convert("kod.odt", package(text, **more)).html


def notes(text, **more):
    found = convert("kod.odt", package(text, **more)).notes
    return {note.code: note.values.get("count") for note in found}


def heading(text, level=1):
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def test_headings_paragraphs_and_spaces():
    text = heading("Kod") + heading("Syfte", 2) + "<text:p>Vi<text:s/>lovar.</text:p>"
    assert html(text) == "<h1>Kod</h1>\n<h2>Syfte</h2>\n<p>Vi lovar.</p>"


def test_the_title_is_known_by_the_style_its_own_is_based_on():
    styles = (
        '<style:style style:name="P1" style:family="paragraph"'
        ' style:parent-style-name="Title"/>'
        '<style:style style:name="Title" style:family="paragraph"/>'
    )
    text = '<text:p text:style-name="P1">Kod</text:p>' + heading("A") + heading("B")
    assert html(text, styles=styles) == "<h1>Kod</h1>\n<h2>A</h2>\n<h2>B</h2>"


@pytest.mark.parametrize(
    "format, opening",
    [("1", "<ol>"), ("a", '<ol type="a">'), ("I", '<ol type="I">'), ("", "<ul>")],
)
def test_each_number_format_has_its_list(format, opening):
    text = html(items("L", "Ett.", "Två."), styles=numbers("L", format))
    assert text.startswith(f"{opening}<li>Ett.</li><li>Två.</li>")


def test_numbers_go_on_below_a_heading_when_the_list_says_so():
    rest = 'text:continue-numbering="true"'
    text = items("L", "A.", "B.") + heading("Del") + items("L", "C.", more=rest)
    assert '<ol start="3"><li>C.</li></ol>' in html(text, styles=numbers("L", "1"))


def test_numbers_go_on_from_the_list_that_is_named():
    one = items("L", "A.", "B.", more='xml:id="list1"')
    other = items("L", "X.")
    text = (
        one
        + heading("Del")
        + other
        + heading("Del")
        + items("L", "C.", more='text:continue-list="list1"')
    )
    found = html(text, styles=numbers("L", "1"))
    assert "<ol><li>X.</li></ol>" in found
    assert '<ol start="3"><li>C.</li></ol>' in found


def test_a_list_begins_anew_otherwise_and_an_item_may_set_its_number():
    text = items("L", "A.") + heading("Del") + items("L", "B.")
    assert html(text, styles=numbers("L", "1")).endswith("<ol><li>B.</li></ol>")
    own = (
        '<text:list text:style-name="L"><text:list-item text:start-value="7">'
        "<text:p>C.</text:p></text:list-item></text:list>"
    )
    assert html(own, styles=numbers("L", "1")) == '<ol start="7"><li>C.</li></ol>'


def test_nested_lists_and_further_paragraphs_of_an_item():
    inner = items("", "a.", "b.").replace(' text:style-name=""', "")
    text = (
        '<text:list text:style-name="L"><text:list-item><text:p>Ett.</text:p>'
        f"{inner}</text:list-item><text:list-item><text:p>Två.</text:p>"
        "<text:p>Mer om två.</text:p></text:list-item></text:list>"
    )
    found = html(text, styles=numbers("L", "1", "a"))
    assert found == (
        '<ol><li>Ett.<ol type="a"><li>a.</li><li>b.</li></ol></li>'
        "<li><p>Två.</p><p>Mer om två.</p></li></ol>"
    )
    assert [rule.number for rule in derive(found).rules] == ["1", "1 a", "1 b", "2"]


def test_headings_numbered_by_the_outline_show_their_number():
    outline = (
        f"<office:document-styles {NAMES}><office:styles><text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" '
        'text:display-levels="2"/>'
        "</text:outline-style></office:styles></office:document-styles>"
    )
    text = heading("A") + heading("B", 2) + heading("C", 2) + heading("D")
    found = html(text, extra={"styles.xml": outline})
    assert found.splitlines() == [
        "<h2>1 A</h2>",
        "<h3>1.1 B</h3>",
        "<h3>1.2 C</h3>",
        "<h2>2 D</h2>",
    ]


def test_bold_italic_and_links_survive():
    styles = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:family="text">'
        '<style:text-properties fo:font-style="italic"/></style:style>'
    )
    text = (
        '<text:p>Vi <text:span text:style-name="T1">lovar</text:span> '
        '<text:span text:style-name="T2">alltid</text:span> '
        '<text:a xlink:href="https://example.org/">här</text:a>.</text:p>'
    )
    assert html(text, styles=styles) == (
        "<p>Vi <strong>lovar</strong> <em>alltid</em>"
        ' <a href="https://example.org/">här</a>.</p>'
    )


def test_tables_survive_with_their_spans():
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    wide = cell.format(' table:number-columns-spanned="2"', "Vem")
    text = (
        "<table:table><table:table-header-rows><table:table-row>"
        f"{wide}<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        f"<table:table-row>"
        f"{cell.format('', 'A')}{cell.format('', 'B')}</table:table-row>"
        "</table:table>"
    )
    assert html(text) == (
        '<table><tr><th colspan="2">Vem</th></tr><tr><td>A</td><td>B</td></tr></table>'
    )


def test_notes_survive_at_the_end():
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>'
        "1</text:note-citation>"
        "<text:note-body><text:p>Se lagen.</text:p></text:note-body></text:note>"
    )
    assert html(f"<text:p>Jäv{note} anmäls.</text:p>") == (
        '<p>Jäv<sup><a href="#fn-1" id="fnref-1">1</a></sup> anmäls.</p>\n'
        '<p><sup><a href="#fnref-1" id="fn-1">1</a></sup> Se lagen.</p>'
    )


def test_deletions_comments_and_hidden_text_leave_no_trace():
    styles = (
        '<style:style style:name="Dold" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    text = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>"
        "Struket.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Kvar<office:annotation><dc:creator>K</dc:creator><text:p>"
        "Kommentar</text:p>"
        '</office:annotation><text:span text:style-name="Dold">Dolt</text:span>'
        '.<text:change text:change-id="x"/></text:p>'
        '<text:section text:display="none"><text:p>Dold del</text:p></text:section>'
    )
    assert html(text, styles=styles) == "<p>Kvar.</p>"
    assert notes(text, styles=styles) == {
        "import_deletions_dropped": 1,
        "import_comments_dropped": 1,
        "import_hidden_dropped": 2,
    }


def test_pictures_and_frames_are_left_out_with_a_note():
    frame = (
        "<text:p>Text.<draw:frame><draw:image/></draw:frame><draw:frame><draw:text-box>"
        "<text:p>I rutan</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert html(frame) == "<p>Text.</p>"
    assert notes(frame) == {"import_images_dropped": 1, "import_text_boxes_ignored": 1}
