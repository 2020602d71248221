"""Numbers of provisions: read from a text, or counted in a list.

A number is how a provision is shown, never its identity (DESIGN 1.1).
"""

import re


_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
_ROMAN_ONES = ((5, "v"), (4, "iv"), (1, "i"))
_N = r"[1-9]\d{0,2}"
_OPENING = "\"'”“»«(–- "

# What may open a paragraph that is a rule. A letter on its own is limited to
# a-h: "5 i Storgatan" and "3 å" are words, "9 a" is a number.
_PARAGRAPH = re.compile(
    rf"""(?:
      (?P<section>§{{1,2}}\s?{_N}(?:\s?[a-z]\b)?|{_N}(?:\s?[a-z])?\s?§)[.:]?
    | (?P<dotted>{_N}(?:\.[1-9]\d{{0,2}})+(?:\s?[a-z])?)[.)]?
    | (?P<counted>{_N}(?:\s?[a-z])?)[.)]
    | \(?(?P<letter>[a-z])\)
    | (?P<lettered>{_N}\s?[a-h])
    )\s+(?=\S)""",
    re.VERBOSE,
)
_HEADING = re.compile(
    rf"""(?:
      (?P<dotted>{_N}(?:\.[1-9]\d{{0,2}})*(?:\s?[a-h])?)[.)]
    | (?P<plain>{_N}(?:\.[1-9]\d{{0,2}})+)
    | (?P<capital>[A-ZÅÄÖÆØ]|[IVX]{{1,5}})[.)]
    )\s+(?=\S)""",
    re.VERBOSE,
)
# A bare whole number opens a heading only before a capital: "5 åtaganden".
_BARE = re.compile(rf"(?P<bare>{_N}(?:\s?[a-h])?)\s+(?=\S)")


def split_paragraph(text: str) -> tuple[str, str]:
    """Split a paragraph into its number and its words; "" without a number.

    The words must begin with a capital, so that "3. april", "1.5 miljoner"
    and "4 § kommunallagen" at the start of a sentence are no numbers.
    """
    return _split(_PARAGRAPH.match(text), text, capital=True)


def split_heading(text: str) -> tuple[str, str]:
    """Split a heading into its number and its title; "" without a number."""
    number, rest = split_paragraph(text)
    if not number:
        number, rest = _split(_HEADING.match(text), text, capital=False)
    if not number:
        number, rest = _split(_BARE.match(text), text, capital=True)
    return number, rest


def _split(match: re.Match | None, text: str, capital: bool) -> tuple[str, str]:
    if match is None:
        return "", text
    rest = text[match.end() :]
    if capital and not rest.lstrip(_OPENING)[:1].isupper():
        return "", text
    number = next(value for value in match.groups() if value)
    return _spaced(number), rest


def _spaced(number: str) -> str:
    """One space before a letter and around §: "9a§" is "9 a §"."""
    number = re.sub(r"(\d)\s?([a-z])\b", r"\1 \2", number)
    number = re.sub(r"(§+)\s?(?=\d)", r"\1 ", number)
    return re.sub(r"(?<=[\da-z])\s?§", " §", number)


def ordinal(value: int, style: str) -> str:
    """Return a count in the style of ``<ol type>``: "1", "a", "A", "i" or "I"."""
    if value < 1 or style.lower() not in ("a", "i"):
        return str(value)
    word = _letters(value) if style.lower() == "a" else _roman(value)
    return word.upper() if style.isupper() else word


def _letters(value: int) -> str:
    word = ""
    while value:
        value, rest = divmod(value - 1, 26)
        word = chr(ord("a") + rest) + word
    return word


def _roman(value: int) -> str:
    word = "m" * (value // 1000) + "d" * (value % 1000 // 500)
    value %= 500
    for size, sign in (*_ROMAN, *_ROMAN_ONES):
        word += sign * (value // size)
        value %= size
    return word


def nested(parent: str, own: str) -> str:
    """Join a number to its parent's: 1 + 2 = "1.2", 9 + a = "9 a"."""
    if not parent:
        return own
    return parent + ("." if parent[-1].isdigit() and own[0].isdigit() else " ") + own
