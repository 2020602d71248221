"""Conversion of a report sent over REST into a ``Submission``."""

from collections.abc import Mapping
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.reports.forms import answered
from collective.conduct.operations.reports.receiving import NONCE
from collective.conduct.operations.reports.submissions import Submission
from collective.conduct.services.common import rest
from collective.conduct.services.common.files import Attachment
from collective.conduct.services.common.files import language_of
from collective.conduct.services.common.files import received
from dataclasses import field
from datetime import date
from hashlib import sha256
from typing import Literal
from zope.component import getUtility

import json
import secrets


class ReportSent(rest.Record):
    """A report; see ``operations.reports.receiving.Submission``.

    ``preview``: only ask who would read it; ``recipients`` are those who would be
    chosen. ``receipt``: the words of an earlier report, for a reprisal. ``others``:
    how many unknown fields were sent.
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


def submission(sent: ReportSent, linked: tuple[str, ...] = ()) -> Submission:
    """Return the report that was sent; ``Invalid`` names a field, never quotes."""
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


def _is_told(identity: Mapping[str, str]) -> bool:
    return any(each.strip() for each in identity.values())


def nonce_of(sent: ReportSent) -> str:
    """Return a nonce that is the same for a second try of the same report.

    It is derived from all that was sent: whoever guesses the nonce of another,
    which a program may have chosen badly, gets no words that are not theirs.
    """
    nonce = sent.nonce or secrets.token_urlsafe(32)
    if len(nonce) < NONCE:
        raise rest.Invalid("form_nonce")
    fields = {**vars(sent), "nonce": nonce, "attachments": ()}
    whole = sha256(json.dumps(fields, sort_keys=True, default=str).encode())
    for each in sent.attachments:
        head = f"{each.filename}\0{each.type}\0".encode("utf-8", "surrogatepass")
        whole.update(sha256(head + each.data).digest())
    return whole.hexdigest()


def people(found: list[int] | None, name: str) -> frozenset[int]:
    """Return people by number; an unknown number is ``Invalid``, never ignored."""
    known = {each.id for each in getUtility(IRegister).people()} if found else set()
    if not known.issuperset(found or ()):
        raise rest.Invalid("field", field=name)
    return frozenset(found or ())
