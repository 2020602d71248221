"""A draft that the browser keeps for us: sealed, bound to its form, for a day.

Nothing is kept on the server. Whoever sits at that browser later reads noise.
"""

from collections.abc import Mapping
from collective.conduct.core.errors import Refused
from collective.conduct.operations.moments import now_in_seconds
from collective.conduct.operations.reports.words import secret
from collective.conduct.storage.vault import boxes

import base64
import binascii
import json
import zlib


DAY = 24 * 60 * 60
LONGEST = 4_000_000  # characters of a sealed draft


def sealed(nonce: str, values: Mapping) -> str:
    """Seal values for the browser that shows the form with this nonce."""
    said = json.dumps(
        {"at": now_in_seconds(), "values": dict(values)}, ensure_ascii=False
    )
    box = boxes.seal(_key(), zlib.compress(said.encode()), nonce.encode())
    return base64.urlsafe_b64encode(box).decode()


def unsealed(nonce: str, draft: str, age: int = DAY) -> dict:
    """What was sealed; empty when it is too old, or of another form, or no draft."""
    if not draft or len(draft) > LONGEST:
        return {}
    try:
        box = base64.urlsafe_b64decode(draft.encode())
        said = json.loads(zlib.decompress(boxes.unseal(_key(), box, nonce.encode())))
    except (Refused, binascii.Error, UnicodeEncodeError, ValueError):
        return {}
    return said["values"] if 0 <= now_in_seconds() - said["at"] <= age else {}


def _key() -> bytes:
    return secret(b"conduct-draft/1")
