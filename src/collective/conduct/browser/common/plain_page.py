"""A page without anything of the site: for when the site itself cannot be shown."""

from collections.abc import Iterable
from collective.conduct.core.common.phones import dial
from collective.conduct.core.common.phones import EMERGENCY
from collective.conduct.i18n import _
from html import escape
from typing import NamedTuple
from zope.i18n import translate


TITLE = _("title_unavailable", default="Not available just now")
LARGE = _("title_too_large", default="More than can be sent")
CALL = _("heading_call", default="You can call")
DANGER = _("upgrading_danger", default="Is somebody in danger now? Call first:")
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{sentence}</p>
<p>{danger} <a href="{dial}">{emergency}</a></p>
{numbers}</main>
</body>
</html>
"""


class Call(NamedTuple):
    """Somebody to call."""

    name: str
    phone: str
    dial: str


def calls(numbers: Iterable[tuple[str, str]]) -> list[Call]:
    """Names and numbers, with the address that a telephone dials."""
    return [Call(name, phone, dial(phone)) for name, phone in numbers]


def plain_page(
    sentence: str,
    language: str,
    numbers: Iterable[tuple[str, str]] = (),
    title: str = TITLE,
) -> str:
    """A whole page: a sentence, the emergency number, and whom else to call."""
    return _PAGE.format(
        language=language,
        title=escape(translate(title, target_language=language)),
        sentence=escape(sentence),
        danger=escape(translate(DANGER, target_language=language)),
        dial=dial(EMERGENCY),
        emergency=EMERGENCY,
        numbers=_listed(calls(numbers), language),
    )


def _listed(found: list[Call], language: str) -> str:
    if not found:
        return ""
    lines = (
        f'<li>{escape(name)}: <a href="{link}">{escape(phone)}</a></li>'
        for name, phone, link in found
    )
    heading = escape(translate(CALL, target_language=language))
    return f"<h2>{heading}</h2>\n<ul>\n{''.join(lines)}\n</ul>\n"
