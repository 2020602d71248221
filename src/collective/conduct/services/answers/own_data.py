"""``@conduct-my-data``, ``@conduct-own-data``: the notice and its contents."""

from collective.conduct.core.answers.own_data import DataNotice
from collective.conduct.core.answers.own_data import DataRecipient
from collective.conduct.core.answers.own_data import LANGUAGES
from collective.conduct.operations.answers import own_data
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.services.common import rest
from dataclasses import field
from datetime import datetime


class NoticeRead(rest.Record):
    """The notice that was shown, by its fingerprint."""

    language: str = ""
    fingerprint: str = ""


class PublicationSent(rest.Record):
    """What the municipality says that it publishes; see ``core.answers.own_data``."""

    fields: list[str] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)
    recipients: dict[str, str] = field(default_factory=dict)


class NoticeShown(rest.Record):
    """What is published about somebody, in one language."""

    language: str
    fingerprint: str
    person: dict[str, str]
    mandates: list[dict[str, str]]
    more: tuple[str, ...]
    recipients: tuple[DataRecipient, ...]


class MyNotice(rest.Addressed):
    """One's own notice, and when it was read."""

    state: str
    read: datetime | None
    notice: NoticeShown


class ReadingRecorded(rest.Record):
    """The entry that says that a notice was read."""

    id: str
    read: datetime


class PublicationShown(rest.Addressed):
    """What the municipality says that it publishes, as it was typed."""

    fields: list[str]
    more: dict[str, str]
    recipients: dict[str, str]


class MyDataService(rest.ConductService, on="hub site", right="SeeOwn"):
    """The caller's own notice, in the language of the request."""

    @rest.endpoint("GET @conduct-my-data", own_data.own, rest.Missing)
    def show(self) -> MyNotice:
        """What is published about me."""
        language = (self.request.get("LANGUAGE") or "en").split("-")[0]
        own_notice = own_data.own(language if language in LANGUAGES else "en")
        if own_notice is None:
            raise rest.Missing("no_own_notice")
        return MyNotice(
            at=f"{self.url}/@conduct-my-data",
            state=own_notice.state,
            read=rest.moment(own_notice.entry.when) if own_notice.entry else None,
            notice=_notice(own_notice.notice),
        )


class Confirm(rest.ConductService, on="hub site", right="SeeOwn"):
    """Confirm one's own notice: 201 when it is recorded, 200 when it was already."""

    @rest.endpoint("POST @conduct-my-data", own_data.confirm, rest.Conflict)
    def confirm(self, sent: NoticeRead) -> ReadingRecorded:
        """Say that I have read my notice."""
        own_notice = own_data.own(sent.language)
        entry = own_data.confirm(sent.language, sent.fingerprint)
        if own_notice is None or own_notice.state != "read":
            self.created()
        return ReadingRecorded(receipt_id(entry), rest.moment(entry.when))


class Published(rest.ConductService, on="hub", right="EditTerms"):
    """What the municipality says that it publishes, as it was typed."""

    @rest.endpoint("GET @conduct-own-data", own_data.written)
    def show(self) -> PublicationShown:
        """What is published about officials."""
        return PublicationShown(f"{self.url}/@conduct-own-data", **own_data.written())


class Publish(Published, on="hub", right="EditTerms"):
    """Replace what is published; a text may be left out."""

    @rest.endpoint("POST @conduct-own-data", own_data.publish)
    def publish(self, sent: PublicationSent) -> PublicationShown:
        """Say what is published about officials, and who gets it."""
        own_data.publish(sent.fields, sent.more, sent.recipients)
        return self.show()


def _notice(notice: DataNotice) -> NoticeShown:
    seats = [dict(seat) for seat in notice.seats]
    return NoticeShown.of(notice, person=dict(notice.person), mandates=seats)
