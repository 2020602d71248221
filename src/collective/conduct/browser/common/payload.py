"""Carry a preview in a hidden form field: nothing is stored before the draft.

What comes back is untrusted: it is read within limits and sanitised again.
"""

from base64 import b64decode
from base64 import b64encode
from binascii import Error as NotBase64
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.wellformed import well_formed
from typing import Any

import json
import zlib


# Zope keeps at most 1 MB of form fields in memory and refuses a form with more.
LONGEST = 900_000  # characters of the field
LIMIT = 16 * 1024 * 1024  # bytes of the text inside


def pack(value: Any) -> str:
    """Pack a JSON value as compressed text; ``Invalid`` "import_text_too_long"."""
    data = json.dumps(well_formed(value), ensure_ascii=False).encode()
    packed = b64encode(zlib.compress(data, 9)).decode()
    if len(packed) > LONGEST or len(data) > LIMIT:
        raise Invalid("import_text_too_long")
    return packed


def unpack(packed: str) -> Any:
    """Unpack what ``pack`` wrote; ``Invalid`` "import_lost" for anything else.

    Never more than ``LIMIT`` bytes are unpacked, whatever the field holds.
    """
    try:
        reader = zlib.decompressobj()
        data = reader.decompress(b64decode(packed, validate=True), LIMIT)
        if reader.unconsumed_tail or not reader.eof:
            raise Invalid("import_lost")
        return json.loads(data)
    except (NotBase64, zlib.error, ValueError, RecursionError):
        raise Invalid("import_lost") from None
