"""Submissions for tests: answers and identity as plain mappings."""

from collections.abc import Mapping
from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.operations.reports.submissions import Submission


def answers_of(given: Mapping[str, str]) -> tuple[ReportAnswer, ...]:
    """Return answers whose questions are named as they are titled."""
    return tuple(ReportAnswer(key, "text", key, text) for key, text in given.items())


def submission(form: str, nonce: str, answers: Mapping[str, str], **values):
    """Return a ``Submission`` of plain values."""
    if isinstance(values.get("identity"), Mapping):
        values["identity"] = IdentityRecord(**values["identity"])
    return Submission(form, nonce, answers_of(answers), **values)


def sent_answers(letter) -> dict[str, str]:
    """Return the answers in the reporter's copy: title -> text."""
    return as_shown(letter.words.answers, letter.words.reporter)


def report_content(words: bytes) -> dict:
    """Return the content of a case, with its answers: title -> text."""
    report = decode(words, ReportRecord)
    return {**vars(report), "answers": as_shown(report.answers, report.reporter)}
