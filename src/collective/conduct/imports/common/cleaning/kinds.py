"""Detect the media type of a file from its bytes alone: its name may be false.

No kind that a browser would run is ever given: web pages and SVG are text. A
file that is two things at once (a picture with a zip file behind it) is
"something": it can be fetched, and is never shown. (REQUIREMENTS S19)
"""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.imports.common import archive
from collective.conduct.imports.common.file_type import decode
from zipfile import ZipFile

import re


SOMETHING = "application/octet-stream"
TEXT = "text/plain"
MAIL = "message/rfc822"
ZIP = "application/zip"
PDF = "application/pdf"
JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

# the first bytes -> kind
HEADS = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
RIFF = {b"WEBP": WEBP, b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
# bytes 8 to 12 of what begins with a box "ftyp"; any other is a film
BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"avif": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
    b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
}
# the part by which an Office file is recognised -> kind
PARTS = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "ppt/presentation.xml": PPTX,
}
OPEN_DOCUMENT = (ODT, ODS, "application/vnd.oasis.opendocument.presentation")
PACKED = (b"PK\x03\x04", b"PK\x05\x06")
END = b"PK\x05\x06"  # where the list of a zip file's parts ends
TAIL = 66_000  # bytes: the farthest from the end that it may stand
HEAD = 64 * 1024
_MAIL = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9-]*:.*\n(?:[ \t].*\n)*)*?"
    r"(?:From|Received|Return-Path|Delivered-To|Message-ID|MIME-Version):",
    re.IGNORECASE,
)


def kind_of(content: bytes) -> str:
    """Return the media type that the bytes are; ``SOMETHING`` when unsure."""
    if content.startswith(PACKED):
        return SOMETHING if b"%PDF-" in content[:1024] else _packed(content)
    kind = _by_head(content)
    if kind is None:
        return _text(content)
    return SOMETHING if END in content[-TAIL:] and _is_zip(content) else kind


def _by_head(content: bytes) -> str | None:
    if content[4:8] == b"ftyp":
        return BRANDS.get(content[8:12], "video/mp4")
    if content.startswith(b"RIFF"):
        return RIFF.get(content[8:12], SOMETHING)
    return next((kind for head, kind in HEADS if content.startswith(head)), None)


def _is_zip(content: bytes) -> bool:
    try:
        return bool(archive.open_archive(content).namelist())
    except ConductError as error:
        return error.code != "import_broken"


def _packed(content: bytes) -> str:
    try:
        package = archive.open_archive(content)
        names = set(package.namelist())
        if "mimetype" in names:
            return _open_document(package)
    except ConductError as error:
        return SOMETHING if error.code == "import_broken" else ZIP
    return next((kind for part, kind in PARTS.items() if part in names), ZIP)


def _open_document(package: ZipFile) -> str:
    said = archive.read_entry(package, "mimetype", HEAD).decode("ascii", "replace")
    return said if said in OPEN_DOCUMENT else ZIP


def _text(content: bytes) -> str:
    text = decode(content[:HEAD], partial=True)
    if text is None:
        return SOMETHING
    return MAIL if _MAIL.match(text.replace("\r\n", "\n")) else TEXT
