"""``@conduct-duties``: one's own duties and answers."""

from collective.conduct.core.obligations.duties import Duty
from collective.conduct.operations.answers.duties import Answered
from collective.conduct.operations.answers.duties import answered_by
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.services.answers.editions import EditionText
from collective.conduct.services.answers.editions import languages_of
from collective.conduct.services.common import rest
from datetime import date
from datetime import datetime


class AnswerEntry(rest.Addressed):
    """An answer that was given, and to what."""

    kind: str
    when: datetime
    title: str | None
    number: int | None
    manifest_hash: str


class EditionEntry(rest.Addressed):
    """The edition that asks."""

    uid: str = rest.key("UID")
    title: str
    number: int
    manifest_hash: str
    valid_from: date


class DutyEntry(rest.Record):
    """What one document asks; see ``answers.Duty``."""

    edition: EditionEntry
    languages: dict[str, EditionText]
    state: str
    due: date | None
    campaign: str | None
    kind: str
    last_answer: AnswerEntry | None


class DutiesShown(rest.Addressed):
    """The duties and the answers of the caller."""

    duties: list[DutyEntry]
    answers: list[AnswerEntry]


class Duties(rest.ConductService, on="hub site", right="SeeOwn"):
    """The duties and the answers of the caller."""

    @rest.endpoint("GET @conduct-duties", duties_of)
    def show(self) -> DutiesShown:
        """What awaits me, and what I answered."""
        person = authorise("see_own", self.context).person
        answers = answered_by(person)
        return DutiesShown(
            f"{self.url}/@conduct-duties",
            [_duty(each, answers) for each in duties_of(person)],
            [_answered(each) for each in answers],
        )


def _duty(duty: Duty, answers: list[Answered]) -> DutyEntry:
    edition = edition_at(duty.edition)
    given = next((each for each in answers if each.edition == duty.last), None)
    return DutyEntry.of(
        duty,
        edition=EditionEntry.of(duty.edition, at=edition.absolute_url()),
        languages=languages_of(edition, duty.campaign),
        campaign=duty.campaign or None,
        last_answer=_answered(given) if duty.last and given else None,
    )


def _answered(answered: Answered) -> AnswerEntry:
    entry, facts = answered.entry, answered.edition
    return AnswerEntry(
        at=rest.receipt_url(receipt_id(entry)),
        kind=entry.kind,
        when=rest.moment(entry.when),
        title=facts.title if facts else None,
        number=facts.number if facts else None,
        manifest_hash=entry.edition,
    )
