"""Remove the names and times of authors and commenters from Office files.

Every part of the file must be of a sort that is known here; with one that is
not (an embedded workbook, a macro, an odd picture) there is no cleaned copy.
The text itself is not touched: what somebody wrote is what they sent.
"""

from collective.conduct.imports.common import archive
from collective.conduct.imports.common.cleaning.kinds import DOCX
from collective.conduct.imports.common.cleaning.kinds import kind_of
from collective.conduct.imports.common.cleaning.kinds import ODT
from collective.conduct.imports.common.cleaning.kinds import XLSX
from collective.conduct.imports.common.cleaning.pictures import cleaned_picture
from collective.conduct.imports.common.cleaning.pictures import FORMATS
from collective.conduct.imports.common.cleaning.pictures import PixelBudget
from io import BytesIO
from lxml import etree
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipFile
from zipfile import ZipInfo

import re


FAMILIES = frozenset({DOCX, XLSX, ODT})
PICTURE = 20 * 1024 * 1024  # bytes of one picture
PLAIN = (".gif", ".emf", ".wmf", ".bmp", ".ttf", ".odttf")  # carry no names
DRAWN = (".jpg", ".jpeg", ".png", ".webp")
XML = (".xml", ".rels", ".rdf", ".vml")
GONE = re.compile(r"(docProps/thumbnail|Thumbnails/)", re.I)
# parts that are about the file alone: nothing but their root stays
ABOUT = re.compile(r"(docProps/(core|app|custom)\.xml|meta\.xml|.*\.rdf)", re.I)
# attributes that name somebody or a moment, in any namespace
NAMING = frozenset(
    "author initials date dateUtc dT userId providerId userName displayName"
    " lastModifiedBy creator".split()
)
RSID = re.compile(r"rsid", re.I)  # numbers of Word's editing sessions
# elements whose text names somebody, a moment or a machine
NAMED = frozenset(
    "creator date author creator-initials initial-creator printed-by author-name"
    " author-initials absPath rsids".split()
)
PRINTER = re.compile(r"printer", re.I)
FIRST = "mimetype"  # the first part of an OpenDocument file, not packed
WHEN = (1980, 1, 1, 0, 0, 0)


def cleaned_office(kind: str, content: bytes, budget: PixelBudget) -> bytes | None:
    """Return the file without names, None when one of its parts is not known.

    ``Invalid`` as ``archive.open_archive`` for what is broken, locked or swells.
    """
    package, out = archive.open_archive(content), BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for info in package.infolist():
            name = info.filename
            if not name or info.is_dir() or GONE.match(name):
                continue
            part = _part(package, name, budget)
            if part is None:
                return None
            fresh = ZipInfo(name, WHEN)
            fresh.compress_type = ZIP_STORED if name == FIRST else ZIP_DEFLATED
            made.writestr(fresh, part)
    return out.getvalue() if kind_of(out.getvalue()) == kind else None


def _part(package: ZipFile, name: str, budget: PixelBudget) -> bytes | None:
    lower = name.lower()
    if name == FIRST:
        return archive.read_entry(package, name, 1024)
    if lower.endswith(XML):
        return _without_names(archive.read_xml(package, name), name)
    if lower.endswith(PLAIN):
        return archive.read_entry(package, name, PICTURE)
    if lower.endswith(DRAWN):
        content = archive.read_entry(package, name, PICTURE)
        known = kind_of(content) in FORMATS
        return cleaned_picture(content, budget) if known else None
    return None


def _without_names(root: etree._Element, name: str) -> bytes:
    if ABOUT.fullmatch(name):
        del root[:]
        root.text = None
    for element in list(root.iter(etree.Element)):
        _forget(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _forget(element: etree._Element) -> None:
    for key in list(element.attrib):
        local = etree.QName(key).localname
        if RSID.match(local):
            del element.attrib[key]
        elif local in NAMING:
            element.attrib[key] = _nobody(local)
    if _is_of_a_machine(element):
        element.getparent().remove(element)
    elif etree.QName(element).localname in NAMED:
        element.text = None


def _nobody(attribute: str) -> str:
    """A neutral value: Office does not accept that these attributes are missing."""
    moment = attribute in ("date", "dateUtc", "dT")
    return "2000-01-01T00:00:00Z" if moment else "-"


def _is_of_a_machine(element: etree._Element) -> bool:
    if element.getparent() is None:
        return False
    values = list(element.attrib.values())
    local = etree.QName(element).localname
    if local == "config-item":
        return any(PRINTER.match(each) for each in values)
    if local == "Relationship" or local == "file-entry":
        return any(GONE.search(each) for each in values)
    return local in ("absPath", "rsids")
