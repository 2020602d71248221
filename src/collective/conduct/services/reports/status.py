"""The status of a report as JSON, for whoever has its words."""

from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.cases.records.letters import SentReport
from collective.conduct.core.common.ports import IClock
from collective.conduct.operations.reports.reporter_followup import Status
from collective.conduct.services.reports import report_types as types
from zope.component import getUtility


def status_shown(status: Status) -> types.StatusShown:
    """Return the status as it is sent."""
    day_of = getUtility(IClock).day_of
    return types.StatusShown.of(
        status,
        received=day_of(status.received),
        expect={each.kind: each.due for each in status.clocks},
        met={each.kind: each.met_on for each in status.clocks},
        read=list(status.read),
        readers=[
            types.ReaderToday(each.name, list(each.functions), each.since)
            for each in status.readers
        ],
        holders=list(status.holders),
        unticked=[types.UntickedShown(e.person, e.name) for e in status.unticked],
        facts=[types.FactShown.of(e, day=day_of(e.when)) for e in status.facts],
        letters=[
            types.ReceiptLetter(
                kind=each.kind,
                day=day_of(each.when),
                words=_words(each.words),
                files=_files(each.words),
            )
            for each in status.letters
        ],
    )


def _words(words: SentReport | MessageRecord) -> dict:
    """Return the content of a message, beside its kind and day."""
    if isinstance(words, SentReport):
        answers = as_shown(words.answers, words.reporter)
        return {"form": words.form, "answers": answers}
    return {"text": words.text}


def _files(words: SentReport | MessageRecord) -> list[str] | None:
    """Return the files of a message by name, without the keys that open them."""
    if isinstance(words, SentReport):
        return list(words.files)
    return [each.name for each in words.files] or None
