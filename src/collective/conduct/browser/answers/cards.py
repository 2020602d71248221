"""Duties as cards: one sentence, one button and the reading time."""

from collective.conduct.browser.answers.due_dates import asked_how
from collective.conduct.browser.answers.due_dates import told_due
from collective.conduct.browser.common.translating import Translator
from collective.conduct.browser.documents.states import StateLabel
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.obligations.duties import Duty
from collective.conduct.i18n import _
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.answers.edition_queries import minutes
from collective.conduct.operations.answers.edition_queries import waits
from collective.conduct.operations.answers.own_data import own_waits
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.obligations import is_ever_asked
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Card:
    """One duty: ``state`` is one of ``due_dates.ASKED``, ``time`` in words.

    ``due`` is the last day in words, "" when there is none.
    """

    state: str
    title: str
    language: str
    time: str
    url: str
    button: str
    due: StateLabel | None = None
    kind: str = ""  # of the campaign (campaign_kinds.KINDS)


BUTTONS = {
    "awaiting": _("button_read_and_answer", default="Read and answer"),
    "changed": _("button_see_and_answer", default="See what is new and answer"),
    "own_data": _("button_read_own_data", default="See what is published about me"),
    "anew": _("button_read_and_answer", default="Read and answer"),
    "more": _("button_look_and_answer", default="Look at it and answer"),
}


def in_minutes(count: int):
    """Return the message "about ${count} minutes", to be translated."""
    if count == 1:
        return _("about_one_minute", default="about 1 minute")
    return _(
        "about_minutes", default="about ${count} minutes", mapping={"count": count}
    )


class Cards:
    """The cards of a person of the register (None for nobody)."""

    def __init__(self, words: Translator, person: int | None, hub_url: str) -> None:
        self._words, self._person, self._hub_url = words, person, hub_url

    @cached_property
    def is_asked(self) -> bool:
        """Whether the person can be asked anything, by a mandate or a campaign."""
        return may("answer", state="in_force") and is_ever_asked(self._person)

    @cached_property
    def waiting(self) -> list[Card]:
        """The cards of the person, by due day; of the same day codes first."""
        if not self.is_asked:
            return []
        waiting = []
        for each in duties_of(self._person):
            with suppress(Missing):  # its row outlived it: nothing to answer
                if waits(each):
                    waiting.append((edition_at(each.edition), each))
        waiting.sort(
            key=lambda pair: (
                pair[1].due or date.max,
                pair[0].aq_parent.portal_type != "ConductCode",
            )
        )
        return [*(self._card(*pair) for pair in waiting), *self._own_data()]

    def _own_data(self) -> list[Card]:
        """The notice of own data, when it waits to be read."""
        state = own_waits()
        url = f"{self._hub_url}/@@my-data"
        button = self._words.t(BUTTONS["own_data"])
        return [Card(f"own_{state}", "", "", "", url, button)] if state else []

    def _card(self, edition, duty: Duty) -> Card:
        asked, t = asked_how(duty), self._words.t
        return Card(
            state=asked,
            title=duty.edition.title,
            language=duty.edition.language,
            time=t(in_minutes(minutes(duty))),
            url=f"{edition.absolute_url()}/@@answer",
            button=t(BUTTONS[asked]),
            due=told_due(self._words, duty),
            kind=duty.kind,
        )
