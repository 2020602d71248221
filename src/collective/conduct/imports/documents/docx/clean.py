"""Strip the body of a .docx of everything that is not converted.

Deleted, moved, hidden and comment text is removed here, before any HTML exists,
so that it can reach neither the preview nor the database. It also
makes the tree small: a paragraph is stripped as soon as it is parsed.
"""

from collections import Counter
from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.documents.docx.styles import DocxStyles
from collective.conduct.imports.documents.docx.styles import PLAIN
from collective.conduct.imports.documents.docx.styles import Style
from collective.conduct.imports.documents.docx.wordml import child
from collective.conduct.imports.documents.docx.wordml import local
from collective.conduct.imports.documents.docx.wordml import make
from collective.conduct.imports.documents.docx.wordml import OFF
from collective.conduct.imports.documents.docx.wordml import switched
from collective.conduct.imports.documents.docx.wordml import value
from collective.conduct.imports.documents.docx.wordml import w
from collective.conduct.imports.documents.parts.result import MAX_BLOCKS
from lxml import etree

import re


DELETED = frozenset(("del", "moveFrom", "cellDel"))
INSERTED = frozenset(("ins", "moveTo"))
OPENED = INSERTED | {
    "smartTag",
    "customXml",
    "fldSimple",
    "dir",
    "bdo",
    "sdtContent",
    "sdt",
}
PICTURES = frozenset(("drawing", "pict", "object", "AlternateContent"))
FIELD = frozenset(("fldChar", "instrText"))
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
PRIVATE = re.compile("[\ue000-\uefff]")  # characters that we use ourselves
RAISED = ("superscript", "subscript")
HEX = re.compile(r"[0-9A-Fa-f]{1,4}$")


class Cleaner:
    """Strip paragraphs in place and count what was removed.

    ``links`` are the relationship ids that may stay; ``notes`` the ids of the
    footnotes and endnotes that exist.
    """

    def __init__(
        self, styles: DocxStyles, links: set[str], notes: dict[str, set[str]]
    ) -> None:
        self.styles = styles
        self.links = links
        self.notes = notes
        self.counts: Counter[str] = Counter()
        self.seen = 0

    def paragraph(self, paragraph: etree._Element) -> None:
        """Keep only style, numbering, indent and the visible runs of a paragraph.

        Raises ``Invalid`` ``import_text_too_long`` after ``MAX_BLOCKS`` paragraphs.
        """
        self.seen += 1
        if self.seen > MAX_BLOCKS:
            raise Invalid("import_text_too_long")
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        runs = _Runs(self, style)
        runs.take(paragraph)
        kept = _properties(properties)
        del paragraph[:]
        for name in list(paragraph.attrib):
            del paragraph.attrib[name]
        if kept is not None:
            paragraph.append(kept)
        paragraph.extend(runs.made)


def _properties(source: etree._Element | None) -> etree._Element | None:
    if source is None:
        return None
    kept = make("pPr")
    for name in ("pStyle", "numPr", "ind", "outlineLvl"):
        if (found := child(source, name)) is not None:
            kept.append(found)
    mark = child(source, "rPr")
    if mark is not None and any(local(e) in DELETED for e in mark):
        kept.append(make("deleted"))
    if switched(mark, "vanish"):
        kept.append(make("hidden"))
    return kept


