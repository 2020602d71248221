"""Notices: what a person is to be told by mail (DESIGN 1.9).

A notice names things and people by number, UID and date; it holds no name, no
address and no text that a person wrote. Texts and addresses are looked up when the
mail is written, in the language of its reader.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256


# kind of notice -> whether it may wait for others in one mail (a digest)
KINDS = {
    "duty_new": True,  # a campaign asks for an answer
    "duty_reminder": True,  # it still waits
    "duty_escalated": True,  # to a function: somebody has not answered
    "own_data": True,  # a notice of one's own data waits to be read
    "task_channel": True,  # a channel has not been checked for a year
    "task_review": True,  # a document's review is overdue
    "enquiry": False,  # an enquiry along the agreed path
    "case_new": False,  # something awaits the readers of a case, and no more:
    "case_message": False,  # alone, so that every such mail is the same
    "key_event": False,  # a key of a handler or a function that needs one changed
    "test": False,  # somebody tries the mail out
}
# Notices of cases. Such mails are in no count and no list: whoever
# looks after the mail may be the person whom a case concerns.
SILENT = frozenset({"case_new", "case_message"})
# seconds from a failed try to the next; after the last one a mail is dead
AGAIN = (60, 300, 900, 3600, 4 * 3600, 12 * 3600)


@dataclass(frozen=True)
class Notice:
    """One thing that one person is to be told.

    ``key`` is the same whenever the same thing is told (assignment and reminder
    step): it is put once, whatever happens. ``about`` maps names to UIDs, numbers
    and ISO dates: ``campaign`` and ``round`` of a duty, ``uid`` of what else is to
    be read (the mail has its title and address), ``due``. Urgent ones leave at once,
    in a mail of their own.
    """

    key: str
    person: int
    kind: str
    created: int
    about: Mapping[str, str | int] = field(default_factory=dict)
    urgent: bool = False


@dataclass(frozen=True)
class MailBatch:
    """Notices that leave in one mail, claimed for sending.

    ``message_id`` (the part before the ``@``) is derived from the keys: a mail that
    is sent twice after a crash can be recognised by it. ``tries`` includes this
    try.
    """

    number: int
    person: int
    notices: tuple[Notice, ...]
    message_id: str
    tries: int = 0


@dataclass(frozen=True)
class Failure:
    """A batch that was not sent: why, when, and when it is tried again (0: never)."""

    parcel: MailBatch
    code: str
    at: int
    due: int = 0


def goes_alone(notice: Notice) -> bool:
    """Whether a notice leaves in a mail of its own."""
    return notice.urgent or not KINDS[notice.kind]


def message_id(keys: Iterable[str]) -> str:
    """The message id of a mail with these notices, the same whenever it is made."""
    return sha256("\n".join(sorted(keys)).encode()).hexdigest()


def next_try(tries: int, now: int) -> int | None:
    """When a mail that failed ``tries`` times is tried again, None for never."""
    return now + AGAIN[tries - 1] if 0 < tries <= len(AGAIN) else None
