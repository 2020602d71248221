"""Create a draft from an imported text, or replace the text of a draft."""

from collections.abc import Mapping
from collective.conduct.content.documents.diary import is_taken
from collective.conduct.content.documents.diary import tidied
from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.header_fields import BODY
from collective.conduct.core.documents.header_fields import BY_NAME
from collective.conduct.core.documents.header_fields import CLASS
from collective.conduct.core.documents.header_fields import DAY
from collective.conduct.core.documents.header_fields import DIARY
from collective.conduct.core.documents.header_fields import FUNCTION
from collective.conduct.core.documents.header_fields import HeaderField
from collective.conduct.core.documents.header_fields import TYPE
from collective.conduct.core.documents.headers import check_relation
from collective.conduct.core.documents.headers import CLASSES
from collective.conduct.core.documents.headers import TYPES
from collective.conduct.core.documents.text.seating import seated
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.drafts import LANGUAGES
from collective.conduct.operations.documents.drafts import safe
from collective.conduct.operations.documents.mandate_matching import DECISION
from collective.conduct.operations.documents.mandate_matching import parsed_day
from collective.conduct.operations.documents.mandate_matching import Wanted
from collective.conduct.vocabularies.registers.bodies import bodies
from datetime import date
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.locking.interfaces import ILockable
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


PORTAL_TYPES = ("ConductPolicy", "ConductCode")


def create(place, wanted: Wanted):
    """Create a draft in the hub, or replace a document's text; return the document.

    The HTML is sanitised here, whatever was done before. ``Invalid``
    "title_missing", "no_text", "portal_type", "language", "unknown_value"
    (with ``field``), "date_unreadable", "diary_number", "diary_number_taken"
    or those of ``check_relation``; ``Conflict`` "locked" while somebody else
    edits the document.
    """
    replaces = IGoverningDocument.providedBy(place)
    if replaces:
        authorise("edit_document", place, api.content.get_state(place))
        if not ILockable(place).can_safely_unlock():
            raise Conflict("locked")
    else:
        authorise("add_document", place)
    values = _checked(place if replaces else None, wanted)
    if replaces:
        return _replaced(place, values)
    # Nobody is asked to answer what the municipality did not write itself (D18).
    values["asks_answer"] = values.get("document_type") != "source"
    return api.content.create(
        container=place, type=wanted.portal_type, safe_id=True, **values
    )


def _replaced(document, values: Mapping):
    for name, value in values.items():
        setattr(document, name, value)
    document.reindexObject()
    notify(ObjectModifiedEvent(document))
    return document


def _checked(document, wanted: Wanted) -> dict[str, object]:
    """The fields of the draft, each checked as the edit form would."""
    html = safe(wanted.html)
    if not html.strip():
        raise Invalid("no_text")
    if not wanted.title.strip():
        raise Invalid("title_missing")
    if wanted.portal_type not in PORTAL_TYPES:
        raise Invalid("unknown_value", field="portal_type")
    if wanted.language and wanted.language not in LANGUAGES:
        raise Invalid("unknown_value", field="language")
    known = document.aligned if document is not None else ()
    for each in wanted.relations:
        check_relation(each)
    values: dict[str, object] = {
        "title": wanted.title.strip(),
        "text": RichTextValue(seated(known, html), "text/html", SAFE),
        **_header(document, wanted.header),
    }
    if wanted.language:
        values["language"] = wanted.language
    if wanted.relations:
        values["relations"] = [dict(each) for each in wanted.relations]
    decision = wanted.decision
    values["offered"] = tuple(
        (name, decision[name]) for name in DECISION if name in decision
    )
    return values


def _header(document, header: Mapping[str, str]) -> dict[str, object]:
    return {
        name: _read(BY_NAME[name], value, document)
        for name, value in header.items()
        if value
    }


def _read(field: HeaderField, value: str, document) -> object:
    """The value of a field of the draft; ``Invalid`` for what it cannot have."""
    known = {
        CLASS: lambda: CLASSES,
        TYPE: lambda: TYPES,
        BODY: lambda: bodies(document),
        FUNCTION: lambda: FUNCTIONS,
    }
    if field.value in known and value not in known[field.value]():
        raise Invalid("unknown_value", field=field.name)
    if field.value == DIARY:
        return _diary_number(value, document)
    return _day(value, field.name) if field.value == DAY else value


def _diary_number(value: str, document) -> str:
    number = tidied(value)
    if is_taken(number, document):
        raise Invalid("diary_number_taken")
    return number


def _day(value: str, name: str) -> date:
    day = parsed_day(value)
    if day is None:
        raise Invalid("date_unreadable", field=name)
    return day
