"""Several ways of one thing, in turns, so that all meet the same machine."""

from collections.abc import Callable
from collections.abc import Sequence
from random import Random
from typing import TypeVar


Told = TypeVar("Told")


def in_turns(ways: Sequence[Callable[[int], Told]], turns: int) -> list[list[Told]]:
    """Return what each way told; each is given the number of the turn.

    The order is drawn anew every turn: none always follows the same other.
    """
    found: list[list[Told]] = [[] for _ in ways]
    for turn in range(turns):
        for which in Random(turn).sample(range(len(ways)), len(ways)):
            found[which].append(ways[which](turn))
    return found
