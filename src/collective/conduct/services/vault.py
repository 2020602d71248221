"""``@conduct-vault``, ``@conduct-cases``, ``@conduct-case``: the desk for programs.

The token of an open vault is sent as ``X-Conduct-Vault``. Secrets and words are
taken out of the request first: the error log keeps a request whole. Whoever has
no function that needs a key finds nothing here.
"""

from collective.conduct.core.cases import CaseFacts
from collective.conduct.core.cases import Standing
from collective.conduct.core.deadlines import Deadlines
from collective.conduct.core.errors import ConductError
from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.open_vault import OpenCase
from collective.conduct.core.open_vault import OpenVault
from collective.conduct.core.records.answers import as_shown
from collective.conduct.core.records.cases import ReportRecord
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import desk
from collective.conduct.operations.cases import opening
from collective.conduct.operations.cases.reading import who_read
from collective.conduct.operations.cases.time import deadlines
from collective.conduct.operations.cases.time import due_of
from collective.conduct.operations.keys import own
from collective.conduct.operations.keys.sharing import open_case
from collective.conduct.operations.reports.unseen import blank
from collective.conduct.operations.reports.uploads import all_received
from collective.conduct.services.base import Batched
from collective.conduct.services.base import day
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import moment
from collective.conduct.services.base import Named
from collective.conduct.services.base import text
from collective.conduct.services.base import Writer
from collective.conduct.services.casework import CaseWork
from collective.conduct.services.submission import file_as_json
from collective.conduct.services.submission import taken
from collective.conduct.services.submission import whole
from collective.conduct.vocabularies.errors import words
from dataclasses import asdict
from functools import cached_property
from zExceptions import NotFound
from zope.component import getUtility
from zope.i18n import translate


HEADER = "HTTP_X_CONDUCT_VAULT"


class Secluded(Endpoint):
    """Base: the token out of the request, and nothing for the uninvited."""

    def reply(self):
        self.token = self.request.environ.pop(HEADER, "")
        if not own.functions():
            raise NotFound(self.__name__)
        response = self.request.response
        response.setHeader("Referrer-Policy", "no-referrer")
        response.setHeader("X-Robots-Tag", "noindex, nofollow")
        try:
            return super().reply()
        finally:
            if "vault" in self.__dict__:
                self.vault.close()
            blank()  # the undo log names nobody who works on cases

    def refused(self, error: ConductError) -> None:
        """Say how long to wait, in the way that programs understand."""
        if "seconds" in error.values_:
            seconds = str(error.values_["seconds"])
            self.request.response.setHeader("Retry-After", seconds)

    @cached_property
    def vault(self) -> OpenVault:
        """The open vault of whoever asks; ``Refused`` "vault_locked"."""
        return own.vault_of(self.token)

    def opened(self, case: str) -> OpenCase:
        """A case, opened once in a request; ``Missing`` "no_case"."""
        return open_case(case, self.vault)


def wrong_passphrase(endpoint: Endpoint) -> dict:
    """Not raised: the try must be kept, so that the next may have to wait."""
    endpoint.request.response.setStatus(403)
    error = Refused("passphrase_wrong")
    message = translate(words(error), context=endpoint.request)
    return {"code": error.code, "message": message}


class Vault(Secluded, Named, Writer):
    """``POST`` opens the vault: 201 with its token; ``POST …/lock`` locks it."""

    def answer(self):
        if self.name == "lock":
            own.lock_now()
            return self.reply_no_content()
        if self.name:
            raise NotFound(self.name)
        token = own.open_vault(text(self.body(), "passphrase"))
        if token is None:
            return wrong_passphrase(self)
        self.request.response.setStatus(201)
        return {"token": token}


class CaseList(Secluded, Batched):
    """The cases of whoever asks: neutral facts, no vault needed.

    ``?show=`` open, week, new, wrote, late, closed; ``?sort=`` number, received,
    form, state, "-" in front for downwards; without, the overdue first.
    """

    def answer(self) -> dict:
        which = self.request.form.get("show", "open")
        order = str(self.request.form.get("sort", ""))
        found = [*desk.standing(str(which), order)]
        return {**self.batched(found, _standing), "counts": desk.counts()}


class Case(CaseWork, Secluded, Named, Writer):
    """``POST`` opens a case; a step further is a deed in it."""

    def answer(self):
        deeds = {
            "": self._read,
            "answer": self._answer,
            "note": self._note,
            "file": self._file,
            "log": self._log,
            **self.work,
        }
        if self.name not in deeds:
            raise NotFound(self.name)
        data, self._files = taken(self.request, self._sent)
        return deeds[self.name](text(data, "case"), data)

    def _read(self, case: str, _data: dict) -> dict:
        found = opening.read(self.opened(case))
        return {
            **_facts(found.facts, deadlines(case)),
            **_content(found.content),
            "received": moment(found.facts.received),
            "files": [
                {
                    "file": each.number,
                    "filename": each.name,
                    "content-type": each.type,
                    "cleaned": each.cleaned or None,
                }
                for each in found.files
            ],
            "messages": [_line(each) for each in found.messages],
            "notes": [_line(each) for each in found.notes],
            "readers": _readers(found.readers),
            "identity": found.has_identity,
        }

    def _answer(self, case: str, data: dict):
        final, files = data.get("final") is True, all_received(self._files)
        answering.answer(
            self.opened(case), text(data, "text"), final=final, files=files
        )
        return self.reply_no_content()

    def _note(self, case: str, data: dict):
        answering.write_note(self.opened(case), text(data, "text"))
        return self.reply_no_content()

    def _log(self, case: str, _data: dict) -> dict:
        lines = who_read(self.opened(case))
        return {
            "items": [{**asdict(each), "when": moment(each.when)} for each in lines]
        }

    def _file(self, case: str, data: dict) -> dict:
        number = whole(data, "file")
        cleaned = data.get("cleaned") is True
        if "of" in data:
            line = (text(data, "of"), whole(data, "number"))
            found = opening.enclosed(self.opened(case), line, number, cleaned)
            return file_as_json(*found)
        name, content = opening.file_of(self.opened(case), number, cleaned)
        return file_as_json(name, content)


def _readers(people: tuple[int, ...]) -> list[dict]:
    """Who can open the case, by name."""
    known = [getUtility(IRegister).person(each) for each in people]
    known.sort(key=lambda each: (each.name.casefold(), each.id))
    return [{"person": each.id, "name": each.name} for each in known]


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


def _standing(standing: Standing) -> dict:
    return _facts(standing.facts, standing.deadlines)


def _facts(facts: CaseFacts, history: Deadlines) -> dict:
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
        "due": day(due.due) if (due := due_of(facts, history)) else None,
    }


def _line(line: opening.Line) -> dict:
    return {
        "number": line.number,
        "files": [
            {
                "file": each.number,
                "filename": each.name,
                "content-type": each.type,
                "cleaned": bool(each.cleaned),
            }
            for each in line.files
        ],
        "text": line.text,
        "event": line.event,
        "when": moment(line.when) if line.when else None,
        "by": line.by or None,
        "person": line.person or None,
    }