class _Runs:
    """The runs of one paragraph; neighbours of the same look become one."""

    def __init__(self, cleaner: Cleaner, style: str | None) -> None:
        self.cleaner = cleaner
        self.counts = cleaner.counts
        self.style = cleaner.styles.paragraph(style)
        self.made: list[etree._Element] = []
        self.look: tuple | None = None

    def take(self, container: etree._Element) -> None:
        """Take the runs of a paragraph, an insertion, a field, a content control."""
        for element in list(container):
            name = local(element)
            if name == "r":
                self._run(element)
            elif name in DELETED:
                self.counts["deletions"] += 1
            elif name == "hyperlink":
                self._hyperlink(element)
            elif name in OPENED:
                self.counts["insertions"] += name in INSERTED
                self.take(element)
            elif name in PICTURES:
                self._picture(element)

    def _hyperlink(self, element: etree._Element) -> None:
        target = value(element, "id")
        if target not in self.cleaner.links:
            self.take(element)
            return
        before, self.made, self.look = self.made, [], None
        self.take(element)
        link = make("hyperlink")
        link.set(f"{{{link.nsmap['r']}}}id", target)
        link.extend(self.made)
        self.made, self.look = [*before, link], None

    def _run(self, run: etree._Element) -> None:
        given = child(run, "rPr")
        properties = {} if given is None else {local(e): e for e in given}
        style = self.cleaner.styles.get(value(properties.get("rStyle")))
        hidden = _on(properties, "vanish")
        if style.hidden or self.style.hidden if hidden is None else hidden:
            self.counts["hidden"] += any(local(e) == "t" and e.text for e in run)
            return
        content = [kept for e in run if (kept := self._content(e)) is not None]
        if not content:
            return
        look = self._look(properties, style)
        fixed = any(local(e) in FIELD for e in content)
        if fixed or look != self.look:
            self.made.append(_new_run(look))
            self.look = None if fixed else look
        _join(self.made[-1], content)

    def _look(self, properties: Mapping[str, etree._Element], style: Style) -> tuple:
        """Return (bold, italic, struck, raised), inherited ones included."""
        heading = self.style.heading or self.style.title
        above = PLAIN if heading else self.style
        look = []
        for name, own, inherited in (
            ("b", style.bold, above.bold),
            ("i", style.italic, above.italic),
        ):
            chain = (_on(properties, name), own, inherited)
            look.append(
                next((bool(found) for found in chain if found is not None), False)
            )
        struck = _on(properties, "strike") or _on(properties, "dstrike")
        raised = value(properties.get("vertAlign"))
        return (*look, bool(struck), raised if raised in RAISED else None)

    def _content(self, element: etree._Element) -> etree._Element | None:
        """Return a run's child as it is kept, None when it is not."""
        name = local(element)
        if name in SIGNS:
            return SIGNS[name](element)
        if name in NOTES:
            known = self.cleaner.notes[NOTES[name]]
            return element if value(element, "id") in known else None
        if name in PICTURES:
            self._picture(element)
        self.counts["comments"] += name == "commentReference"
        return None

    def _picture(self, element: etree._Element) -> None:
        """Count a picture or a text box; neither is taken over."""
        names = {local(e) for e in element.iter()}
        texts = [e.text for e in element.iter("{*}t") if e.text and e.text.strip()]
        self.counts["text_boxes"] += bool("txbxContent" in names and texts)
        self.counts["images"] += bool(names & {"blip", "imagedata"})


def _on(properties: Mapping[str, etree._Element], name: str) -> bool | None:
    """Return an on/off property such as bold: None when it is not given."""
    element = properties.get(name)
    return None if element is None else value(element) not in OFF


def _text(text: str) -> etree._Element:
    element = make("t")
    element.text = PRIVATE.sub("", text)
    return element


def _field(element: etree._Element) -> etree._Element:
    kept = make(local(element))
    kept.text = element.text
    if (kind := value(element, "fldCharType")) is not None:
        kept.set(w("fldCharType"), kind)
    return kept


def _break(element: etree._Element) -> etree._Element | None:
    """Keep a line break; page and column breaks are not part of the text."""
    return make("br") if value(element, "type") in (None, "textWrapping") else None


SIGNS = {
    "t": lambda element: _text(element.text or ""),
    "tab": lambda element: make("tab"),
    "ptab": lambda element: make("tab"),
    "br": _break,
    "cr": _break,
    "noBreakHyphen": lambda element: _text("-"),
    "sym": lambda element: element if HEX.match(value(element, "char") or "") else None,
    "fldChar": _field,
    "instrText": _field,
}


def _new_run(look: tuple) -> etree._Element:
    run = make("r")
    properties = make("rPr")
    for name, wanted in zip(("b", "i", "strike"), look[:3], strict=True):
        if wanted:
            properties.append(make(name))
    if look[3]:
        properties.append(make("vertAlign", val=look[3]))
    if len(properties):
        run.append(properties)
    return run


def _join(run: etree._Element, content: list[etree._Element]) -> None:
    for element in content:
        last = run[-1] if len(run) else None
        if local(element) == "t" and last is not None and local(last) == "t":
            last.text = (last.text or "") + (element.text or "")
        else:
            run.append(element)
