"""``@conduct-cases`` and ``@conduct-case``: the desk of those who handle reports.

Every step takes the ``case`` and answers with the state afterwards.
"""

from collections.abc import Iterable
from collective.conduct.core.cases.deadline_history import Deadlines
from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases import deadline_actions
from collective.conduct.operations.cases import desk
from collective.conduct.operations.cases import linking
from collective.conduct.operations.cases import related_people
from collective.conduct.operations.cases.access_log import who_read
from collective.conduct.operations.cases.deadlines import clocks_of
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.cases.deadlines import due_of
from collective.conduct.operations.cases.disclosure import external_exchange
from collective.conduct.operations.cases.disclosure import redaction
from collective.conduct.operations.cases.disclosure import registry_entry
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.services.cases import case_types as types
from collective.conduct.services.cases.cases import VaultService
from collective.conduct.services.common import rest
from collective.conduct.services.common.files import FileSent
from collective.conduct.services.common.files import FilesService
from collective.conduct.services.common.files import language_of
from collective.conduct.services.common.files import received
from zope.component import getUtility


class CaseList(VaultService):
    """The acting person's cases: neutral facts, no vault needed."""

    @rest.endpoint("GET @conduct-cases", desk.desk_entries, rest.Missing)
    def show(self, sent: types.CaseQuery) -> types.CaseBatch:
        """My cases; `show` open, week, new, wrote, late, closed."""
        found = [*desk.desk_entries(sent.show, sent.sort)]
        batch = self.batched(
            found,
            lambda each: types.CaseEntry.of(
                each.facts, **_entry(each.facts, each.deadlines)
            ),
        )
        return types.CaseBatch(**batch, counts=desk.counts())


