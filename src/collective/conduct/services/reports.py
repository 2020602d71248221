"""``@conduct-report``: the forms and who reads them, and a report over REST.

The same operations as the pages, for anybody. Nothing that was sent is in a
refusal, and whoever is logged in stands nowhere.
"""

from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.intake import FORMS
from collective.conduct.core.interfaces import IClock
from collective.conduct.core.questions import json_schema
from collective.conduct.core.records.answers import as_shown
from collective.conduct.core.records.cases import MessageRecord
from collective.conduct.core.records.letters import SentReport
from collective.conduct.operations.authority import actor
from collective.conduct.operations.cases import outside
from collective.conduct.operations.cases import time
from collective.conduct.operations.channels import where_to_turn
from collective.conduct.operations.reports import offering
from collective.conduct.operations.reports import returning
from collective.conduct.operations.reports import throttle
from collective.conduct.operations.reports.broken import wordless
from collective.conduct.operations.reports.forms import help_of
from collective.conduct.operations.reports.forms import questions_of
from collective.conduct.operations.reports.forms import title_of
from collective.conduct.operations.reports.receipts import ASKED
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.unseen import blank
from collective.conduct.operations.reports.uploads import all_received
from collective.conduct.services.base import day
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from collective.conduct.services.channels import as_json
from collective.conduct.services.submission import file_as_json
from collective.conduct.services.submission import language_of
from collective.conduct.services.submission import people
from collective.conduct.services.submission import submission
from collective.conduct.services.submission import taken
from collective.conduct.services.submission import whole
from collective.conduct.vocabularies.catalogue import title_of as term
from collective.conduct.vocabularies.errors import words
from dataclasses import asdict
from datetime import date
from zope.component import getUtility
from zope.i18n import translate

import transaction


class Public(Endpoint):
    """Base: when the intake is closed, it says where else one can turn."""

    def answer(self) -> dict:
        header = self.request.response.setHeader
        header("Cache-Control", "no-store")
        header("Referrer-Policy", "no-referrer")
        header("X-Robots-Tag", "noindex")
        try:
            return wordless(self.told)
        except Unavailable as error:
            return self.closed(error)
        finally:
            blank()

    def told(self) -> dict:
        """Return what is sent as JSON."""
        raise NotImplementedError

    @property
    def source(self) -> tuple[str, int]:
        """Where the request comes from and when, for the throttle alone."""
        now = int(getUtility(IClock).now().timestamp())
        return self.request.getClientAddr() or "", now

    def unknown(self) -> dict:
        """The one answer to all words that lead nowhere."""
        throttle.words.note(*self.source)
        self.request.response.setStatus(404)
        error = Missing("receipt_unknown")
        message = translate(words(error), context=self.request)
        return {"code": error.code, "message": message}

    def closed(self, error: Unavailable) -> dict:
        """Why nothing can be sent, and who can be called instead."""
        transaction.doom()
        self.request.response.setStatus(503)
        if "seconds" in error.values_:
            seconds = str(error.values_["seconds"])
            self.request.response.setHeader("Retry-After", seconds)
        found = where_to_turn(actor(self.context).roles)
        return {
            "code": error.code,
            "message": translate(words(error), context=self.request),
            "contacts": [as_json(each) for each in found],
        }


class Forms(Public):
    """The forms: questions as JSON Schema, recipients by name."""

    def told(self) -> dict:
        offering.refuse_closed()
        language = language_of({})
        return {
            "@id": f"{self.url}/@conduct-report",
            "forms": [form_as_json(each, language) for each in FORMS],
        }


class SendReport(Writer, Public):
    """Send a report; with ``preview`` only who would read it."""

    def told(self) -> dict:
        data, files = taken(self.request, self._sent)
        if data.pop("preview", False) is True:
            form = text(data, "form")
            about, out = people(data, "about"), people(data, "witnesses")
            return {"recipients": recipients(form, about, out)}
        return self.sent(data, files)

    def sent(self, data: dict, files: list, linked: tuple[str, ...] = ()) -> dict:
        """File it; the words are told this once."""
        throttle.forms.check(*self.source)
        throttle.forms.note(*self.source)
        found = receive_report(submission(data, files, linked)).words
        self.request.response.setStatus(201)
        today = getUtility(IClock).today()
        return {
            "receipt": " ".join(found),
            "words": list(found),
            "check": list(ASKED),
            "expect": expected(data["form"], today),
        }


