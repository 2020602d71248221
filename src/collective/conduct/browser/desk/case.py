"""``@@case``: one case, opened by POST; its number stands in no address.

``GET`` leads back to the desk. What is shown was opened for this one answer and
is kept nowhere; the deeds stand in a table of their own.
"""

from collective.conduct.browser.desk.lines import CaseLines
from collective.conduct.core.errors import ConductError
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Refused
from collective.conduct.i18n import _
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import opening
from collective.conduct.operations.keys import identity
from collective.conduct.operations.keys import sharing
from collective.conduct.vocabularies.cases import CHANNEL_TITLES
from collective.conduct.vocabularies.cases import DONE
from collective.conduct.vocabularies.cases import EVENTS
from collective.conduct.vocabularies.cases import IDENTITY_TITLES
from collective.conduct.vocabularies.cases import REPORTER
from collective.conduct.vocabularies.cases import ROLE_TITLES
from collective.conduct.vocabularies.cases import TOLD
from functools import cached_property
from urllib.parse import quote


class Case(CaseLines):
    """The page of a case for those who handle it."""

    private = (*CaseLines.private, "case", "text", "reason", "person")
    carried = ("case", "deed", "text", "reason")
    blamed = ""
    done = ""
    wrote = ""  # the deed whose text is sent, so that its field is empty again
    identity_facts: list | None = None

    def show(self):
        if self.request.method != "POST":
            return self.sent(f"{self.hub_url}/@@desk")
        return super().show()

    def opened(self):
        return self.shown()

    def deed(self):
        for kind in ("cleaned", "file"):
            if self.typed(kind):
                return self._download(kind)
        wanted = self.typed("deed")
        if wanted:
            self._perform(wanted)
        if wanted == "step_back":
            return self.sent(f"{self.hub_url}/@@desk", DONE[wanted])
        return self.show()

    def _perform(self, wanted: str) -> None:
        deeds = {
            "answer": self._answer,
            "note": self._note,
            "let_in": lambda: sharing.let_in(*self._with_person()),
            "let_out": lambda: sharing.let_out(*self._with_person()),
            "exclude": lambda: sharing.exclude(*self._with_person()),
            "step_back": lambda: sharing.step_back(self.number, self.key),
            "triage": lambda: opening.begin_triage(self.number, self.key),
            "ask_identity": self._ask_identity,
            "open_identity": self._open_identity,
        }
        if wanted not in deeds:
            raise Refused("not_allowed")
        self.wrote = ""
        deeds[wanted]()
        self.wrote, self.done = wanted, self.t(DONE[wanted])

    def refuse_quietly(self, error: ConductError) -> None:
        """Remember which field it is about."""
        super().refuse_quietly(error)
        self.blamed = self.typed("deed")

    # deeds
    def _answer(self) -> None:
        answering.answer(self.number, self.key, self.typed("text"), self._seen())

    def _note(self) -> None:
        answering.write_note(self.number, self.key, self.typed("text"), self._seen())

    def _ask_identity(self) -> None:
        identity.ask(self.number, self.typed("reason"), self.key)

    def _open_identity(self) -> None:
        found = identity.open_identity(self.number, self.key)
        self.identity_facts = [
            (self.t(IDENTITY_TITLES.get(key, key)), value)
            for key, value in found.items()
            if value
        ]

    def _with_person(self) -> tuple[str, int, bytes]:
        person = self.typed_number("person")
        if person is None:
            raise Invalid("nobody_chosen")
        return self.number, person, self.key

    def _seen(self) -> int:
        found = self.typed_number("seen")
        return -1 if found is None else found

    def _download(self, kind: str) -> bytes:
        """Send a file as something to keep, never as something to show."""
        number, cleaned = self.typed_number(kind) or 0, kind == "cleaned"
        name, content = opening.file_of(self.number, self.key, number, cleaned)
        response = self.request.response
        response.setHeader("Content-Type", "application/octet-stream")
        response.setHeader(
            "Content-Disposition",
            f"attachment; filename=\"file\"; filename*=UTF-8''{quote(name, safe='')}",
        )
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        return content

    # what is shown
    @property
    def number(self) -> str:
        return self.typed("case")

    def shown(self):
        """A case of others is missing before anything is rendered."""
        page = self.index() if self.case else ""
        if not self.done and not self.error:
            opening.note_opening(self.number, self.key)
        return page

    @cached_property
    def case(self) -> opening.Reading:
        return opening.read(self.number, self.key)

    @property
    def head(self) -> dict:
        return self.line(self.case.facts)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What was asked and answered, in the reporter's own words."""
        return [each for each in self.case.content["answers"].items() if each[1]]

    @property
    def told(self) -> list[tuple[str, str]]:
        """What is known beside the words: the part they have, how it came in."""
        content = self.case.content
        found = {
            "role": ROLE_TITLES.get(content.get("role", ""), ""),
            "channel": CHANNEL_TITLES.get(content.get("channel", ""), ""),
            "about": self._names(content.get("about", [])),
            "witnesses": self._names(content.get("witnesses", [])),
        }
        return [
            (self.t(TOLD[key]), self.t(text)) for key, text in found.items() if text
        ]

    def _names(self, people: list[int]) -> str:
        return ", ".join(self.name(each) for each in people)

    @property
    def messages(self) -> list[dict]:
        return [self._line(each) for each in self.case.messages]

    @property
    def notes(self) -> list[dict]:
        return [self._line(each) for each in self.case.notes]

    def _line(self, line: opening.Line) -> dict:
        by = self.name(line.by) if line.by else self.t(REPORTER)
        text = line.text
        if line.event in EVENTS:
            names = {"by": by, "person": self.name(line.person) if line.person else ""}
            message = EVENTS[line.event]
            text = self.t(_(str(message), default=message.default, mapping=names))
        when = self.moment(line.when) if line.when else ""
        return {"number": line.number, "by": by, "when": when, "text": text}

    def last(self, lines: list[dict]) -> int:
        """The number of the last line that is shown, 0 when there is none."""
        return lines[-1]["number"] if lines else 0

    def kept(self, deed: str, name: str) -> str:
        """What was typed, unless it has been sent or belongs to another form."""
        meant = self.typed("deed") or "answer"
        return "" if self.wrote or meant != deed else self.typed(name)

    def wrong(self, deed: str) -> str:
        return self.error if self.blamed == deed else ""

    @property
    def readers(self) -> list[dict]:
        """Who can open the case, and who of them no longer should."""
        left, stale = sharing.left_office(self.number), sharing.stale(self.number)
        return [
            {
                "person": str(each),
                "name": self.name(each),
                "office": self.office(each),
                "me": each == self.who.person,
                "left": each in left,
                "stale": each in stale,
            }
            for each in self.case.readers
        ]

    @property
    def candidates(self) -> list[tuple[str, str]]:
        """Who could be let in."""
        out = {*self.case.readers, *self.case.facts.excluded}
        return self.named(sharing.handlers() - out)

    @property
    def concerned(self) -> list[tuple[str, str]]:
        """Of whom a handler may discover on reading that it concerns them (A27)."""
        found = sharing.handlers() | set(self.case.readers)
        out = {self.who.person, *self.case.facts.excluded}
        return self.named(found - out)

    @property
    def request_of_mine(self):
        """My request to see who it is: its state and until when it is open."""
        found = identity.standing(self.number)
        if found is None:
            return None
        until = found.open_until()
        return {"state": found.state, "until": self.moment(until) if until else ""}

    @property
    def has_approver(self) -> bool:
        return bool(identity.approvers(self.number) - {self.who.person})