class Case(FilesService, VaultService):
    """``POST`` opens a case; one more step in the path performs an action in it."""

    @rest.endpoint("POST @conduct-case", case_reading.read)
    def read(self, sent: types.CaseNamed) -> types.CaseShown:
        """Everything in a case but who sent it in."""
        found = case_reading.read(self.opened(sent.case))
        return types.CaseShown.of(
            found.facts,
            **_entry(found.facts, deadlines(sent.case)),
            content=_content(found.content),
            files=[_file(each, each.cleaned or None) for each in found.files],
            messages=[_line(each) for each in found.messages],
            notes=[_line(each) for each in found.notes],
            readers=_readers(found.readers),
            doubts=_doubts(found.doubts),
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

    @rest.endpoint("POST @conduct-case/file", case_reading.file_of)
    def file(self, sent: types.CaseFile) -> FileSent:
        """A file; with `cleaned` the copy without metadata."""
        if sent.of is not None:
            line = (sent.of, sent.number)
            found = case_reading.enclosed(
                self.opened(sent.case), line, sent.file, sent.cleaned
            )
        else:
            found = case_reading.file_of(
                self.opened(sent.case), sent.file, sent.cleaned
            )
        return FileSent(*found)

    @rest.endpoint("POST @conduct-case/log", who_read)
    def log(self, sent: types.CaseNamed) -> types.CaseLog:
        """Who read what."""
        found = who_read(self.opened(sent.case))
        return types.CaseLog(
            [
                types.AccessShown.of(each, when=rest.moment(each.when))
                for each in found.lines
            ],
            _doubts(found.doubts),
        )

    @rest.endpoint("POST @conduct-case/nickname", desk.call)
    def nickname(self, sent: types.CaseNickname) -> types.NicknameShown:
        """Give a case one's own name."""
        desk.call(self.opened(sent.case), sent.nickname)
        return types.NicknameShown(desk.nicknames(self.vault).get(sent.case, ""))

    @rest.endpoint("POST @conduct-case/heard", answering.heard)
    def heard(self, sent: types.CaseNamed) -> types.CaseWrote:
        """Say that what was written needs no answer."""
        answering.heard(self.opened(sent.case))
        return types.CaseWrote(bool(facts_of(sent.case).unanswered_since))

    @rest.endpoint("POST @conduct-case/met", related_people.met_before)
    def people_met(self, sent: types.CaseNamed) -> types.PeopleMet:
        """Where else the people of a case occur."""
        return types.PeopleMet(related_people.met_before(self.opened(sent.case)))

    @rest.endpoint("POST @conduct-case/clocks", deadline_actions.pause)
    def deadlines(self, sent: types.CaseClocks) -> types.ClocksShown:
        """`deed` pause, resume, extend (`until`), meet (`kind`)."""
        case = self.opened(sent.case)
        if sent.deed == "pause":
            deadline_actions.pause(case, sent.reason)
        elif sent.deed == "resume":
            deadline_actions.resume(case)
        elif sent.deed == "extend":
            deadline_actions.extend(case, sent.until, sent.reason)
        elif sent.deed == "meet":
            deadline_actions.meet(case, sent.kind)
        found = clocks_of(facts_of(sent.case))
        return types.ClocksShown(
            [types.ClockShown.of(each, met=each.met_on) for each in found]
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

    @rest.endpoint("POST @conduct-case/outside", external_exchange.begin)
    def exchanges(self, sent: types.CaseOutside) -> types.ExchangesShown:
        """`deed` begin (`who`), send (`exchange`, `text`), end."""
        case, words = self.opened(sent.case), None
        if sent.deed == "begin":
            language = language_of(sent.language)
            words = " ".join(external_exchange.begin(case, sent.who, language))
        elif sent.deed == "send":
            number, files = _exchange(sent), received(sent.attachments)
            external_exchange.send(case, number, sent.text, files)
        elif sent.deed == "end":
            external_exchange.end(case, _exchange(sent))
        found = external_exchange.exchanges(case)
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

    @rest.endpoint("POST @conduct-case/record", registry_entry.register)
    def registry(self, sent: types.CaseRecord) -> types.RecordShown:
        """`deed` enter (`text`), decide (`shown`, `basis`)."""
        case = self.opened(sent.case)
        if sent.deed == "enter":
            registry_entry.register(case, sent.text)
        elif sent.deed == "decide":
            if sent.shown is None and sent.basis is None:
                raise rest.Invalid("field", field="shown")
            redaction.set_secrecy(
                case, set(sent.shown or ()), sent.basis or {}, sent.seen
            )
        line, found = registry_entry.diary(case), redaction.marking(case)
        return types.RecordShown(
            diary=types.DiaryShown(**vars(line)) if line else None,
            parts=[each.part for each in found.parts],
            shown=list(found.decided.shown),
            secrecy=dict(found.decided.basis),
            seen=found.seen,
        )

    @rest.endpoint("POST @conduct-case/redacted", redaction.make_copy)
    def redacted(self, sent: types.CopyAsked) -> types.RedactedCopy:
        """A copy of what was opened, which is logged; with `check` only look at it."""
        case = self.opened(sent.case)
        if sent.check:
            found = redaction.check_copy(case)
        else:
            found = redaction.make_copy(case, sent.seen)
        return types.RedactedCopy(
            [
                types.RedactedPart.of(
                    each, when=rest.moment(each.when) if each.when else None
                )
                for each in found.parts
            ],
            decided_by=found.decided_by,
            decided=rest.moment(found.decided) if found.decided else None,
            seen=found.seen,
        )


def _doubts(found: Iterable[Doubt]) -> list[types.DoubtShown]:
    return [types.DoubtShown(each.kind, each.number, each.finding) for each in found]


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
        "received": rest.moment(facts.received),
        "withdrawn": bool(facts.withdrawn),
        "wrote": bool(facts.unanswered_since),
        "paused": history.paused,
        "due": due.due if (due := due_of(facts, history)) else None,
    }


def _content(report: ReportRecord) -> dict:
    """Return the report as JSON; a reporter's open name is among the answers."""
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


def _file(file: case_reading.File, cleaned: int | None) -> types.FileEntry:
    return types.FileEntry(file.number, file.name, file.type, cleaned)


def _line(line: case_reading.CaseMessage) -> types.LineShown:
    return types.LineShown.of(
        line,
        files=[_file(each, bool(each.cleaned)) for each in line.files],
        when=rest.moment(line.when) if line.when else None,
        by=line.by or None,
        person=line.person or None,
    )
