"""The seven words of a receipt: easy to copy by hand, impossible to guess.

Seven of 7,776 words are 90 bits. They come from the nonce of the form and the
server's half: a reload, a double click or a retry after a conflict gives the
same words (DESIGN 6). The words are never kept; what is kept cannot be turned
back into them.
"""

from collections.abc import Sequence
from collective.conduct.core.common.errors import Invalid
from hashlib import shake_256
from unicodedata import normalize

import re


COUNT = 7
SIZE = 7776
_BYTES = 32
_BREAK = re.compile(r"[\s\-.,;·_]+")


def chosen(seed: bytes, words: Sequence[str], count: int = COUNT) -> tuple[str, ...]:
    """Derive the words of a seed, evenly distributed over the list."""
    if len(words) != SIZE:
        raise Invalid("word_list")
    number = int.from_bytes(shake_256(seed).digest(_BYTES), "big")
    found = []
    for _ in range(count):  # 2**256 over 7776**7: the bias is below 2**-160
        number, place = divmod(number, SIZE)
        found.append(words[place])
    return tuple(found)


def tidied(typed: str) -> str:
    """Normalise typed words: no case, no diacritics, one space between them.

    Nothing is looked up, so words that are on no list take as long.
    """
    parts = _BREAK.split(normalize("NFC", typed).strip())
    return " ".join(folded(part) for part in parts if part)


def folded(word: str) -> str:
    """Remove case and diacritics from a word, so that åäö may be typed as aao.

    No two words of a list become the same, so nothing is lost by it.
    """
    plain = normalize("NFKD", word.casefold())
    marks = (sign for sign in plain if not 0x300 <= ord(sign) <= 0x36F)
    return "".join(marks).replace("ø", "o").replace("æ", "ae")
