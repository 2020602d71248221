"""Interned texts: each is stored once and referred to by a small int."""

from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree


class StringTable:
    """Texts by number. "" is always 0; numbers are never reused.

    Two writers who intern different texts at once meet on the same number:
    the second conflicts and is retried.

    Lies in the record of whoever holds it, never one of its own: it names two
    trees and does not change, so that loading it apart would gain nothing.
    """

    def __init__(self) -> None:
        self._numbers = OIBTree({"": 0})
        self._texts = IOBTree({0: ""})

    def find(self, text: str) -> int | None:
        """Return the number of a text, None when it was never interned."""
        return self._numbers.get(text)

    def number(self, text: str) -> int:
        """Return the number of a text, interning it when it is new."""
        found = self._numbers.get(text)
        if found is None:
            found = self._texts.maxKey() + 1
            self._numbers[text] = found
            self._texts[found] = text
        return found

    def text(self, number: int) -> str:
        """Return the text of a number; ``KeyError`` when there is none."""
        return self._texts[number]
