"""Rows of an edition's header: label and value, the five facts of B1 first.

REQUIREMENTS B1 (decider, owner function, date, paragraph, diary number), B2
(the ladder), B33 (the class), B11 (whom it applies to).
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.conduct.browser.common.translating import Translator
from collective.conduct.browser.documents.header_labels import LABELS
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.documents.header_fields import BODIES
from collective.conduct.core.documents.header_fields import BODY
from collective.conduct.core.documents.header_fields import CLASS
from collective.conduct.core.documents.header_fields import DAY
from collective.conduct.core.documents.header_fields import DIARY
from collective.conduct.core.documents.header_fields import FUNCTION
from collective.conduct.core.documents.header_fields import HeaderField
from collective.conduct.core.documents.header_fields import shown
from collective.conduct.core.documents.header_fields import TEXT
from collective.conduct.core.documents.header_fields import TYPE
from collective.conduct.core.documents.header_fields import VALUES
from collective.conduct.core.documents.headers import ladder_of
from collective.conduct.i18n import _
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.common.catalogue import title_of
from collective.conduct.vocabularies.terms import CLASS_TITLES
from collective.conduct.vocabularies.terms import TYPE_TITLES
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """A label with its value, both in the language of the request."""

    label: str
    value: str


@dataclass(frozen=True)
class Rung:
    """A step of the type ladder; ``actual`` marks that of the edition."""

    title: str
    actual: bool


EVERYBODY = _("applies_to_all", default="All elected officials")
NOT_GIVEN = _("value_not_given", default="Not given")


class Header:
    """The header of an edition in the language of the request.

    ``frozen`` is the header in its manifest; it lacks fields that were introduced
    after the adoption. ``document`` gives the fields that no manifest has; without
    it they are left out.
    """

    def __init__(self, words: Translator, frozen: Mapping, document=None) -> None:
        self._words, self._frozen, self._document = words, frozen, document

    @property
    def rows(self) -> list[Row]:
        """The rows, in the order of ``header_fields.FIELDS``."""
        t, rows = self._words.t, []
        for each in shown():
            value = SHOWN[each.value](self._words, self._value(each))
            if value or each.always:
                rows.append(Row(t(LABELS[each.name]), value or t(NOT_GIVEN)))
        return rows

    def _value(self, field: HeaderField):
        if field.frozen:
            return self._frozen.get(field.frozen)
        return getattr(self._document, field.draft, None)

    @property
    def type_title(self) -> str:
        """Title of the document type, "" for none."""
        return _type(self._words, self._frozen["type"])

    @property
    def ladder(self) -> list[Rung]:
        """The steps of the type ladder; empty for a type that stands on none."""
        actual = self._frozen["type"]
        return [
            Rung(_type(self._words, each), each == actual) for each in ladder_of(actual)
        ]


def _text(words: Translator, value) -> str:
    return value or ""


def _day(words: Translator, value) -> str:
    return words.day(value)


def _body(words: Translator, value) -> str:
    return value and body_title(value)


def _bodies(words: Translator, value) -> str:
    return ", ".join(map(body_title, value or ())) or words.t(EVERYBODY)


def _function(words: Translator, value) -> str:
    return title_of("functions", value or "")


def _class(words: Translator, value) -> str:
    return words.t(CLASS_TITLES[value]) if value in CLASS_TITLES else value or ""


def _type(words: Translator, value) -> str:
    return words.t(TYPE_TITLES[value]) if value in TYPE_TITLES else value or ""


# kind of value -> how readers see it
SHOWN: dict[str, Callable[[Translator, Any], str]] = {
    TEXT: _text,
    DIARY: _text,
    DAY: _day,
    BODY: _body,
    BODIES: _bodies,
    FUNCTION: _function,
    CLASS: _class,
    TYPE: _type,
}
require_rows(SHOWN, VALUES, "browser/documents/header.py: SHOWN")
