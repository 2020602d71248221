"""``@conduct-my-data`` and ``@conduct-own-data``: the notice, and what makes it."""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.owndata import LANGUAGES
from collective.conduct.core.owndata import Notice
from collective.conduct.operations import owndata
from collective.conduct.operations.receipts import receipt_id
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import moment
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from dataclasses import asdict


class MyData(Endpoint):
    """The notice of whoever asks, in the language asked for; nobody else's."""

    def answer(self) -> dict:
        language = (self.request.get("LANGUAGE") or "en").split("-")[0]
        own = owndata.own(language if language in LANGUAGES else "en")
        if own is None:
            raise Missing("no_own_notice")
        return {
            "@id": f"{self.url}/@conduct-my-data",
            "state": own.state,
            "read": moment(own.entry.when) if own.entry else None,
            "notice": _notice(own.notice),
        }


class Confirm(Writer):
    """201 when the reading is recorded; 200 when it was already."""

    def answer(self) -> dict:
        data = self.body()
        language = text(data, "language")
        own = owndata.own(language)
        entry = owndata.confirm(language, text(data, "fingerprint"))
        if own is None or own.state != "read":
            self.request.response.setStatus(201)
        return {"id": receipt_id(entry), "read": moment(entry.when)}


class Published(Endpoint):
    """What the municipality says that it publishes, as it was typed."""

    def answer(self) -> dict:
        return {"@id": f"{self.url}/@conduct-own-data", **owndata.written()}


class Publish(Writer):
    """Take the place of what was said before; a text may be left out."""

    def answer(self) -> dict:
        data = self.body()
        fields = data.get("fields", [])
        if not isinstance(fields, list) or not all(isinstance(f, str) for f in fields):
            raise Invalid("field", field="fields")
        owndata.publish(fields, *(_texts(data, key) for key in ("more", "recipients")))
        return {"@id": f"{self.url}/@conduct-own-data", **owndata.written()}


def _texts(data: dict, name: str) -> dict[str, str]:
    found = data.get(name, {})
    if not isinstance(found, dict) or {*map(type, found.values())} - {str}:
        raise Invalid("field", field=name)
    return found


def _notice(notice: Notice) -> dict:
    return {
        "language": notice.language,
        "fingerprint": notice.fingerprint,
        "person": dict(notice.person),
        "mandates": [dict(seat) for seat in notice.seats],
        "more": list(notice.more),
        "recipients": [asdict(each) for each in notice.recipients],
    }
