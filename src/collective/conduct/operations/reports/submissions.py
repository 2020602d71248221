"""What is sent in as a report, and what its reporter gets for it."""

from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.cases.records.answers import Reporter
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.operations.common.uploads import Upload
from dataclasses import dataclass
from dataclasses import field
from datetime import date


@dataclass(frozen=True)
class Submission:
    """A report as it is sent in.

    ``reporter``: the reporter's name, when all readers may know it.
    ``about`` and ``witnesses``: people of the register by number.
    ``recipients``: those who were ticked; empty means all that were offered.
    ``shown``: those who were shown to choose among; empty means the same.
    ``identity``: the sealed identity, None when they do not give it. ``told_on``: the
    day on which a leader was told, who has to pass it on (A29).
    """

    form: str
    nonce: str
    answers: tuple[ReportAnswer, ...]
    language: str = "sv"
    role: str = "exposed"
    reporter: Reporter | None = None
    identity: IdentityRecord | None = None
    about: frozenset[int] = frozenset()
    witnesses: frozenset[int] = frozenset()
    recipients: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    files: tuple[Upload, ...] = ()
    urgent: bool = False
    channel: str = "web"
    told_on: date | None = None
    linked: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Received:
    """The receipt words; ``again`` when the same form had been sent before.

    ``sealed_for``: for whom it is sealed now (``recipients.SEALED_FOR``).
    """

    words: tuple[str, ...]
    sealed_for: str
    again: bool = field(default=False, compare=False)
