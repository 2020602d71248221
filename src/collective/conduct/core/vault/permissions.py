"""Permissions to wrap a key of a case: the vault wraps for nobody without one.

They are made in ``core`` alone: by ``core.cases.matter.may_know``, which knows who
may not know of a matter, and here for a rehearsal (TRUST 10; a test reads the code).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MayKnow:
    """The permission to wrap one case for one key of a person, by one function.

    It holds for the transaction that ``moment`` names (``IVault.moment``).
    """

    case: str
    person: int
    public: bytes
    function: str
    moment: bytes


def may_rehearse(
    case: str, publics: Mapping[int, bytes], function: str, moment: bytes
) -> tuple[MayKnow, ...]:
    """Return permissions for a test case, which is empty and is destroyed (S24)."""
    return tuple(
        MayKnow(case, person, public, function, moment)
        for person, public in publics.items()
    )
