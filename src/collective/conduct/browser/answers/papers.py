"""Pages: record answers from a signed paper, and read the objections."""

from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.common.forms import Option
from collective.conduct.browser.common.request_scrubbing import RequestScrubber
from collective.conduct.core.answers.coverage import NONE_YET
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.i18n import _
from collective.conduct.operations.answers.answering import Paper
from collective.conduct.operations.answers.answering import record_on_behalf
from collective.conduct.operations.answers.objections import objections
from collective.conduct.operations.answers.papers import Signer
from collective.conduct.operations.answers.papers import signers
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.answers.outcomes import OUTCOME_TITLES
from collective.conduct.vocabularies.terms import ANSWER_TITLES
from collective.conduct.vocabularies.terms import OFFICE_TITLES
from functools import cached_property
from hashlib import sha256
from plone import api


CHUNK = 1 << 16  # bytes
DIGITS = 10  # of a number in the register
NO_BODY = "-"  # no body has such a key
# Buttons that only change the view: sent by POST, so that no address has a name.
LOOKS = ("look", "all", "all_of")


class RecordAnswers(RequestScrubber, FormPage):
    """Form page: record one answer for people who signed the same paper (A3)."""

    private = ("q", "reference")

    blames = {
        "nobody_chosen": "people",
        "answer_kind": "kind",
        "paper_missing": "reference",
        "signed_day": "signed_on",
    }

    def show(self):
        """Show the names only to whoever may record for them."""
        authorise("record_on_behalf", self.context, state_of(self.context))
        keep_private(self.request.response)
        return self.index()

    def do(self):
        """Record the answer for all of them; report how many, and who had answered."""
        if any(map(self.typed, LOOKS)):
            return self.show()
        day = self.day_in("signed_on")
        if day is None:
            raise Invalid("date_missing", field="signed_on")
        paper = Paper(
            fingerprint(self.request.form.get("scan")),
            self.typed("reference"),
            day.isoformat(),
        )
        people = [int(each) for each in self.ticked]
        made = record_on_behalf(self.context, people, self.typed("kind"), paper)
        recorded = {entry.stream for entry in made}
        self._tell_passed_over([each for each in people if each not in recorded])
        words = _(
            "done_record_answers",
            default="The answer is recorded for ${count} people.",
            mapping={"count": len(recorded)},
        )
        return self.sent(f"{self.url}/@@coverage", words)

    def _tell_passed_over(self, people: list[int]) -> None:
        if not people:
            return
        names = {line.person: line.name for line in self.everybody}
        words = _(
            "done_record_answers_stood",
            default="This answer already stood for: ${names}.",
            mapping={"names": ", ".join(names.get(each, "?") for each in people)},
        )
        api.portal.show_message(self.t(words), self.request, type="warning")

    # the people
    @cached_property
    def everybody(self) -> list[Signer]:
        """All whom the viewer may record for: candidates and employees too."""
        return signers(self.context)

    @cached_property
    def ticked(self) -> list[str]:
        """The register's numbers of those who are ticked, each once."""
        sent = (str(each) for each in self.chosen("people"))
        numbers = [each for each in sent if each.isdecimal() and len(each) <= DIGITS]
        if self.typed("all"):
            numbers += [str(line.person) for line in self.shown]
        if body := self.typed("all_of"):
            numbers += [
                str(line.person) for line in self.shown if _key(line.body) == body
            ]
        return list(dict.fromkeys(numbers))

    @cached_property
    def shown(self) -> list[Signer]:
        """The people whom the search finds, by body and name."""
        words, body = self.typed("q").casefold().split(), self.typed("body")
        waiting = bool(self.typed("waiting"))
        return [
            line
            for line in self.everybody
            if all(word in line.name.casefold() for word in words)
            and body in ("", _key(line.body))
            and (line.waits or not waiting)
        ]

    @property
    def groups(self) -> list[dict]:
        """Those ticked before who are not shown now, then the shown by body."""
        here = {str(line.person) for line in self.shown}
        aside = {
            line.person: line
            for line in self.everybody
            if str(line.person) in self.ticked and str(line.person) not in here
        }
        parts: dict[str, list[Signer]] = {}
        for line in self.shown:
            parts.setdefault(_key(line.body), []).append(line)
        before = self.t(_("legend_ticked_before", default="Ticked before"))
        groups = [(before, "", list(aside.values()))] if aside else []
        groups += [(self.part_title(key), key, parts[key]) for key in sorted(parts)]
        return [
            {"title": title, "key": key, "people": [self._row(each) for each in lines]}
            for title, key, lines in groups
        ]

    def part_title(self, key: str) -> str:
        """The title of a body, or of those who are in none."""
        if key == NO_BODY:
            return self.t(_("legend_no_body", default="In no body"))
        return body_title(key)

    def _row(self, line: Signer) -> dict:
        candidate = self.t(OFFICE_TITLES["candidate"]) if line.candidate else ""
        beside = ", ".join(each for each in (line.party, candidate) if each)
        return {
            "person": line.person,
            "name": line.name,
            "beside": beside,
            "outcome": self._stands(line),
            "ticked": str(line.person) in self.ticked,
        }

    def _stands(self, line: Signer) -> str:
        title = self.t(OUTCOME_TITLES[line.outcome])
        if not line.waits or line.outcome == NONE_YET:
            return title
        words = _(
            "outcome_asked_again",
            default="${outcome}, is asked again",
            mapping={"outcome": title},
        )
        return self.t(words)

    @property
    def bodies(self) -> list[Option]:
        """The bodies to choose from."""
        keys = sorted({_key(line.body) for line in self.everybody})
        every = ("", self.t(_("option_all", default="All")))
        return [every, *((key, self.part_title(key)) for key in keys)]

    # the paper
    @property
    def fields(self) -> list[Field]:
        kinds = [(key, self.t(ANSWER_TITLES[key])) for key in ANSWERS]
        choose = ("", self.t(_("option_choose", default="Choose …")))
        return [
            self.field(
                "kind",
                _("label_paper_kind", default="What the paper says"),
                "choice",
                options=[choose, *(each for each in kinds if each[0] != "objected")],
                required=True,
            ),
            self.field(
                "signed_on",
                _("label_signed_on", default="Signed on"),
                "date",
                required=True,
            ),
            self.field(
                "reference",
                _("label_paper_reference", default="Where the paper is kept"),
                help=_(
                    "help_paper_reference",
                    default="For example a binder or a diary number. Needed when there"
                    " is no scan.",
                ),
            ),
            self.field(
                "scan",
                _("label_scan", default="Scan of the paper"),
                "file",
                help=_(
                    "help_scan",
                    default="The file is not stored here: only its fingerprint is, so"
                    " that the scan in your archive can be recognised later.",
                ),
            ),
        ]


def _key(body: str) -> str:
    return body or NO_BODY


def fingerprint(upload) -> str:
    """SHA-256 in hex of an uploaded file, "" when none was chosen."""
    if not getattr(upload, "filename", ""):
        return ""
    hashed = sha256()
    while piece := upload.read(CHUNK):
        hashed.update(piece)
    return hashed.hexdigest()


class ObjectionsPage(Page):
    """Page: the objections to an edition with names, for those who may read them."""

    def show(self):
        """Read before rendering, so that an error gives a message."""
        self.objections = objections(self.context)
        keep_private(self.request.response)
        return self.index()
