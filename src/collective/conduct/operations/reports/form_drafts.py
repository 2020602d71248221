"""Drafts of report forms, stored in the browser: sealed, bound to a form, for a day.

Nothing is stored on the server. Whoever uses that browser later cannot read them.
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
    encoded = encode(DraftRecord(now_in_seconds(), dict(values)))
    words, keys = zlib.compress(encoded), getUtility(IServerKeys)
    box = keys.seal(PURPOSE, words, nonce.encode())
    return base64.urlsafe_b64encode(box).decode()


def unsealed(nonce: str, draft: str, age: int = DAY) -> dict:
    """Return what was sealed; empty when too old, of another form, or no draft."""
    if not draft or len(draft) > LONGEST:
        return {}
    try:
        box = base64.urlsafe_b64decode(draft.encode())
        words = getUtility(IServerKeys).unseal(PURPOSE, box, nonce.encode())
        record = decode(zlib.decompress(words), DraftRecord)
    except (ConductError, binascii.Error, UnicodeEncodeError, ValueError):
        return {}
    return dict(record.values) if 0 <= now_in_seconds() - record.at <= age else {}
