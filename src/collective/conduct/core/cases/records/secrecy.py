"""What a redacted copy of a case may show: nothing that nobody opened (TRUST 18)."""

from collections.abc import Mapping
from collective.conduct.core.common.sealed_records import SealedRecord
from dataclasses import dataclass
from dataclasses import field
from typing import Any


ANSWER, FACT, FILE, MESSAGE, NOTE = PARTS = (
    "answer",  # to a question of the form, by its name
    "fact",  # of the report beside its answers: the reporter, persons concerned, ...
    "file",  # the name of a file: of the report, a message or a note
    "message",  # between reporter and readers, by its number
    "note",  # of the readers, or an action that was noted, by its number
)
LATER = (FILE, MESSAGE, NOTE)  # kinds of which more can come after the decision


def part(kind: str, *names: str | int) -> str:
    """Return the id of a part of a case: ``answer:what``, ``file:message:3:0``."""
    return ":".join((kind, *map(str, names)))


@dataclass(frozen=True)
class SecrecyRecord(SealedRecord):
    """Which parts a copy shows, and the law that withholds the others (box "record").

    ``shown``: ids of parts. A part that is not among them is withheld, so also one
    that came later. ``basis``: id of a part, or a kind of part, -> the law.
    """

    record = "secrecy"
    version = 2
    shown: tuple[str, ...] = ()
    basis: Mapping[str, str] = field(default_factory=dict)
    when: int = 0
    by: int = 0

    @classmethod
    def upgraded(cls, version: int, values: dict[str, Any]) -> dict[str, Any]:
        """What was secret stays so; what was left empty had been shown, and is closed.

        Version 1: ``answers``, name of a question -> the law, and that of all messages.
        """
        answers = values.pop("answers", {})
        basis = {part(ANSWER, name): law for name, law in answers.items()}
        if messages := values.pop("messages", ""):
            basis[MESSAGE] = messages
        return {**values, "basis": basis}

    def shows(self, name: str) -> bool:
        """Return whether a handler opened this part."""
        return name in self.shown

    def law(self, name: str) -> str:
        """Return the legal basis for withholding a part, "" when none was chosen."""
        return self.basis.get(name) or self.basis.get(name.partition(":")[0], "")
