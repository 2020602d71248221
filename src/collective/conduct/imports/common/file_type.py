"""Detect the format of a document file: by its bytes first, then by its name.

A name can be false. When the bytes are a format that can be read, they win and
a note says so; when they are not, the name decides which error is raised.
"""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.common import archive
from zipfile import ZipFile

import re


EXTENSIONS = {
    "docx": "docx",
    "docm": "docx",
    "dotx": "docx",
    "odt": "odt",
    "ott": "odt",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "md": "md",
    "markdown": "md",
    "txt": "txt",
    "text": "txt",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODT = b"application/vnd.oasis.opendocument.text"
MANIFEST = "META-INF/manifest.xml"
CONTENT_TYPES = "[Content_Types].xml"
MACRO_FOLDERS = ("Basic/", "Scripts/")
SMALL = 4 * 1024 * 1024  # bytes; content types and manifests are far below
HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html\b)", re.I
)
ENCODINGS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
BINARY = re.compile(r"[\x00-\x08\x0e-\x1d\x7f\x81\x8d\x8f\x90\x9d\ufffe\uffff]")


def claimed(filename: str) -> str:
    """Return the format that a file name claims, ``""`` when none of ours."""
    _stem, _dot, extension = filename.rpartition(".")
    return EXTENSIONS.get(extension.strip().lower(), "")


def sniff(filename: str, data: bytes) -> str:
    """Return ``docx``, ``odt``, ``html``, ``md`` or ``txt``.

    Raises ``Invalid``: ``import_empty``, ``import_pdf``, ``import_legacy_doc``,
    ``import_encrypted``, ``import_macros``, ``import_broken``,
    ``import_zip_bomb``; else ``import_unreadable`` when the name claims a
    format that the bytes are not, ``import_unknown`` when it claims none.
    """
    kind = _by_bytes(filename, data)
    if not kind:
        raise Invalid("import_unreadable" if claimed(filename) else "import_unknown")
    return kind


def _by_bytes(filename: str, data: bytes) -> str:
    if not data:
        raise Invalid("import_empty")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _package(archive.open_archive(data))
    if data.startswith(OLE):
        return _compound(data)
    if b"%PDF-" in data[:1024]:
        raise Invalid("import_pdf")
    if data.startswith(b"{\\rtf"):
        return ""
    return _text(filename, data)


def _package(package: ZipFile) -> str:
    names = set(package.namelist())
    if "encrypted-package" in names:
        raise Invalid("import_encrypted")
    if "content.xml" in names and "mimetype" in names:
        return _open_document(package, names)
    if CONTENT_TYPES not in names:
        return ""
    types = archive.read_entry(package, CONTENT_TYPES, SMALL)
    if b"wordprocessingml" not in types and b"ms-word" not in types:
        return ""
    if b"macroEnabled" in types or any(n.endswith("vbaProject.bin") for n in names):
        raise Invalid("import_macros")
    return "docx"


def _open_document(package: ZipFile, names: set[str]) -> str:
    if not archive.read_entry(package, "mimetype", SMALL).startswith(ODT):
        return ""
    if MANIFEST in names and b"encryption-data" in archive.read_entry(
        package, MANIFEST, SMALL
    ):
        raise Invalid("import_encrypted")
    if any(name.startswith(MACRO_FOLDERS) for name in names):
        raise Invalid("import_macros")
    return "odt"


def _compound(data: bytes) -> str:
    """Tell an encrypted .docx and the old .doc apart by their stream names."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Invalid("import_encrypted")
    if "WordDocument".encode("utf-16-le") in data:
        raise Invalid("import_legacy_doc")
    return ""


def _text(filename: str, data: bytes) -> str:
    text = decode(data[: 64 * 1024], partial=True)
    if text is None:
        return ""
    if HTML.match(text):
        return "html"
    claim = claimed(filename)
    return claim if claim in ("html", "md") else "txt"


def decode(data: bytes, partial: bool = False) -> str | None:
    """Return bytes as text, None when they are no text.

    UTF-8, UTF-16 with a mark, and Windows' western code page. ``partial``
    bytes may end in the middle of a character.
    """
    for mark, encoding in ENCODINGS:
        if data.startswith(mark):
            text = data.decode(encoding, "ignore" if partial else "replace")
            return None if BINARY.search(text) else text
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = partial and error.start >= len(data) - 3
        text = data[: error.start].decode("utf-8") if cut else _western(data)
    return None if BINARY.search(text) else text


def _western(data: bytes) -> str:
    return data.decode("cp1252", "replace").replace("\ufffd", "\x00")
