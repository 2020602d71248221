"""Presentation of a workflow state."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """The title of a state, its icon, and what it means for the reader."""

    title: str
    icon: str
    meaning: str
