"""The state of an edition as a sentence: "Superseded by edition 3 on 1 May 2027"."""

from collective.conduct.browser.common.translating import Translator
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.edition_index import state
from collective.conduct.i18n import _
from collective.conduct.operations.documents.editions import rows_of
from collective.conduct.operations.documents.editions import successor
from collective.conduct.vocabularies.documents.states import EDITION_STATES
from dataclasses import dataclass
from datetime import date
from zope.component import getUtility


@dataclass(frozen=True)
class StateLabel:
    """A state as it is shown to readers: its key, icon and sentence."""

    key: str
    icon: str
    sentence: str


SENTENCES = {
    "upcoming": _("edition_upcoming", default="Comes into force on ${date}"),
    "in_force": _("edition_in_force", default="In force since ${date}"),
    "in_force_until": _(
        "edition_in_force_until", default="In force since ${date}, until ${until}"
    ),
    "superseded": _(
        "edition_superseded", default="Superseded by edition ${number} on ${date}"
    ),
    "expired": _("edition_expired", default="Expired on ${date}"),
    "repealed": _("edition_repealed", default="Repealed on ${date}"),
    "annulled": _(
        "edition_annulled", default="Annulled on ${date}; it was never in force"
    ),
}


def told_state(words: Translator, facts: EditionFacts) -> StateLabel:
    """Return the edition's state today, in the language of the request."""
    today = getUtility(IClock).today()
    key = state(facts, rows_of(facts.document), today)
    return StateLabel(key, EDITION_STATES[key].icon, _sentence(words, key, facts))


def _sentence(words: Translator, key: str, facts: EditionFacts) -> str:
    days, number = _days(key, facts), 0
    if key == "superseded":
        after = successor(facts)
        days, number = (after.valid_from, None), after.number
    first, last = days
    message = SENTENCES[f"{key}_until" if last and key == "in_force" else key]
    mapping = {"date": words.day(first), "until": words.day(last), "number": number}
    return words.t(_(str(message), default=message.default, mapping=mapping))


def _days(key: str, facts: EditionFacts) -> tuple[date | None, date | None]:
    day = {
        "expired": facts.valid_to,
        "repealed": facts.repealed_on,
        "annulled": facts.annulled_on,
    }.get(key, facts.valid_from)
    return day, facts.valid_to
