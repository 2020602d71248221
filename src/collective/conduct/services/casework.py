"""``@conduct-cases`` and ``@conduct-case``: the desk of those who handle reports.

Every step takes the ``case`` and answers with how things stand afterwards.
"""

from collections.abc import Iterable
from collective.conduct.core.cases import CaseFacts
from collective.conduct.core.deadlines import Deadlines
from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.records.answers import as_shown
from collective.conduct.core.records.cases import ReportRecord
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import clocks
from collective.conduct.operations.cases import desk
from collective.conduct.operations.cases import linking
from collective.conduct.operations.cases import met
from collective.conduct.operations.cases import nicknames
from collective.conduct.operations.cases import opening
from collective.conduct.operations.cases import outside
from collective.conduct.operations.cases import record
from collective.conduct.operations.cases.facts import facts_of
from collective.conduct.operations.cases.reading import who_read
from collective.conduct.operations.cases.time import clocks_of
from collective.conduct.operations.cases.time import deadlines
from collective.conduct.operations.cases.time import due_of
from collective.conduct.services import casetypes as types
from collective.conduct.services.base import moment
from collective.conduct.services.endpoint import endpoint
from collective.conduct.services.endpoint import HUB
from collective.conduct.services.endpoint import SEE_OWN
from collective.conduct.services.submission import FileSent
from collective.conduct.services.submission import FilesService
from collective.conduct.services.submission import language_of
from collective.conduct.services.submission import received
from collective.conduct.services.vault import VaultService
from zope.component import getUtility


ERRORS = (Missing, Conflict, Unavailable)


class CaseList(VaultService):
    """The cases of whoever asks: neutral facts, no vault needed."""

    @endpoint("GET @conduct-cases", HUB, SEE_OWN, desk.standing, Missing)
    def show(self, sent: types.CaseQuery) -> types.CaseBatch:
        """My cases; `show` open, week, new, wrote, late, closed."""
        found = [*desk.standing(sent.show, sent.sort)]
        batch = self.batched(
            found,
            lambda each: types.CaseEntry(**_entry(each.facts, each.deadlines)),
        )
        return types.CaseBatch(**batch, counts=desk.counts())


