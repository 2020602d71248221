"""Reports as tests send them in: answers and identity as plain mappings."""

from collections.abc import Mapping
from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.operations.reports.receiving import Submission


def answers_of(given: Mapping[str, str]) -> tuple[ReportAnswer, ...]:
    """Answers whose questions are named as they are titled."""
    return tuple(ReportAnswer(key, "text", key, text) for key, text in given.items())


def submission(form: str, nonce: str, answers: Mapping[str, str], **values):
    """A ``Submission`` of plain values."""
    if isinstance(values.get("identity"), Mapping):
        values["identity"] = IdentityRecord(**values["identity"])
    return Submission(form, nonce, answers_of(answers), **values)


def told(letter) -> dict[str, str]:
    """The answers of a report that came back to its reporter: title -> words."""
    return as_shown(letter.words.answers, letter.words.reporter)


def shown(words: bytes) -> dict:
    """The content of a case with its answers as they are read: title -> words."""
    report = decode(words, ReportRecord)
    return {**vars(report), "answers": as_shown(report.answers, report.reporter)}
