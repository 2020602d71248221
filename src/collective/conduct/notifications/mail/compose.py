"""Compose one mail from the notices of a batch (DESIGN 1.9).

It names the reader and what is asked; no other person, no answer, no text of
a case. Only an event of a key names who it is about, so that others notice it
(TRUST 1). Whoever intercepts a mail learns only that somebody owes an answer, or
whose key changed.
"""

from collections.abc import Mapping
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Undelivered
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.mail.notices import MailBatch
from collective.conduct.core.mail.templates import fill
from collective.conduct.core.mail.templates import made
from collective.conduct.core.mail.templates import MailMessage
from collective.conduct.core.mail.templates import on_one_line
from collective.conduct.core.registers.mandates import Person
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.notifications.mail.subjects import about
from collective.conduct.notifications.mail.subjects import address
from collective.conduct.notifications.mail.subjects import grouped
from collective.conduct.notifications.mail.texts import known_language
from collective.conduct.notifications.mail.texts import words
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from plone import api
from zope.component import getUtility


Piece = tuple[str, Mapping[str, str]]  # kind of notice, values of its placeholders


def compose(parcel: MailBatch) -> EmailMessage:
    """Return the mail of a batch; ``Undelivered`` when it cannot be addressed.

    "no_account", "no_address": for good; "mail_not_set": not yet.
    """
    person = _person(parcel.person)
    user = api.user.get(userid=person.userid) if person.userid else None
    if user is None:
        raise Undelivered("no_account", final=True)
    default = api.portal.get_default_language()
    language = known_language(user.getProperty("language", ""), default)
    pieces = [about(each, language) for each in grouped(parcel.notices)]
    letter = written(pieces, language, person.name)
    return _message(letter, _reader(user.getProperty("email", "")), parcel.message_id)


def _person(number: int) -> Person:
    try:
        return getUtility(IRegister).person(number)
    except Missing:
        return Person(number, "")


def written(pieces: list[Piece], language: str, name: str) -> MailMessage:
    """Write a mail of one or several pieces with the site's templates."""
    common = {"name": name, "site": _title(), "count": str(len(pieces))}
    filled = [(kind, {**common, **values}) for kind, values in pieces]
    frame = words(language, "frame")
    leading, first = (
        ("digest", common) if len(filled) > 1 else (filled[0][0], filled[0][1])
    )
    paragraphs = [(frame["greeting"], common)]
    if len(filled) > 1:
        paragraphs.append((words(language, "digest")["body"], common))
    paragraphs += [(words(language, kind)["body"], each) for kind, each in filled]
    paragraphs.append((frame["closing"], {**common, "link": address("@@my-page")}))
    subject = fill(words(language, leading)["subject"], first)
    return made(subject, paragraphs, language)


def _message(letter: MailMessage, reader: Address, named: str) -> EmailMessage:
    sender = _sender()
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = reader
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(getUtility(IClock).now())
    message["Message-ID"] = f"<{named}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.plain)
    message.add_alternative(letter.html, subtype="html")
    return message


def _reader(email: str) -> Address:
    found = _address(email)
    if found is None:
        raise Undelivered("no_address", final=True)
    return found


def _sender() -> Address:
    email = api.portal.get_registry_record("plone.email_from_address", default="")
    name = api.portal.get_registry_record("plone.email_from_name", default="")
    found = _address(email or "", on_one_line(name or ""))
    if found is None:
        raise Undelivered("mail_not_set")
    return found


def _address(email: str, name: str = "") -> Address | None:
    """An address that a header can hold; None for anything else."""
    if not email.isascii() or not email.isprintable():
        return None
    try:
        found = Address(name, addr_spec=email.strip())
    except (ValueError, IndexError, MessageError):
        return None
    return found if found.username and found.domain else None


def _title() -> str:
    return on_one_line(api.portal.get().Title())
