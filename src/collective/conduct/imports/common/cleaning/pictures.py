"""Re-encode pictures, so that place, camera, owner and hidden data are removed."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.imports.common.cleaning.kinds import JPEG
from collective.conduct.imports.common.cleaning.kinds import PNG
from collective.conduct.imports.common.cleaning.kinds import WEBP
from io import BytesIO
from PIL import Image
from PIL import ImageOps


FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
PIXELS = 64_000_000  # a drawn pixel takes up to four bytes of memory
QUALITY = 92
# what Pillow raises for what is broken, and struct and zlib below it
BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError)


def cleaned_picture(content: bytes) -> bytes | None:
    """Return the picture re-encoded, None for one that is animated or too large.

    ``Invalid`` "import_broken" for what cannot be decoded.
    """
    try:
        with Image.open(BytesIO(content), formats=tuple(FORMATS.values())) as picture:
            return _drawn(picture)
    except (*BROKEN, Image.DecompressionBombError, MemoryError):
        raise Invalid("import_broken") from None


def _drawn(picture: Image.Image) -> bytes | None:
    known = "JPEG" if picture.format == "MPO" else picture.format
    if picture.width * picture.height > PIXELS:
        return None
    if known != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        return None
    upright = ImageOps.exif_transpose(picture)
    kept = ("transparency",) if known == "PNG" else ()
    upright.info = {key: upright.info[key] for key in kept if key in upright.info}
    out = BytesIO()
    upright.save(out, known, **({} if known == "PNG" else {"quality": QUALITY}))
    return out.getvalue()
