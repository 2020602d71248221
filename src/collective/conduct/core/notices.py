"""What somebody is told by mail: a notice now, a letter when it leaves (DESIGN 1.9).

A notice names things by number, UID and date; it holds no name, no address and
no text that a person wrote. Words and addresses are looked up when the letter
is made, in the language of its reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field


# kind of notice -> whether it may wait for others in one letter (a digest)
KINDS = {
    "duty_new": True,  # a campaign asks for an answer
    "duty_reminder": True,  # it still waits
    "duty_escalated": True,  # to a function: somebody has not answered
    "own_data": True,  # a notice of one's own data waits to be read
    "task_channel": True,  # a channel has not been checked for a year
    "task_review": True,  # a document's review is overdue
    "enquiry": False,  # an enquiry along the agreed path
    "case_new": True,  # something awaits the readers of a case, and no more
    "case_message": True,
    "test": False,  # somebody tries the mail out
}


@dataclass(frozen=True)
class Notice:
    """One thing to tell one person.

    ``key`` is the same whenever the same thing is told (assignment and rung):
    it is put once, whatever happens. ``about`` maps names to UIDs, numbers and
    ISO dates. Urgent ones leave at once, in a letter of their own.
    """

    key: str
    person: int
    kind: str
    created: int
    about: Mapping[str, str | int] = field(default_factory=dict)
    urgent: bool = False


@dataclass(frozen=True)
class Parcel:
    """Notices that leave in one letter, claimed for sending.

    ``message_id`` is derived from the keys: a letter that leaves twice after a
    crash can be known by it.
    """

    number: int
    person: int
    notices: tuple[Notice, ...]
    message_id: str
    tries: int = 0
