"""Convert .odt to HTML; lists are flattened and numbered again.

OpenDocument stores tracked changes apart, and they are never read; annotations,
frames and hidden text are skipped.
"""

from collections import Counter
from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.common import archive
from collective.conduct.imports.documents.odt import odf
from collective.conduct.imports.documents.odt.lists import Counting
from collective.conduct.imports.documents.odt.styles import OdtStyles
from collective.conduct.imports.documents.parts import notes
from collective.conduct.imports.documents.parts import text_cleaning
from lxml import etree


OPENED = (
    "text:section",
    "text:index-body",
    "text:index-title",
    "text:table-of-content",
)
TABLE_PARTS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
SILENT = (
    *("text:tracked-changes", "office:annotation", "office:annotation-end"),
    *("text:hidden-paragraph", "office:forms", "text:sequence-decls"),
    *("text:hidden-text", "text:script", "office:event-listeners"),
)
SIGNS = {"text:tab": "\t", "text:s": " ", "text:line-break": "br"}


def convert(data: bytes) -> tuple[etree._Element, Counter]:
    """Return the HTML body, lists marked, and counts of what was left out.

    Raises ``Invalid`` ``import_broken``, ``import_too_large``.
    """
    package = archive.open_archive(data)
    content = archive.read_xml(package, "content.xml")
    roots = [content]
    if "styles.xml" in package.namelist():
        roots.insert(0, archive.read_xml(package, "styles.xml"))
    text = content.find("{*}body/{*}text")
    if text is None:
        raise Invalid("import_broken")
    reader = _Reader(OdtStyles(roots))
    reader.counts["margins"] = _margins(roots[0]) if len(roots) == 2 else 0
    reader.blocks(text, reader.body)
    for number, paragraphs in enumerate(reader.notes, start=1):
        notes.note(reader.body, number, paragraphs)
    return reader.body, reader.counts


def _margins(styles: etree._Element) -> bool:
    """Tell whether headers or footers hold words, not only page numbers."""
    found = styles.iter("{*}header", "{*}footer")
    return any(sum(c.isalpha() for c in "".join(e.itertext())) > 3 for e in found)


class _Reader:
    def __init__(self, styles: OdtStyles) -> None:
        self.styles = styles
        self.counting = Counting(styles)
        self.body = etree.Element("body")
        self.notes: list[list[etree._Element]] = []
        self.counts: Counter[str] = Counter()

    def blocks(self, source: etree._Element, target: etree._Element) -> None:
        """Read the blocks of a text, a section, a cell or a note."""
        for element in source:
            name = odf.name(element)
            if name in ("text:p", "text:h"):
                self.counting.outside()
                self._paragraph(element, target, None)
            elif name == "text:list":
                self._list(element, target)
            elif name == "table:table":
                self._table(element, etree.SubElement(target, "table"))
            elif name in OPENED and odf.get(element, "text:display") != "none":
                self.blocks(element, target)
            else:
                self._silent(element, name)

    def _silent(self, element: etree._Element, name: str) -> None:
        """Count what is not taken over."""
        if name == "text:tracked-changes":
            self.counts["deletions"] += sum(1 for _ in element.iter("{*}deletion"))
            self.counts["insertions"] += sum(1 for _ in element.iter("{*}insertion"))
        elif name == "office:annotation":
            self.counts["comments"] += 1
        elif name in SILENT or name in OPENED:
            self.counts["hidden"] += name.startswith(("text:hidden", "text:section"))
        elif name.startswith("draw:"):
            self.counts["images"] += any(True for _ in element.iter("{*}image"))
            boxes = element.iter("{*}text-box")
            self.counts["text_boxes"] += any(
                "".join(e.itertext()).strip() for e in boxes
            )

    def _list(self, source: etree._Element, target: etree._Element) -> None:
        self.counting.open(source)
        for item in source:
            first = self.counting.item(item)
            for element in item:
                name = odf.name(element)
                if name in ("text:p", "text:h"):
                    self._paragraph(element, target, first)
                    first = False
                elif name == "text:list":
                    self._list(element, target)
                elif name == "table:table":
                    self._table(element, etree.SubElement(target, "table"))
        self.counting.close()

    def _paragraph(self, source, target: etree._Element, first: bool | None) -> None:
        """Read a paragraph; ``first`` of its list item, None outside lists."""
        key = odf.get(source, "text:style-name")
        level = self.styles.heading(key)
        if odf.name(source) == "text:h":
            level = level or odf.count(source, "text:outline-level")
        tag = "p" if level == 0 else f"h{max(1, min(level, 6))}"
        paragraph = etree.SubElement(target, tag)
        if level < 0:
            paragraph.set("class", "title")
        look = self.styles.look("paragraph", key)
        if not look.hidden:
            inner = _wrap(paragraph, look) if level == 0 else paragraph
            self.inline(source, inner)
        if level >= 0 and not look.hidden:
            self.counting.mark(paragraph, first, source, level)

    def inline(self, source: etree._Element, target: etree._Element) -> None:
        """Read the text of a paragraph, span or link."""
        text_cleaning.add_text(target, source.text or "")
        for element in source:
            self._piece(element, odf.name(element), target)
            text_cleaning.add_text(target, element.tail or "")

    def _piece(
        self, element: etree._Element, name: str, target: etree._Element
    ) -> None:
        if name == "text:line-break":
            etree.SubElement(target, "br")
        elif name in SIGNS:
            text_cleaning.add_text(target, SIGNS[name])
        elif name == "text:note":
            self._note(element, target)
        elif name == "text:span":
            look = self.styles.look("text", odf.get(element, "text:style-name"))
            self.counts["hidden"] += look.hidden
            if not look.hidden:
                self.inline(element, _wrap(target, look))
        elif name == "text:a":
            link = etree.SubElement(target, "a", href=odf.get(element, "xlink:href"))
            self.inline(element, link)
        elif name in SILENT or name.startswith("draw:"):
            self._silent(element, name)
        else:
            self.inline(element, target)

    def _note(self, element: etree._Element, target: etree._Element) -> None:
        box = etree.Element("div")
        place = len(self.notes)
        self.notes.append([])
        for part in element:
            if odf.name(part) == "text:note-body":
                for paragraph in part.iter("{*}p"):
                    self._paragraph(paragraph, box, None)
        self.notes[place] = [p for p in box.iter("p")]
        target.append(notes.reference(place + 1))

    def _table(self, source: etree._Element, table: etree._Element) -> None:
        for element in source:
            name = odf.name(element)
            if name in TABLE_PARTS:
                self._table(element, table)
            elif name == "table:table-row":
                self._row(element, etree.SubElement(table, "tr"))

    def _row(self, source: etree._Element, row: etree._Element) -> None:
        header = odf.name(source.getparent()) == "table:table-header-rows"
        for element in source:
            if odf.name(element) != "table:table-cell":
                continue
            cell = etree.SubElement(row, "th" if header else "td")
            for short, long in (("colspan", "columns"), ("rowspan", "rows")):
                spanned = odf.count(element, f"table:number-{long}-spanned")
                if spanned > 1:
                    cell.set(short, str(spanned))
            self.blocks(element, cell)


def _wrap(target: etree._Element, look) -> etree._Element:
    """Return where text of that look goes: into ``strong`` and the like."""
    for wanted, tag in (
        (look.bold, "strong"),
        (look.italic, "em"),
        (look.raised, look.raised),
    ):
        if wanted:
            target = etree.SubElement(target, tag)
    return target
