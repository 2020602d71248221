"""Read a report that came over REST; it leaves the request before it is read.

As JSON, or as ``multipart/form-data`` with the same JSON in the part
``report`` and every file in a part ``attachment``.
"""

from base64 import b64decode
from base64 import b64encode
from binascii import Error
from collections.abc import Mapping
from collective.conduct.core.errors import Invalid
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.letters import LANGUAGES
from collective.conduct.core.records.cases import IdentityRecord
from collective.conduct.operations.reports.forms import answered
from collective.conduct.operations.reports.receiving import NONCE
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.operations.reports.uploads import all_received
from collective.conduct.services.base import JSON
from collective.conduct.services.base import loaded
from collective.conduct.services.base import sent_as
from collective.conduct.services.base import text
from collective.conduct.services.rows import day_sent
from hashlib import sha256
from plone import api
from zope.component import getUtility

import json
import secrets


LONGEST = 1_000_000  # bytes of a JSON body; more than that comes as multipart
LARGEST = 70_000_000  # bytes of a multipart body: all files and the rest
MULTIPART = "multipart/form-data"
FIELDS = frozenset(
    "form nonce answers language role identity about witnesses recipients urgent"
    " attachments receipt preview told_on".split()
)
IDENTITY = frozenset({"name", "phone", "email", "address", "party"})  # of a record
File = tuple[str, str, bytes]  # name, what it is said to be, content


def taken(request, body: bytes) -> tuple[dict, list[File]]:
    """What was sent, out of the request; ``Invalid`` when it cannot be read.

    ``body`` is what was sent as JSON (see ``services.base.Writer``).

    The error log keeps a request whole: whatever happens, nothing of the body
    is in it any more.
    """
    try:
        kind = sent_as(request)
        if kind not in (JSON, MULTIPART):
            raise Invalid("not_json")
        limit = LONGEST if kind == JSON else LARGEST
        if int(request.getHeader("Content-Length") or 0) > limit:
            raise Invalid("body_too_large", limit=limit)
        if kind == MULTIPART:
            return loaded(request.form.get("report")), _parts(request.form)
        data = loaded(body)
        return data, _decoded(data.pop("attachments", []))
    finally:
        emptied(request)


def emptied(request) -> None:
    """Take all that was sent out of the request."""
    request.form.clear()
    request.cookies.clear()
    request.environ.pop("QUERY_STRING", None)
    for name in ("BODY", "BODYFILE"):
        request.other.pop(name, None)
    request._file = request._fs = None


def submission(
    data: dict, files: list[File], linked: tuple[str, ...] = ()
) -> Submission:
    """The report that data and files are; ``Invalid`` names a field, never quotes."""
    if not FIELDS.issuperset(data):
        raise Invalid("field", field="")
    language = language_of(data)
    given = _mapping(data, "answers")
    return Submission(
        form=text(data, "form"),
        nonce=nonce_of(data, files),
        answers=answered(text(data, "form"), language, given),
        language=language,
        role=text(data, "role") or "exposed",
        identity=_identity(data),
        about=people(data, "about"),
        witnesses=people(data, "witnesses"),
        recipients=people(data, "recipients"),
        files=all_received(files),
        urgent=data.get("urgent") is True,
        linked=linked,
        told_on=day_sent(data, "told_on"),
    )


def language_of(data: dict) -> str:
    """The language of the reporter: the one that is named, or that of the request."""
    wanted = text(data, "language") or api.portal.get_current_language().split("-")[0]
    if wanted in LANGUAGES:
        return wanted
    if "language" in data:
        raise Invalid("field", field="language")
    return "en"


def nonce_of(data: dict, files: list[File]) -> str:
    """What makes a second try the same report.

    All that was sent goes into it: whoever guesses the nonce of another, which
    a program may have chosen badly, gets no words that are not theirs.
    """
    nonce = text(data, "nonce") or secrets.token_urlsafe(32)
    if len(nonce) < NONCE:
        raise Invalid("form_nonce")
    said = json.dumps({**data, "nonce": nonce}, sort_keys=True).encode()
    whole = sha256(said)
    for name, kind, content in files:
        whole.update(sha256(f"{name}\0{kind}\0".encode() + content).digest())
    return whole.hexdigest()


def people(data: dict, name: str) -> frozenset[int]:
    """People of the register by number; a wrong number would leave somebody in."""
    found = data.get(name) or []
    known = {each.id for each in getUtility(IRegister).people()} if found else set()
    if not isinstance(found, list) or not all(
        type(each) is int and each in known for each in found
    ):
        raise Invalid("field", field=name)
    return frozenset(found)


def whole(data: dict, name: str) -> int:
    """A whole number of the body; ``Invalid`` "field" for anything else."""
    found = data.get(name)
    if type(found) is not int:
        raise Invalid("field", field=name)
    return found


def file_as_json(name: str, content: bytes) -> dict:
    """A file as it is sent."""
    return {"filename": name, "data": b64encode(content).decode()}


def _mapping(data: dict, name: str) -> Mapping[str, object]:
    found = data.get(name) or {}
    if not isinstance(found, dict):
        raise Invalid("field", field=name)
    return found


def _identity(data: dict) -> IdentityRecord | None:
    found = _mapping(data, "identity")
    good = all(isinstance(each, str) for each in found.values())
    if not good or not IDENTITY.issuperset(found):
        raise Invalid("field", field="identity")
    return (
        IdentityRecord(**found)
        if any(each.strip() for each in found.values())
        else None
    )


def _decoded(sent: object) -> list[File]:
    if not isinstance(sent, list):
        raise Invalid("field", field="attachments")
    return [_file(each) for each in sent]


def _file(sent: object) -> File:
    if not isinstance(sent, dict):
        raise Invalid("field", field="attachments")
    found = [text(sent, name) for name in ("filename", "content-type", "data")]
    try:
        return found[0], found[1], b64decode(found[2], validate=True)
    except (Error, ValueError):
        raise Invalid("not_base64", field="attachments") from None


def _parts(form: Mapping) -> list[File]:
    sent = form.get("attachment") or []
    parts = sent if isinstance(sent, list) else [sent]
    if not all(hasattr(each, "filename") for each in parts):
        raise Invalid("field", field="attachment")
    return [
        (each.filename, each.headers.get("Content-Type", ""), each.read())
        for each in parts
    ]
