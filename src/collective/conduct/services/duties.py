"""``@conduct-duties``: what awaits me, and what I answered."""

from collective.conduct.core.duties import Duty
from collective.conduct.core.shelf import EditionFacts
from collective.conduct.operations.authority import authorise
from collective.conduct.operations.duties import Answered
from collective.conduct.operations.duties import answered_by
from collective.conduct.operations.duties import duties_of
from collective.conduct.operations.editions import edition_at
from collective.conduct.operations.receipts import receipt_id
from collective.conduct.services.base import day
from collective.conduct.services.base import Endpoint
from collective.conduct.services.base import moment
from collective.conduct.services.base import receipt_url
from collective.conduct.services.editions import languages_of


class Duties(Endpoint):
    """The duties and the answers of whoever asks."""

    def answer(self) -> dict:
        person = authorise("see_own", self.context).person
        answers = answered_by(person)
        return {
            "@id": f"{self.url}/@conduct-duties",
            "duties": [_duty(each, answers) for each in duties_of(person)],
            "answers": [_answered(each) for each in answers],
        }


def _duty(duty: Duty, answers: list[Answered]) -> dict:
    edition = edition_at(duty.edition)
    given = next((each for each in answers if each.edition == duty.last), None)
    return {
        "edition": _edition(duty.edition, edition.absolute_url()),
        "languages": languages_of(edition, duty.campaign),
        "state": duty.state,
        "due": day(duty.due),
        "campaign": duty.campaign or None,
        "kind": duty.kind,
        "last_answer": _answered(given) if duty.last and given else None,
    }


def _edition(facts: EditionFacts, url: str) -> dict:
    return {
        "@id": url,
        "UID": facts.uid,
        "title": facts.title,
        "number": facts.number,
        "manifest_hash": facts.manifest_hash,
        "valid_from": facts.valid_from.isoformat(),
    }


def _answered(answered: Answered) -> dict:
    entry, facts = answered.entry, answered.edition
    return {
        "@id": receipt_url(receipt_id(entry)),
        "kind": entry.kind,
        "when": moment(entry.when),
        "title": facts.title if facts else None,
        "number": facts.number if facts else None,
        "manifest_hash": entry.edition,
    }
