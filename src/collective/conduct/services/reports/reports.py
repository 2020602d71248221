"""``@conduct-report``: forms and recipients, and sending a report over REST.

The same operations as the pages, for anybody. No error contains what was sent,
and the user who is logged in is stored nowhere.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.reports.questions import json_schema
from collective.conduct.operations.cases import available_recipients
from collective.conduct.operations.cases import deadlines
from collective.conduct.operations.cases.disclosure import external_exchange
from collective.conduct.operations.common import throttle
from collective.conduct.operations.common.anonymous_transaction import scrub_transaction
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.request_privacy import keep_confidential
from collective.conduct.operations.common.safe_errors import sanitise
from collective.conduct.operations.contacts.channels import where_to_turn
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.forms import questions_of
from collective.conduct.operations.reports.receipts import ASKED
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.services.common import rest
from collective.conduct.services.common.files import FileSent
from collective.conduct.services.common.files import FilesService
from collective.conduct.services.common.files import language_of
from collective.conduct.services.common.files import received
from collective.conduct.services.contacts.channels import Contact
from collective.conduct.services.contacts.channels import contact
from collective.conduct.services.reports import report_types as types
from collective.conduct.services.reports.status import status_shown
from collective.conduct.services.reports.submission import people
from collective.conduct.services.reports.submission import ReportSent
from collective.conduct.services.reports.submission import submission
from collective.conduct.vocabularies.cases.forms import help_of
from collective.conduct.vocabularies.cases.forms import title_of
from collective.conduct.vocabularies.common.catalogue import title_of as term
from collective.conduct.vocabularies.reports.sealing import SEALED
from collective.conduct.vocabularies.reports.sealing import WILL_BE_SEALED
from dataclasses import replace
from functools import partial
from typing import Any
from zope.component import getUtility
from zope.i18n import translate

import transaction


Told = types.StatusShown | FileSent | rest.Refusal  # with the words of a report


class ReporterService(FilesService):
    """Base: while the intake is closed, it answers with other contacts."""

    on, right = "hub", "zope.Public"
    refuses = (rest.Unavailable,)

    def respond(self) -> Any:
        keep_confidential(self.request.response)
        try:
            return super().respond()
        finally:
            scrub_transaction()

    def answered(self) -> Any:
        """See ConductService; an unexpected error contains nothing of what was sent."""
        try:
            return sanitise(super().answered)
        except rest.Unavailable as error:
            transaction.doom()
            return rest.as_json(self._closed(error))

    @property
    def source(self) -> tuple[str, int]:
        """The client's address and the time, for the throttle alone."""
        now = int(getUtility(IClock).now().timestamp())
        return self.request.getClientAddr() or "", now

    def unknown(self) -> rest.Refusal:
        """Return the one answer to all wrong words."""
        throttle.note(throttle.WORDS, *self.source)
        return self.refuse(rest.Missing("receipt_unknown"))

    def _closed(self, error: rest.Unavailable) -> types.IntakeClosed:
        return types.IntakeClosed(**vars(self.refuse(error)), contacts=self.contacts())

    def contacts(self) -> list[Contact]:
        """Whom to call instead."""
        return [contact(each) for each in where_to_turn(actor(self.context).roles)]

    def translate(self, message: str) -> str:
        """A message in the language of the request."""
        return translate(message, context=self.request)


class Forms(ReporterService):
    """The forms: questions as JSON Schema, recipients by name."""

    @rest.endpoint("GET @conduct-report", questions_of)
    def show(self) -> types.FormsShown:
        """The forms, their questions as JSON Schema, their recipients by name."""
        available_recipients.refuse_closed()
        language = language_of(None)
        return types.FormsShown(
            f"{self.url}/@conduct-report", [_form(each, language) for each in FORMS]
        )


class FilingService(ReporterService):
    """Base of the two ways to send a report."""

    def filed(
        self,
        sent: ReportSent,
        linked: tuple[str, ...] = (),
        shown: Iterable[int] = (),
    ) -> types.ReportReceived:
        """File the report; the words are shown only once.

        ``shown``: the people whom the reporter could choose among, all by default.
        """
        with throttle.report_counted(*self.source):
            report = replace(submission(sent, linked), shown=frozenset(shown))
            found = receive_report(report)
        self.created()
        procedure = available_recipients.form_of(sent.form).procedure
        today = getUtility(IClock).today()
        return types.ReportReceived(
            sealed_for=found.sealed_for,
            message=self.translate(SEALED[found.sealed_for]),
            receipt=" ".join(found.words),
            words=list(found.words),
            check=list(ASKED),
            expect={e.kind: e.due for e in deadlines.expected(procedure, today)},
        )


class SendReport(FilingService):
    """Send a report; with ``preview`` only see who would read it."""

    @rest.endpoint("POST @conduct-report", receive_report)
    def send(self, sent: ReportSent) -> types.ReportReceived | types.RecipientsOffered:
        """Send a report; with `preview` see who would read it."""
        return self._preview(sent) if sent.preview else self.filed(sent)

    def _preview(self, sent: ReportSent) -> types.RecipientsOffered:
        """Who would read it, and whom to call when nobody would."""
        about = people(sent.about, "about")
        out = people(sent.witnesses, "witnesses")
        chosen = people(sent.recipients, "recipients")
        able = _recipients(sent.form, about, out)
        unticked = {each.person for each in able} - chosen if chosen else ()
        bars = available_recipients.bars_of(about, out, unticked)
        kind = available_recipients.sealed_for(bool(able), bars)
        contacts = [] if able else self.contacts()
        message = self.translate(WILL_BE_SEALED[kind])
        return types.RecipientsOffered(able, kind, message, contacts)


