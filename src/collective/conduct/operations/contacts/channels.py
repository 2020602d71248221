"""Where to turn: what whoever asks may see today, and who looks after it."""

from collections.abc import Iterator
from collective.conduct.content.contacts import ConductChannel
from collective.conduct.content.contacts import IConductChannel
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.contacts.channels import audiences_of
from collective.conduct.core.contacts.channels import holders
from collective.conduct.core.contacts.channels import is_stale
from collective.conduct.core.contacts.channels import state
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.authority import may
from dataclasses import dataclass
from plone import api
from zope.component import adapter
from zope.component import getUtility
from zope.lifecycleevent.interfaces import IObjectAddedEvent


KEEPERS = ("registrar", "publisher")  # functions that are told of what is too old


@dataclass(frozen=True)
class Turned:
    """A contact as it is shown, with the names of those who answer today."""

    channel: ConductChannel
    state: str
    holders: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()


def where_to_turn(roles: frozenset[str]) -> list[Turned]:
    """The contacts that are valid today for somebody with these roles."""
    mine = audiences_of(roles)
    return [
        _turned(each)
        for each in _all()
        if each.audience in mine and _state(each) == "valid"
    ]


def one(channel: ConductChannel) -> Turned:
    """A contact for its own page; ``Missing`` "no_channel" outside its days.

    Those who look after the contacts see it before and after.
    """
    authorise("view_channel", channel)
    if _state(channel) != "valid" and not may("add_channel"):
        raise Missing("no_channel")
    return _turned(channel)


def everything() -> list[Turned]:
    """All contacts, coming and past ones too, for those who look after them."""
    authorise("add_channel")
    return [_turned(each) for each in _all()]


def check_today(channel: ConductChannel) -> None:
    """Record that somebody has seen today that the contact is right (E21)."""
    who = authorise("edit_channel", channel)
    _checked(channel, who.enrolled())


def stale_channels() -> list[ConductChannel]:
    """The contacts that nobody has checked for twelve months; past ones rest.

    Asks nobody who they are: the timed job calls it too.
    """
    today = getUtility(IClock).today()
    return [
        each
        for each in _all()
        if is_stale(each.checked_on, today) and _state(each) != "past"
    ]


def checked_by(channel: ConductChannel) -> str:
    """The name of whoever checked it last, for those who look after it."""
    authorise("add_channel", channel)
    known = channel.checked_by
    return getUtility(IRegister).person(known).name if known else ""


def overdue(now: int) -> Iterator[Notice]:
    """The notices of contacts to check, for the timed job: one a check and keeper."""
    rows, today = getUtility(IRegister).roster().rows, getUtility(IClock).today()
    keepers = {
        person
        for function in KEEPERS
        for person in holders(rows, function, "", today)[0]
    }
    for channel in stale_channels():
        uid, since = channel.UID(), channel.checked_on
        for person in sorted(keepers):
            key = f"channel.{uid}.{since:%Y%m%d}.{person:08x}"
            yield Notice(key, person, "task_channel", now, {"uid": uid})


@adapter(IConductChannel, IObjectAddedEvent)
def seen_when_made(channel, event) -> None:
    """Whoever adds a contact has looked at it that day."""
    if channel.checked_on is None:
        userid = api.user.get_current().getId()
        known = getUtility(IRegister).person_of(userid) if userid else None
        _checked(channel, known or 0)


def _checked(channel: ConductChannel, person: int) -> None:
    channel.checked_on = getUtility(IClock).today()
    channel.checked_by = person


def _all() -> list[ConductChannel]:
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(
        portal_type="ConductChannel", sort_on="sortable_title"
    )
    found = [brain._unrestrictedGetObject() for brain in brains]
    return sorted(found, key=lambda each: each.place)  # stable: then by title


def _state(channel: ConductChannel) -> str:
    today = getUtility(IClock).today()
    return state(channel.valid_from, channel.valid_to, today)


def _turned(channel: ConductChannel) -> Turned:
    names = ((), ())
    if channel.held_by:
        register, today = getUtility(IRegister), getUtility(IClock).today()
        rows, body = register.roster().rows, channel.body or ""
        names = tuple(
            tuple(register.person(each).name for each in people)
            for people in holders(rows, channel.held_by, body, today)
        )
    return Turned(channel, _state(channel), *names)
