"""``@conduct-channels``: where to turn, over REST."""

from collective.conduct.content.channel import IConductChannel
from collective.conduct.core.errors import Missing
from collective.conduct.interfaces import IConductLayer
from collective.conduct.operations.authority import actor
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.channels import check_today
from collective.conduct.operations.channels import one
from collective.conduct.operations.channels import Turned
from collective.conduct.operations.channels import where_to_turn
from collective.conduct.principals.titles import held_title
from collective.conduct.services.base import day
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import Writer
from plone.restapi.serializer.dxcontent import SerializeToJson
from zExceptions import NotFound
from zope.component import adapter


FIELDS = ("operator", "phone", "email", "web", "hours", "expect", "questions")


@adapter(IConductChannel, IConductLayer)
class ChannelToJson(SerializeToJson):
    """Outside its days a contact is not there, as on its page."""

    def __call__(self, **wanted) -> dict:
        try:
            one(self.context)
        except Missing:
            raise NotFound() from None
        return super().__call__(**wanted)


class Channels(Endpoint):
    """The contacts that are valid today for whoever asks."""

    def answer(self) -> dict:
        authorise("view_hub", self.context)
        found = where_to_turn(actor(self.context).roles)
        return {
            "@id": f"{self.url}/@conduct-channels",
            "channels": [as_json(each) for each in found],
        }


class CheckChannel(Writer):
    """Note that the contact was checked today."""

    def answer(self) -> dict:
        self.body()
        check_today(self.context)
        return {"@id": self.url, "checked_on": day(self.context.checked_on)}


def as_json(turned: Turned) -> dict:
    """A contact with the names of those who answer today."""
    channel = turned.channel
    held, body = channel.held_by or "", channel.body or ""
    return {
        "@id": channel.absolute_url(),
        "UID": channel.UID(),
        "title": channel.title,
        "description": channel.description,
        "kind": channel.kind,
        "audience": channel.audience,
        "function": held_title(held, body) if held else None,
        "holders": list(turned.holders),
        "substitutes": list(turned.substitutes),
        **{name: getattr(channel, name) or None for name in FIELDS},
    }
