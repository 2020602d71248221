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


def chosen(seed: bytes, words: Sequence[str]) -> tuple[str, ...]:
    """Choose the words that belong to a secret seed, evenly."""
    if len(words) != SIZE:
        raise Invalid("word_list")
    number = int.from_bytes(shake_256(seed).digest(_BYTES), "big")
    found = []
    for _ in range(COUNT):  # 2**256 over 7776**7: the bias is below 2**-160
        number, place = divmod(number, SIZE)
        found.append(words[place])
    return tuple(found)


def tidied(typed: str) -> str:
    """The words as they are derived from: without case and marks, one space.

    Nothing is looked up, so what is no word of any list takes as long.
    """
    parts = _BREAK.split(normalize("NFC", typed).strip())
    return " ".join(folded(part) for part in parts if part)


def folded(word: str) -> str:
    """A word without case and marks: åäö typed as aao are understood.

    No two words of a list share one, so nothing is lost by it.
    """
    plain = normalize("NFKD", word.casefold())
    marks = (sign for sign in plain if not 0x300 <= ord(sign) <= 0x36F)
    return "".join(marks).replace("ø", "o").replace("æ", "ae")
