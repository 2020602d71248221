"""What a site may set: records ``collective.conduct.*`` of the registry."""

from collective.conduct.core.headers import DIARY_PATTERNS
from collective.conduct.core.rhythm import Terms
from collective.conduct.core.rosters.choices import KEYS
from collective.conduct.core.thresholds import SMALLEST
from collective.conduct.i18n import _
from zope import schema
from zope.interface import Interface
from zope.schema import ValidationError

import re


class NotAPattern(ValidationError):
    __doc__ = _("error_not_a_pattern", default="This is not a regular expression.")


def are_patterns(values: list[str]) -> bool:
    """Whether all are regular expressions; ``NotAPattern`` when one is none."""
    for value in values:
        try:
            re.compile(value)
        except re.error:
            raise NotAPattern(value) from None
    return True


class NotAKey(ValidationError):
    __doc__ = _("error_not_a_key", default="Write key, account or email, each once.")


def are_keys(values: list[str]) -> bool:
    """Whether all may identify a person, and none stands twice."""
    if set(values) - set(KEYS) or len(set(values)) != len(values):
        raise NotAKey()
    return True


class IConductSettings(Interface):
    """Settings of a municipality; every one has a sane default."""

    diary_patterns = schema.List(
        title=_("label_diary_patterns", default="Diary numbers"),
        description=_(
            "help_diary_patterns",
            default="How diary numbers look here, one regular expression a line."
            " A number must fit one of them from end to end.",
        ),
        value_type=schema.TextLine(),
        constraint=are_patterns,
        required=True,
        min_length=1,
        default=list(DIARY_PATTERNS),
    )
    first_term_day = schema.Date(
        title=_("label_first_term_day", default="First day of a term of office"),
        description=_(
            "help_first_term_day",
            default="Of any term: the others are counted from it. In Sweden 15 October"
            " after the election, in Denmark 1 January.",
        ),
        default=Terms().first,
    )
    term_years = schema.Int(
        title=_("label_term_years", default="Years of a term"),
        min=1,
        max=10,
        default=Terms().years,
    )
    smallest_figure = schema.Int(
        title=_("label_smallest_figure", default="Smallest figure that is shown"),
        description=_(
            "help_smallest_figure",
            default="A number about fewer people than this is withheld from those who"
            " may not see their names.",
        ),
        min=3,
        max=50,
        default=SMALLEST,
    )
    public_address = schema.URI(
        title=_("label_public_address", default="Address of the site"),
        description=_(
            "help_public_address",
            default="As people write it in a browser, for example"
            " https://intranet.example.se. Letters lead there.",
        ),
        required=False,
    )
    leave_address = schema.URI(
        title=_("label_leave_address", default="Way out of the report pages"),
        description=_(
            "help_leave_address",
            default="A page that says nothing about anybody, such as the weather."
            " Whoever reports leaves to it with one click.",
        ),
        required=False,
        default="https://www.yr.no",
    )
    roster_keys = schema.List(
        title=_("label_roster_keys", default="How people in a list are recognised"),
        description=_(
            "help_roster_keys",
            default="When mandates are imported; one a line, in this order: key (the id"
            " in the other system), account (the log-in name), email. What stands in"
            " the list must be exactly what is known; a name alone never decides.",
        ),
        value_type=schema.TextLine(),
        constraint=are_keys,
        required=True,
        min_length=1,
        default=list(KEYS),
    )
    allow_removal = schema.Bool(
        title=_("label_allow_removal", default="Allow editions to be removed"),
        description=_(
            "help_allow_removal",
            default="Needed only to take down a whole site. While it is on, deleting"
            " a document or a folder also deletes its frozen editions; the record of"
            " answers stays. Export it first, and switch this off again.",
        ),
        required=False,
        default=False,
    )
