"""The fields of a governing document's header: one row each.

From this table come what an edition freezes, the rows that readers see, what an
import offers and takes, and what a program may send. Another field of the draft
is a row here, a field of ``governing.IGoverningDocument`` (its title is the
label everywhere) and, where files state it, a row of labels in
``words.LABELS``.
"""

from collections.abc import Iterator
from dataclasses import dataclass


# How the value of a field is kept, shown and read.
TEXT, DAY, DIARY, BODY, BODIES, FUNCTION, CLASS, TYPE = VALUES = (
    "text",
    "day",
    "diary",
    "body",
    "bodies",
    "function",
    "class",
    "type",
)
EMPTY: dict[str, object] = {DAY: None, BODIES: ()}  # "" for the others


@dataclass(frozen=True)
class HeaderField:
    """One field.

    ``draft``: its name in ``IGoverningDocument``, "" for what only an adoption
    says; ``decision``: its name in ``adopt.Decision``, which comes before
    the draft's. ``frozen``: its key in the manifest of an edition, "" for none.
    ``stated``: what ``recognition`` calls it, "" for what no file states.
    ``shown``: it is a row of the header, in the order of this table; ``always``: as
    "not given" too (REQUIREMENTS B1). ``sent``: a program may give it to an import.
    """

    value: str
    draft: str = ""
    decision: str = ""
    frozen: str = ""
    stated: str = ""
    shown: bool = True
    always: bool = False
    sent: bool = True

    @property
    def name(self) -> str:
        """Its name on pages and in forms."""
        return self.draft or self.decision

    @property
    def empty(self) -> object:
        """What an edition freezes when nothing was given."""
        return EMPTY.get(self.value, "")


FIELDS = (
    HeaderField(TYPE, "document_type", frozen="type", shown=False),
    HeaderField(BODY, "decider", "body", "decider", "decider", always=True),
    HeaderField(FUNCTION, "owner_function", "", "owner_function", "owner", always=True),
    HeaderField(DAY, "", "decided_on", "decided_on", "decided_on", always=True),
    HeaderField(TEXT, "", "paragraph", "paragraph", "paragraph", always=True),
    HeaderField(
        DIARY,
        "diary_number",
        "diary_number",
        "diary_number",
        "diary_number",
        always=True,
    ),
    HeaderField(CLASS, "document_class", frozen="class"),
    HeaderField(BODIES, "applies_to", frozen="applies_to", sent=False),
    HeaderField(DAY, "", "valid_from", "valid_from", "valid_from"),
    HeaderField(DAY, "", "valid_to", "valid_to", "valid_to"),
    # source and day of an article (REQUIREMENTS D18)
    HeaderField(TEXT, "description", stated="source", shown=False, sent=False),
    HeaderField(DAY, "review_due", stated="review_due"),
)
BY_NAME = {each.name: each for each in FIELDS}
FROZEN = {each.frozen: each for each in FIELDS if each.frozen}


def shown() -> Iterator[HeaderField]:
    """The fields that are rows of the header, in order."""
    return (each for each in FIELDS if each.shown)


def of_draft() -> Iterator[HeaderField]:
    """The fields that the draft itself has."""
    return (each for each in FIELDS if each.draft)


def stated() -> Iterator[HeaderField]:
    """The fields that a file may state: of the draft, then of its adoption.

    Class and type are not among them: an import asks for both in any case.
    """
    fields = [each for each in FIELDS if each.stated]
    return iter(sorted(fields, key=lambda each: not each.draft))


def sent() -> tuple[str, ...]:
    """The fields of a draft that a program may give to an import."""
    return tuple(each.draft for each in of_draft() if each.sent)
