"""A step between two states, as the tables of the domain name it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """Who may do it stands in ``core.access`` by deed."""

    id: str
    source: str
    target: str
    deed: str
    guarded: bool = False  # only an operation may fire it
