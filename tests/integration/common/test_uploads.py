"""Files of a report as they are taken in: counted, named, known, kept as they came."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.common.cleaning.kinds import JPEG
from collective.conduct.imports.common.cleaning.kinds import MAIL
from collective.conduct.imports.common.cleaning.kinds import PNG
from collective.conduct.imports.common.cleaning.kinds import SOMETHING
from collective.conduct.imports.common.cleaning.kinds import TEXT
from collective.conduct.operations.common import uploads
from io import BytesIO
from PIL import Image
from zipfile import ZipFile

import pytest


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


def test_a_file_is_kept_as_it_came_with_a_cleaned_copy_beside_it():
    sent = picture() + b"behind"
    upload = uploads.received("C:\\bild.jpg", JPEG, sent)
    assert (upload.name, upload.kind, upload.content) == ("bild.jpg", PNG, sent)
    assert upload.cleaned and b"behind" not in upload.cleaned


def test_what_is_two_things_at_once_is_kept_and_never_shown():
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("a.txt", "a")
    sent = picture() + out.getvalue()
    upload = uploads.received("bild.png", PNG, sent)
    assert (upload.kind, upload.cleaned, upload.content) == (SOMETHING, None, sent)


def test_nothing_too_large_or_too_much_is_taken_in(monkeypatch):
    monkeypatch.setattr(uploads, "MEGABYTE", 10)
    one = ("Kanariefågel.txt", TEXT, b"a" * 200)
    cases = {
        "file_empty": [one, ("Kanariefågel.txt", TEXT, b"")],
        "file_too_large": [("Kanariefågel.txt", TEXT, b"a" * 201)],
        "files_too_many": [one] * 11,
        "files_too_large": [one] * 4,
    }
    for code, files in cases.items():
        with pytest.raises(Invalid, match=code) as told:
            uploads.all_received(files)
        assert "Kanarie" not in repr(told.value.values_)
    assert len(uploads.all_received([one] * 3)) == 3


def test_a_sender_is_believed_of_text_alone():
    assert uploads.received("a.eml", MAIL, b"Hej").kind == MAIL
    assert uploads.received("a.html", "text/html", b"<html>").kind == TEXT
