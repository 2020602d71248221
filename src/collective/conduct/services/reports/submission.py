"""Read a report that came over REST; it leaves the request before it is read.

As rest.JSON, or as ``multipart/form-data`` with the same rest.JSON in the part
``report`` and every file in a part ``attachment``.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.core.mail.templates import LANGUAGES
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.request_privacy import forget_all
from collective.conduct.operations.common.uploads import all_received
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.reports.forms import answered
from collective.conduct.operations.reports.receiving import NONCE
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.services.common import rest
from dataclasses import field
from datetime import date
from hashlib import sha256
from plone import api
from typing import Annotated
from typing import Any
from typing import Literal
from zope.component import getUtility

import json
import secrets


LONGEST = 1_000_000  # bytes of a rest.JSON body; more than that comes as multipart
LARGEST = 70_000_000  # bytes of a multipart body: all files and the rest
MULTIPART = "multipart/form-data"
LIMITS = {rest.JSON: LONGEST, MULTIPART: LARGEST}


class Attachment(rest.Record):
    """A file with what it is said to be; its bytes say what it is."""

    filename: rest.Written = ""
    type: rest.Written = rest.key("content-type", default="")
    data: Annotated[bytes, rest.Limit(code="not_base64")] = b""


class FileSent(rest.Record):
    """A file of a case or a letter."""

    filename: str
    data: bytes


class ReportSent(rest.Record):
    """A report; see ``operations.reports.receiving.Submission``.

    ``preview``: only who would read it is asked for. ``receipt``: the words of
    an earlier report, for a reprisal. ``others``: how many fields were sent
    that a report has not.
    """

    form: str = ""
    nonce: rest.Written = ""
    answers: rest.JsonObject | None = None
    language: str | None = None
    role: str = ""
    identity: (
        dict[Literal["name", "phone", "email", "address", "party"], rest.Written] | None
    ) = None
    about: list[int] | None = None
    witnesses: list[int] | None = None
    recipients: list[int] | None = None
    urgent: bool = False
    attachments: list[Attachment] = field(default_factory=list)
    receipt: rest.Written = ""
    preview: bool = False
    told_on: date | None = None
    others: int = rest.others()


class FilesService(rest.ConductService):
    """Base of the services that take words and files of a case.

    The error log keeps a request whole: whatever happens, nothing of what was
    sent is in it any more.
    """

    def body(self) -> dict[str, Any]:
        """What was sent, as JSON or in parts; ``Invalid`` when it cannot be read."""
        try:
            kind = rest.sent_as(self.request)
            if kind not in LIMITS:
                raise rest.Invalid("not_json")
            said = self.request.getHeader("Content-Length") or "0"
            if not said.isdecimal() or int(said) > LIMITS[kind]:
                raise rest.Invalid("body_too_large", limit=LIMITS[kind])
            if kind == rest.JSON:
                return super().body()
            form = self.request.form
            return {**rest.loaded(form.get("report")), "attachments": _parts(form)}
        finally:
            forget_all(self.request)


def received(attachments: Iterable[Attachment]) -> tuple[Upload, ...]:
    """The files, counted and cleaned; see ``operations.common.uploads``."""
    return all_received((each.filename, each.type, each.data) for each in attachments)


def submission(sent: ReportSent, linked: tuple[str, ...] = ()) -> Submission:
    """The report that was sent; ``Invalid`` names a field, never quotes."""
    if sent.others:
        raise rest.Invalid("field", field="")
    language = language_of(sent.language)
    identity = sent.identity or {}
    return Submission(
        form=sent.form,
        nonce=nonce_of(sent),
        answers=answered(sent.form, language, sent.answers or {}),
        language=language,
        role=sent.role or "exposed",
        identity=IdentityRecord(**identity) if _is_told(identity) else None,
        about=people(sent.about, "about"),
        witnesses=people(sent.witnesses, "witnesses"),
        recipients=people(sent.recipients, "recipients"),
        files=received(sent.attachments),
        urgent=sent.urgent,
        linked=linked,
        told_on=sent.told_on,
    )


def language_of(wanted: str | None) -> str:
    """The language of the reporter: the one that is named, or that of the request."""
    found = wanted or api.portal.get_current_language().split("-")[0]
    if found in LANGUAGES:
        return found
    if wanted:
        raise rest.Invalid("field", field="language")
    return LANGUAGES[-1]


def _is_told(identity: Mapping[str, str]) -> bool:
    return any(each.strip() for each in identity.values())


def nonce_of(sent: ReportSent) -> str:
    """What makes a second try the same report.

    All that was sent goes into it: whoever guesses the nonce of another, which
    a program may have chosen badly, gets no words that are not theirs.
    """
    nonce = sent.nonce or secrets.token_urlsafe(32)
    if len(nonce) < NONCE:
        raise rest.Invalid("form_nonce")
    kept = {**vars(sent), "nonce": nonce, "attachments": ()}
    whole = sha256(json.dumps(kept, sort_keys=True, default=str).encode())
    for each in sent.attachments:
        head = f"{each.filename}\0{each.type}\0".encode("utf-8", "surrogatepass")
        whole.update(sha256(head + each.data).digest())
    return whole.hexdigest()


def people(found: list[int] | None, name: str) -> frozenset[int]:
    """People of the register by number; a wrong number would leave somebody in."""
    known = {each.id for each in getUtility(IRegister).people()} if found else set()
    if not known.issuperset(found or ()):
        raise rest.Invalid("field", field=name)
    return frozenset(found or ())


def _parts(form: Mapping[str, Any]) -> list[dict[str, Any]]:
    sent = form.get("attachment") or []
    parts = sent if isinstance(sent, list) else [sent]
    if not all(hasattr(each, "filename") for each in parts):
        raise rest.Invalid("field", field="attachment")
    return [
        {
            "filename": each.filename,
            "content-type": each.headers.get("Content-Type", ""),
            "data": each.read(),
        }
        for each in parts
    ]
