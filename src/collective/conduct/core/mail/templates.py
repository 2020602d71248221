"""Mail templates: texts with placeholders, which are filled for one reader.

A placeholder is ``${name}``. ``PARTS`` has the names that a text may use; what is
filled in is escaped in HTML and put on one line in a subject, so no value can
become markup or a header.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.common.errors import Invalid
from dataclasses import dataclass
from html import escape

import re


LANGUAGES = ("sv", "da", "en")
MAX_SUBJECT = 150
MAX_BODY = 4000
_HOLE = re.compile(r"\$\{([^}]*)\}")
_WHO = frozenset({"name", "site"})
_WHAT = _WHO | {"title", "due"}


def _letter(subject: frozenset[str], body: frozenset[str]) -> dict[str, frozenset[str]]:
    return {"subject": subject, "body": body | {"link"}}


# letter -> part -> the names that its text may use. Beside the kinds of
# notice: the frame around all of them, and around several in one mail.
PARTS: dict[str, dict[str, frozenset[str]]] = {
    "frame": {"greeting": _WHO, "closing": _WHO | {"link"}},
    "digest": {"subject": _WHO | {"count"}, "body": _WHO | {"count"}},
    "duty_new": _letter(_WHAT, _WHAT),
    "duty_reminder": _letter(_WHAT, _WHAT),
    "duty_escalated": _letter(_WHAT | {"count"}, _WHAT | {"count"}),
    "own_data": _letter(_WHO, _WHO),
    "task_channel": _letter(_WHO | {"title"}, _WHO | {"title"}),
    "task_review": _letter(_WHAT, _WHAT),
    "enquiry": _letter(_WHO, _WHO),
    "case_new": _letter(_WHO, _WHO),
    "case_message": _letter(_WHO, _WHO),
    "key_event": _letter(_WHO, _WHO | {"title"}),
    "test": {"subject": _WHO, "body": _WHO},
}


@dataclass(frozen=True)
class MailMessage:
    """The subject and the text of one mail, as the reader gets it."""

    subject: str
    plain: str
    html: str


def holes(text: str) -> frozenset[str]:
    """The names of the placeholders in a text."""
    return frozenset(_HOLE.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill the placeholders; one without a value becomes empty."""
    return _HOLE.sub(lambda hole: values.get(hole[1], ""), text)


def on_one_line(text: str) -> str:
    """Make a text safe for a header: no line ends, no control characters."""
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.split())


def check(letter: str, texts: Mapping[str, str]) -> None:
    """Refuse texts that could not be sent; ``Invalid`` names the field, quotes nothing.

    "text_missing", "text_too_long", "text_one_line", "text_hole" for a name
    that is not allowed there, "text_link" for a body without the link.
    """
    for part, allowed in PARTS[letter].items():
        code = _fault(part, texts.get(part, ""), allowed)
        if code:
            raise Invalid(code, field=part)


def _fault(part: str, text: str, allowed: frozenset[str]) -> str:
    subject = part == "subject"
    found = {
        "text_missing": not text.strip(),
        "text_too_long": len(text) > (MAX_SUBJECT if subject else MAX_BODY),
        "text_one_line": subject and text.strip() != on_one_line(text),
        "text_hole": not holes(text) <= allowed,
        "text_link": part == "body" and "link" in allowed - holes(text),
    }
    return next((code for code, wrong in found.items() if wrong), "")


def made(
    subject: str, paragraphs: Iterable[tuple[str, Mapping[str, str]]], language: str
) -> MailMessage:
    """Make a mail of a subject and of templates with the values that fill them."""
    parts = [(_normal(text), values) for text, values in paragraphs]
    plain = "\n\n".join(fill(text, values) for text, values in parts)
    title = on_one_line(subject)
    html = "".join(_html(text, values) for text, values in parts)
    return MailMessage(title, f"{plain}\n", _page(title, html, language))


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _html(text: str, values: Mapping[str, str]) -> str:
    safe = {name: escape(value) for name, value in values.items()}
    if "link" in safe:
        safe["link"] = f'<a href="{safe["link"]}">{safe["link"]}</a>'
    filled = fill(escape(text), safe)
    paragraphs = (each.replace("\n", "<br>\n") for each in filled.split("\n\n"))
    return "".join(f"<p>{each}</p>\n" for each in paragraphs)


def _page(title: str, body: str, language: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>'
        f'<meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )
