"""Files of a report: known by their bytes, named tidily, copied without traces."""

from collective.conduct.imports.common.cleaning import cleaned
from collective.conduct.imports.common.cleaning import pictures
from collective.conduct.imports.common.cleaning.kinds import DOCX
from collective.conduct.imports.common.cleaning.kinds import JPEG
from collective.conduct.imports.common.cleaning.kinds import kind_of
from collective.conduct.imports.common.cleaning.kinds import MAIL
from collective.conduct.imports.common.cleaning.kinds import ODT
from collective.conduct.imports.common.cleaning.kinds import PDF
from collective.conduct.imports.common.cleaning.kinds import PNG
from collective.conduct.imports.common.cleaning.kinds import SOMETHING
from collective.conduct.imports.common.cleaning.kinds import TEXT
from collective.conduct.imports.common.cleaning.kinds import WEBP
from collective.conduct.imports.common.cleaning.kinds import XLSX
from collective.conduct.imports.common.cleaning.kinds import ZIP
from collective.conduct.imports.common.cleaning.names import tidy_name
from hypothesis import given
from hypothesis import strategies as st
from io import BytesIO
from PIL import Image
from unicodedata import category
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import docx
import openpyxl
import pytest


OWNER = "Kanariefågel"


def picture(format: str, **values) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 6), "red").save(out, format, **values)
    return out.getvalue()


def exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010F] = "Kanariefagel"  # maker of the camera
    made[0x0112] = 6  # turned by 90 degrees
    return made


def packed(parts: dict) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def opened(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def word_file(picture: bytes = b"") -> bytes:
    made = docx.Document()
    made.core_properties.author = OWNER
    said = made.add_paragraph("Det som hände.")
    made.add_comment(said.runs, text="En fråga", author=OWNER, initials="KF")
    if picture:
        made.add_picture(BytesIO(picture))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def workbook() -> bytes:
    made, out = openpyxl.Workbook(), BytesIO()
    made.properties.creator = OWNER
    made.active["A1"] = "Det som hände."
    made.active["A1"].comment = openpyxl.comments.Comment("En fråga", OWNER)
    made.save(out)
    return out.getvalue()


META = f"<m xmlns:dc='urn:dc'><meta><dc:creator>{OWNER}</dc:creator></meta></m>"
CHANGED = (
    f"<o xmlns:dc='urn:dc'><dc:creator>{OWNER}</dc:creator>"
    "<dc:date>2026-01-01</dc:date><p>Det som hände.</p></o>"
)
PRINTER = (
    f"<s xmlns:c='urn:c'><config-item c:name='PrinterName'>{OWNER}</config-item></s>"
)


def text_file(**more) -> bytes:
    parts = {
        "mimetype": ODT,
        "meta.xml": META,
        "content.xml": CHANGED,
        "settings.xml": PRINTER,
        "Thumbnails/thumbnail.png": picture("PNG"),
    }
    return packed({**parts, **more})


WHOLE = {
    JPEG: picture("JPEG"),
    PNG: picture("PNG"),
    WEBP: picture("WEBP"),
    DOCX: word_file(),
    XLSX: workbook(),
    ODT: text_file(),
}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", PDF),
        (picture("JPEG"), JPEG),
        (picture("PNG"), PNG),
        (picture("GIF"), "image/gif"),
        (picture("WEBP"), WEBP),
        (b"RIFF\0\0\0\0WAVE", "audio/wav"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"ID3\x04", "audio/mpeg"),
        (word_file(), DOCX),
        (workbook(), XLSX),
        (text_file(), ODT),
        (packed({"a.txt": "a"}), ZIP),
        ("Det som hände.".encode(), TEXT),
        ("Det som hände.".encode("utf-16"), TEXT),
        (b"Received: from x\r\n by y\r\nSubject: a\r\n\r\nHej", MAIL),
        (b"X-Odd: 1\nFrom: a@b.se\n\nHej", MAIL),
        (b"<html><script>alert(1)</script>", TEXT),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", TEXT),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", SOMETHING),
        (b"a\x00b", SOMETHING),
        (b"PK\x03\x04 cut off", SOMETHING),
    ],
)
def test_a_file_is_what_its_bytes_are(content, kind):
    assert kind_of(content) == kind


@given(st.binary(max_size=300))
def test_any_bytes_are_some_kind_and_never_one_that_a_browser_runs(content):
    kind = kind_of(content)
    assert kind not in ("text/html", "image/svg+xml", "text/xml", "text/javascript")
    cleaned(kind, content)


@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_a_damaged_file_has_no_copy_and_no_error(kind, data):
    whole = WHOLE[kind]
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = bytes([data.draw(st.integers(0, 255))])
    cleaned(kind, whole[:place] + byte + whole[place + 1 :])
    cleaned(kind, whole[:place])


