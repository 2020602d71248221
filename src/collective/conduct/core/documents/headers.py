"""The header of a governing document: class, type, numbers, relations.

What each type must contain stands in ``core.documents.text.sections``.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid

import re


# REQUIREMENTS B33: the class above the ladder; B2: the rungs, highest first.
CLASSES = ("normative", "other")
LADDER = {
    "normative": ("policy", "guideline", "routine", "guidance"),
    "other": ("programme", "plan", "action_plan"),
}
# Types that stand on no rung.
BESIDE = ("code", "value_base", "source")
TYPES = (*LADDER["normative"], *LADDER["other"], *BESIDE)

# REQUIREMENTS B1; a site may set its own.
DIARY_PATTERNS = (
    r"[A-ZÅÄÖÆØ]{2,6}-\d{4}-\d{3,6}",  # KSN-2024-02560
    r"[A-ZÅÄÖÆØ]{2,6} ?\d{1,6}/\d{4}",  # KS 52/2020
    r"[A-ZÅÄÖÆØ]{2,6} ?\d{4}[/:]\d{1,6}",  # KS 2020/52, KS 2020:52
    r"\d{4}-\d{4,6}",  # 2018-000189
    r"\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d{1,4}-\d{2}",  # Danish: KLE, kind, number
)
# A pattern of the site's could take very long on a longer text.
_LONGEST = 60
_DASHES = re.compile("[\u2010-\u2015\u2212]")

# Type -> what the other end calls it (REQUIREMENTS A2, A18, A47, B13, B29, C11).
RELATIONS = {
    "based_on": "basis_of",
    "complements": "complemented_by",
    "replaces": "replaced_by",
    "evidence_for": "supported_by",
    "clarifies": "clarified_by",  # an edition clarifies an undertaking
    "procedure_for": "has_procedure",
    "cites": "cited_by",
    "related": "related",
}
RELATIONS |= {other: one for one, other in RELATIONS.items()}

_NUMBER = r"\d{1,4}(?: ?[a-z])?"
_RANGE = rf"({_NUMBER})(?: ?- ?({_NUMBER}))?"
_PARAGRAPH = re.compile(
    rf"(?:(?:§§?|paragraf|par\.?) ?{_RANGE}|{_RANGE} ?§?)", re.IGNORECASE
)
_POINT = re.compile(rf"(?:punkt|pkt\.?|sag(?: nr\.?)?) ?({_NUMBER})", re.IGNORECASE)


def class_of(document_type: str) -> str:
    """The class whose ladder has the type; "normative" for a type beside it."""
    for name, rungs in LADDER.items():
        if document_type in rungs:
            return name
    return "normative"


def ladder_of(document_type: str) -> tuple[str, ...]:
    """Return the steps of the type's ladder, () when it stands on none (B2)."""
    return next((rungs for rungs in LADDER.values() if document_type in rungs), ())


def check_diary_number(value: str, patterns: Iterable[str] = DIARY_PATTERNS) -> str:
    """Return the diary number normalised, when one of the patterns fits it whole.

    ``Invalid`` "diary_number" when none does (REQUIREMENTS B1),
    "diary_pattern" when a pattern of the site is no regular expression.
    """
    tidied = _tidied(value)
    try:
        fits = any(re.fullmatch(pattern, tidied) for pattern in patterns)
    except re.error:
        raise Invalid("diary_pattern") from None
    if not fits or len(tidied) > _LONGEST:
        raise Invalid("diary_number")
    return tidied


def diary_key(value: str) -> str:
    """Return a key that is the same for all spellings of one diary number."""
    return _tidied(value).replace(" ", "").casefold()


def check_paragraph(value: str) -> str:
    """Return the number of a decision as "§ 18", "§ 9 a", "§§ 18-20", "pkt. 7".

    "18 §", "§18", "paragraf 18" and a bare "18" mean the same; "punkt 7" and
    "pkt 7" are the Danish form. ``Invalid`` "paragraph" for anything else.
    """
    tidied = _tidied(value)
    if found := _POINT.fullmatch(tidied):
        return f"pkt. {_lettered(found[1])}"
    found = _PARAGRAPH.fullmatch(tidied)
    if not found:
        raise Invalid("paragraph")
    numbers = [_lettered(number) for number in found.groups() if number]
    return f"{'§' * len(numbers)} {'-'.join(numbers)}"


def inverse(relation: str) -> str:
    """Return the relation as seen from the other end; ``Invalid`` "relation_type"."""
    if relation not in RELATIONS:
        raise Invalid("relation_type")
    return RELATIONS[relation]


def check_relation(relation: Mapping[str, str]) -> None:
    """Raise ``Invalid`` for a relation that cannot be shown (B29).

    "relation_type" for an unknown type; "relation_target" when neither a
    ``uid`` nor a ``title`` says what is meant; "relation_address" when ``url``
    is no address on the web.
    """
    inverse(relation.get("type", ""))
    if not relation.get("uid") and not relation.get("title", "").strip():
        raise Invalid("relation_target")
    if not re.match(r"https?://[^\s/]|$", relation.get("url", "")):
        raise Invalid("relation_address")


def _tidied(value: str) -> str:
    return " ".join(_DASHES.sub("-", value).split())


def _lettered(number: str) -> str:
    return re.sub(r"(\d) ?([a-z])", r"\1 \2", number.lower())
