"""Re-encode pictures, so that place, camera, owner and hidden data are removed.

A small file may draw millions of pixels: what it would take is reckoned from its
header, before anything is decoded. A large photograph is drawn at half its size or
less; the file itself is kept as it came.
"""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.common.cleaning.kinds import JPEG
from collective.conduct.imports.common.cleaning.kinds import PNG
from collective.conduct.imports.common.cleaning.kinds import WEBP
from dataclasses import dataclass
from io import BytesIO
from PIL import Image
from PIL import ImageOps


FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
MEMORY = 64 * 1024 * 1024  # bytes that one picture may take while it is drawn
PIXELS = 200_000_000  # as sent, of all pictures of a request
DRAWN = 4  # bytes of a drawn pixel
WAITING = 6  # bytes of a pixel of a progressive JPEG, which is held whole
TURNED = (2, 3, 4, 5, 6, 7, 8)  # an orientation that needs a second copy
ORIENTATION = 0x0112
QUALITY = 92
# what Pillow raises for what is broken, and struct and zlib below it
BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError)


@dataclass
class PixelBudget:
    """How many pixels may still be drawn in this request."""

    pixels: int = PIXELS

    def take(self, pixels: int) -> bool:
        """Whether there are so many left; they are gone then."""
        if pixels > self.pixels:
            return False
        self.pixels -= pixels
        return True


def cleaned_picture(content: bytes, budget: PixelBudget) -> bytes | None:
    """Return the picture re-encoded; None for one that is animated or takes too much.

    ``Invalid`` "import_broken" for what cannot be decoded.
    """
    if _is_large_webp(content):
        return None
    try:
        with Image.open(BytesIO(content), formats=tuple(FORMATS.values())) as picture:
            return _drawn(picture) if _fits(picture, budget) else None
    except (*BROKEN, Image.DecompressionBombError, MemoryError):
        raise Invalid("import_broken") from None


def _is_large_webp(content: bytes) -> bool:
    """Whether a WebP would take too much already when it is opened.

    Its library makes two canvases then, of a size that is in the header.
    """
    kind, part = content[12:16], content[20:30]
    if content[8:12] != b"WEBP" or len(part) < 10:
        return False
    if kind == b"VP8X":
        width = 1 + int.from_bytes(part[4:7], "little")
        height = 1 + int.from_bytes(part[7:10], "little")
    elif kind == b"VP8L":
        bits = int.from_bytes(part[1:5], "little")
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    else:
        width = int.from_bytes(part[6:8], "little") & 0x3FFF
        height = int.from_bytes(part[8:10], "little") & 0x3FFF
    return width * height * 3 * DRAWN > MEMORY


def _fits(picture: Image.Image, budget: PixelBudget) -> bool:
    """Whether it can be drawn; a large JPEG is set to be drawn smaller first."""
    width, height = picture.size
    if not budget.take(width * height):
        return False
    # Of other kinds, Pillow decodes the whole picture to find its orientation.
    upright = picture.format in ("JPEG", "MPO") and not _is_turned(picture)
    copies = 1 if upright else 2
    waiting = WAITING * width * height if picture.info.get("progressive") else 0
    for scale in (1, 2, 4, 8):
        if scale > 1:
            picture.draft(None, (width // scale, height // scale))
        drawn = picture.width * picture.height * DRAWN * copies
        if waiting + drawn <= MEMORY:
            return True
    return False


def _is_turned(picture: Image.Image) -> bool:
    return picture.getexif().get(ORIENTATION) in TURNED


def _drawn(picture: Image.Image) -> bytes | None:
    known = "JPEG" if picture.format == "MPO" else picture.format
    if known != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        return None
    upright = ImageOps.exif_transpose(picture)
    kept = ("transparency",) if known == "PNG" else ()
    upright.info = {key: upright.info[key] for key in kept if key in upright.info}
    out = BytesIO()
    upright.save(out, known, **({} if known == "PNG" else {"quality": QUALITY}))
    return out.getvalue()
