"""Files that cannot be used say why; wrongly named ones are read all the same."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.documents.conversion import convert
from collective.conduct.imports.documents.conversion import LIMIT
from tests.samples import opendocument
from tests.samples import word
from tests.samples.word import p
from tests.samples.word import package
from tests.samples.word import zipped

import pytest
import struct


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ODT = opendocument.package("<text:p>Vi lovar.</text:p>")
MANIFEST = "META-INF/manifest.xml"


def refusal(name, data):
    with pytest.raises(Invalid) as caught:
        convert(name, data)
    return caught.value.code


@pytest.mark.parametrize(
    "code, name, data",
    [
        ("import_empty", "kod.docx", b""),
        ("import_empty", "kod.txt", b"  \n\t\n"),
        ("import_empty", "kod.md", b"\n"),
        ("import_empty", "kod.html", b"<html><body><script>x</script></body></html>"),
        ("import_empty", "kod.docx", package(p())),
        ("import_pdf", "kod.docx", b"%PDF-1.7\n%\xe2\xe3"),
        ("import_pdf", "kod.pdf", b"%PDF-1.7\n%\xe2\xe3"),
        ("import_legacy_doc", "kod.doc", OLE + "WordDocument".encode("utf-16-le")),
        ("import_legacy_doc", "kod.docx", OLE + "WordDocument".encode("utf-16-le")),
        ("import_encrypted", "kod.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("import_unreadable", "kod.docx", OLE),
        ("import_unknown", "kod.xls", OLE),
        ("import_macros", "kod.docm", package(p("A"), main=word.MACRO)),
        ("import_macros", "kod.docx", package(p("A"), main=word.MACRO)),
        (
            "import_macros",
            "kod.docx",
            package(p("A"), extra={"word/vbaProject.bin": b"x"}),
        ),
        (
            "import_macros",
            "kod.odt",
            opendocument.package("", extra={"Basic/a.xml": "x"}),
        ),
        (
            "import_encrypted",
            "kod.odt",
            opendocument.package("", extra={MANIFEST: "<m:encryption-data/>"}),
        ),
        (
            "import_encrypted",
            "kod.odt",
            zipped({"mimetype": "x", "encrypted-package": "x"}),
        ),
        ("import_broken", "kod.docx", package(p("A"))[:-30]),
        ("import_broken", "kod.docx", package("<w:p>")),
        ("import_broken", "kod.odt", opendocument.package("<text:p>")),
        (
            "import_broken",
            "kod.odt",
            zipped({"mimetype": opendocument.MIMETYPE, "content.xml": "<a/>"}),
        ),
        ("import_unreadable", "kod.docx", zipped({"bild.png": b"x"})),
        ("import_unknown", "kod.zip", zipped({"bild.png": b"x"})),
        (
            "import_unreadable",
            "kod.odt",
            zipped({"mimetype": "application/epub+zip", "content.xml": "x"}),
        ),
        ("import_unreadable", "kod.docx", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("import_unknown", "kod.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("import_unreadable", "kod.txt", b"{\\rtf1 Vi lovar}"),
        ("import_too_large", "kod.docx", b"P" * (LIMIT + 1)),
    ],
)
def test_a_file_that_cannot_be_used_says_why(code, name, data):
    assert refusal(name, data) == code


@pytest.mark.parametrize(
    "name, data, kind",
    [
        ("kod.txt", package(p("Vi lovar.")), "docx"),
        ("kod", package(p("Vi lovar.")), "docx"),
        ("kod.docx", ODT, "odt"),
        ("kod.docx", b"<!DOCTYPE html><p>Vi lovar.</p>", "html"),
        ("kod.doc", b"\xef\xbb\xbf<html><body><p>Vi lovar.</p></body></html>", "html"),
        ("kod.docx", b"Vi lovar.", "txt"),
        ("kod.rtf", b"Vi lovar.", "txt"),
    ],
)
def test_a_wrongly_named_file_is_read_by_its_bytes_and_that_is_said(name, data, kind):
    converted = convert(name, data)
    assert converted.html == "<p>Vi lovar.</p>"
    assert converted.kind == kind
    note = converted.notes[0]
    assert (note.code, note.values) == ("import_wrong_name", {"kind": kind})


@pytest.mark.parametrize("name", ["KOD.DOCX", "Kod för 2027.docx", "kod.tar.docx"])
def test_a_rightly_named_file_gives_no_note(name):
    assert convert(name, package(p("Vi lovar."))).notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_may_come_in_any_usual_encoding(encoding):
    text = "Vi hälsar på varandra – även när vi är oense."
    assert convert("kod.txt", text.encode(encoding)).html == f"<p>{text}</p>"


def test_a_part_that_swells_is_refused_before_it_is_unpacked():
    body = package(p(" " * 40_000_000))
    assert len(body) < 100_000
    assert refusal("kod.docx", body) == "import_zip_bomb"


def test_a_picture_that_is_never_unpacked_may_swell():
    blank = package(p("Vi lovar."), extra={"word/media/tom.bmp": b"\0" * 5_000_000})
    assert convert("kod.docx", blank).html == "<p>Vi lovar.</p>"


def test_too_many_entries_are_refused():
    many = {f"word/media/{i}.png": b"" for i in range(5001)}
    assert refusal("kod.docx", package(p("A"), extra=many)) == "import_zip_bomb"


def test_a_header_that_lies_about_the_size_is_noticed_while_reading():
    data = bytearray(package(p("Vi lovar. " * 400)))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(signature)
        while at >= 0:
            name_at = at + (46 if signature == b"PK\x01\x02" else 30)
            if data[name_at:].startswith(b"word/document.xml"):
                data[at + offset : at + offset + 4] = struct.pack("<I", 200)
            at = data.find(signature, at + 4)
    assert refusal("kod.docx", bytes(data)) == "import_zip_bomb"


@pytest.mark.parametrize(
    "limit, value",
    [
        ("documents.docx.clean.MAX_BLOCKS", 5),
        ("documents.docx.convert.MAX_CLEAN", 500),
        ("common.archive.MAX_XML", 500),
    ],
)
def test_a_document_beyond_reason_is_refused(monkeypatch, limit, value):
    body = "".join(p(f"Regel {i} som vi har skrivit.") for i in range(50))
    assert convert("kod.docx", package(body)).html
    monkeypatch.setattr(f"collective.conduct.imports.{limit}", value)
    assert refusal("kod.docx", package(body)) == "import_text_too_long"


def test_an_encrypted_entry_is_refused():
    data = bytearray(package(p("A")))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal("kod.docx", bytes(data)) == "import_encrypted"
