"""Send an enquiry along the agreed path, read it, mark it as handled (E11).

It goes to those who hold the path's function and to nobody else. It is stored in
the database: no mail server can lose it, the mail says only that it is there.
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
    """Return the agreed paths that are open today to somebody with these roles."""
    channels = (each.channel for each in where_to_turn(roles))
    return [each for each in channels if each.kind == "path"]


def path_title(uid: str) -> str:
    """Return the title of a path, "" when it is gone."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(UID=uid)
    return brains[0].Title if brains else ""


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
    pairs, now = tidied(words), now_in_seconds()
    readers = _readers(channel.held_by, channel.body or "")
    if not readers:
        raise Unavailable("path_without_holder")
    sender, store = who.enrolled(), getUtility(IEnquiries)
    for last in store.everything():
        if is_again(last, path, sender, now) and store.words(last.number) == pairs:
            return last.number
        if now - last.sent > AGAIN:
            break
    enquiry = Enquiry(0, path, channel.held_by, channel.body or "", sender, now)
    number = store.put(enquiry, pairs)
    _tell(number, readers, now)
    return number


def log() -> list[Enquiry]:
    """Return the lines that concern the acting person, the newest first.

    These are their own, and those for a function that they hold; maintainers of
    the contacts see that the others were sent, and never what they say.
    """
    person = authorise("see_own").person
    staff = may("add_channel")
    return [
        each
        for each in getUtility(IEnquiries).everything()
        if staff or _is_party(each, person)
    ]


def is_reader(enquiry: Enquiry) -> bool:
    """Whether the acting person holds today the function that it went to."""
    return actor().person in _readers(enquiry.held, enquiry.body)


def is_party(enquiry: Enquiry) -> bool:
    """Whether the acting person may read the words: sender or holder, nobody else."""
    return _is_party(enquiry, actor().person)


def _is_party(enquiry: Enquiry, person: int | None) -> bool:
    return person is not None and (
        person == enquiry.sender or person in _readers(enquiry.held, enquiry.body)
    )


def read(number: int) -> tuple[Enquiry, Words]:
    """Return an enquiry with its words; ``Missing`` "no_enquiry" for all others."""
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
    holding, substitutes = holders(roster.rows, held, body, today)
    return [*holding, *substitutes]


def _tell(number: int, readers: Iterable[int], now: int) -> None:
    for person in readers:
        key, about = f"enquiry.{number}.{person:08x}", {"enquiry": number}
        tell(Notice(key, person, "enquiry", now, about))
