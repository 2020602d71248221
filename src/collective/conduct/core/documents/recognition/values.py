"""Read the value behind a label: a date, a §, a diary number, a body."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.headers import check_paragraph
from collective.conduct.core.documents.recognition.dates import find_date
from collective.conduct.core.documents.recognition.words import class_of
from collective.conduct.core.documents.recognition.words import DATES
from collective.conduct.core.documents.recognition.words import type_of

import re


DIARY = re.compile(
    r"(?<![\w-])((?:[A-ZÅÄÖÆØ]{1,6}[ \-/]?)?\d{2,7}[-/:]\d{1,7}"
    r"(?:[-/]\d{1,6})?)(?![\w-])"
    r"|(?<![\w.])(\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d{1,4}-\d{2})\b"
)
NUMBERED = re.compile(
    r"\b(?:dnr|diarienummer|diarienr|journalnummer|journalnr|sagsnummer|sagsnr|sag)\b"
    r"[.:]*\s*",
    re.I,
)
PARAGRAPH = re.compile(
    r"§{1,2}\s*\d{1,4}(?:\s?[a-z]\b)?(?:\s?[-–]\s?\d{1,4})?|\b(?:punkt|pkt\.?)\s*\d{1,4}\b",
    re.I,
)
DECIDED = re.compile(
    r"(?:(?:policyn|riktlinjen|koden|dokumentet|kodeks|retningslinjen)\s+\w{2,4}\s+)?"
    r"(?:beslut(?:ad|at|ade)|antag(?:en|et)|fastställ(?:d|t|da)|godkän(?:d|t|da)"
    r"|beslut av|vedtaget|besluttet|godkendt)\s+(?:av|af|i|på)\s+",
    re.I,
)
REST = re.compile(r"[,;(].*$|\s+den\s*$", re.I)


def decision(text: str) -> dict[str, str]:
    """Return the fields of a one-line form, {} when it is none.

    Such as "Beslutat av Kommunstyrelsen 2022-01-26, § 18, dnr KS 52/2020".
    """
    found = DECIDED.match(text.strip())
    if not found or len(text) > 200:
        return {}
    fields = facts(text.strip()[found.end() :])
    return fields if len(fields) > 1 else {}


def facts(text: str) -> dict[str, str]:
    """Return decider, date, § and diary number out of one value."""
    fields = {}
    begins = [len(text)]
    if day := find_date(text):
        fields["decided_on"] = day[0]
        begins.append(day[1])
    if paragraph := PARAGRAPH.search(text):
        fields["paragraph"] = _paragraph(paragraph[0])
        begins.append(paragraph.start())
    if number := diary_number(text):
        fields["diary_number"] = number
        begins += [m.start() for m in (NUMBERED.search(text), DIARY.search(text)) if m]
    decider = REST.sub("", text[: min(begins)]).strip(" ,;(.")
    if decider and not decider[0].isdigit():
        fields["decider"] = decider
    return fields


def diary_number(text: str) -> str:
    """Return the diary number in a text, ``""`` without one."""
    if label := NUMBERED.search(text):
        text = text[label.end() :]
    elif day := find_date(text):
        text = text[: day[1]] + " " + text[day[2] :]
    found = DIARY.search(text)
    return found[0].strip() if found else ""


def values(field: str, raw: str) -> dict[str, str]:
    """Parse the text behind a label; return its values by field.

    A date that cannot be read, or has no year, gives ``""``: the person sees
    the line and completes it.
    """
    raw = raw.strip(" ,;")
    if field in ("decider", "decided_on"):
        fields = facts(raw)
        if field == "decided_on" and "decided_on" not in fields:
            fields["decided_on"] = ""
        return fields
    if field in DATES:
        day = find_date(raw)
        return {field: day[0] if day else ""}
    readers = {
        "diary_number": lambda text: diary_number(text) or text,
        "paragraph": _paragraph,
        "document_type": type_of,
        "document_class": class_of,
    }
    return {field: readers.get(field, str)(raw)}


def _paragraph(text: str) -> str:
    """Return a § in the form of ``core.documents.headers``, ``""`` when it is none."""
    try:
        return check_paragraph(text.strip(" .,"))
    except Invalid:
        return ""
