"""An enquiry along the agreed path: who may see what of it (REQUIREMENTS E11)."""

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
    """What is kept: answered questions alone.

    ``Invalid`` "enquiry_empty" or "enquiry_long".
    """
    found = tuple((asked.strip(), said.strip()) for asked, said in words)
    found = tuple(pair for pair in found if pair[1])
    if not found:
        raise Invalid("enquiry_empty")
    if sum(len(asked) + len(said) for asked, said in found) > LONGEST:
        raise Invalid("enquiry_long", longest=LONGEST)
    return found


def is_again(last: Enquiry, path: str, sender: int, now: int) -> bool:
    """Whether sending the same words now would be a reload, not a second enquiry."""
    return last.path == path and last.sender == sender and now - last.sent < AGAIN
