"""``@@report-status``: a reporter comes back with the seven words.

The words are sent, never part of an address. Wrong ones, unknown ones and
those of a deleted case give the same page, after the same work. The next request
sends a sealed token of the words, so that no page contains them.
"""

from collective.conduct.browser.common.download import download
from collective.conduct.browser.common.download import numbers_of
from collective.conduct.browser.reports.returned import Returned
from collective.conduct.browser.reports.status_labels import FROM
from collective.conduct.browser.reports.status_labels import ICONS
from collective.conduct.browser.reports.status_labels import STATES
from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.core.cases.records.letters import KeptReport
from collective.conduct.core.cases.records.letters import SentReport
from collective.conduct.core.common.ports import IClock
from collective.conduct.i18n import _
from collective.conduct.operations.cases.reporter_facts import Fact
from collective.conduct.operations.common import throttle
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.form_drafts import sealed
from collective.conduct.operations.reports.reporter_followup import FollowupMessage
from collective.conduct.operations.reports.reporter_followup import Status
from collective.conduct.operations.reports.saved_reports import kept
from collective.conduct.operations.reports.saved_reports import throw_away
from collective.conduct.principals.registers.titles import held_title
from collective.conduct.vocabularies.cases.forms import title_of
from collective.conduct.vocabularies.cases.reporter_facts import A_PERSON
from collective.conduct.vocabularies.cases.reporter_facts import GONE
from collective.conduct.vocabularies.cases.reporter_facts import SENTENCES
from zope.component import getUtility

import secrets


THROWN_AWAY = _("report_thrown_away", default="It is thrown away. Nothing is left.")
WRITTEN = _("report_message_sent", default="Your message is sent.")
CHOSEN = _(
    "report_chosen",
    default="It is written down. Those who read your report can now let them in.",
)
WITHDRAWN = _("report_withdrawn", default="You have taken it back.")


# kind of clock -> what it is called while it runs, and when it is met
EXPECTED = {
    "confirmation": (
        _("report_label_confirmed", default="Confirmed at the latest"),
        _("report_label_was_confirmed", default="Confirmed"),
    ),
    "answer": (
        _("report_label_answered", default="Answered at the latest"),
        _("report_label_was_answered", default="Answered"),
    ),
}


