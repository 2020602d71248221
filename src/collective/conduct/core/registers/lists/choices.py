"""The choices of a person for an import, and what is remembered of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date


NEW = "new"  # somebody who is not in the register
KEYS = ("key", "account", "email")  # what may identify a person, exactly
DEFAULTS = ("body", "office", "start")


@dataclass(frozen=True)
class Choices:
    """How to read a file, and what to do where it is not clear.

    ``fields`` has a field or "" for each column; ``defaults`` has the values where
    no column gives one; ``meanings`` maps ("body" | "role", word) to a key.
    ``decisions`` maps a line to "new", "person:<number>" (known) or
    "line:<line>" (the same as on that line). ``complete``: the file names
    everybody in this body, others end on ``last``. ``follow_on``: an
    open row of the same office ends the day before the new one begins.
    ``without_account``: people whose log-in name is unknown come without one.
    ``leave_out``: the lines that cannot be used are left out.
    """

    fields: tuple[str, ...]
    source: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    decisions: Mapping[int, str] = field(default_factory=dict)
    keys: tuple[str, ...] = KEYS
    complete: str = ""
    last: date | None = None
    follow_on: bool = False
    without_account: bool = False
    leave_out: bool = False


@dataclass(frozen=True)
class Memory:
    """What is remembered of a source: headers and words, never a cell of a person.

    ``columns``: (squeezed head, field); ``words``: (kind, word, key).
    """

    columns: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str, str], ...] = ()
