"""The notice of one's own data: what is published about me, and who gets it.

The municipality says which facts about officials it publishes and to whom it
passes them on; the register has the facts. Together they make one notice for
each official, in each language (REQUIREMENTS B18, B32). Nothing waits for a
job: a notice waits to be read whenever it is another than the one that was
read last, whether the municipality or the person's own facts changed.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.ledger.proof import canonical
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from hashlib import sha256


FORMAT = "conduct-notice/1"
PERSON_FIELDS = ("name", "email")
SEAT_FIELDS = ("body", "office", "party", "extent", "period")
FIELDS = (*PERSON_FIELDS, *SEAT_FIELDS)
LANGUAGES = ("sv", "da", "en")
STATES = ("new", "changed", "read")
MAX_LINES = 40
MAX_LENGTH = 300

Facts = tuple[tuple[str, str], ...]  # (field, value)


@dataclass(frozen=True)
class DataRecipient:
    """Somebody who gets the facts, and what for."""

    name: str
    purpose: str


@dataclass(frozen=True)
class Publication:
    """What the municipality publishes about officials, and who gets it.

    ``fields``: keys of ``FIELDS``; ``more``: by language, what is published
    that the register does not hold; ``recipients``: by language.
    """

    fields: tuple[str, ...] = ()
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recipients: Mapping[str, tuple[DataRecipient, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is anything to tell anybody."""
        texts = (*self.more.values(), *self.recipients.values())
        return bool(self.fields) or any(texts)


@dataclass(frozen=True)
class DataNotice:
    """What one official is told about their own data, in one language.

    ``seats``: the facts of each mandate that is held today.
    """

    language: str
    person: Facts
    seats: tuple[Facts, ...]
    more: tuple[str, ...]
    recipients: tuple[DataRecipient, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 in hex of the notice: the ledger stores this and no fact."""
        return sha256(canonical({"format": FORMAT, **asdict(self)})).hexdigest()


def notice(
    published: Publication,
    language: str,
    person: Mapping[str, str],
    seats: Iterable[Mapping[str, str]],
) -> DataNotice:
    """Build the notice of one person from the values that the register has."""
    return DataNotice(
        language,
        _chosen(published, PERSON_FIELDS, person),
        tuple(_chosen(published, SEAT_FIELDS, seat) for seat in seats),
        _said(published.more, language),
        _said(published.recipients, language),
    )


def publication(
    fields: Iterable[str], more: Mapping[str, str], recipients: Mapping[str, str]
) -> Publication:
    """Parse what was typed: one line each, a recipient as ``who: what for``.

    ``Invalid`` "field_unknown", "language_unknown", "too_many_lines",
    "line_too_long", "recipient_needs_purpose" with field and number of the line.
    """
    chosen = frozenset(fields)
    if not chosen <= frozenset(FIELDS):
        raise Invalid("field_unknown")
    if not {*more, *recipients} <= {*LANGUAGES}:
        raise Invalid("language_unknown")
    other = {key: _lines(text, f"more_{key}") for key, text in more.items()}
    receive = {
        key: _lines(text, f"recipients_{key}") for key, text in recipients.items()
    }
    return Publication(
        tuple(key for key in FIELDS if key in chosen),
        {key: lines for key, lines in other.items() if lines},
        {key: _recipients(lines, key) for key, lines in receive.items() if lines},
    )


def _chosen(
    published: Publication, keys: tuple[str, ...], values: Mapping[str, str]
) -> Facts:
    return tuple((key, values.get(key, "")) for key in keys if key in published.fields)


def _said(texts: Mapping[str, tuple], language: str) -> tuple:
    """The lines in a language; in another when the municipality has none."""
    order = (language, *LANGUAGES)
    return next((texts[key] for key in order if texts.get(key)), ())


def _lines(text: str, name: str) -> tuple[str, ...]:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    filled = tuple(line for line in lines if line)
    if len(filled) > MAX_LINES:
        raise Invalid("too_many_lines", field=name, limit=MAX_LINES)
    for number, line in enumerate(filled, 1):
        if len(line) > MAX_LENGTH:
            raise Invalid("line_too_long", field=name, line=number, limit=MAX_LENGTH)
    return filled


def _recipients(lines: tuple[str, ...], language: str) -> tuple[DataRecipient, ...]:
    recipients = []
    for number, line in enumerate(lines, 1):
        name, _colon, purpose = (part.strip() for part in line.partition(":"))
        if not name or not purpose:
            name_of_field = f"recipients_{language}"
            raise Invalid("recipient_needs_purpose", field=name_of_field, line=number)
        recipients.append(DataRecipient(name, purpose))
    return tuple(recipients)
