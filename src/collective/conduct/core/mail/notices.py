"""What somebody is told by mail: a notice now, a letter when it leaves (DESIGN 1.9).

A notice names things by number, UID and date; it holds no name, no address and
no text that a person wrote. Words and addresses are looked up when the letter
is made, in the language of its reader.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256


# kind of notice -> whether it may wait for others in one letter (a digest)
KINDS = {
    "duty_new": True,  # a campaign asks for an answer
    "duty_reminder": True,  # it still waits
    "duty_escalated": True,  # to a function: somebody has not answered
    "own_data": True,  # a notice of one's own data waits to be read
    "task_channel": True,  # a channel has not been checked for a year
    "task_review": True,  # a document's review is overdue
    "enquiry": False,  # an enquiry along the agreed path
    "case_new": False,  # something awaits the readers of a case, and no more:
    "case_message": False,  # alone, so that every such letter is the same
    "test": False,  # somebody tries the mail out
}
# What a case lets leave. Such letters stand in no count and no list: whoever
# looks after the mail may be the person whom a case concerns.
SILENT = frozenset({"case_new", "case_message"})
# seconds from a failed try to the next; after the last one a letter is dead
AGAIN = (60, 300, 900, 3600, 4 * 3600, 12 * 3600)


@dataclass(frozen=True)
class Notice:
    """One thing to tell one person.

    ``key`` is the same whenever the same thing is told (assignment and rung):
    it is put once, whatever happens. ``about`` maps names to UIDs, numbers and
    ISO dates: ``campaign`` and ``round`` of a duty, ``uid`` of what else is to be
    read (its title and address stand in the letter), ``due``. Urgent ones leave
    at once, in a letter of their own.
    """

    key: str
    person: int
    kind: str
    created: int
    about: Mapping[str, str | int] = field(default_factory=dict)
    urgent: bool = False


@dataclass(frozen=True)
class MailBatch:
    """Notices that leave in one letter, claimed for sending.

    ``message_id`` (what stands before the ``@``) is derived from the keys: a
    letter that leaves twice after a crash can be known by it. ``tries`` counts
    this one.
    """

    number: int
    person: int
    notices: tuple[Notice, ...]
    message_id: str
    tries: int = 0


@dataclass(frozen=True)
class Failure:
    """A parcel that did not leave: why, when, and when it is tried again (0: never)."""

    parcel: MailBatch
    code: str
    at: int
    due: int = 0


def goes_alone(notice: Notice) -> bool:
    """Whether a notice leaves in a letter of its own."""
    return notice.urgent or not KINDS[notice.kind]


def message_id(keys: Iterable[str]) -> str:
    """The name of the letter that tells these things, whenever it is made."""
    return sha256("\n".join(sorted(keys)).encode()).hexdigest()


def next_try(tries: int, now: int) -> int | None:
    """When a letter is tried again that failed ``tries`` times, None: never."""
    return now + AGAIN[tries - 1] if 0 < tries <= len(AGAIN) else None
