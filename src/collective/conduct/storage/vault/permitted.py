"""Check of permissions: each is used for its case, role and transaction alone."""

from collections.abc import Set
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.permissions import MayKnow

import secrets
import transaction


_KEY = "collective.conduct.moment"


def moment() -> bytes:
    """Return a random name of the running transaction, the same until it ends."""
    current = transaction.get()
    try:
        return current.data(_KEY)
    except KeyError:
        made = secrets.token_bytes(16)
        current.set_data(_KEY, made)
        return made


def permitted(may: MayKnow, case: str, functions: Set[str]) -> tuple[int, bytes]:
    """Return person and key of a valid permission; ``Refused`` "not_permitted"."""
    if (
        not isinstance(may, MayKnow)
        or may.case != case
        or may.function not in functions
        or may.moment != moment()
    ):
        raise Refused("not_permitted")
    return may.person, may.public