class Reprisal(SendReport):
    """Tell of a reprisal: a second report, linked, to others if there are any."""

    def told(self) -> dict:
        data, files = taken(self.request, self._sent)
        throttle.words.check(*self.source)
        found = returning.linked(text(data, "receipt"))
        if not found:
            return self.unknown()
        data = {**data, "form": "reprisal"}
        if not people(data, "recipients"):
            data["recipients"] = others(data, found["first"])
        return self.sent(data, files, tuple(found["linked"]))


class Returning(Writer, Public):
    """How a report stands, for whoever has its words.

    Wrong words are answered, not refused with an error: the answer and the
    work are the same for all of them.
    """

    def told(self) -> dict:
        data, self._files = taken(self.request, self._sent)
        throttle.words.check(*self.source)
        if "file" in data:
            return self.file(data)
        found = self.done(text(data, "receipt"), data)
        return status_as_json(found) if found else self.unknown()

    def done(self, typed: str, data: dict) -> returning.Status | None:
        """Do what is asked."""
        return returning.status(typed)

    def file(self, data: dict) -> dict:
        """A file of a letter: both by their place from 0."""
        letter, place = whole(data, "letter"), whole(data, "file")
        found = returning.file_of(text(data, "receipt"), letter, place)
        return file_as_json(*found) if found else self.unknown()


class Message(Returning):
    """Write to those who handle it."""

    def done(self, typed: str, data: dict) -> returning.Status | None:
        return returning.write(typed, text(data, "text"), all_received(self._files))


class Withdraw(Returning):
    """Take a report back."""

    def done(self, typed: str, data: dict) -> returning.Status | None:
        return returning.withdraw(typed)


class Exchange(Returning):
    """For whoever helps from outside: what was exchanged; with a text, an answer."""

    def told(self) -> dict:
        data, files = taken(self.request, self._sent)
        typed = text(data, "receipt")
        throttle.words.check(*self.source)
        if "file" in data:
            letter, place = whole(data, "letter"), whole(data, "file")
            sent = outside.file_of(typed, letter, place)
            return file_as_json(*sent) if sent else self.unknown()
        if "text" in data or files:
            outside.write(typed, text(data, "text"), all_received(files))
        found = outside.letters(typed)
        if found is None:
            return self.unknown()
        return {"letters": [_exchanged(each) for each in found]}


def _exchanged(letter: outside.Letter) -> dict:
    when = getUtility(IClock).day_of(letter.when)
    return {**asdict(letter), "when": day(when), "files": list(letter.files)}


def form_as_json(form: str, language: str) -> dict:
    """A form with its questions and its recipients."""
    title = title_of(form, language)
    return {
        "id": form,
        "title": title,
        "description": help_of(form, language),
        "urgent": FORMS[form].urgent,
        "questions": json_schema(questions_of(form, language), title),
        "recipients": recipients(form),
    }


def recipients(form: str, about=frozenset(), out=frozenset()) -> list[dict]:
    """Who would read it, by name, and by which function."""
    return [
        {
            "person": each.person,
            "name": each.name,
            "function": term("functions", each.function),
            "substitute": each.substitute,
        }
        for each in offering.offered(form, about, out)
    ]


def others(data: dict, first: list[int]) -> list[int]:
    """Who is offered for a reprisal and did not have the first; all if nobody."""
    about, out = people(data, "about"), people(data, "witnesses")
    offered = offering.offered("reprisal", about, out)
    return [each.person for each in offered if each.person not in first]


def status_as_json(status: returning.Status) -> dict:
    """What the words open."""
    received = getUtility(IClock).day_of(status.received)
    return {
        "state": status.state,
        "received": day(received),
        "withdrawn": status.withdrawn,
        "expect": {each.kind: day(each.due) for each in status.clocks},
        "met": {each.kind: day(each.met) for each in status.clocks},
        "paused": status.paused,
        "read": [day(each) for each in status.read],
        "letters": [
            {
                "kind": each.kind,
                "day": day(getUtility(IClock).day_of(each.when)),
                **_said(each.words),
            }
            for each in status.letters
        ],
    }


def _said(words: SentReport | MessageRecord) -> dict:
    """The words of a letter; its files by name, without the keys that open them."""
    if isinstance(words, SentReport):
        answers = as_shown(words.answers, words.reporter)
        return {"form": words.form, "answers": answers, "files": list(words.files)}
    names = [each.name for each in words.files]
    return {"text": words.text, **({"files": names} if names else {})}


def expected(form: str, since: date) -> dict:
    """The municipality's own promise: confirmed, and answered, by these days."""
    found = time.expected(offering.form_of(form).procedure, since)
    return {each.kind: day(each.due) for each in found}
