"""Keep what somebody typed when the session ended before sending, in cookies.

Nothing is written in the database: the text goes back to the browser, in
cookies that only the server can read and that live for an hour. The form
carries a ``mark`` that names its user and the edition, encrypted, so that
the text is shown to nobody else, and a page of another site cannot plant one.
"""

from collections.abc import Mapping
from collective.conduct.core.answers.answer_draft import AnswerDraftRecord
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from cryptography.fernet import Fernet
from cryptography.fernet import InvalidToken
from cryptography.fernet import MultiFernet
from plone.keyring.interfaces import IKeyManager
from urllib.parse import urlsplit
from zope.component import getUtility

import base64
import hashlib
import zlib


NAME = "conduct-kept-"
LIFETIME = 3600  # seconds
# A browser takes 4 KB a cookie; a proxy often 8 KB for all of them together.
PIECE = 3500
PIECES = 2
RING = "_system"
FIELDS = ("kind", "words", "language")
NAMES = 40  # characters of a kind or a language; only words are long


def draft_token(userid: str, edition: str) -> str:
    """Return an encrypted token with the user of a form and its edition (UID)."""
    return _fernet("mark").encrypt(f"{edition} {userid}".encode()).decode()


def keep(request, edition, typed: Mapping[str, str]) -> bool:
    """Send the typed fields back as cookies; False when the mark is invalid.

    ``typed`` has the fields of ``FIELDS`` and the form's ``mark``. Of a text
    that does not fit, the beginning is kept, and marked as cut.
    """
    whose = _opened("mark", typed.get("mark", "")).decode()
    if not whose.startswith(f"{edition.UID()} "):
        return False
    fields = {name: typed.get(name, "")[:NAMES] for name in FIELDS}
    value = _sealed(whose, fields | {"words": typed.get("words", "")})
    for number in range(PIECES):
        piece = value[number * PIECE : (number + 1) * PIECE]
        _set(request, edition, number, piece or "none", LIFETIME if piece else 0)
    return True


def take(request, edition, userid: str) -> dict[str, str] | None:
    """Return what this person typed about this edition, None when there is nothing."""
    pieces = (request.cookies.get(f"{NAME}{number}", "") for number in range(PIECES))
    opened = _opened("kept", "".join(pieces), LIFETIME)
    if not opened:
        return None
    record = decode(zlib.decompress(opened), AnswerDraftRecord)
    return dict(record.typed) if record.whose == f"{edition.UID()} {userid}" else None


def forget(request, edition) -> None:
    """Delete the cookies, if there are any."""
    for number in range(PIECES):
        if f"{NAME}{number}" in request.cookies:
            _set(request, edition, number, "none", 0)


def _set(request, edition, number: int, piece: str, age: int) -> None:
    address = urlsplit(edition.absolute_url())
    request.response.setCookie(
        f"{NAME}{number}",
        piece,
        path=address.path,
        max_age=age,
        http_only=True,
        same_site="Lax",
        secure=address.scheme == "https",
    )


def _sealed(whose: str, typed: dict[str, str]) -> str:
    while True:
        content = encode(AnswerDraftRecord(whose, typed))
        value = _fernet("kept").encrypt(zlib.compress(content, 9)).decode()
        if len(value) <= PIECE * PIECES:
            return value
        words = typed["words"]
        typed = typed | {"words": words[: len(words) * 3 // 4], "cut": "cut"}


def _opened(purpose: str, value: str, lifetime: int | None = None) -> bytes:
    """Decrypt a value of that purpose; b"" when it is invalid or too old."""
    try:
        return _fernet(purpose).decrypt(value.encode(), ttl=lifetime)
    except (InvalidToken, UnicodeEncodeError):
        return b""


def _fernet(purpose: str) -> MultiFernet:
    """The site's keys; a former one still decrypts its values."""
    ring = getUtility(IKeyManager)[RING]
    keys = [ring.current, *(key for key in ring if key and key != ring.current)]
    return MultiFernet([Fernet(_derived(purpose, key)) for key in keys])


def _derived(purpose: str, key: str) -> bytes:
    tag = f"collective.conduct {purpose}\0{key}"
    return base64.urlsafe_b64encode(hashlib.sha256(tag.encode()).digest())
