"""The header of an edition as rows: the five facts of B1 come first.

REQUIREMENTS B1 (decider, owner function, date, paragraph, diary number), B2
(the ladder), B33 (the class), B11 (whom it applies to).
"""

from collections.abc import Mapping
from collective.conduct.core.headers import ladder_of
from collective.conduct.i18n import _
from collective.conduct.principals.titles import body_title
from collective.conduct.vocabularies.catalogue import title_of
from collective.conduct.vocabularies.terms import CLASS_TITLES
from collective.conduct.vocabularies.terms import TYPE_TITLES
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A label with its value, both in the language of the request."""

    label: str
    value: str


@dataclass(frozen=True)
class Rung:
    """A rung of the type ladder; the actual one is marked."""

    title: str
    actual: bool


LABELS = {
    "decider": _("label_decider", default="Decided by"),
    "owner_function": _("label_owner_function", default="Responsible function"),
    "decided_on": _("label_decided_on", default="Date of the decision"),
    "paragraph": _("label_paragraph", default="Paragraph"),
    "diary_number": _("label_diary_number", default="Diary number"),
    "class": _("label_document_class", default="Class"),
    "applies_to": _("label_applies_to", default="Applies to"),
    "valid_from": _("label_valid_from", default="In force from"),
    "valid_to": _("label_valid_to", default="In force until"),
    "review_due": _("label_review_due", default="Review due"),
}
EVERYBODY = _("applies_to_all", default="All elected officials")
NOT_GIVEN = _("value_not_given", default="Not given")
FIRST_FIVE = ("decider", "owner_function", "decided_on", "paragraph", "diary_number")


class Header:
    """Mixed into pages that show the header of an edition."""

    def header_rows(self, header: Mapping, review_due=None) -> list[Row]:
        """What was decided, in the order of the paper."""
        values = {
            "decider": header["decider"] and body_title(header["decider"]),
            "owner_function": title_of("functions", header["owner_function"]),
            "decided_on": self.day(header["decided_on"]),
            "paragraph": header["paragraph"],
            "diary_number": header["diary_number"],
            "class": self._title(CLASS_TITLES, header["class"]),
            "applies_to": self._applies_to(header["applies_to"]),
            "valid_from": self.day(header["valid_from"]),
            "valid_to": self.day(header["valid_to"]),
            "review_due": self.day(review_due),
        }
        return [
            Row(self.t(label), values[key] or self.t(NOT_GIVEN))
            for key, label in LABELS.items()
            if values[key] or key in FIRST_FIVE
        ]

    def type_title(self, key: str) -> str:
        """What the type is called."""
        return self._title(TYPE_TITLES, key)

    def ladder(self, key: str) -> list[Rung]:
        """The rungs with the actual one marked; empty for a type beside them."""
        return [Rung(self.type_title(each), each == key) for each in ladder_of(key)]

    def _title(self, titles: Mapping, key: str) -> str:
        return self.t(titles[key]) if key in titles else key or ""

    def _applies_to(self, bodies) -> str:
        if not bodies:
            return self.t(EVERYBODY)
        return ", ".join(body_title(each) for each in bodies)
