"""Read the list marks of Word's HTML: ``mso-list:l0 level1 lfo1``.

The number stands as text in a span "mso-list:Ignore", or, from some
programs, plainly at the beginning of the paragraph.
"""

from collective.conduct.imports.documents.parts import lists
from collective.conduct.imports.documents.parts import text_cleaning
from collective.conduct.imports.documents.parts.counting import ParagraphNumber
from lxml import etree

import re


LIST = re.compile(r"mso-list:(?!ignore|none|skip)l\d+level(\d)lfo\d+")
PRINTED = "data-printed"
SHOWN = re.compile(r"(?:.*[.])?(\d{1,4}|[a-z]{1,6}|[A-Z]{1,6})[.):]?$")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def read_mark(paragraph: etree._Element, style: str) -> None:
    """Mark a paragraph as list item when its style says so.

    ``style`` is the style attribute in lower case without white space.
    """
    found = LIST.search(style)
    if not found:
        return
    ignored = [e for e in paragraph.iter("span") if "mso-list:ignore" in _style(e)]
    shown = text_cleaning.text_of(ignored[0]) if ignored else ""
    for element in ignored[:5]:  # one is usual
        text_cleaning.drop(element)
    level = int(found[1]) - 1
    format, number = parse_shown(shown, roman=level == 2)
    lists.mark(paragraph, level, format, number)
    paragraph.set(PRINTED, shown)


def keep_literal(body: etree._Element) -> None:
    """Make numbers that no list can show text again.

    "1.2" is only shown by a list when its "1" is an item of that list too.
    """
    open_level = None
    for paragraph in body.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "table"):
        printed = paragraph.attrib.pop(PRINTED, None)
        if printed is None:
            open_level = None
            continue
        level, format = int(paragraph.get(lists.LEVEL)), paragraph.get(lists.FORMAT)
        if ParagraphNumber(level, format, 0, printed).listable(open_level):
            open_level = level
            continue
        for name in lists.MARKS:
            del paragraph.attrib[name]
        paragraph.text = f"{printed} {(paragraph.text or '').lstrip()}"


def parse_shown(shown: str, roman: bool = False) -> tuple[str, int]:
    """Return list format and number of what Word shows, such as ``b)``.

    "i" is the ninth letter or the first Roman numeral; ``roman`` decides, as
    Word's own templates do: the third level is Roman. A lone "o" is Word's
    hollow bullet.
    """
    found = SHOWN.match(shown.strip("( \u00a0"))
    if not found or shown == "o":
        return lists.BULLET, 0
    text = found[1]
    if text.isdigit():
        return "1", int(text)
    low = text.lower()
    if set(low) <= set(ROMAN) and (roman or len(low) > 1):
        return ("i" if text.islower() else "I"), _roman(low)
    if len(set(low)) > 1:
        return lists.BULLET, 0
    number = ord(low[0]) - ord("a") + 1 + 26 * (len(low) - 1)
    return ("a" if text.islower() else "A"), number


def _roman(text: str) -> int:
    values = [ROMAN[sign] for sign in text]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def _style(element: etree._Element) -> str:
    return re.sub(r"\s+", "", element.get("style", "")).lower()
