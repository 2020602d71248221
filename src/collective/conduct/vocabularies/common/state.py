"""A state in words: what it is called, its icon, and what it means."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """What a state is called, its icon, and what it means for the reader."""

    title: str
    icon: str
    meaning: str
