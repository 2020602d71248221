"""View model of a launch: whom it would ask, and which letters they would get."""

from collective.conduct.browser.answers.bars import Bars
from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.campaigns.plans import ESCALATED
from collective.conduct.core.campaigns.plans import PlannedReminder
from collective.conduct.core.campaigns.reminders import FIRST_STEP
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.mail.templates import fill
from collective.conduct.i18n import _
from collective.conduct.notifications.mail.texts import known_language
from collective.conduct.notifications.mail.texts import words as letter_words
from collective.conduct.operations.campaigns import launch
from collective.conduct.operations.campaigns.campaign_people import CampaignPreview
from collective.conduct.operations.campaigns.campaign_people import preview
from collective.conduct.vocabularies.campaigns.titles import reminder_title
from collective.conduct.vocabularies.campaigns.titles import STANDING_TITLES
from collective.conduct.vocabularies.common.catalogue import title_of
from collective.conduct.vocabularies.errors import words
from functools import cached_property
from plone import api


LETTERS = {FIRST_STEP: "duty_new", ESCALATED: "duty_escalated"}


class LaunchModel:
    """A planned campaign as it would begin."""

    def __init__(self, words: Translator, campaign) -> None:
        self._words, self._campaign = words, campaign

    @property
    def unfit(self) -> str:
        """The message of what prevents a launch, "" for nothing."""
        try:
            launch.refuse_unfit(launch.facts_of(self._campaign))
        except ConductError as error:
            return self._words.t(words(error))
        return ""

    @cached_property
    def found(self) -> CampaignPreview:
        return preview(self._campaign)

    @cached_property
    def bars(self) -> Bars:
        """Whom it asks, by body and by party."""
        return Bars(self._words, self.found.lines, STANDING_TITLES)

    @property
    def letters(self) -> list[dict[str, str]]:
        """The letters that people would get, each with its day."""
        return [
            {
                "day": self._words.day(each.day),
                "words": self._told(each),
                "subject": self._subject(each),
            }
            for each in self.found.letters
        ]

    def _subject(self, letter: PlannedReminder) -> str:
        """The subject as it will be read, in the language of the request."""
        kind = LETTERS.get(letter.reminder_step, "duty_reminder")
        template = letter_words(known_language(self._words.language), kind)["subject"]
        document = api.content.get(UID=self._campaign.document)
        return fill(template, {"title": document.Title() if document else ""})

    def _told(self, letter: PlannedReminder) -> str:
        if letter.reminder_step == ESCALATED:
            function = title_of("functions", self._campaign.escalate_to)
            message = _(
                "letter_escalated",
                default="To ${function}: who has not answered",
                mapping={"function": function},
            )
        elif letter.reminder_step == FIRST_STEP:
            message = _("letter_new", default="To everybody: what is asked of them")
        else:
            message = _(
                "letter_reminder",
                default="To those who have not answered: a reminder (${when})",
                mapping={"when": self._words.t(reminder_title(letter.days))},
            )
        return self._words.t(message)
