"""Send an enquiry along the agreed path, read it, mark it as handled (E11).

It goes to those who hold the path's function and to nobody else. It lies in
the database: no mail server can lose it, the letter says only that it is there.
"""

from collections.abc import Iterable
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.contacts.channels import holders
from collective.conduct.core.contacts.enquiries import AGAIN
from collective.conduct.core.contacts.enquiries import Enquiry
from collective.conduct.core.contacts.enquiries import is_again
from collective.conduct.core.contacts.enquiries import tidied
from collective.conduct.core.contacts.enquiries import Words
from collective.conduct.core.contacts.ports import IEnquiries
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.contacts.channels import where_to_turn
from collective.conduct.operations.mail.post import tell
from plone import api
from zope.component import getUtility


def paths(roles: frozenset[str]) -> list:
    """The agreed paths that are open today to somebody with these roles."""
    found = (each.channel for each in where_to_turn(roles))
    return [each for each in found if each.kind == "path"]


def path_title(uid: str) -> str:
    """What a path is called, "" when it is gone."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=uid)
    return found[0].Title if found else ""


def send(path: str, words: Iterable[tuple[str, str]]) -> int:
    """Send an enquiry along a path (UID); return its number.

    The same words again within half an hour are the same enquiry. ``Invalid``
    "not_a_path", "enquiry_empty", "enquiry_long"; ``Unavailable``
    "path_without_holder" while nobody would read it: then nothing is kept.
    """
    who = authorise("see_own")
    channel = next((each for each in paths(who.roles) if each.UID() == path), None)
    if channel is None:
        raise Invalid("not_a_path")
    kept, now = tidied(words), now_in_seconds()
    readers = _readers(channel.held_by, channel.body or "")
    if not readers:
        raise Unavailable("path_without_holder")
    sender, store = who.enrolled(), getUtility(IEnquiries)
    for last in store.everything():
        if is_again(last, path, sender, now) and store.words(last.number) == kept:
            return last.number
        if now - last.sent > AGAIN:
            break
    enquiry = Enquiry(0, path, channel.held_by, channel.body or "", sender, now)
    number = store.put(enquiry, kept)
    _tell(number, readers, now)
    return number


def log() -> list[Enquiry]:
    """The lines that concern whoever asks, the newest first.

    One's own, and those that wait for a function one holds; those who look
    after the contacts see that the others were sent, and never what they say.
    """
    person = authorise("see_own").person
    staff = may("add_channel")
    return [
        each
        for each in getUtility(IEnquiries).everything()
        if staff or _is_party(each, person)
    ]


def is_reader(enquiry: Enquiry) -> bool:
    """Whether whoever asks holds today the function that it went to."""
    return actor().person in _readers(enquiry.held, enquiry.body)


def is_party(enquiry: Enquiry) -> bool:
    """Whether whoever asks may read the words: sender or holder, nobody else."""
    return _is_party(enquiry, actor().person)


def _is_party(enquiry: Enquiry, person: int | None) -> bool:
    return person is not None and (
        person == enquiry.sender or person in _readers(enquiry.held, enquiry.body)
    )


def read(number: int) -> tuple[Enquiry, Words]:
    """An enquiry with its words; ``Missing`` "no_enquiry" for everybody else."""
    authorise("see_own")
    enquiry = getUtility(IEnquiries).get(number)
    if not is_party(enquiry):
        raise Missing("no_enquiry")
    return enquiry, getUtility(IEnquiries).words(number)


def handle(number: int) -> None:
    """Mark an enquiry as handled; whoever sent it sees the day."""
    enquiry, _words = read(number)
    if not is_reader(enquiry):
        raise Refused("not_allowed", deed="handle")
    getUtility(IEnquiries).handled(number, actor().person, now_in_seconds())


def _readers(held: str, body: str) -> list[int]:
    roster, today = getUtility(IRegister).roster(), getUtility(IClock).today()
    found, substitutes = holders(roster.rows, held, body, today)
    return [*found, *substitutes]


def _tell(number: int, readers: Iterable[int], now: int) -> None:
    for person in readers:
        key, about = f"enquiry.{number}.{person:08x}", {"enquiry": number}
        tell(Notice(key, person, "enquiry", now, about))
