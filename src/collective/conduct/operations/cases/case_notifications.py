"""Notices to handlers: something awaits them in a case, and no more than that.

No number, no kind, no text of it: every such mail is the same, and the key of a
notice is random, so that none can be matched with a case.
"""

from collections.abc import Iterable
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.mail.post import tell
from secrets import token_hex
from zope.component import getUtility


def tell_of_case(
    people: Iterable[int], kind: str = "case_new", urgent: bool = False
) -> None:
    """Send each person a notice; ``kind`` "case_new" or "case_message"."""
    for person in sorted(people):
        key = f"case.{token_hex(16)}"
        tell(Notice(key, person, kind, now_in_seconds(), urgent=urgent))


def whom_to_tell(case: str) -> set[int]:
    """Return who is told of what comes in: the readers.

    The escrow holders while there are none (TRUST 5).
    """
    vault = getUtility(IVault)
    holders = (person for both in vault.escrow(case) for person in both)
    return {*vault.readers(case)} or {*holders}