class Reprisal(FilingService):
    """Report a reprisal: a second report, linked, to other readers if there are any."""

    @rest.endpoint("POST @conduct-report-reprisal", receive_report, rest.Missing)
    def send_linked(self, sent: ReportSent) -> types.ReportReceived | rest.Refusal:
        """Tell of a reprisal: a second, linked report."""
        found = reporter_followup.linked(sent.receipt)
        if not found:
            return self.unknown()
        sent, others = replace(sent, form="reprisal", preview=False), []
        if not sent.recipients:
            about = people(sent.about, "about")
            out = people(sent.witnesses, "witnesses")
            others = available_recipients.not_of_the_first(
                about, out, found["first"], found["linked"]
            )
            sent = replace(sent, recipients=others)
        return self.filed(sent, tuple(found["linked"]), others)


class Returning(ReporterService):
    """Base of the services that need the words of a report.

    Wrong words get an ordinary answer and raise no error: the answer and the
    work are the same for all of them.
    """

    refuses = (rest.Unavailable, rest.Missing)

    def told(
        self,
        sent: types.ReceiptNamed,
        act: Callable[[], reporter_followup.Status | None],
    ) -> Told:
        """How the report stands after ``act``, or the file that was named."""
        if sent.file is not None:
            return self.file(sent, reporter_followup.file_of)
        found = act()
        return status_shown(found) if found else self.unknown()

    def file(
        self, sent: types.ReceiptNamed, file_of: Callable
    ) -> FileSent | rest.Refusal:
        """Return a file of a message: both by their position from 0."""
        if sent.letter is None:
            raise rest.Invalid("field", field="letter")
        found = file_of(sent.receipt, sent.letter, sent.file)
        return FileSent(*found) if found else self.unknown()


class ReportStatus(Returning):
    """The status of a report, for whoever has its words."""

    @rest.endpoint("POST @conduct-report-status", reporter_followup.status)
    def status(self, sent: types.ReceiptNamed) -> Told:
        """How a report stands; with `letter` and `file` a file."""
        return self.told(sent, lambda: reporter_followup.status(sent.receipt))


class Message(Returning):
    """Write to the handlers."""

    @rest.endpoint("POST @conduct-report-message", reporter_followup.write)
    def write(self, sent: types.ReporterMessage) -> Told:
        """Write to those who handle a report."""

        def act() -> reporter_followup.Status | None:
            files_of = partial(received, sent.attachments)
            return reporter_followup.write(sent.receipt, sent.text, files_of)

        return self.told(sent, act)


class ChooseAfterAll(Returning):
    """Let somebody read a report whom its reporter did not choose."""

    refuses = (rest.Unavailable, rest.Missing, rest.Invalid)

    @rest.endpoint("POST @conduct-report-choose", reporter_followup.choose_after_all)
    def choose(self, sent: types.PersonChosen) -> Told:
        """Let somebody read it after all whom one did not choose."""
        act = partial(reporter_followup.choose_after_all, sent.receipt, sent.person)
        return self.told(sent, act)


class Withdraw(Returning):
    """Withdraw a report."""

    @rest.endpoint("POST @conduct-report-withdraw", reporter_followup.withdraw)
    def withdraw(self, sent: types.ReceiptNamed) -> Told:
        """Take a report back."""
        return self.told(sent, lambda: reporter_followup.withdraw(sent.receipt))


class ExchangeService(Returning):
    """For the helper outside: the messages; with a text, an answer."""

    @rest.endpoint("POST @conduct-exchange", external_exchange.write)
    def exchange(
        self, sent: types.HelperMessage
    ) -> types.HelperLetters | FileSent | rest.Refusal:
        """What was exchanged with somebody outside; with `text` an answer."""
        if sent.file is not None:
            return self.file(sent, external_exchange.file_of)
        if sent.text is not None or sent.attachments:
            files_of = partial(received, sent.attachments)
            external_exchange.write(sent.receipt, sent.text or "", files_of)
        found = external_exchange.letters(sent.receipt)
        if found is None:
            return self.unknown()
        return types.HelperLetters([_exchanged(each) for each in found])


def _exchanged(letter: external_exchange.ExchangeMessage) -> types.HelperLetter:
    when = getUtility(IClock).day_of(letter.when)
    return types.HelperLetter(when, letter.text, letter.files, letter.theirs)


def _form(form: str, language: str) -> types.FormShown:
    title = title_of(form, language)
    return types.FormShown(
        id=form,
        title=title,
        description=help_of(form, language),
        urgent=FORMS[form].urgent,
        questions=json_schema(questions_of(form, language), title),
        recipients=_recipients(form),
    )


def _recipients(
    form: str, about=frozenset(), out=frozenset()
) -> list[types.RecipientOffered]:
    return [
        types.RecipientOffered(
            each.person, each.name, term("functions", each.function), each.substitute
        )
        for each in available_recipients.offered(form, about, out)
    ]
