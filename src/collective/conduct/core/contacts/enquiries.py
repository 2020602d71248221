"""An enquiry along the agreed path: its log line and its limits (REQUIREMENTS E11)."""

from collections.abc import Iterable
from collective.conduct.core.common.errors import Invalid
from dataclasses import dataclass


LONGEST = 20_000  # characters, questions and answers together
AGAIN = 30 * 60  # seconds within which the same words are the same enquiry

Words = tuple[tuple[str, str], ...]  # question, answer


@dataclass(frozen=True)
class Enquiry:
    """A line of the log: no text, people by number.

    ``path`` is the UID of the contact; ``held`` and ``body`` say whose it is.
    """

    number: int
    path: str
    held: str
    body: str
    sender: int
    sent: int
    handled_by: int = 0
    handled: int = 0


def tidied(words: Iterable[tuple[str, str]]) -> Words:
    """Return the answered questions only, stripped.

    ``Invalid`` "enquiry_empty" or "enquiry_long".
    """
    pairs = tuple((asked.strip(), said.strip()) for asked, said in words)
    pairs = tuple(pair for pair in pairs if pair[1])
    if not pairs:
        raise Invalid("enquiry_empty")
    if sum(len(asked) + len(said) for asked, said in pairs) > LONGEST:
        raise Invalid("enquiry_long", longest=LONGEST)
    return pairs


def is_again(last: Enquiry, path: str, sender: int, now: int) -> bool:
    """Whether the same words sent now are a repetition, not a second enquiry."""
    return last.path == path and last.sender == sender and now - last.sent < AGAIN
