"""Transitions between states, as the tables of the domain list them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """One transition; who may do its action is defined in ``core.common.access``."""

    id: str
    source: str
    target: str
    action: str
    guarded: bool = False  # only an operation may fire it


def step(table: Iterable[Transition], action: str, state: str) -> Transition | None:
    """The transition of a table that does this action from that state, or None."""
    return next((t for t in table if (t.action, t.source) == (action, state)), None)
