"""Tell officials what is published about them, and record that they read it.

REQUIREMENTS B18 (the notice, renewed when it changes) and B32 (who gets it).
The ledger keeps the fingerprint of a notice, never a fact of it.
"""

from collections.abc import Iterator
from collective.conduct.content.answers import IPublished
from collective.conduct.core.answers import own_data as core
from collective.conduct.core.answers.own_data import DataNotice
from collective.conduct.core.answers.own_data import Publication
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.ledger.entries import Entry
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.mail.notices import Notice as Letter
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import sits
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.coverage import seats
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.principals.registers.titles import body_title
from dataclasses import dataclass
from plone import api
from zope.component import getUtility


PREFIX = "collective.conduct.own_data"


def written() -> dict:
    """The records as they were typed: ``fields``, ``more``, ``recipients``."""
    return {
        name: api.portal.get_registry_record(f"{PREFIX}.{name}", default=None) or empty
        for name, empty in (("fields", []), ("more", {}), ("recipients", {}))
    }


def published() -> Publication:
    """Return what the municipality says that it publishes."""
    return core.publication(**written())


def publish(fields: list[str], more: dict[str, str], recipients: dict) -> Publication:
    """Store what is published and who gets it; every notice changes at once."""
    authorise("edit_terms")
    made = core.publication(fields, more, recipients)
    values = {"fields": list(made.fields), "more": more, "recipients": recipients}
    for name in IPublished:
        api.portal.set_registry_record(f"{PREFIX}.{name}", values[name])
    return made


@dataclass(frozen=True)
class Own:
    """A person's notice, its state (``own_data.STATES``) and their last reading."""

    notice: DataNotice
    state: str
    entry: Entry | None


def own(language: str) -> Own | None:
    """Return the acting person's notice; None for whoever holds no mandate today."""
    person = authorise("see_own").person
    return None if person is None else _own(person, language)


def own_waits() -> str:
    """Return "new" or "changed" when the acting person's notice waits, else ""."""
    notice = own(_site_language())
    return notice.state if notice is not None and notice.state != "read" else ""


def confirm(language: str, shown: str) -> Entry:
    """Record that the acting person read the notice that was shown.

    ``shown`` is its fingerprint: ``Conflict`` when another stands meanwhile.
    The same again returns the entry that stands. A notice is read in one
    language for all of them.
    """
    who = authorise("see_own")
    own_notice = None if who.person is None else _own(who.person, language)
    if who.person is None or own_notice is None:
        raise Refused("no_own_notice")
    if shown != own_notice.notice.fingerprint:
        raise Conflict("other_notice_shown")
    if own_notice.state == "read" and own_notice.entry is not None:
        return own_notice.entry
    return getUtility(ILedger).append(
        who.person,
        "informed",
        now_in_seconds(),
        statement=shown,
        language=language,
        by=who.person,
    )


def informed_on(mandates: list[Mandate]) -> dict[int, int]:
    """Return who of these has read their current notice, and when (UTC seconds)."""
    published_now = published()
    informed = {}
    for person in {row.person for row in mandates}:
        entry = _last(person)
        if entry and _is_current(published_now, person, entry):
            informed[person] = entry.when
    return informed


def notices(now: int) -> Iterator[Letter]:
    """Yield a letter for everybody whose notice waits; the timed job queues new ones.

    The key holds the fingerprint: each notice is sent once, however often the
    job runs. No fact of a person is in it.
    """
    published_now, language = published(), _site_language()
    for person in sorted({row.person for row in seats()}):
        notice = _notice(published_now, person, language)
        if notice and not _is_current(published_now, person, _last(person)):
            key = f"own_data.{person:08x}.{notice.fingerprint[:32]}"
            yield Letter(key, person, "own_data", now)


def _own(person: int, language: str) -> Own | None:
    if language not in core.LANGUAGES:
        raise Invalid("language_unknown")
    published_now = published()
    notice = _notice(published_now, person, language)
    if notice is None:
        return None
    entry = _last(person)
    read = _is_current(published_now, person, entry)
    return Own(notice, "read" if read else "changed" if entry else "new", entry)


def _is_current(published_now: Publication, person: int, entry: Entry | None) -> bool:
    """Whether the notice that was read says what would be said today."""
    if entry is None:
        return False
    notice = _notice(published_now, person, entry.language)
    return notice is not None and notice.fingerprint == entry.statement


def _notice(
    published_now: Publication, person: int, language: str
) -> DataNotice | None:
    register, today = getUtility(IRegister), getUtility(IClock).today()
    rows = [row for row in register.roster().rows_of(person, today) if sits(row)]
    if not rows or not published_now:
        return None
    known = register.person(person)
    facts = {"name": known.name}
    if "email" in published_now.fields:  # an account is slower to ask than a row
        facts["email"] = _address(known.userid)
    held = sorted(rows, key=lambda row: (row.body, row.office, row.start, row.row))
    return core.notice(published_now, language, facts, map(_seat, held))


def _seat(row: Mandate) -> dict[str, str]:
    return {
        "body": body_title(row.body),
        "office": row.office,
        "party": row.party,
        "extent": str(row.extent or ""),
        "period": f"{row.start.isoformat()}/{row.end.isoformat() if row.end else ''}",
    }


def _address(userid: str | None) -> str:
    user = api.user.get(userid=userid) if userid else None
    return (user.getProperty("email") or "") if user is not None else ""


def _last(person: int) -> Entry | None:
    """The person's last reading of a notice."""
    read = [*getUtility(ILedger).entries(person, ("informed",))]
    return read[-1] if read else None


def _site_language() -> str:
    language = (api.portal.get_default_language() or "en").split("-")[0]
    return language if language in core.LANGUAGES else "en"
