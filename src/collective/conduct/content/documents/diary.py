"""Diary numbers: validated by the site's patterns and unique (REQUIREMENTS B1)."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.headers import check_diary_number
from collective.conduct.core.documents.headers import diary_key
from collective.conduct.core.documents.headers import DIARY_PATTERNS
from collective.conduct.i18n import _
from plone import api
from zope.interface import Invalid as NotValid
from zope.schema import ValidationError


RECORD = "collective.conduct.diary_patterns"
INDEX = "conduct_diary_number"
TAKEN = _(
    "invalid_diary_number_taken",
    default="Another document already has this diary number.",
)


class DiaryNumberUnknown(ValidationError):
    __doc__ = _(
        "invalid_diary_number",
        default="This is not how diary numbers look here, for example"
        " KSN-2026-00123, KS 52/2026 or 2026-000123.",
    )


def tidied(value: str) -> str:
    """Return the number normalised; ``Invalid`` "diary_number" when none fits."""
    patterns = api.portal.get_registry_record(RECORD, default=None)
    return check_diary_number(value, patterns or DIARY_PATTERNS)


def is_diary_number(value: str | None) -> bool:
    """Constraint of the field: True, or ``DiaryNumberUnknown``."""
    try:
        return not value or bool(tidied(value))
    except Invalid:
        raise DiaryNumberUnknown(value) from None


def is_taken(value: str, document=None) -> bool:
    """Whether another document has the number, in this spelling or another.

    Documents that the current user may not see count too.
    """
    catalog = api.portal.get_tool("portal_catalog")
    known = catalog.Indexes[INDEX].uniqueValues()
    same = [each for each in known if each and diary_key(each) == diary_key(value)]
    if not same:
        return False
    uid = getattr(document, "UID", lambda: None)()
    brains = catalog.unrestrictedSearchResults({INDEX: same})
    return any(brain.UID != uid for brain in brains)


def refuse_taken(value: str | None, document=None) -> None:
    """Raise zope's ``Invalid`` with a message when another document has the number."""
    if value and is_taken(value, document):
        raise NotValid(TAKEN)
