"""Convert .docx to HTML: strip and number the body, then run mammoth.

mammoth sees a small archive that is built here: the stripped body, the notes
and the addresses of links. No image, comment, template or macro gets there.
"""

from collections import Counter
from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.common import archive
from collective.conduct.imports.documents.docx import body as docx_body
from collective.conduct.imports.documents.docx.clean import Cleaner
from collective.conduct.imports.documents.docx.numbering import Numbering
from collective.conduct.imports.documents.docx.styles import DocxStyles
from collective.conduct.imports.documents.docx.wordml import local
from collective.conduct.imports.documents.docx.wordml import STRICT
from collective.conduct.imports.documents.docx.wordml import value
from collective.conduct.imports.documents.docx.wordml import W
from collective.conduct.imports.documents.parts import markup
from collective.conduct.imports.documents.parts import notes
from io import BytesIO
from lxml import etree
from zipfile import ZipFile

import mammoth
import posixpath


PARAGRAPHS = (f"{{{W}}}p", f"{{{STRICT}}}p")
PREFIX = "word-"
MAX_CLEAN = 6 * 1024 * 1024  # bytes of stripped XML, far above 1,000 pages
MAX_MARGINS = 30  # header and footer parts that are read
STYLE_MAP = "\n".join(
    [
        "p.CT => h1.title:fresh",
        *(f"p.CH{level} => h{level}:fresh" for level in range(1, 7)),
    ]
)
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
HYPERLINK = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
)


class Package:
    """The parts of a .docx, found by their relationships."""

    def __init__(self, data: bytes) -> None:
        self.zip = archive.open_archive(data)
        self.names = set(self.zip.namelist())
        self.main = self._main()
        self.folder = posixpath.dirname(self.main)
        self.related = self._relations(self.main)

    def _main(self) -> str:
        for _key, kind, target, _mode in self._relations(""):
            name = target.lstrip("/")
            if kind == "officeDocument" and name in self.names:
                return name
        if "word/document.xml" not in self.names:
            raise Invalid("import_broken")
        return "word/document.xml"

    def _relations(self, part: str) -> list[tuple[str, str, str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.names:
            return []
        found = []
        for element in archive.read_xml(self.zip, path):
            kind = (element.get("Type") or "").rpartition("/")[2]
            target = element.get("Target") or ""
            found.append(
                (element.get("Id") or "", kind, target, element.get("TargetMode") or "")
            )
        return found

    def part(self, kind: str) -> str:
        """Return the path of a related part such as ``styles``, else ``""``."""
        for _key, found, target, _mode in self.related:
            name = posixpath.normpath(posixpath.join(self.folder, target)).lstrip("/")
            if found == kind and name in self.names:
                return name
        name = posixpath.join(self.folder, f"{kind}.xml")
        return name if name in self.names else ""

    def xml(self, kind: str, handle=None) -> etree._Element | None:
        """Return the root of a related part, None when there is none."""
        name = self.part(kind)
        tags = PARAGRAPHS if handle else ()
        return archive.read_xml(self.zip, name, handle, tags) if name else None

    def links(self, part: str) -> dict[str, str]:
        """Return the addresses outside the document by relationship id."""
        name = self.main if part == "document" else self.part(part)
        related = self._relations(name) if name else []
        return {
            key: target
            for key, kind, target, mode in related
            if kind == "hyperlink" and mode == "External" and key
        }

    def margins(self) -> bool:
        """Tell whether headers or footers hold words, not only page numbers."""
        names = [n for n in sorted(self.names) if _is_margin(n)][:MAX_MARGINS]
        return any(_has_words(archive.read_xml(self.zip, name)) for name in names)


def _is_margin(name: str) -> bool:
    base = posixpath.basename(name)
    return base.endswith(".xml") and base.startswith(("header", "footer"))


def _has_words(root: etree._Element) -> bool:
    text = "".join(e.text or "" for e in root.iter() if local(e) == "t")
    return sum(sign.isalpha() for sign in text) > 3


def convert(data: bytes) -> tuple[etree._Element, Counter]:
    """Return the HTML body, lists marked, and counts of what was left out.

    Raises ``Invalid`` ``import_broken``, ``import_text_too_long``.
    """
    package = Package(data)
    counts: Counter[str] = Counter(margins=package.margins())
    small = _small(package, counts)
    try:
        html = mammoth.convert_to_html(
            small,
            style_map=STYLE_MAP,
            include_default_style_map=False,
            include_embedded_style_map=False,
            id_prefix=PREFIX,
        ).value
    except (KeyError, ValueError, AttributeError, TypeError, OSError, SyntaxError):
        raise Invalid("import_broken") from None
    body = markup.parse(html)
    docx_body.read_marks(body)
    notes.from_mammoth(body, PREFIX)
    return body, counts


def _small(package: Package, counts: Counter) -> BytesIO:
    """Return the archive that mammoth reads."""
    styles = DocxStyles(package.xml("styles"))
    ids: dict[str, set[str]] = {"footnote": set(), "endnote": set()}
    parts: dict[str, bytes] = {}
    for kind in ("footnotes", "endnotes"):
        cleaner = Cleaner(
            styles, set(package.links(kind)), {"footnote": set(), "endnote": set()}
        )
        root = package.xml(kind, cleaner.paragraph)
        if root is not None:
            ids[kind[:-1]] = {value(e, "id") or "" for e in root}
            for note in root:
                docx_body.flatten(note)
                docx_body.Marker(styles, Numbering(None, styles)).body(note)
            parts[kind] = etree.tostring(root, encoding="utf-8")
    cleaner = Cleaner(styles, set(package.links("document")), ids)
    parts["document"] = _body(package, styles, cleaner)
    counts.update(cleaner.counts)
    return _archive(package, parts)


def _body(package: Package, styles: DocxStyles, cleaner: Cleaner) -> bytes:
    root = archive.read_xml(package.zip, package.main, cleaner.paragraph, PARAGRAPHS)
    body = next((e for e in root if local(e) == "body"), None)
    if body is None:
        raise Invalid("import_broken")
    docx_body.flatten(body)
    docx_body.Marker(styles, Numbering(package.xml("numbering"), styles)).body(body)
    data = etree.tostring(root, encoding="utf-8")
    if len(data) > MAX_CLEAN:
        raise Invalid("import_text_too_long")
    return data


def _archive(package: Package, parts: dict[str, bytes]) -> BytesIO:
    target = BytesIO()
    with ZipFile(target, "w") as small:
        for kind, data in parts.items():
            small.writestr(f"word/{kind}.xml", data)
            root = etree.Element(f"{{{RELS}}}Relationships", nsmap={None: RELS})
            for key, address in package.links(kind).items():
                etree.SubElement(
                    root,
                    f"{{{RELS}}}Relationship",
                    Id=key,
                    Type=HYPERLINK,
                    Target=address,
                )
            small.writestr(f"word/_rels/{kind}.xml.rels", etree.tostring(root))
    target.seek(0)
    return target
