"""Content type ConductChannel: a contact (DESIGN 2; B19, D15, E20, E21)."""

from collective.conduct.content.common.field_access import kept_from_readers
from collective.conduct.core.contacts.channels import EMAIL
from collective.conduct.core.contacts.channels import HELD
from collective.conduct.core.contacts.channels import PHONE
from collective.conduct.core.contacts.channels import SAFE_WEB
from collective.conduct.i18n import _
from DateTime import DateTime
from datetime import timedelta
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant
from zope.schema import ValidationError


class NotAPhone(ValidationError):
    __doc__ = _(
        "invalid_phone",
        default="Write the number with digits, for example 0123-45 67 89 or"
        " +46 123 45 67 89.",
    )


class NotAnEmail(ValidationError):
    __doc__ = _(
        "invalid_email", default="Write one address, for example stod@kommun.example."
    )


class NotAWebAddress(ValidationError):
    __doc__ = _(
        "invalid_web",
        default="Write the whole address, beginning with https:// or http://.",
    )


def is_phone(value: str | None) -> bool:
    """Constraint: True, or ``NotAPhone``."""
    return _fits(PHONE, value, NotAPhone)


def is_email(value: str | None) -> bool:
    """Constraint: True, or ``NotAnEmail``."""
    return _fits(EMAIL, value, NotAnEmail)


def is_web(value: str | None) -> bool:
    """Constraint: True, or ``NotAWebAddress``."""
    return _fits(SAFE_WEB, value, NotAWebAddress)


def _fits(pattern, value: str | None, wrong) -> bool:
    if value and not pattern.fullmatch(value.strip()):
        raise wrong(value)
    return True


class IConductChannel(model.Schema):
    """A person, function, hotline, outside scheme or agreed path.

    The last check is recorded by its own action (``operations.contacts.channels``).
    """

    kind = schema.Choice(
        title=_("label_channel_kind", default="Kind of contact"),
        vocabulary="collective.conduct.channel_kinds",
        default="person",
    )
    audience = schema.Choice(
        title=_("label_audience", default="For whom"),
        description=_(
            "help_audience",
            default="One catalogue for all: choose a group only when the contact"
            " cannot help the other.",
        ),
        vocabulary="collective.conduct.channel_audiences",
        default="both",
    )
    held_by = schema.Choice(
        title=_("label_held_by", default="Function or office"),
        description=_(
            "help_held_by",
            default="Whoever holds it today is shown with their substitutes; on the"
            " agreed path they receive the enquiries.",
        ),
        vocabulary="collective.conduct.holders",
        required=False,
    )
    body = schema.Choice(
        title=_("label_held_in", default="Of this body alone"),
        description=_("help_held_in", default="Empty: in the whole municipality."),
        vocabulary="collective.conduct.bodies",
        required=False,
    )
    operator = schema.TextLine(
        title=_("label_operator", default="Who answers"),
        description=_(
            "help_operator",
            default="A name, or the company or authority behind a hotline.",
        ),
        required=False,
        max_length=120,
    )
    phone = schema.TextLine(
        title=_("label_phone", default="Telephone"),
        constraint=is_phone,
        required=False,
    )
    email = schema.TextLine(
        title=_("label_email", default="E-mail"), constraint=is_email, required=False
    )
    web = schema.TextLine(
        title=_("label_web", default="Web address"),
        description=_(
            "help_web",
            default="Of an outside scheme, or of the form that sends an enquiry.",
        ),
        constraint=is_web,
        required=False,
        max_length=500,
    )
    hours = schema.TextLine(
        title=_("label_hours", default="Opening hours"), required=False, max_length=200
    )
    expect = schema.Text(
        title=_("label_expect", default="What you can expect"),
        description=_(
            "help_expect",
            default="Who listens, what happens next, and who gets to know.",
        ),
        required=False,
        max_length=4000,
    )
    questions = schema.Text(
        title=_("label_questions", default="Questions and answers"),
        description=_(
            "help_questions",
            default="Each question on a line of its own, the answer below it, and an"
            " empty line before the next question.",
        ),
        required=False,
        max_length=8000,
    )
    valid_from = schema.Date(
        title=_("label_shown_from", default="Shown from"),
        description=_("help_shown_from", default="Empty: at once."),
        required=False,
    )
    valid_to = schema.Date(
        title=_("label_shown_to", default="Shown to"),
        description=_("help_shown_to", default="The last day. Empty: until further."),
        required=False,
    )
    place = schema.Int(
        title=_("label_place", default="Place in the list"),
        description=_("help_place", default="The smallest number stands first."),
        min=1,
        max=9999,
        default=100,
    )

    @invariant
    def ends_after_its_start(data):
        if data.valid_from and data.valid_to and data.valid_to < data.valid_from:
            raise Invalid(
                _(
                    "invalid_channel_days",
                    default="The last day lies before the first one.",
                )
            )

    @invariant
    def names_a_function(data):
        if data.kind in HELD and not data.held_by:
            raise Invalid(
                _(
                    "invalid_channel_held",
                    default="Choose the function or office: it says who is turned to.",
                )
            )

    @invariant
    def can_be_reached(data):
        if data.kind not in HELD and not (data.phone or data.email or data.web):
            raise Invalid(
                _(
                    "invalid_channel_reached",
                    default="Give a telephone number, an e-mail or a web address.",
                )
            )


@implementer(IConductChannel)
@kept_from_readers("edit_channel")
class ConductChannel(Item):
    """See IConductChannel."""

    checked_on = None  # the day of the last check
    checked_by = 0  # the person of the registers who made it

    def effective(self):
        """The first day, before which Plone's searches do not show the contact."""
        start = getattr(self, "valid_from", None)
        return DateTime(start.isoformat()) if start else super().effective()

    def expires(self):
        """The day after the last one, from which Plone's searches do not show it."""
        end = getattr(self, "valid_to", None)
        after = end and end + timedelta(days=1)
        return DateTime(after.isoformat()) if after else super().expires()
