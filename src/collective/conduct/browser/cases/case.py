"""``@@case``: the report, the messages and notes, and the reporter's identity."""

from collective.conduct.browser.cases.case_page import CasePage
from collective.conduct.browser.common.download import download
from collective.conduct.browser.common.download import numbers_of
from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.i18n import _
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases import desk
from collective.conduct.operations.cases import identity
from collective.conduct.operations.cases import related_people
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.common.uploads import all_received
from collective.conduct.vocabularies.cases.doubts import OLDER
from collective.conduct.vocabularies.cases.titles import CHANNEL_TITLES
from collective.conduct.vocabularies.cases.titles import EVENTS
from collective.conduct.vocabularies.cases.titles import IDENTITY_TITLES
from collective.conduct.vocabularies.cases.titles import OUTSIDE
from collective.conduct.vocabularies.cases.titles import REPORTER
from collective.conduct.vocabularies.cases.titles import ROLE_TITLES
from collective.conduct.vocabularies.cases.titles import TOLD


class CaseReadingPage(CasePage):
    """Read a case and answer; its files are sent as downloads, never displayed."""

    actions = (
        "answer",
        "note",
        "heard",
        "triage",
        "ask_identity",
        "open_identity",
        "nickname",
        "met",
    )
    identity_facts: list | None = None
    met_facts: list | None = None  # where else the people of the case occur

    def do_action(self):
        for kind in ("cleaned", "file"):
            if self.typed(kind):
                return self._download(kind)
        if self.typed("enclosed"):
            return self._enclosed()
        return super().do_action()

    # actions
    def answer(self) -> None:
        final = bool(self.typed("final"))
        text, seen = self.typed("text"), self._seen()
        files = all_received(self.sent_files)
        answering.answer(self.open_case, text, seen, final, files)

    def note(self) -> None:
        answering.write_note(self.open_case, self.typed("text"), self._seen())

    def heard(self) -> None:
        answering.heard(self.open_case)

    def triage(self) -> None:
        case_reading.begin_triage(self.open_case)

    def ask_identity(self) -> None:
        identity.ask(self.open_case, self.typed("reason"))

    def open_identity(self) -> None:
        fields = identity.open_identity(self.open_case)
        self.identity_facts = [
            (self.t(IDENTITY_TITLES.get(key, key)), value)
            for key, value in fields.items()
            if value
        ]

    def nickname(self) -> None:
        desk.call(self.open_case, self.typed("nickname"))
        self.__dict__.pop("nicknames", None)

    def met(self) -> None:
        self.met_facts = [
            {
                "name": self.name(each.person),
                "number": self.short(each.case),
                "nickname": self.nicknames.get(each.case, ""),
                "part": self.t(TOLD[each.part]),
            }
            for each in related_people.met_before(self.open_case)
        ]

    def _seen(self) -> int:
        found = self.typed_number("seen")
        return -1 if found is None else found

    def _download(self, kind: str) -> bytes:
        """Send a file of the report as a download, never to be displayed."""
        number, cleaned = self.typed_number(kind) or 0, kind == "cleaned"
        name, content = case_reading.file_of(self.open_case, number, cleaned)
        return download(self.request.response, name, content)

    def _enclosed(self) -> bytes:
        """Send the file of a message as a download: ``cleaned.3.0``, ``file.3.0``."""
        which, kind = self.typed("enclosed"), self.typed("of")
        number, place = numbers_of(which)
        cleaned = which.startswith("cleaned.")
        file = case_reading.enclosed(self.open_case, (kind, number), place, cleaned)
        return download(self.request.response, *file)

    # what is shown
    @property
    def answers(self) -> list[tuple[str, str]]:
        """The questions and the answers, in the reporter's own words."""
        content = self.case.content
        found = as_shown(content.answers, content.reporter)
        return [each for each in found.items() if each[1]]

    @property
    def was_answered(self) -> bool:
        """Whether the reporter has got the final answer, not only other messages."""
        return bool(deadlines(self.number).answered)

    @property
    def told(self) -> list[tuple[str, str]]:
        """Other facts of the report: role, channel, people concerned, witnesses."""
        content = self.case.content
        facts = {
            "role": ROLE_TITLES.get(content.role, ""),
            "channel": CHANNEL_TITLES.get(content.channel, ""),
            "about": self._names(content.about),
            "witnesses": self._names(content.witnesses),
        }
        return [
            (self.t(TOLD[key]), self.t(text)) for key, text in facts.items() if text
        ]

    def _names(self, people: tuple[int, ...]) -> str:
        return ", ".join(self.name(each) for each in people)

    @property
    def names_people(self) -> bool:
        """Whether the report names people of the register."""
        content = self.case.content
        return bool(content.about or content.witnesses)

    @property
    def messages(self) -> list[dict]:
        return [self._line(each) for each in self.case.messages]

    @property
    def notes(self) -> list[dict]:
        return [self._line(each) for each in self.case.notes]

    def _line(self, line: case_reading.CaseMessage) -> dict:
        outside = line.event == "outside_said"
        by = self.name(line.by) if line.by else self.t(OUTSIDE if outside else REPORTER)
        text = line.text
        if line.event in EVENTS:
            names = {"by": by, "person": self.name(line.person) if line.person else ""}
            message = EVENTS[line.event]
            event_text = self.t(_(str(message), default=message.default, mapping=names))
            text = f"{event_text} {text}".strip()
        when = self.moment(line.when) if line.when else ""
        return {
            "box": line.box,
            "older": self.t(OLDER) if line.is_older else "",
            "number": line.number,
            "by": by,
            "when": when,
            "text": text,
            "files": line.files,
        }

    def last(self, lines: list[dict]) -> int:
        """The number of the last line that is shown, 0 when there is none."""
        return lines[-1]["number"] if lines else 0

    @property
    def doubts(self) -> list[str]:
        """Sentences about what is not as it was written."""
        return self.doubt_lines(self.case.doubts)

    @property
    def request_of_mine(self):
        """The acting person's identity request: its state and until when it is open."""
        request = identity.latest_request(self.number)
        if request is None:
            return None
        until = request.open_until()
        return {"state": request.state, "until": self.moment(until) if until else ""}

    @property
    def has_approver(self) -> bool:
        return bool(identity.approvers(self.number) - {self.who.person})
