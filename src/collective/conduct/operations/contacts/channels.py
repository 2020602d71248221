"""Operations on contacts: read those of today, record checks, notify of old ones."""

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
    """Return the contacts that are valid today for somebody with these roles."""
    mine = audiences_of(roles)
    return [
        _turned(each)
        for each in _all()
        if each.audience in mine and _state(each) == "valid"
    ]


def one(channel: ConductChannel) -> Turned:
    """Return a contact for its own page; ``Missing`` "no_channel" outside its days.

    The maintainers of contacts see it before and after too.
    """
    authorise("view_channel", channel)
    if _state(channel) != "valid" and not may("add_channel"):
        raise Missing("no_channel")
    return _turned(channel)


def everything() -> list[Turned]:
    """Return all contacts, coming and past ones too, for their maintainers."""
    authorise("add_channel")
    return [_turned(each) for each in _all()]


def check_today(channel: ConductChannel) -> None:
    """Record that the acting person has checked the contact today (E21)."""
    who = authorise("edit_channel", channel)
    _checked(channel, who.enrolled())


def stale_channels() -> list[ConductChannel]:
    """Return contacts that nobody has checked for twelve months, without past ones.

    It checks no permission: the timed job calls it too.
    """
    today = getUtility(IClock).today()
    return [
        each
        for each in _all()
        if is_stale(each.checked_on, today) and _state(each) != "past"
    ]


def checked_by(channel: ConductChannel) -> str:
    """Return the name of whoever checked it last, for its maintainers."""
    authorise("add_channel", channel)
    known = channel.checked_by
    return getUtility(IRegister).person(known).name if known else ""


def overdue(now: int) -> Iterator[Notice]:
    """Yield notices of contacts to check: one for each check and maintainer."""
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
    """Record the creation of a contact as its first check."""
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
    channels = [brain._unrestrictedGetObject() for brain in brains]
    return sorted(channels, key=lambda each: each.place)  # stable: then by title


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
