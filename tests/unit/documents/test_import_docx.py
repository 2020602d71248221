"""What survives of a .docx, and what must not."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.imports.documents.conversion import convert
from tests.samples import texts
from tests.samples.docx import council_code
from tests.samples.docx import PAGES
from tests.samples.long import long_docx
from tests.samples.word import p
from tests.samples.word import package
from tests.samples.word import style
from zipfile import ZipFile

import io
import pytest


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def html(body, **more):
    return convert("kod.docx", package(body, **more)).html


def notes(body, **more):
    found = convert("kod.docx", package(body, **more)).notes
    return {note.code: note.values.get("count") for note in found}


def run(text, properties=""):
    return (
        f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def test_the_code_of_a_council_has_17_rules_in_3_groups():
    structure = derive(convert("kod.docx", council_code()).html)
    assert [rule.number for rule in structure.rules] == [str(i) for i in range(1, 18)]
    written = [rule for _title, rules in texts.GROUPS for rule in rules]
    assert [rule.text for rule in structure.rules] == written


def test_the_sample_has_14_pages():
    with ZipFile(io.BytesIO(council_code())) as archive:
        body = archive.read("word/document.xml")
    assert body.count(b'<w:br w:type="page"/>') == PAGES - 1


def test_deletions_comments_and_hidden_text_leave_no_trace():
    converted = convert("kod.docx", council_code())
    for secret in (texts.DELETED, texts.COMMENT, texts.HIDDEN):
        assert secret not in converted.html
        assert secret not in repr(converted.notes)
    codes = [note.code for note in converted.notes]
    assert codes == [
        "import_margins_ignored",
        "import_deletions_dropped",
        "import_comments_dropped",
        "import_hidden_dropped",
    ]


@pytest.mark.parametrize(
    "name, level",
    [("heading 2", 2), ("Rubrik 2", 2), ("Overskrift 2", 2), ("Rubrik 2 numrerad", 2)],
)
def test_headings_are_known_by_their_swedish_and_danish_names(name, level):
    styles = style("T", "Title") + style("X", name)
    text = html(p("Kod", style="T") + p("Syfte", style="X") + p("Ett."), styles=styles)
    assert text == f"<h1>Kod</h1>\n<h{level}>Syfte</h{level}>\n<p>Ett.</p>"


@pytest.mark.parametrize("name", ["Title", "Rubrik", "Titel", "Dokumenttitel"])
def test_the_title_is_known_by_its_style(name):
    styles = style("X", name) + style("H", "heading 1")
    body = p("Kod", style="X") + p("Syfte", style="H") + p("Mål", style="H")
    assert html(body, styles=styles) == "<h1>Kod</h1>\n<h2>Syfte</h2>\n<h2>Mål</h2>"


def test_a_heading_style_is_inherited_and_an_outline_level_is_enough():
    outline = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    styles = (
        style("H1", "heading 1")
        + style("Own", "Vår rubrik", based_on="H1")
        + style("Deep", "Mellanrubrik", outline)
    )
    body = p("A", style="H1") + p("B", style="Own") + p("C", style="Deep") + p("Text.")
    assert html(body, styles=styles).splitlines()[:3] == [
        "<h2>A</h2>",
        "<h2>B</h2>",
        "<h3>C</h3>",
    ]


def test_bold_lines_are_headings_where_there_are_no_others():
    body = (
        f"<w:p>{run('Kod för nämnden', '<w:b/>')}</w:p><w:p>"
        f"{run('Syfte', '<w:b/>')}</w:p>"
    )
    assert html(body + p("Vi lovar.")).splitlines()[:2] == [
        "<h1>Kod för nämnden</h1>",
        "<h2>Syfte</h2>",
    ]


def test_a_label_in_bold_is_no_heading():
    bold = "".join(f"<w:p>{run(t, '<w:b/>')}</w:p>" for t in ("Diarienummer", "Kod"))
    text = html(bold + p("Vi lovar.") + f"<w:p>{run('Syfte', '<w:b/>')}</w:p>")
    assert text.splitlines()[:2] == [
        "<p><strong>Diarienummer</strong></p>",
        "<h1>Kod</h1>",
    ]


def test_bold_survives_and_split_runs_become_one():
    body = (
        f"<w:p>{run('Vi ')}{run('lo', '<w:b/>')}{run('var', '<w:b/>')}{run('.')}</w:p>"
    )
    assert html(body) == "<p>Vi <strong>lovar</strong>.</p>"


def test_bold_of_a_style_survives_and_can_be_switched_off():
    styles = style("F", "Fet", "<w:rPr><w:b/></w:rPr>")
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="F"/></w:pPr>'
        f"{run('Ja ')}{run('nej', NOT_BOLD)}</w:p>"
    )
    text = html(p("Något annat.") + body, styles=styles)
    assert text.endswith("<p><strong>Ja </strong>nej</p>")


NOT_BOLD = '<w:b w:val="0"/>'


def test_insertions_are_accepted_and_moves_done():
    body = (
        "<w:p><w:ins>"
        + run("Ny text.")
        + "</w:ins><w:moveFrom>"
        + run("Borta.")
        + "</w:moveFrom><w:moveTo>"
        + run(" Hit.")
        + "</w:moveTo></w:p>"
    )
    assert html(body) == "<p>Ny text. Hit.</p>"
    assert notes(body) == {
        "import_deletions_dropped": 1,
        "import_insertions_accepted": 2,
    }


def test_a_paragraph_whose_end_was_deleted_joins_the_next():
    mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    body = f"<w:p>{mark}{run('Vi lovar ')}</w:p>" + p("att lyssna.")
    assert html(body) == "<p>Vi lovar att lyssna.</p>"


def test_a_deleted_table_row_is_gone():
    row = "<w:tr>{0}<w:tc>{1}</w:tc><w:tc>{1}</w:tc></w:tr>"
    gone = row.format('<w:trPr><w:del w:id="1"/></w:trPr>', p("Borta"))
    text = html("<w:tbl>" + row.format("", p("Kvar")) + gone + "</w:tbl>")
    assert text == "<table><tr><td>Kvar</td><td>Kvar</td></tr></table>"


def test_merged_cells_and_header_rows_survive():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("Vem") + "</w:tc>"
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{wide}</w:tr>"
    row = f"<w:tr><w:tc>{p('A')}</w:tc><w:tc>{p('B')}</w:tc></w:tr>"
    assert '<th colspan="2">Vem</th>' in html(f"<w:tbl>{head}{row}</w:tbl>")


def test_a_frame_of_one_cell_is_no_table():
    assert (
        html(f"<w:tbl><w:tr><w:tc>{p('Ruta.')}</w:tc></w:tr></w:tbl>") == "<p>Ruta.</p>"
    )


def test_footnotes_survive_and_are_no_rules():
    reference = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    footnotes = '<w:footnote w:id="5">' + p("Se kommunallagen.") + "</w:footnote>"
    text = html(p("Vi anmäler jäv.", more=reference), footnotes=footnotes)
    assert text == (
        '<p>Vi anmäler jäv.<sup><a href="#fn-1" id="fnref-1">1</a></sup></p>\n'
        '<p><sup><a href="#fnref-1" id="fn-1">1</a></sup> Se kommunallagen.</p>'
    )
    assert [part.text for part in derive(text).provisions] == [
        "Vi anmäler jäv.",
        "Se kommunallagen.",
    ]


def test_a_reference_to_a_footnote_that_is_gone_does_no_harm():
    assert (
        html(p("Vi lovar.", more='<w:r><w:footnoteReference w:id="9"/></w:r>'))
        == "<p>Vi lovar.</p>"
    )


def test_links_out_survive_and_others_are_text():
    out = f'Type="{R}/hyperlink" TargetMode="External"'
    links = f'<Relationship Id="l1" {out} Target="https://example.org/kod"/>'
    links += f'<Relationship Id="l2" {out} Target="javascript:x"/>'
    inner = "".join(
        f'<w:hyperlink r:id="{key}">{run(key)}</w:hyperlink>'
        for key in ("l1", "l2", "l3")
    )
    text = html(f"<w:p>{inner}</w:p>", links=links)
    assert text == '<p><a href="https://example.org/kod">l1</a>l2l3</p>'


def test_simple_fields_and_content_controls_are_opened():
    body = (
        f"<w:sdt><w:sdtContent><w:p>{run('Dnr: ')}<w:fldSimple "
        f'w:instr="DOCPROPERTY Dnr">'
        f"{run('KS 12/2027')}</w:fldSimple></w:p></w:sdtContent></w:sdt>"
    )
    assert html(body) == "<p>Dnr: KS 12/2027</p>"


def test_pictures_and_text_boxes_are_left_out_with_a_note():
    picture = '<w:r><w:drawing><a:blip xmlns:a="urn:a"/></w:drawing></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{p('I rutan')}</w:txbxContent></w:pict></w:r>"
    body = p("Text.", more=picture + box)
    assert html(body) == "<p>Text.</p>"
    assert notes(body) == {"import_images_dropped": 1, "import_text_boxes_ignored": 1}


def test_text_hidden_by_a_style_is_dropped():
    styles = style("D", "Dold", "<w:rPr><w:vanish/></w:rPr>")
    assert (
        html(p("Syns.") + p("Syns inte.", style="D"), styles=styles) == "<p>Syns.</p>"
    )


def test_text_struck_through_by_hand_stays_and_is_pointed_out():
    body = f"<w:p>{run('Gammal regel', '<w:strike/>')}</w:p>"
    assert html(body) == "<p>Gammal regel</p>"
    assert notes(body) == {"import_struck_kept": 1}


def test_a_list_of_contents_keeps_its_tabs_so_that_it_can_be_recognised():
    body = p("Syfte", more="<w:r><w:tab/><w:t>3</w:t></w:r>")
    assert html(body) == "<p>Syfte\t3</p>"


def test_entities_are_never_resolved():
    evil = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<w:document "
        b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(Invalid, match="import_broken"):
        convert("kod.docx", package("", extra={"word/document.xml": evil}))


def test_a_long_document_keeps_every_paragraph():
    structure = derive(convert("lång.docx", long_docx(5, pictures=1)).html)
    assert len(structure.provisions) == 40
    assert [rule.number for rule in structure.rules] == [str(i) for i in range(1, 15)]
