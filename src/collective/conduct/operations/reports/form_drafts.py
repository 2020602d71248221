"""A draft that the browser keeps for us: sealed, bound to its form, for a day.

Nothing is kept on the server. Whoever sits at that browser later reads noise.
"""

from collections.abc import Mapping
from collective.conduct.core.cases.records.letters import DraftRecord
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.operations.common.time import now_in_seconds
from zope.component import getUtility

import base64
import binascii
import zlib


DAY = 24 * 60 * 60
PURPOSE = b"conduct-draft/1"
LONGEST = 4_000_000  # characters of a sealed draft


def sealed(nonce: str, values: Mapping) -> str:
    """Seal values for the browser that shows the form with this nonce."""
    said = encode(DraftRecord(now_in_seconds(), dict(values)))
    words, keys = zlib.compress(said), getUtility(IServerKeys)
    box = keys.seal(PURPOSE, words, nonce.encode())
    return base64.urlsafe_b64encode(box).decode()


def unsealed(nonce: str, draft: str, age: int = DAY) -> dict:
    """What was sealed; empty when it is too old, or of another form, or no draft."""
    if not draft or len(draft) > LONGEST:
        return {}
    try:
        box = base64.urlsafe_b64decode(draft.encode())
        words = getUtility(IServerKeys).unseal(PURPOSE, box, nonce.encode())
        said = decode(zlib.decompress(words), DraftRecord)
    except (ConductError, binascii.Error, UnicodeEncodeError, ValueError):
        return {}
    return dict(said.values) if 0 <= now_in_seconds() - said.at <= age else {}
