"""Notices to handlers: something awaits them in a case, and no more than that.

No number, no kind, no text of it: every such mail is the same, and the key of a
notice is random, so that none can be matched with a case.
"""

from collections.abc import Iterable
from collective.conduct.core.mail.notices import Notice
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.mail.post import tell
from secrets import token_hex


def tell_of_case(
    people: Iterable[int], kind: str = "case_new", urgent: bool = False
) -> None:
    """Send each person a notice; ``kind`` "case_new" or "case_message"."""
    for person in sorted(people):
        key = f"case.{token_hex(16)}"
        tell(Notice(key, person, kind, now_in_seconds(), urgent=urgent))
