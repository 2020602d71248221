"""State of a report form that is being written, over both steps."""

from collections.abc import Mapping
from collective.conduct.browser.reports.question_fields import answers_in
from collective.conduct.core.cases.recipients import ROLES
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.core.common.errors import Invalid
from collective.conduct.operations.cases.available_recipients import form_of
from collective.conduct.operations.reports.forms import questions_of
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date


LONGEST_NAME = 300
WITHOUT, CONFIDENTIAL, NAMED = IDENTITIES = ("without", "confidential", "named")


@dataclass(frozen=True)
class Written:
    """Everything typed so far, as plain values that can be sealed in a draft.

    ``recipients`` is empty until somebody has chosen, among those ``shown``;
    ``linked`` and ``first`` belong to a reprisal: the first case, and its readers.
    """

    answers: dict = field(default_factory=dict)
    role: str = ROLES[0]
    identity: str = WITHOUT
    name: str = ""
    contact: str = ""
    danger: bool = False
    told_on: str = ""  # the day on which a leader was told, as it was typed
    about: tuple[int, ...] = ()
    witnesses: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    shown: tuple[int, ...] = ()
    linked: tuple[str, ...] = ()
    first: tuple[int, ...] = ()

    @property
    def out(self) -> frozenset[int]:
        """The people who must not receive it: persons concerned and witnesses."""
        return frozenset(self.about) | frozenset(self.witnesses)

    def signature(self) -> tuple[str, str]:
        """Return name and contact (or ""); ``Invalid`` without a name or too long."""
        if not self.name:
            raise Invalid("reporter_missing", field="reporter")
        if max(len(self.name), len(self.contact)) > LONGEST_NAME:
            raise Invalid("answer_too_long", field="reporter")
        return self.name, self.contact

    def sealed_identity(self) -> IdentityRecord | None:
        """Return the reporter's identity, for the envelope that two must open."""
        if self.identity != CONFIDENTIAL:
            return None
        return IdentityRecord(*self.signature())

    def day_told(self) -> date | None:
        """Return when a leader was told; ``Invalid`` "told_on" if that is no date."""
        try:
            return date.fromisoformat(self.told_on) if self.told_on else None
        except ValueError:
            raise Invalid("told_on", field="told_on") from None

    def values(self) -> dict:
        return asdict(self)


def written(values: Mapping) -> Written:
    """Restore the state from a draft; missing values get their defaults."""
    names = Written.__dataclass_fields__
    known = {name: value for name, value in values.items() if name in names}
    lists = {name: tuple(value) for name, value in known.items() if _is_list(value)}
    return Written(**{**known, **lists})


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def chosen(sent, before: Written) -> Written:
    """Return the state after the first step: persons concerned and witnesses."""
    return replace(
        before,
        about=tuple(sorted(sent.numbers("about"))),
        witnesses=tuple(sorted(sent.numbers("witness") - sent.numbers("about"))),
        recipients=(),
        shown=(),
    )


def told(form: str, language: str, sent, before: Written) -> Written:
    """Return the state after the second step: everything else."""
    form_of(form)
    role, identity = sent.text("role"), sent.text("identity")
    return replace(
        chosen(sent, before),
        answers=answers_in(questions_of(form, language), sent),
        role=role if role in ROLES else ROLES[0],
        identity=identity if identity in IDENTITIES else WITHOUT,
        name=sent.text("reporter").strip(),
        contact=sent.text("contact").strip(),
        danger="danger" in sent,
        told_on=sent.text("told_on").strip(),
        recipients=tuple(sorted(sent.numbers("recipient"))),
        shown=tuple(sorted(sent.numbers("shown"))),
    )
