"""Requests between key holders: neutral facts; the reason is sealed separately.

A request has people by number and a case by its random number, and contains no
text that a person wrote (REQUIREMENTS S14, S24).
"""

from dataclasses import dataclass


# kind of request -> what is asked, or was done
KINDS = {
    "identity": "a handler asks an approver to let them see who the reporter is",
    "again": "somebody with a new key asks to be let into a case again",
    "lift": "a reader asks another one to let somebody be no longer shut out",
    "rehearsal": "two escrow holders have opened a test case together",
}
WAITING, GRANTED, REFUSED, DONE = "waiting", "granted", "refused", "done"
DAYS_OPEN = 7  # an approved identity can be opened for so long
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Request:
    """One request; times in UTC seconds, 0 when not yet. ``by`` decided it."""

    kind: str
    case: str
    person: int
    when: int
    state: str = WAITING
    by: int = 0
    decided: int = 0
    number: int = 0

    @property
    def waits(self) -> bool:
        """Whether it has not been decided yet."""
        return self.state == WAITING

    def open_until(self) -> int:
        """Return until when an approval can be used; 0 when it cannot."""
        return self.decided + DAYS_OPEN * _DAY if self.state == GRANTED else 0