class Case(FilesService, VaultService):
    """``POST`` opens a case; one more step in the path acts in it."""

    @endpoint("POST @conduct-case", HUB, SEE_OWN, opening.read, *ERRORS)
    def read(self, sent: types.CaseNamed) -> types.CaseShown:
        """Everything in a case but who sent it in."""
        found = opening.read(self.opened(sent.case))
        return types.CaseShown(
            **_entry(found.facts, deadlines(sent.case)),
            content=_content(found.content),
            files=[_file(each, each.cleaned or None) for each in found.files],
            messages=[_line(each) for each in found.messages],
            notes=[_line(each) for each in found.notes],
            readers=_readers(found.readers),
            identity=found.has_identity,
        )

    @endpoint("POST @conduct-case/answer", HUB, SEE_OWN, answering.answer, *ERRORS)
    def answer(self, sent: types.CaseAnswer) -> None:
        """Write to the reporter."""
        files = received(sent.attachments)
        answering.answer(
            self.opened(sent.case), sent.text, final=sent.final, files=files
        )

    @endpoint("POST @conduct-case/note", HUB, SEE_OWN, answering.write_note, *ERRORS)
    def note(self, sent: types.CaseNote) -> None:
        """Write a note."""
        answering.write_note(self.opened(sent.case), sent.text)

    @endpoint("POST @conduct-case/file", HUB, SEE_OWN, opening.file_of, *ERRORS)
    def file(self, sent: types.CaseFile) -> FileSent:
        """A file; with `cleaned` the copy without metadata."""
        if sent.of is not None:
            line = (sent.of, sent.number)
            found = opening.enclosed(
                self.opened(sent.case), line, sent.file, sent.cleaned
            )
        else:
            found = opening.file_of(self.opened(sent.case), sent.file, sent.cleaned)
        return FileSent(*found)

    @endpoint("POST @conduct-case/log", HUB, SEE_OWN, who_read, *ERRORS)
    def log(self, sent: types.CaseNamed) -> types.CaseLog:
        """Who read what."""
        return types.CaseLog(
            [
                types.AccessShown(
                    each.person, moment(each.when), each.kind, each.number
                )
                for each in who_read(self.opened(sent.case))
            ]
        )

    @endpoint("POST @conduct-case/nickname", HUB, SEE_OWN, nicknames.call, *ERRORS)
    def nickname(self, sent: types.CaseNickname) -> types.NicknameShown:
        """Give a case one's own name."""
        nicknames.call(self.opened(sent.case), sent.nickname)
        return types.NicknameShown(nicknames.nicknames(self.vault).get(sent.case, ""))

    @endpoint("POST @conduct-case/heard", HUB, SEE_OWN, answering.heard, *ERRORS)
    def heard(self, sent: types.CaseNamed) -> types.CaseWrote:
        """Say that what was written needs no answer."""
        answering.heard(self.opened(sent.case))
        return types.CaseWrote(bool(facts_of(sent.case).wrote))

    @endpoint("POST @conduct-case/met", HUB, SEE_OWN, met.met_before, *ERRORS)
    def people_met(self, sent: types.CaseNamed) -> types.PeopleMet:
        """Where else the people of a case occur."""
        return types.PeopleMet(met.met_before(self.opened(sent.case)))

    @endpoint("POST @conduct-case/clocks", HUB, SEE_OWN, clocks.pause, *ERRORS)
    def deadlines(self, sent: types.CaseClocks) -> types.ClocksShown:
        """`deed` pause, resume, extend (`until`), meet (`kind`)."""
        case = self.opened(sent.case)
        if sent.deed == "pause":
            clocks.pause(case, sent.reason)
        elif sent.deed == "resume":
            clocks.resume(case)
        elif sent.deed == "extend":
            clocks.extend(case, sent.until, sent.reason)
        elif sent.deed == "meet":
            clocks.meet(case, sent.kind)
        found = clocks_of(facts_of(sent.case))
        return types.ClocksShown(
            [types.ClockShown(e.kind, e.due, e.met, e.paused) for e in found]
        )

    @endpoint("POST @conduct-case/links", HUB, SEE_OWN, linking.links, *ERRORS)
    def links(self, sent: types.CaseLinks) -> types.LinksShown:
        """`deed` merge, part, series (`other`), leave_series."""
        case, other = self.opened(sent.case), sent.other
        if sent.deed == "merge":
            linking.merge(case, other)
        elif sent.deed == "part":
            linking.part(case)
        elif sent.deed == "series":
            linking.put_in_series(case, other)
        elif sent.deed == "leave_series":
            linking.leave_series(case)
        found = linking.links(case)
        parts = (found.merged, found.series, found.linked)
        return types.LinksShown(*([each.case for each in part] for part in parts))

    @endpoint("POST @conduct-case/outside", HUB, SEE_OWN, outside.begin, *ERRORS)
    def exchanges(self, sent: types.CaseOutside) -> types.ExchangesShown:
        """`deed` begin (`who`), send (`exchange`, `text`), end."""
        case, words = self.opened(sent.case), None
        if sent.deed == "begin":
            language = language_of(sent.language)
            words = " ".join(outside.begin(case, sent.who, language))
        elif sent.deed == "send":
            number, files = _exchange(sent), received(sent.attachments)
            outside.send(case, number, sent.text, files)
        elif sent.deed == "end":
            outside.end(case, _exchange(sent))
        found = outside.exchanges(case)
        return types.ExchangesShown(
            items=[
                types.ExchangeEntry(
                    each.number, each.who, moment(each.begun), moment(each.until)
                )
                for each in found
            ],
            receipt=words,
        )

    @endpoint("POST @conduct-case/record", HUB, SEE_OWN, record.enter, *ERRORS)
    def registry(self, sent: types.CaseRecord) -> types.RecordShown:
        """`deed` enter (`text`), decide (`basis`)."""
        case = self.opened(sent.case)
        if sent.deed == "enter":
            record.enter(case, sent.text)
        elif sent.deed == "decide":
            if sent.basis is None:
                raise Invalid("field", field="basis")
            record.decide(case, sent.basis)
        line = record.diary(case)
        return types.RecordShown(
            line and types.DiaryShown(line.number, line.received, line.text),
            list(record.parts(case)),
            dict(record.secrecy(case)),
        )

    @endpoint("POST @conduct-case/redacted", HUB, SEE_OWN, record.redacted, *ERRORS)
    def redacted(self, sent: types.CaseNamed) -> types.RedactedCopy:
        """The copy without what is secret."""
        return types.RedactedCopy(record.redacted(self.opened(sent.case)))


def _exchange(sent: types.CaseOutside) -> int:
    if sent.exchange is None:
        raise Invalid("field", field="exchange")
    return sent.exchange


def _readers(people: Iterable[int]) -> list[types.ReaderEntry]:
    known = [getUtility(IRegister).person(each) for each in people]
    known.sort(key=lambda each: (each.name.casefold(), each.id))
    return [types.ReaderEntry(each.id, each.name) for each in known]


def _entry(facts: CaseFacts, history: Deadlines) -> dict:
    return {
        "case": facts.case,
        "received": moment(facts.received),
        "form": facts.form,
        "procedure": facts.procedure,
        "state": facts.state,
        "urgent": facts.urgent,
        "withdrawn": bool(facts.withdrawn),
        "wrote": bool(facts.wrote),
        "paused": history.paused,
        "due": due.due if (due := due_of(facts, history)) else None,
    }


def _content(report: ReportRecord) -> dict:
    """What was sent in; who tells of it openly stands among the answers."""
    return {
        "form": report.form,
        "answers": as_shown(report.answers, report.reporter),
        "role": report.role,
        "about": list(report.about),
        "witnesses": list(report.witnesses),
        "language": report.language,
        "channel": report.channel,
        "received": report.received,
        "registered_by": report.registered_by,
    }


def _file(file: opening.File, cleaned: int | None) -> types.FileEntry:
    return types.FileEntry(file.number, file.name, file.type, cleaned)


def _line(line: opening.Line) -> types.LineShown:
    return types.LineShown(
        number=line.number,
        files=[_file(each, bool(each.cleaned)) for each in line.files],
        text=line.text,
        event=line.event,
        when=moment(line.when) if line.when else None,
        by=line.by or None,
        person=line.person or None,
    )
