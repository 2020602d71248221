"""Receive reports and files over REST, and remove them from the request.

As JSON, or as ``multipart/form-data`` with the same JSON in the part ``report``
and every file in a part ``attachment``.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.common.vocabulary import LANGUAGES
from collective.conduct.operations.common.request_privacy import forget_all
from collective.conduct.operations.common.uploads import all_received
from collective.conduct.operations.common.uploads import BODY
from collective.conduct.operations.common.uploads import JSON_BODY
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.services.common import rest
from plone import api
from typing import Annotated
from typing import Any


MULTIPART = "multipart/form-data"
LIMITS = {rest.JSON: JSON_BODY, MULTIPART: BODY}


class Attachment(rest.Record):
    """A file with the name and type that its sender claims; the bytes decide."""

    filename: rest.Written = ""
    type: rest.Written = rest.key("content-type", default="")
    data: Annotated[bytes, rest.Limit(code="not_base64")] = b""


class FileSent(rest.Record):
    """A file of a case or a letter, as it is answered."""

    filename: str
    data: bytes


class FilesService(rest.ConductService):
    """Base of the services that receive the text and files of a case.

    The error log keeps a request whole: whatever happens, nothing of what was
    sent is in it any more.
    """

    def body(self) -> dict[str, Any]:
        """The input, as JSON or multipart; ``Invalid`` when it cannot be read."""
        try:
            kind = rest.sent_as(self.request)
            if kind not in LIMITS:
                raise rest.Invalid("not_json")
            said = self.request.getHeader("Content-Length") or "0"
            if not said.isdecimal() or int(said) > LIMITS[kind]:
                raise rest.TooLarge("body_too_large", limit=LIMITS[kind])
            if kind == rest.JSON:
                return super().body()
            form = self.request.form
            return {**rest.loaded(form.get("report")), "attachments": _parts(form)}
        finally:
            forget_all(self.request)


def received(attachments: Iterable[Attachment]) -> tuple[Upload, ...]:
    """Check and clean attachments; see ``operations.common.uploads``."""
    return all_received((each.filename, each.type, each.data) for each in attachments)


def language_of(wanted: str | None) -> str:
    """The language of the reporter: the one that was sent, or that of the request."""
    found = wanted or api.portal.get_current_language().split("-")[0]
    if found in LANGUAGES:
        return found
    if wanted:
        raise rest.Invalid("field", field="language")
    return LANGUAGES[-1]


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
