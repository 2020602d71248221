"""Check a draft for placeholders, missing sections and dates (REQUIREMENTS B4, C2).

The functions are pure: everything that must be looked up comes in as data. The
message of each code is in ``vocabularies.documents.lints``. An "error" keeps a
document from being proposed, a "warning" is shown and listed.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.conduct.core.documents.text.blocks import outline
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.provisions import own_id
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.documents.text.sections import empty_sections
from collective.conduct.core.documents.text.sections import missing_sections
from dataclasses import dataclass
from dataclasses import field
from datetime import date

import re


SEVERITIES = ("error", "warning")
CODES = {
    "placeholder": "warning",
    "section_missing": "error",
    "section_empty": "error",
    "validity_expired": "warning",
    "review_overdue": "warning",
    "dead_relation": "warning",
    "translation_misfit": "warning",
}
# What templates of word processors and municipalities leave behind.
_PROMPTS = r"""
    klicka\ (?:eller\ tryck\ )?här\ (?:för\ att|och)
        \ (?:ange|skriva?|infoga|välja)(?:\ \w+)?
  | klik(?:\ eller\ tryk)?\ her\ for\ at
        \ (?:angive|skrive|indsætte|indtaste|vælge)(?:\ \w+)?
  | click\ (?:or\ tap\ )?here\ to\ (?:enter|add|insert)(?:\ \w+)?(?:\ text\b)?
  | klicka\ eller\ tryck\ om\ du\ vill\ ange(?:\ \w+)?
  | välj\ ett\ objekt | vælg\ et\ element | choose\ an\ item
  | lorem\ ipsum
"""
_NAMES = """datum dato date namn navn name titel title rubrik overskrift nämnd udvalg
    styrelse förvaltning forvaltning funktion diarienummer dnr journalnummer sagsnr
    paragraf kommun kommune kommunens ange skriv fyll infoga välj angiv indsæt udfyld
    vælg insert enter type text tekst xx xxx""".split()
_BRACKETS = rf"\[(?:{'|'.join(_NAMES)})\b[^\]\n]{{0,60}}\]"
_GAPS = (
    r"\b(?:ÅÅÅÅ|YYYY|20XX|20xx)\b(?:-MM-DD)?|\bDD-MM-ÅÅÅÅ\b|\bX{2,}\b|\bT(?:ODO|BD)\b"
)
PLACEHOLDER = re.compile(
    rf"(?i:{_PROMPTS.strip()})|(?i:{_BRACKETS})|{_GAPS}", re.VERBOSE
)


@dataclass(frozen=True)
class Lint:
    """One finding.

    ``where`` is the id of a provision or group, ``""`` for the whole document;
    ``values`` make the sentence precise: ``found`` (placeholder), ``section``
    (a key of ``sections.HEADINGS``), ``date`` (ISO), ``relation`` (title
    or UID), ``language``.
    """

    code: str
    severity: str
    where: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def check(
    html: str,
    structure: Structure,
    *,
    document_type: str,
    language: str,
    review_due: date | None,
    today: date,
    dead_relations: Iterable[str] = (),
    misfit_translations: Iterable[str] = (),
    valid_to: date | None = None,
) -> tuple[Lint, ...]:
    """Return the findings, errors first, else in the order of the text.

    ``dead_relations`` are the titles of relations whose target is gone,
    ``misfit_translations`` the languages whose provisions do not match;
    ``valid_to`` is the last day of validity.
    """
    lints = [
        *_sections(structure, document_type, language),
        *placeholders(html),
        *_dates(review_due, valid_to, today),
        *(_lint("dead_relation", relation=title) for title in dead_relations),
        *(_lint("translation_misfit", language=code) for code in misfit_translations),
    ]
    return tuple(sorted(lints, key=lambda lint: SEVERITIES.index(lint.severity)))


def placeholders(html: str) -> tuple[Lint, ...]:
    """Return the placeholders of a template that were never filled in (C2)."""
    return tuple(
        _lint("placeholder", own_id(block), found=match[0])
        for block in outline(parse(html))
        for match in PLACEHOLDER.finditer(block.text)
    )


def _sections(
    structure: Structure, document_type: str, language: str
) -> Iterator[Lint]:
    for key in missing_sections(structure, document_type, language):
        yield _lint("section_missing", section=key)
    for key in empty_sections(structure, document_type, language):
        yield _lint("section_empty", section=key)


def _dates(
    review_due: date | None, valid_to: date | None, today: date
) -> Iterator[Lint]:
    if valid_to is not None and valid_to < today:
        yield _lint("validity_expired", date=valid_to.isoformat())
    if review_due is not None and review_due < today:
        yield _lint("review_overdue", date=review_due.isoformat())


def _lint(code: str, where: str = "", **values: object) -> Lint:
    return Lint(code, CODES[code], where, values)
