"""Pages of contacts: where to turn, and the page of one contact."""

from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.request_scrubbing import RequestScrubber
from collective.conduct.core.common.phones import dial
from collective.conduct.core.common.phones import EMERGENCY
from collective.conduct.core.contacts.channels import is_stale
from collective.conduct.core.contacts.channels import KINDS
from collective.conduct.core.contacts.channels import questions
from collective.conduct.i18n import _
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.contacts import channels
from collective.conduct.operations.contacts import enquiries
from collective.conduct.operations.contacts.channels import Turned
from collective.conduct.principals.registers.titles import held_title
from collective.conduct.vocabularies.contacts.titles import AUDIENCE_TITLES
from collective.conduct.vocabularies.contacts.titles import KIND_TITLES
from collective.conduct.vocabularies.contacts.titles import STATE_TITLES
from functools import cached_property
from plone import api


PEOPLE = _("heading_turn_people", default="People to talk to")
SECTIONS = {
    "person": PEOPLE,
    "function": PEOPLE,
    "hotline": _("heading_turn_hotlines", default="Hotlines"),
    "scheme": _("heading_turn_schemes", default="Outside the municipality"),
    "path": _("heading_turn_paths", default="Questions to those who lead"),
}
CHECKED = _("done_checked", default="It is noted that you checked it today.")
SENT = _(
    "done_enquiry",
    default="Your enquiry is sent. You see here when it is handled.",
)


def contact(turned: Turned) -> dict:
    """Return everything that the templates show of a contact."""
    channel = turned.channel
    return {
        "id": channel.getId(),
        "title": channel.title,
        "url": channel.absolute_url(),
        "description": channel.description,
        "held": channel.held_by and held_title(channel.held_by, channel.body or ""),
        "holders": turned.holders,
        "substitutes": turned.substitutes,
        "operator": channel.operator,
        "phone": channel.phone,
        "dial": dial(channel.phone or ""),
        "email": channel.email,
        "web": channel.web,
        "leaves": _leaves(channel.web or ""),
        "hours": channel.hours,
        "expect": (channel.expect or "").splitlines(),
        "asked": questions(channel.questions or ""),
    }


def _leaves(web: str) -> bool:
    return not f"{web}/".startswith(f"{api.portal.get().absolute_url()}/")


class Contacts(Page):
    """Base of both pages: a contact as the templates show it."""

    goes_on = True

    def contact(self, turned: Turned) -> dict:
        """See the function."""
        return contact(turned)

    def show(self):
        keep_private(self.request.response)
        return self.index()

    @cached_property
    def can_look_after(self) -> bool:
        return may("add_channel")

    @property
    def emergency(self) -> dict[str, str]:
        """The number for when life is in danger."""
        return {"number": EMERGENCY, "dial": dial(EMERGENCY)}

    def care(self, turned: Turned) -> dict:
        """Return what the maintainers of a contact need to know about it."""
        channel = turned.channel
        word, icon = STATE_TITLES[turned.state]
        return {
            "title": channel.title,
            "url": channel.absolute_url(),
            "kind": self.t(KIND_TITLES[channel.kind]),
            "audience": self.t(AUDIENCE_TITLES[channel.audience]),
            "word": self.t(word),
            "icon": icon,
            "from": self.day(channel.valid_from),
            "to": self.day(channel.valid_to),
            "checked": self.day(channel.checked_on),
            "checked_by": channels.checked_by(channel),
            "stale": is_stale(channel.checked_on, self.today),
        }


class WhereToTurn(Contacts):
    """``@@where-do-i-turn``: plain, printable, 112 first (D4, D15, E20, E21)."""

    def show(self):
        authorise("view_hub", self.context)
        return super().show()

    @cached_property
    def sections(self) -> list[dict]:
        """The contacts for the current user, by kind; empty kinds are left out."""
        by_title: dict[str, list[dict]] = {}
        for turned in channels.where_to_turn(self.who.roles):
            title = self.t(SECTIONS[turned.channel.kind])
            by_title.setdefault(title, []).append(self.contact(turned))
        order = dict.fromkeys(self.t(SECTIONS[kind]) for kind in KINDS)
        return [
            {"title": title, "contacts": by_title[title], "id": f"turn-{place}"}
            for place, title in enumerate(order)
            if title in by_title
        ]

    @cached_property
    def looked_after(self) -> list[dict]:
        """All contacts, for their maintainers; empty for others."""
        if not self.can_look_after:
            return []
        return [self.care(each) for each in channels.everything()]


class ContactPage(RequestScrubber, Contacts):
    """Page of one contact; its maintainers can record that they checked it.

    For an agreed path without a form of its own, enquiries are written here (E11).
    """

    private = ("words",)

    def show(self):
        self.turned = channels.one(self.context)
        return super().show()

    @property
    def asks(self) -> bool:
        """Whether an enquiry is written on this page."""
        valid = self.turned.state == "valid"
        return valid and self.context.kind == "path" and not self.context.web

    def do(self):
        if self.typed("check"):
            channels.check_today(self.context)
            return self.sent(self.url, CHECKED)
        number = enquiries.send(self.context.UID(), [("", self.typed("words"))])
        return self.sent(f"{self.hub_url}/@@enquiry?number={number}", SENT)
