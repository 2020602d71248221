"""The steps of a campaign, each on a page that says what will happen first."""

from collective.conduct.browser.acts import Act
from collective.conduct.browser.bars import Bars
from collective.conduct.browser.forms import Field
from collective.conduct.core.errors import ConductError
from collective.conduct.core.letters import fill
from collective.conduct.core.plans import ESCALATED
from collective.conduct.core.plans import Letter
from collective.conduct.core.reminders import FIRST_RUNG
from collective.conduct.i18n import _
from collective.conduct.notifications.texts import known_language
from collective.conduct.notifications.texts import words as letter_words
from collective.conduct.operations import campaigns
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.parts import Preview
from collective.conduct.operations.parts import preview
from collective.conduct.operations.request_privacy import keep_private
from collective.conduct.vocabularies.campaigns import reminder_title
from collective.conduct.vocabularies.campaigns import STANDING_TITLES
from collective.conduct.vocabularies.catalogue import title_of
from collective.conduct.vocabularies.errors import words
from functools import cached_property
from plone import api


LETTERS = {FIRST_RUNG: "duty_new", ESCALATED: "duty_escalated"}


class Step(Act):
    """A step without a word to write: what happens, a tick, one button."""

    def show(self):
        """Nobody sees the form who could not send it."""
        state = api.content.get_state(self.context)
        authorise(self.deed, self.context, state)
        keep_private(self.request.response)
        return self.index()

    @property
    def fields(self) -> list[Field]:
        return []


class Launch(Bars, Step):
    """See who would be asked and what they get; then ask them."""

    deed = "launch_campaign"
    previews = True
    outcome_titles = STANDING_TITLES
    title = _("title_launch", default="Launch the campaign")
    happens = _(
        "happens_launch",
        default="From the first day, everybody below sees on their page what is asked"
        " of them, and gets the letters listed here. Whoever joins later is asked too."
        " After the launch the campaign cannot be changed or removed any more: it can"
        " only be wound down and closed.",
    )
    button = _("button_launch", default="Launch it")
    done = _("done_launch", default="The campaign runs.")

    def perform(self, _words: str) -> None:
        campaigns.launch(self.context)

    @property
    def unfit(self) -> str:
        """What stands in the way of a launch, in words."""
        try:
            campaigns.refuse_unfit(campaigns.facts_of(self.context))
        except ConductError as error:
            return self.t(words(error))
        return ""

    @cached_property
    def found(self) -> Preview:
        return preview(self.context)

    @property
    def figures(self):
        return self.found.figures

    @property
    def parts(self) -> list[dict]:
        """Whom it asks, by body and by party."""
        return self.parts_of(self.found.lines)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return self.kinds_of(self.figures)

    @property
    def letters(self) -> list[dict[str, str]]:
        """What people get, and on which day."""
        return [
            {
                "day": self.day(each.day),
                "words": self._words(each),
                "subject": self._subject(each),
            }
            for each in self.found.letters
        ]

    def _subject(self, letter: Letter) -> str:
        """The subject as it will be read, in the language of the request."""
        kind = LETTERS.get(letter.rung, "duty_reminder")
        template = letter_words(known_language(self.language), kind)["subject"]
        document = api.content.get(UID=self.context.document)
        return fill(template, {"title": document.Title() if document else ""})

    def _words(self, letter: Letter) -> str:
        if letter.rung == ESCALATED:
            function = title_of("functions", self.context.escalate_to)
            told = _(
                "letter_escalated",
                default="To ${function}: who has not answered",
                mapping={"function": function},
            )
        elif letter.rung == FIRST_RUNG:
            told = _("letter_new", default="To everybody: what is asked of them")
        else:
            told = _(
                "letter_reminder",
                default="To those who have not answered: a reminder (${when})",
                mapping={"when": self.t(reminder_title(letter.days))},
            )
        return self.t(told)


class WindDown(Step):
    """Ask nobody who joins from tomorrow."""

    deed = "wind_down_campaign"
    title = _("title_wind_down", default="Wind the campaign down")
    happens = _(
        "happens_wind_down",
        default="Whoever joins from tomorrow on is not asked. Those who were asked can"
        " still answer, and are reminded as planned. This cannot be taken back.",
    )
    button = _("button_wind_down", default="Wind it down")
    done = _("done_wind_down", default="Joiners are no longer asked.")

    def perform(self, _words: str) -> None:
        campaigns.wind_down(self.context)


class Close(Step):
    """Ask nobody any more."""

    deed = "close_campaign"
    title = _("title_close", default="Close the campaign")
    happens = _(
        "happens_close",
        default="Nobody is asked any more, no more reminders are sent, and the figures"
        " stay as they are today. Answers that were given are kept. This cannot be"
        " taken back.",
    )
    button = _("button_close", default="Close it")
    done = _("done_close", default="The campaign is closed.")

    def perform(self, _words: str) -> None:
        campaigns.close(self.context)
