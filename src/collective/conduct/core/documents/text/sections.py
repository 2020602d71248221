"""The sections that a type of document has, in three languages.

A template is offered to the author; a mandatory section that is missing or
empty keeps the document from being proposed (REQUIREMENTS B4, C14).
"""

from collections.abc import Iterator
from collective.conduct.core.documents.text.provisions import ProvisionGroup
from collective.conduct.core.documents.text.provisions import Structure
from dataclasses import dataclass

import re


# Section -> language -> the heading offered, then others that mean the same.
HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "background": {
        "sv": ("Bakgrund", "Inledning"),
        "da": ("Baggrund", "Indledning"),
        "en": ("Background", "Introduction"),
    },
    "purpose": {
        "sv": ("Syfte", "Ändamål"),
        "da": ("Formål", "Hensigt"),
        "en": ("Purpose", "Aim"),
    },
    "scope": {
        "sv": ("Omfattning", "Tillämpningsområde", "Tillämpning", "Gäller för"),
        "da": ("Omfang", "Anvendelsesområde", "Gyldighedsområde", "Gælder for"),
        "en": ("Scope", "Application", "Applies to"),
    },
    "delimitation": {
        "sv": ("Avgränsning", "Avgränsningar"),
        "da": ("Afgrænsning", "Afgrænsninger"),
        "en": ("Delimitation", "Delimitations", "Limitations"),
    },
    "goals": {
        "sv": ("Mål", "Målsättning", "Inriktning"),
        "da": ("Mål", "Målsætning"),
        "en": ("Goals", "Objectives"),
    },
    "steps": {
        "sv": ("Arbetsgång", "Tillvägagångssätt", "Så gör vi"),
        "da": ("Fremgangsmåde", "Arbejdsgang", "Sådan gør vi"),
        "en": ("Steps", "Procedure"),
    },
    "measures": {
        "sv": ("Åtgärder", "Insatser", "Aktiviteter"),
        "da": ("Tiltag", "Indsatser", "Aktiviteter"),
        "en": ("Measures", "Actions", "Activities"),
    },
    "responsibility": {
        "sv": ("Ansvar", "Ansvarsfördelning", "Roller"),
        "da": ("Ansvar", "Ansvarsfordeling", "Roller"),
        "en": ("Responsibility", "Responsibilities", "Roles"),
    },
    "follow_up": {
        "sv": ("Uppföljning", "Utvärdering"),
        "da": ("Opfølgning", "Evaluering"),
        "en": ("Follow-up", "Evaluation", "Monitoring"),
    },
    "related": {
        "sv": ("Relaterade dokument", "Andra dokument", "Hänvisningar"),
        "da": ("Relaterede dokumenter", "Andre dokumenter", "Henvisninger"),
        "en": ("Related documents", "References"),
    },
    "approach": {
        "sv": ("Förhållningssätt", "Värderingar", "Värdegrund"),
        "da": ("Omgangsform", "Samarbejdsform", "Værdier"),
        "en": ("Approach", "Values"),
    },
    "mission": {
        "sv": ("Uppdraget", "Uppdrag"),
        "da": ("Hvervet", "Opgaven"),
        "en": ("The assignment", "Assignment", "Mission"),
    },
    "expectations": {
        "sv": ("Förväntningar",),
        "da": ("Forventninger",),
        "en": ("Expectations",),
    },
}
# Type -> its sections in order; those with * are mandatory.
TEMPLATES = {
    "policy": "background purpose* scope* responsibility follow_up related",
    "guideline": (
        "background purpose* scope* delimitation* responsibility* follow_up* related*"
    ),
    "routine": "purpose* scope* steps* responsibility* follow_up related",
    "guidance": "purpose* scope related",
    "programme": "background goals* responsibility* follow_up* related",
    "plan": "background goals* measures* responsibility* follow_up* related",
    "action_plan": "purpose* measures* responsibility* follow_up* related",
    "code": "approach mission expectations",
}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Section:
    """A line of a template; ``heading`` is the one to offer."""

    key: str
    heading: str
    mandatory: bool


def template(document_type: str, language: str) -> tuple[Section, ...]:
    """Return the sections of a type, () without a template; English by default."""
    keys = TEMPLATES.get(document_type, "").split()
    return tuple(
        Section(key.rstrip("*"), _names(key, language)[0], key.endswith("*"))
        for key in keys
    )


def missing_sections(
    structure: Structure, document_type: str, language: str
) -> tuple[str, ...]:
    """Return the mandatory sections without a heading, as keys of ``HEADINGS``.

    A heading counts when it contains the words of one, so that "Roller och
    ansvar" is found; headings of an annex do not count.
    """
    return tuple(
        key
        for key in _mandatory(document_type)
        if not any(_found(structure, key, language))
    )


def empty_sections(
    structure: Structure, document_type: str, language: str
) -> tuple[str, ...]:
    """Return the mandatory sections that have a heading and no words under it."""
    filled = _filled(structure)
    return tuple(
        key
        for key in _mandatory(document_type)
        if (groups := list(_found(structure, key, language)))
        and not any(group.id in filled for group in groups)
    )


def _mandatory(document_type: str) -> list[str]:
    keys = TEMPLATES.get(document_type, "").split()
    return [key.rstrip("*") for key in keys if key.endswith("*")]


def _found(structure: Structure, key: str, language: str) -> Iterator[ProvisionGroup]:
    names = [_spoken(name) for name in _names(key, language)]
    for group in structure.groups:
        if not group.annex and any(name in _spoken(group.title) for name in names):
            yield group


def _names(key: str, language: str) -> tuple[str, ...]:
    names = HEADINGS[key.rstrip("*")]
    return names.get(language[:2].lower(), names["en"])


def _spoken(text: str) -> str:
    """The words alone, each between spaces, so that whole words are found."""
    return " ".join(["", *_WORD.findall(text.casefold()), ""])


def _filled(structure: Structure) -> set[str]:
    """The groups with words under them or under a heading of theirs."""
    filled = {part.group for part in structure.provisions}
    above: list[ProvisionGroup] = []
    for group in structure.groups:
        above = [each for each in above if each.level < group.level]
        if group.id in filled:
            filled.update(each.id for each in above)
        above.append(group)
    return filled