class ReportStatusPage(Returned):
    """Status, messages and actions of a report, for whoever has its words."""

    name = "report-status"
    bound = "return"
    found: Status | None = None
    held: KeptReport | None = None  # what was only kept
    asks_withdrawal = False
    asks_about = 0  # the person whom the reporter wants to choose after all

    def do(self):
        acts = {
            "write": self.write,
            "file": self.file,
            "ask": self.ask_withdrawal,
            "withdraw": self.withdraw,
            "choose": self.ask_choice,
            "choose-sure": self.choose,
            "throw": self.throw,
        }
        act = self.typed("act").partition(".")[0]
        sent = acts.get(act, self.look)()
        if sent is not None:
            return sent
        if self.found is None and self.held is None and not self.said:
            throttle.note(throttle.WORDS, self.source, self.now)
            self.error = self.unknown
        return self.index()

    # what is done
    def look(self) -> None:
        """Find what the words open: a report, or one that was only saved."""
        self.found = reporter_followup.status(self.seven)
        self.held = None if self.found else kept(self.seven)

    def write(self) -> None:
        """Send a message to the handlers."""
        self.found = reporter_followup.write(
            self.words_given(), self.typed("text"), self.uploads
        )
        if self.found is not None:
            self.said = self.t(WRITTEN)

    def file(self) -> bytes | None:
        """Send the file of a message as a download."""
        letter, place = numbers_of(self.typed("act"))
        sent = reporter_followup.file_of(self.words_given(), letter, place)
        return None if sent is None else download(self.request.response, *sent)

    def ask_withdrawal(self) -> None:
        """Show what a withdrawal means, before it is done."""
        self.asks_withdrawal = True
        self.look()

    def withdraw(self) -> None:
        """Withdraw the report."""
        self.found = reporter_followup.withdraw(self.words_given())
        if self.found is not None:
            self.said = self.t(WITHDRAWN)

    def ask_choice(self) -> None:
        """Show what it means to choose somebody after all, before it is done."""
        self.asks_about = self._person()
        self.look()

    def choose(self) -> None:
        """Let somebody read it after all whom the reporter did not choose."""
        words, person = self.words_given(), self._person()
        self.found = reporter_followup.choose_after_all(words, person)
        if self.found is not None:
            self.said = self.t(CHOSEN)

    def _person(self) -> int:
        """Return the person that the button names, 0 for none."""
        number = self.typed("act").partition(".")[2]
        return int(number) if number.isdecimal() and len(number) <= 10 else 0

    def throw(self) -> None:
        """Delete a report that was only saved."""
        if throw_away(self.words_given()):
            self.said = self.t(THROWN_AWAY)

    # what is shown
    @property
    def state(self) -> dict:
        key = self.found.state
        return {"title": self.t(STATES[key]), "icon": ICONS[key]}

    @property
    def received_on(self) -> str:
        return self.day(self.found.received_on)

    @property
    def clocks(self) -> list[dict]:
        """The deadlines: when each is due, or when it was met."""
        return [
            {
                "title": self.t(EXPECTED[each.kind][each.met_on is not None]),
                "day": self.day(each.met_on or each.due),
                "late": each.is_late(self.today),
            }
            for each in self.found.clocks
        ]

    @property
    def readers(self) -> list[dict]:
        """Who can read it today: name, function, since when."""
        return [
            {
                "name": self._named(each.name),
                "functions": ", ".join(map(held_title, each.functions)),
                "since": self.day(each.since) if each.since else "",
            }
            for each in self.found.readers
        ]

    @property
    def holders(self) -> str:
        """Who opens it together while nobody can read it, by name."""
        return ", ".join(self._named(each) for each in self.found.holders)

    @property
    def facts(self) -> list[dict]:
        """What was done with it, the latest first: a day and a sentence."""
        return [
            {
                "day": self.day(getUtility(IClock).day_of(each.when)),
                "words": self._sentence(each),
            }
            for each in reversed(self.found.facts)
        ]

    def _sentence(self, fact: Fact) -> str:
        message = SENTENCES[fact.event]
        names = {"by": self._named(fact.by), "person": self._named(fact.person)}
        text = self.t(_(str(message), default=message.default, mapping=names))
        return f"{text[:1].upper()}{text[1:]}"

    def _named(self, name: str | None) -> str:
        return self.t(GONE) if name is None else name or self.t(A_PERSON)

    @property
    def letters(self) -> list[dict]:
        """The messages in both directions, oldest first."""
        return [self._letter(*each) for each in enumerate(self.found.letters)]

    def _letter(self, number: int, each: FollowupMessage) -> dict:
        content = each.words
        sent = isinstance(content, SentReport)
        return {
            "by": self.t(FROM.get(each.kind, FROM["message"])),
            "day": self.moment(each.when),
            "text": "" if sent else content.text,
            "answers": [*as_shown(content.answers, content.reporter).items()]
            if sent
            else [],
            "files": [
                (file, "") if sent else (file.name, place)
                for place, file in enumerate(content.files)
            ],
            "number": number,
            "theirs": each.kind not in ("report", "own"),
        }

    # on to the form
    @property
    def reprisal(self) -> dict:
        """The fields that start the form of a reprisal, linked to this report."""
        nonce, linked = secrets.token_urlsafe(24), reporter_followup.linked(self.seven)
        return {
            "form": "reprisal",
            "nonce": nonce,
            "language": self.language,
            "draft": sealed(nonce, linked),
        }

    @property
    def continuing(self) -> dict:
        """The fields that continue a saved report; its words stay the same."""
        kept_form, nonce = self.held.form, self.held.nonce
        return {
            "form": kept_form,
            "nonce": nonce,
            "language": self.held.language,
            "draft": sealed(nonce, vars(self.held)),
        }

    @property
    def kept_title(self) -> str:
        return title_of(self.held.form, self.language)

    @property
    def kept_answers(self) -> list[str]:
        answers = self.held.answers.values()
        return [each for each in answers if isinstance(each, str)]
