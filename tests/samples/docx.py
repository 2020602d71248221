"""A council's code as Word would save it, made with python-docx.

14 pages: first a header table, a table of contents and the reasons, then 17
rules in 3 groups numbered throughout, then sections and two annexes. One
placeholder was left in; a deletion, a comment and hidden text must not show.
"""

from datetime import datetime
from datetime import UTC
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from io import BytesIO
from tests.samples import texts


PAGES = 14
SAVED = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def council_code(groups=texts.GROUPS) -> bytes:
    """Return the .docx; other ``groups`` make another edition of it."""
    document = Document()
    _margins(document)
    _first_page(document)
    _contents(document, groups)
    _section(document, "Inledning", texts.REASONS)
    _section(document, "Syfte", texts.PURPOSE, turn=False)
    _section(document, "Omfattning", texts.SCOPE)
    for (title, rules), comments in zip(groups, texts.COMMENTARY, strict=True):
        _group(document, title, rules)
        _close(document, comments)
    _section(document, "Ansvar", texts.RESPONSIBILITY)
    _placeholder(_section(document, "Uppföljning", texts.FOLLOW_UP, turn=False))
    _related(document)
    _annexes(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _margins(document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Lindåsa kommun, kansliet"
    section.footer.paragraphs[0].text = "Utskriven handling gäller inte"


def _first_page(document) -> None:
    table = document.add_table(rows=0, cols=2)
    for label, value in texts.HEADER:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = f"{label}:", value
    document.add_paragraph(texts.TITLE, style="Title")
    hidden = document.add_paragraph().add_run(texts.HIDDEN)
    hidden.font.hidden = True
    _turn(document)


def _contents(document, groups) -> None:
    document.add_paragraph("Innehåll")
    titles = ["Inledning", "Syfte", "Omfattning", *(title for title, _rules in groups)]
    for page, title in enumerate(titles, start=3):
        document.add_paragraph(f"{title}\t{page}")
    _turn(document)


def _section(document, title: str, paragraphs, turn: bool = True):
    document.add_heading(title, level=1)
    for text in paragraphs:
        last = document.add_paragraph(text)
    if turn:
        _turn(document)
    return last


def _group(document, title: str, rules) -> None:
    """Add a group; a page ends in the middle of its rules."""
    document.add_heading(title, level=1)
    for index, rule in enumerate(rules):
        paragraph = document.add_paragraph(style="List Number")
        words = rule.split(" ")
        paragraph.add_run(" ".join(words[:-3]) + " ").font.size = Pt(11)
        paragraph.add_run(" ".join(words[-3:]))  # Word likes to split runs
        if index == 0:
            _track(document, paragraph)
        if index == len(rules) // 2:
            _turn(document)


def _close(document, paragraphs) -> None:
    for text in paragraphs:
        document.add_paragraph(text)
    _turn(document)


def _track(document, paragraph) -> None:
    """Add a tracked deletion and a comment to a paragraph."""
    deleted = OxmlElement("w:del")
    deleted.set(qn("w:author"), "Kansliet")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = f" {texts.DELETED}"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    comment = document.add_comment(paragraph.runs[0], texts.COMMENT, "Kansliet", "K")
    comment._comment_elm.set(qn("w:date"), SAVED.isoformat())


def _placeholder(paragraph) -> None:
    """Add what Word's template shows until somebody types."""
    control = OxmlElement("w:sdt")
    content = OxmlElement("w:sdtContent")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = f" {texts.PLACEHOLDER}."
    run.append(text)
    content.append(run)
    control.append(content)
    paragraph._p.append(control)


def _related(document) -> None:
    document.add_heading("Relaterade dokument", level=1)
    for name in texts.RELATED:
        document.add_paragraph(name, style="List Bullet")
    _turn(document)


def _annexes(document) -> None:
    _section(document, "Bilaga 1. Var du får hjälp", texts.ANNEX, turn=False)
    table = document.add_table(rows=0, cols=2)
    for row in texts.CONTACTS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    _turn(document)
    _section(document, "Bilaga 2. Så skrevs koden", texts.REASONS[2:], turn=False)


def _turn(document) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
