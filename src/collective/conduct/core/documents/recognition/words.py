"""Swedish and Danish labels of the header of a municipal document.

The module has data and look-ups only; ``core.documents.recognition.lines`` reads
the text behind a label.
"""

from collective.conduct.core.documents.header_fields import DAY
from collective.conduct.core.documents.header_fields import stated

import re


LABELS = {
    "decider": """beslutsfattare|beslutande organ|beslutande instans|beslutande|
        beslutsinstans|beslutsorgan|beslutad av|beslutat av|fastställd av|
        fastställt av|antagen av|antaget av|godkänd av|besluttet af|vedtaget af|
        godkendt af|beslutningstager|beslutende organ""",
    "owner": """dokumentansvarig|dokumentansvarig funktion|ansvarig funktion|
        dokumentägare|ansvarig för dokumentet|dokumentansvarlig|dokumentejer|
        ansvarlig funktion|ansvarlig|ansvarig""",
    "diary_number": """diarienummer|diarienr|diarie-nr|dnr|ärendenummer|ärendenr|
        journalnummer|journalnr|sagsnummer|sagsnr|sags nr|j nr""",
    "decided_on": """datum|beslutsdatum|datum för beslut|datum och paragraf|
        datum för fastställande|fastställd|fastställt|antagen|antaget|beslutad|
        beslutat|dato|beslutningsdato|vedtagelsesdato|vedtaget|besluttet|godkendt""",
    "paragraph": "paragraf|beslutsparagraf|§",
    "valid_from": """gäller från|gäller från och med|gäller fr o m|giltig från|
        giltig från och med|giltig fr o m|ikraftträdande|träder i kraft|
        gælder fra|gælder fra og med|gyldig fra|gyldig fra og med|ikrafttrædelse|
        træder i kraft|i kraft fra""",
    "valid_to": """giltig t o m|giltig till|giltig till och med|gäller till|
        gäller t o m|gäller till och med|giltighetstid|giltighet|gyldig til|
        gyldig til og med|gælder til|gælder til og med|gyldighed""",
    "revised_on": """senast reviderad|senast reviderat|reviderad|reviderat|
        revideringsdatum|senast uppdaterad|senast ändrad|senest revideret|
        revideret|senest opdateret|revisionsdato""",
    "review_due": """nästa revidering|revideras senast|nästa översyn|ses över senast|
        næste revision|revideres senest""",
    "replaces": "ersätter|ersätter dokument|erstatter|erstatter dokument",
    "document_class": "dokumentklass|klass|dokumentklasse",
    "document_type": """dokumenttyp|typ av dokument|styrdokumentstyp|dokumenttype|
        type dokument""",
    "source": """källa|artikelförfattare|skribent|avsändare|kilde|forfatter|
        artikelforfatter|afsender""",
    "published_on": """publicerad|publicerat|publiceringsdatum|publiceret|
        offentliggjort|udgivet""",
}
DATES = frozenset(
    (
        *(each.stated for each in stated() if each.value == DAY),
        *("revised_on", "published_on"),
    )
)
FIELD_OF = {
    " ".join(label.split()): field
    for field, labels in LABELS.items()
    for label in labels.split("|")
}
TYPES = (
    (
        "code",
        r"kod(?:en)?|\w*(?:uppförande|bemötande|etik)kod\w*|code of conduct|kodeks",
    ),
    ("action_plan", r"handlingsplan\w*|handleplan\w*|handlingsplaner"),
    ("policy", r"\w*polic(?:y|yn|ies|yer)|\w*politik(?:ken)?"),
    ("guideline", r"\w*riktlinje[rn]?\w*|\w*retningslinje[rn]?\w*"),
    ("routine", r"\w*rutin(?:en|er|erna)?|\w*rutine[rn]?|procedure[rn]?"),
    ("guidance", r"\w*vägledning(?:en|ar)?|\w*vejledning(?:en|er)?"),
    ("programme", r"\w*program(?:met)?"),
    ("value_base", r"värdegrund(?:en)?|værdigrundlag(?:et)?|värdegrundsdokument"),
    ("plan", r"\w*plan(?:en)?"),
)
LADDER = frozenset(
    """policy riktlinje riktlinjer rutin rutiner vägledning program plan strategi
    handlingsplan anvisning instruktion regler reglemente politik retningslinje
    retningslinjer rutine procedure vejledning handleplan instruks""".split()
)
_SECTIONS = """inledning|bakgrund|syfte|mål|syfte och mål|omfattning|avgränsning|
    avgränsningar|definitioner|definition|ansvar|roller och ansvar|uppföljning|
    uppföljning och revidering|relaterade dokument|relaterade styrdokument|
    referenser|innehåll|innehållsförteckning|inledning och syfte|
    indledning|baggrund|formål|omfang|afgrænsning|opfølgning|
    relaterede dokumenter|indhold|indholdsfortegnelse"""
SECTIONS = frozenset(" ".join(name.split()) for name in _SECTIONS.split("|"))
CONTENTS = frozenset(
    ("innehåll", "innehållsförteckning", "indhold", "indholdsfortegnelse", "contents")
)
RELATED = re.compile(
    r"(relaterade|tillhörande|närliggande) (styr)?dokument$"
    r"|relaterede (styrings)?dokumenter$|(relaterad|relateret) information$",
    re.I,
)
ANNEX = re.compile(r"(bilaga|bilag|annex|appendix)\b", re.I)
NORMATIVE = re.compile(r"normerande\b|normgivande\b|normative?\b", re.I)
CLASS_LINE = re.compile(
    r"(normerande|normgivande|aktiverande|vägledande|planerande|beskrivande)"
    r"( styrdokument| dokument)?$",
    re.I,
)
ABOUT = frozenset(("för", "for", "om", "mot", "mod", "i", "till", "til"))
LETTERHEAD = re.compile(
    r"[\w \-,]*(styrelsen|nämnden|nämnd|fullmäktige|kontoret|förvaltningen|förvaltning"
    r"|kommun|stad|regionen?|byråd(et)?|byrådssekretariat(et)?|udvalg(et)?"
    r"|kommune|sekretariat(et)?)$",
    re.I,
)


def label_of(text: str) -> str:
    """Return the field that a label stands for, ``""`` when it is none."""
    plain = text.strip().rstrip(":").replace(".", " ").lower()
    return FIELD_OF.get(" ".join(plain.split()), "")


def type_of(text: str) -> str:
    """Return the document type that a title names first, ``""`` for none."""
    best = (len(text), "")
    for key, pattern in TYPES:
        if found := re.search(rf"\b(?:{pattern})\b", text, re.I):
            best = min(best, (found.start(), key))
    return best[1]


def class_of(text: str) -> str:
    """Return ``normative`` or ``other`` for a class line, else ``""``."""
    if not CLASS_LINE.match(text.strip()):
        return ""
    return "normative" if NORMATIVE.match(text.strip()) else "other"


def is_section(text: str) -> bool:
    """Tell whether a heading is one of the usual ones, numbered or not."""
    plain = re.sub(r"^[\d.]+\s*", "", text).strip().rstrip(":").lower()
    return plain in SECTIONS


def is_contents(text: str) -> bool:
    """Tell whether a line is the heading of a table of contents."""
    return text.strip().rstrip(":").lower() in CONTENTS


def is_letterhead(text: str) -> bool:
    """Tell whether a line only names an authority."""
    words = text.lower().split()
    about = ABOUT.intersection(words) or type_of(text)
    return len(words) <= 4 and not about and bool(LETTERHEAD.match(text.strip()))
