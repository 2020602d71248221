"""Whether an account is still that of its person (N3).

A log-in name that a directory deletes, and gives to somebody else later, looks the
same to Plone, and no event tells of it. So the timed job compares: an account that no
source has known for a day, or whose name and address are both others, is taken from
its person until a registrar confirms.
"""

from dataclasses import dataclass
from dataclasses import replace


GONE, OTHER = "gone", "other"
PATIENCE = 24 * 60 * 60  # seconds; a directory may be away for a night


@dataclass(frozen=True)
class AccountMark:
    """How an account was when it was last seen: its source, digests, missing since."""

    source: str
    name: bytes
    email: bytes
    missing: int = 0


@dataclass(frozen=True)
class PartedAccount:
    """A person whose account was taken from them: when, and why (GONE, OTHER)."""

    person: int
    userid: str
    reason: str
    when: int


def judged(
    before: AccountMark | None, found: AccountMark | None, answers: bool, now: int
) -> tuple[str, AccountMark | None]:
    """Return why an account is not that of its person, "" when it is; and its new mark.

    ``answers``: whether the source of ``before`` knows any account at all now: one
    that knows none is away, and says nothing about anybody.
    """
    if found is None:
        return _missing(before, answers, now)
    if before is None or before.name == found.name:
        return "", found
    if before.email and before.email == found.email:
        return "", found
    return OTHER, None


def _missing(
    before: AccountMark | None, answers: bool, now: int
) -> tuple[str, AccountMark | None]:
    if before is None or not answers:
        return "", before
    since = before.missing or now
    if now - since >= PATIENCE:
        return GONE, None
    return "", replace(before, missing=since)
