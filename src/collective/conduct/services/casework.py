"""``@conduct-cases`` and ``@conduct-case``: the desk of those who handle reports.

Every step takes the ``case`` and answers with how things stand afterwards.
"""

from collections.abc import Iterable
from collective.conduct.core.cases import CaseSummary
from collective.conduct.core.deadlines import Deadlines
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
from collective.conduct.services import rest
from collective.conduct.services.submission import FileSent
from collective.conduct.services.submission import FilesService
from collective.conduct.services.submission import language_of
from collective.conduct.services.submission import received
from collective.conduct.services.vault import VaultService
from zope.component import getUtility


class CaseList(VaultService):
    """The cases of whoever asks: neutral facts, no vault needed."""

    @rest.endpoint("GET @conduct-cases", desk.desk_entries, rest.Missing)
    def show(self, sent: types.CaseQuery) -> types.CaseBatch:
        """My cases; `show` open, week, new, wrote, late, closed."""
        found = [*desk.desk_entries(sent.show, sent.sort)]
        batch = self.batched(
            found,
            lambda each: types.CaseEntry(**_entry(each.facts, each.deadlines)),
        )
        return types.CaseBatch(**batch, counts=desk.counts())


class Case(FilesService, VaultService):
    """``POST`` opens a case; one more step in the path acts in it."""

    @rest.endpoint("POST @conduct-case", opening.read)
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

    @rest.endpoint("POST @conduct-case/answer", answering.answer)
    def answer(self, sent: types.CaseAnswer) -> None:
        """Write to the reporter."""
        files = received(sent.attachments)
        answering.answer(
            self.opened(sent.case), sent.text, final=sent.final, files=files
        )

    @rest.endpoint("POST @conduct-case/note", answering.write_note)
    def note(self, sent: types.CaseNote) -> None:
        """Write a note."""
        answering.write_note(self.opened(sent.case), sent.text)

    @rest.endpoint("POST @conduct-case/file", opening.file_of)
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

    @rest.endpoint("POST @conduct-case/log", who_read)
    def log(self, sent: types.CaseNamed) -> types.CaseLog:
        """Who read what."""
        return types.CaseLog(
            [
                types.AccessShown(
                    each.person, rest.moment(each.when), each.kind, each.number
                )
                for each in who_read(self.opened(sent.case))
            ]
        )

    @rest.endpoint("POST @conduct-case/nickname", nicknames.call)
    def nickname(self, sent: types.CaseNickname) -> types.NicknameShown:
        """Give a case one's own name."""
        nicknames.call(self.opened(sent.case), sent.nickname)
        return types.NicknameShown(nicknames.nicknames(self.vault).get(sent.case, ""))

    @rest.endpoint("POST @conduct-case/heard", answering.heard)
    def heard(self, sent: types.CaseNamed) -> types.CaseWrote:
        """Say that what was written needs no answer."""
        answering.heard(self.opened(sent.case))
        return types.CaseWrote(bool(facts_of(sent.case).unanswered_since))

    @rest.endpoint("POST @conduct-case/met", met.met_before)
    def people_met(self, sent: types.CaseNamed) -> types.PeopleMet:
        """Where else the people of a case occur."""
        return types.PeopleMet(met.met_before(self.opened(sent.case)))

    @rest.endpoint("POST @conduct-case/clocks", clocks.pause)
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
            [types.ClockShown(e.kind, e.due, e.met_on, e.paused) for e in found]
        )

    @rest.endpoint("POST @conduct-case/links", linking.links)
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

    @rest.endpoint("POST @conduct-case/outside", outside.begin)
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
                    each.number,
                    each.who,
                    rest.moment(each.begun),
                    rest.moment(each.until),
                )
                for each in found
            ],
            receipt=words,
        )

    @rest.endpoint("POST @conduct-case/record", record.register)
    def registry(self, sent: types.CaseRecord) -> types.RecordShown:
        """`deed` enter (`text`), decide (`basis`)."""
        case = self.opened(sent.case)
        if sent.deed == "enter":
            record.register(case, sent.text)
        elif sent.deed == "decide":
            if sent.basis is None:
                raise rest.Invalid("field", field="basis")
            record.set_secrecy(case, sent.basis)
        line = record.diary(case)
        return types.RecordShown(
            types.DiaryShown(**vars(line)) if line else None,
            list(record.parts(case)),
            dict(record.secrecy(case)),
        )

    @rest.endpoint("POST @conduct-case/redacted", record.redacted)
    def redacted(self, sent: types.CaseNamed) -> types.RedactedCopy:
        """The copy without what is secret."""
        return types.RedactedCopy(record.redacted(self.opened(sent.case)))


def _exchange(sent: types.CaseOutside) -> int:
    if sent.exchange is None:
        raise rest.Invalid("field", field="exchange")
    return sent.exchange


def _readers(people: Iterable[int]) -> list[types.ReaderEntry]:
    known = [getUtility(IRegister).person(each) for each in people]
    known.sort(key=lambda each: (each.name.casefold(), each.id))
    return [types.ReaderEntry(each.id, each.name) for each in known]


def _entry(facts: CaseSummary, history: Deadlines) -> dict:
    return {
        "case": facts.case,
        "received": rest.moment(facts.received),
        "form": facts.form,
        "procedure": facts.procedure,
        "state": facts.state,
        "urgent": facts.urgent,
        "withdrawn": bool(facts.withdrawn),
        "wrote": bool(facts.unanswered_since),
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


def _line(line: opening.CaseMessage) -> types.LineShown:
    return types.LineShown(
        number=line.number,
        files=[_file(each, bool(each.cleaned)) for each in line.files],
        text=line.text,
        event=line.event,
        when=rest.moment(line.when) if line.when else None,
        by=line.by or None,
        person=line.person or None,
    )
