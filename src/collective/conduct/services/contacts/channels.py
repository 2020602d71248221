"""``@conduct-channels``, ``@conduct-check``: contacts and their checks."""

from collective.conduct.content.contacts import IConductChannel
from collective.conduct.interfaces import IConductLayer
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.contacts.channels import check_today
from collective.conduct.operations.contacts.channels import one
from collective.conduct.operations.contacts.channels import Turned
from collective.conduct.operations.contacts.channels import where_to_turn
from collective.conduct.principals.registers.titles import held_title
from collective.conduct.services.common import rest
from datetime import date
from plone.restapi.serializer.dxcontent import SerializeToJson
from zExceptions import NotFound
from zope.component import adapter


FIELDS = ("operator", "phone", "email", "web", "hours", "expect", "questions")


class Contact(rest.Addressed):
    """A contact with the names of those who answer today."""

    uid: str = rest.key("UID")
    title: str
    description: str
    kind: str
    audience: str
    function: str | None
    holders: tuple[str, ...]
    substitutes: tuple[str, ...]
    operator: str | None
    phone: str | None
    email: str | None
    web: str | None
    hours: str | None
    expect: str | None
    questions: str | None


class ContactList(rest.Addressed):
    """Contacts in the order in which they are shown."""

    channels: list[Contact]


class ContactChecked(rest.Addressed):
    """The day on which somebody checked a contact."""

    checked_on: date


@adapter(IConductChannel, IConductLayer)
class ChannelToJson(SerializeToJson):
    """Serialise a contact; answer 404 outside its days, as on its page."""

    def __call__(self, **wanted) -> dict:
        try:
            one(self.context)
        except rest.Missing:
            raise NotFound() from None
        return super().__call__(**wanted)


class Channels(rest.ConductService, on="hub", right="zope2.View"):
    """The contacts that are valid today for the caller."""

    goes_on = True

    @rest.endpoint("GET @conduct-channels", where_to_turn)
    def show(self) -> ContactList:
        """Where one can turn today."""
        authorise("view_hub", self.context)
        turned = where_to_turn(actor(self.context).roles)
        made = [contact(each) for each in turned]
        return ContactList(f"{self.url}/@conduct-channels", made)


class CheckChannel(rest.ConductService, on="contact", right="cmf.ModifyPortalContent"):
    """Note that the contact was checked today."""

    @rest.endpoint("POST @conduct-check", check_today)
    def check(self, sent: rest.Nothing) -> ContactChecked:
        """Say that staff have checked a contact today."""
        check_today(self.context)
        return ContactChecked(self.url, self.context.checked_on)


def contact(turned: Turned) -> Contact:
    """A contact with the names of those who answer today."""
    channel = turned.channel
    held, body = channel.held_by or "", channel.body or ""
    return Contact.of(
        channel,
        at=channel.absolute_url(),
        uid=channel.UID(),
        function=held_title(held, body) if held else None,
        holders=turned.holders,
        substitutes=turned.substitutes,
        **{name: getattr(channel, name) or None for name in FIELDS},
    )