def test_what_is_two_things_at_once_is_something():
    behind = packed({"a.txt": "a"})
    for front in (picture("JPEG"), picture("PNG"), b"%PDF-1.7\n%%EOF\n"):
        assert kind_of(front + behind) == SOMETHING
    assert kind_of(packed({"%PDF-1.7": "a"})) == SOMETHING


def test_a_picture_is_drawn_anew_upright_and_without_its_traces():
    for format in ("JPEG", "PNG", "WEBP"):
        sent = picture(format, exif=exif())
        assert b"Kanariefagel" in sent
        made = cleaned(kind_of(sent), sent)
        assert b"Kanariefagel" not in made
        drawn = Image.open(BytesIO(made))
        assert (drawn.size, drawn.getexif()) == ((6, 8), {})
        assert (drawn.format, set(drawn.info) & {"icc_profile", "comment"}) == (
            format,
            set(),
        )


def test_the_comment_and_the_colour_profile_of_a_picture_go_too():
    sent = picture("JPEG", comment=b"Kanariefagel", icc_profile=b"Kanariefagel" * 20)
    assert b"Kanariefagel" not in cleaned(JPEG, sent)


def test_what_hangs_behind_a_picture_is_gone():
    made = cleaned(JPEG, picture("JPEG") + b"Kanariefagel")
    assert b"Kanariefagel" not in made


def test_what_moves_or_is_too_large_has_no_copy(monkeypatch):
    out, frames = BytesIO(), [Image.new("RGB", (4, 4), c) for c in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    assert cleaned(WEBP, out.getvalue()) is None
    monkeypatch.setattr(pictures, "MEMORY", 47 * pictures.DRAWN)
    assert cleaned(PNG, picture("PNG")) is None


@pytest.mark.parametrize("make", [word_file, workbook, text_file])
def test_an_office_file_forgets_who_wrote_it_and_keeps_what_it_says(make):
    sent = make()
    assert any(OWNER.encode() in part for part in opened(sent).values())
    parts = opened(cleaned(kind_of(sent), sent))
    assert not [name for name, part in parts.items() if OWNER.encode() in part]
    assert any("Det som hände.".encode() in part for part in parts.values())
    assert not [name for name in parts if "humbnail" in name]


def test_a_cleaned_word_file_and_workbook_still_open():
    made = docx.Document(BytesIO(cleaned(DOCX, word_file())))
    assert [each.text for each in made.paragraphs] == ["Det som hände."]
    assert made.core_properties.author == ""
    book = openpyxl.load_workbook(BytesIO(cleaned(XLSX, workbook())))
    assert book.active["A1"].value == "Det som hände."
    assert book.active["A1"].comment.author != OWNER


def test_an_open_document_still_begins_with_its_type():
    made = cleaned(ODT, text_file())
    assert made[30:38] == b"mimetype" and made[38 : 38 + len(ODT)] == ODT.encode()


def test_a_picture_in_a_document_is_drawn_anew_as_well():
    sent = word_file(picture("JPEG", comment=b"Kanariefagel"))
    parts = opened(cleaned(DOCX, sent))
    drawn = [part for name, part in parts.items() if name.endswith((".jpg", ".jpeg"))]
    assert drawn and not any(b"Kanariefagel" in part for part in drawn)


@pytest.mark.parametrize(
    "part", ["word/embeddings/a.xlsx", "word/vbaProject.bin", "word/media/a.tiff"]
)
def test_with_a_part_that_is_not_known_there_is_no_copy(part):
    parts = opened(word_file())
    assert cleaned(DOCX, packed({**parts, part: "odd"})) is None


def test_a_zip_bomb_is_not_unpacked():
    parts = opened(word_file())
    bomb = packed({**parts, "word/document.xml": b" " * 40_000_000})
    assert (kind_of(bomb), cleaned(DOCX, bomb)) == (ZIP, None)


def test_an_entity_bomb_has_no_copy():
    bomb = b"<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>&b;</a>"
    assert cleaned(DOCX, packed({**opened(word_file()), "word/a.xml": bomb})) is None


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("bild.jpg", "bild.jpg"),
        ("C:\\Users\\anna\\bild.jpg", "bild.jpg"),
        ("../../etc/passwd", "passwd"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\x00b\r\nc.txt", "ab c.txt"),
        ("  två   ord .txt", "två ord .txt"),
        ("a\u030angstrom.txt", "ångstrom.txt"),
        ("", "file"),
        ("...", "file"),
        ("\ud800.txt", "txt"),
        ("a" * 200 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_is_one_line_without_folder_or_hidden_marks(name, tidy):
    assert tidy_name(name) == tidy


@given(st.text(max_size=300))
def test_any_name_is_short_and_can_be_written_down(name):
    made = tidy_name(name)
    assert 0 < len(made) <= 120
    assert not any(category(sign)[0] == "C" for sign in made)
    assert tidy_name(made) == made
    made.encode()
