"""Sealed records in a receipt's mailbox, or in a draft that the browser keeps."""

from collections.abc import Mapping
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.cases.records.answers import Reporter
from collective.conduct.core.common.sealed_records import SealedRecord
from dataclasses import dataclass
from dataclasses import field
from typing import Any


OUTSIDE = "outside:"  # before the case of a receipt that is not the reporter's


@dataclass(frozen=True)
class SentReport(SealedRecord):
    """The reporter's copy of what they sent; ``files`` by name.

    ``readers``: who could read it from the beginning, by number; ``escrow_alone``:
    nobody could. ``unticked``: whom the reporter did not choose to read it.
    """

    record = "sent_report"
    # version 1 did not have ``readers``, version 2 not the last two fields
    version = 3
    form: str
    answers: tuple[ReportAnswer, ...]
    reporter: Reporter | None = None
    files: tuple[str, ...] = ()
    readers: tuple[int, ...] = ()
    escrow_alone: bool = False
    unticked: tuple[int, ...] = ()


@dataclass(frozen=True)
class FactRecord(SealedRecord):
    """Something that was done in a case, told to its reporter (kind "fact").

    ``event``: of ``reporter_facts.TOLD``; ``by`` did it, ``person`` is whom it was
    done to: people of the register by number, 0 for somebody who is not named.
    """

    record = "fact"
    event: str
    by: int = 0
    person: int = 0


@dataclass(frozen=True)
class ExchangeBegun(SealedRecord):
    """The first message of an exchange: it only has a time."""

    record = "exchange_begun"


@dataclass(frozen=True)
class KeptReport(SealedRecord):
    """A report that was saved and not sent: as it was typed."""

    record = "kept_report"
    version = 2  # version 1 did not have ``shown``
    form: str
    nonce: str
    language: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    role: str = ""
    identity: str = ""
    name: str = ""
    contact: str = ""
    danger: bool = False
    told_on: str = ""
    about: tuple[int, ...] = ()
    witnesses: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    shown: tuple[int, ...] = ()
    linked: tuple[str, ...] = ()
    first: tuple[int, ...] = ()


@dataclass(frozen=True)
class DraftRecord(SealedRecord):
    """The content of a form draft; ``at`` in UTC seconds."""

    record = "draft"
    at: int
    values: Mapping[str, Any] = field(default_factory=dict)
