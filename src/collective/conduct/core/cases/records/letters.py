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
    """The reporter's copy of what they sent; ``files`` by name."""

    record = "sent_report"
    form: str
    answers: tuple[ReportAnswer, ...]
    reporter: Reporter | None = None
    files: tuple[str, ...] = ()


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
