"""``@conduct-import``: a file becomes a preview, or a draft.

``{"mode": "preview", "filename", "data"}`` (``data`` in base64; or "pasted")
saves nothing and says what was found; ``{"mode": "create", …}`` takes the same
file with what the person keeps of it and answers 201 with the draft's address.
"""

from base64 import b64decode
from collective.conduct.core.errors import Invalid
from collective.conduct.core.header_fields import sent
from collective.conduct.operations import importing
from collective.conduct.operations.drafts import language_of
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from dataclasses import asdict
from plone import api

import binascii


class Import(Writer):
    """On the hub it makes a new draft, on a document it replaces the draft."""

    def answer(self) -> dict:
        data = self.body()
        mode = text(data, "mode") or "preview"
        if mode not in ("preview", "create"):
            raise Invalid("field", field="mode")
        found = importing.preview(_upload(data))
        if mode == "preview":
            return self._preview(found, data)
        document = importing.create(self.context, self._wanted(found, data))
        url = document.absolute_url()
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", url)
        return {"@id": url, "title": document.Title()}

    def _preview(self, found: importing.Preview, data: dict) -> dict:
        seen = found.recognition
        kept = self._kept(found, data)
        header = {each.field: each.value for each in reversed(seen.offers)}
        look = importing.outlook(
            kept,
            header.get("document_type", ""),
            self._language(data),
            aligned=getattr(self.context, "aligned", ()),
        )
        return {
            "kind": seen.kind,
            "title": seen.title,
            "html": kept,
            "notes": [asdict(each) for each in found.notes],
            "offers": [asdict(each) for each in seen.offers],
            "parts": [{"kind": each.kind, "title": each.title} for each in seen.parts],
            "removals": [
                {"number": number, "code": each.code, "line": each.line}
                for number, each in enumerate(seen.removals)
            ],
            "groups": [asdict(each) for each in look.structure.groups],
            "provisions": [asdict(each) for each in look.structure.provisions],
            "lints": [asdict(each) for each in look.lints],
        }

    def _wanted(self, found: importing.Preview, data: dict) -> importing.Wanted:
        header = data.get("header", {})
        if not isinstance(header, dict) or not all(
            isinstance(value, str) for value in header.values()
        ):
            raise Invalid("field", field="header")
        return importing.Wanted(
            html=self._kept(found, data),
            title=text(data, "title") or found.recognition.title,
            portal_type=text(data, "portal_type") or "ConductPolicy",
            language=self._language(data),
            header={name: header[name] for name in sent() if name in header},
        )

    def _kept(self, found: importing.Preview, data: dict) -> str:
        gone = data.get("remove", list(range(len(found.recognition.removals))))
        if not isinstance(gone, list) or not all(type(each) is int for each in gone):
            raise Invalid("field", field="remove")
        return importing.text_of(found.recognition, text(data, "part"), gone)

    def _language(self, data: dict) -> str:
        given = text(data, "language")
        if given or self.context.portal_type == "ConductHub":
            return given or api.portal.get_default_language()
        return language_of(self.context)


def _upload(data: dict) -> importing.Upload:
    try:
        content = b64decode(text(data, "data"), validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("field", field="data") from None
    return importing.Upload(text(data, "filename"), content, text(data, "pasted"))
