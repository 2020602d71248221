"""Settings of a site: records ``collective.conduct.*`` of the registry."""

from collective.conduct.core.cases.deadlines import EVERY
from collective.conduct.core.cases.deadlines import LINES
from collective.conduct.core.cases.deadlines import terms_of
from collective.conduct.core.cases.deadlines import TO_REPORTER
from collective.conduct.core.cases.recipients import barred_of
from collective.conduct.core.cases.recipients import lines_of
from collective.conduct.core.cases.recipients import MAY_NOT_HANDLE
from collective.conduct.core.cases.summary import PROCEDURES
from collective.conduct.core.common.thresholds import SMALLEST
from collective.conduct.core.documents.headers import DIARY_PATTERNS
from collective.conduct.core.registers.lists.choices import KEYS
from collective.conduct.core.registers.terms_of_office import TermsOfOffice
from collective.conduct.i18n import _
from zope import schema
from zope.interface import Interface
from zope.schema import ValidationError
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary

import re


DAYS_OFF = SimpleVocabulary(
    [
        SimpleTerm("none", "none", _("days_off_none", default="None")),
        SimpleTerm("SE", "SE", _("days_off_se", default="Those of Sweden")),
        SimpleTerm("DK", "DK", _("days_off_dk", default="Those of Denmark")),
    ]
)


class NotAPattern(ValidationError):
    __doc__ = _("error_not_a_pattern", default="This is not a regular expression.")


def are_patterns(values: list[str]) -> bool:
    """Check that all are regular expressions; else ``NotAPattern``."""
    for value in values:
        try:
            re.compile(value)
        except re.error:
            raise NotAPattern(value) from None
    return True


class NotAKey(ValidationError):
    __doc__ = _("error_not_a_key", default="Write key, account or email, each once.")


def are_keys(values: list[str]) -> bool:
    """Check that all are keys that identify a person, each once; else ``NotAKey``."""
    if set(values) - set(KEYS) or len(set(values)) != len(values):
        raise NotAKey()
    return True


class NotAClock(ValidationError):
    __doc__ = _(
        "error_not_a_clock",
        default="Write procedure, what, how many and unit, as in the help above.",
    )


def are_clocks(values: list[str]) -> bool:
    """Check that all are deadlines, those promised to reporters included."""
    try:
        found = terms_of(values)
    except ValueError:
        raise NotAClock() from None
    promised = ({term.kind for term in each if term.amount} for each in found.values())
    if set(found) - {*PROCEDURES, EVERY} or not all(
        each.issuperset(TO_REPORTER) for each in promised
    ):
        raise NotAClock()
    return True


class NotATable(ValidationError):
    __doc__ = _(
        "error_not_barred",
        default="Write an office or function, a colon, and functions that exist.",
    )


def are_barred(values: list[str]) -> bool:
    """Check that all are rules of who may not handle whom; else ``NotATable``."""
    try:
        barred_of(values)
    except ValueError:
        raise NotATable() from None
    return True


class IConductSettings(Interface):
    """Schema of the settings; every one has a sensible default."""

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
        default=TermsOfOffice().first,
    )
    term_years = schema.Int(
        title=_("label_term_years", default="Years of a term"),
        min=1,
        max=10,
        default=TermsOfOffice().years,
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
    case_clocks = schema.List(
        title=_("label_case_clocks", default="Deadlines of cases"),
        description=_(
            "help_case_clocks",
            default="One a line: procedure, what, how many, unit. Procedures:"
            " ${procedures}, or * for all others. What: relay (a leader who was told"
            " has passed it on), contact (somebody has talked with whoever was"
            " exposed), confirmation, answer. Units: days,"
            " working_days, months. 0 means never. A case keeps those of the day on"
            " which it came in.",
            mapping={"procedures": ", ".join(PROCEDURES)},
        ),
        value_type=schema.TextLine(),
        constraint=are_clocks,
        required=True,
        min_length=1,
        default=list(LINES),
    )
    days_off = schema.Choice(
        title=_("label_days_off", default="Days off in deadlines"),
        description=_(
            "help_days_off",
            default="A deadline that ends on a Saturday, Sunday or public holiday then"
            " ends with the next day of work.",
        ),
        vocabulary=DAYS_OFF,
        required=True,
        default="none",
    )
    may_not_handle = schema.List(
        title=_("label_may_not_handle", default="Who may not handle whom"),
        description=_(
            "help_may_not_handle",
            default="One a line: an office or function, a colon, then the functions"
            " that may not handle a report about whoever holds it. Use the keys of"
            " the vocabularies, for example: head_of_office: municipal_secretary",
        ),
        value_type=schema.TextLine(),
        constraint=are_barred,
        required=False,
        default=lines_of(MAY_NOT_HANDLE),
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
