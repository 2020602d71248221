"""What a picture would take is known before it is decoded (T6)."""

from collective.conduct.core.common.errors import Unavailable
from collective.conduct.imports.common.cleaning import cleaned
from collective.conduct.imports.common.cleaning import pictures
from collective.conduct.imports.common.cleaning.kinds import JPEG
from collective.conduct.imports.common.cleaning.kinds import PNG
from collective.conduct.imports.common.cleaning.kinds import WEBP
from collective.conduct.operations.common import uploads
from io import BytesIO
from PIL import Image
from PIL import ImageFile

import pytest
import tracemalloc


@pytest.fixture
def decoded(monkeypatch) -> list:
    """The sizes of all pictures that are decoded."""
    sizes, load = [], ImageFile.ImageFile.load

    def noted(self):
        if self.tile:
            sizes.append(self.size)
        return load(self)

    monkeypatch.setattr(ImageFile.ImageFile, "load", noted)
    return sizes


def picture(kind: str, size=(8000, 8000), mode="1", **how) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, kind, **how)
    return out.getvalue()


def webp(part: bytes, kind: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\xff\0\0\0" + part


HUGE = {
    PNG: [picture("PNG")],
    JPEG: [picture("JPEG", mode="L", progressive=True)],
    WEBP: [
        webp(b"\0\0\0\0" + b"\x3f\x1f\0" * 2, b"VP8X"),
        webp(b"\x2f\xff\xff\xff\x0f" + b"\0" * 9, b"VP8L"),
        webp(b"\0\0\0\x9d\x01\x2a" + b"\x40\x1f" * 2, b"VP8 "),
    ],
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_small_file_of_many_pixels_is_not_decoded(decoded, kind):
    for content in HUGE[kind]:
        tracemalloc.start()
        assert cleaned(kind, content) is None
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert decoded == [] and peak < len(content) + 1_000_000


def test_a_large_photograph_is_drawn_smaller(decoded):
    sent = picture("JPEG", (6000, 4000), "L")
    with Image.open(BytesIO(cleaned(JPEG, sent))) as made:
        assert made.size == (3000, 2000)
    assert decoded == [(3000, 2000)]


def test_a_photograph_of_an_ordinary_size_keeps_it():
    sent = picture("JPEG", (4000, 3000), "L")
    with Image.open(BytesIO(cleaned(JPEG, sent))) as made:
        assert made.size == (4000, 3000)


def test_one_that_is_turned_takes_twice_as_much():
    about = Image.Exif()
    about[pictures.ORIENTATION] = 6
    sent = picture("JPEG", (4000, 3000), "L", exif=about)
    with Image.open(BytesIO(cleaned(JPEG, sent))) as made:
        assert made.size == (1500, 2000)


def test_all_pictures_of_a_request_share_a_budget(monkeypatch):
    monkeypatch.setattr(pictures.PixelBudget, "__init__", _of_two_pictures)
    sent = picture("PNG", (10, 10))
    made = uploads.all_received([("a.png", "", sent)] * 3)
    assert [each.cleaned is None for each in made] == [False, False, True]


def _of_two_pictures(self) -> None:
    self.pixels = 250


def test_whoever_comes_while_others_wait_is_told_when_to_come_again(monkeypatch):
    monkeypatch.setattr(uploads, "WAIT", 0)
    sent = [("a.txt", "", b"a")]
    with uploads._running, pytest.raises(Unavailable, match="cleaning_busy") as told:
        uploads.all_received(sent)
    assert told.value.values_["seconds"] == uploads.RETRY_AFTER
    assert uploads.all_received(sent)
    with uploads._line, uploads._line, pytest.raises(Unavailable):
        uploads.all_received(sent)
    assert uploads.all_received([]) == ()
