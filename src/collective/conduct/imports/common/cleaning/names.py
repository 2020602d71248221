"""Clean file names for display: no folder, no invisible characters."""

from unicodedata import category
from unicodedata import normalize

import re


LONGEST = 120  # characters
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def tidy_name(name: str) -> str:
    """Return a name that is one line, short, and reads as it is spelled.

    Control and direction marks go: with them "gpj.exe" reads as "exe.jpg".
    """
    last = re.split(r"[/\\]", normalize("NFC", name))[-1]
    seen = "".join(" " if sign.isspace() else sign for sign in last)
    seen = "".join(sign for sign in seen if category(sign)[0] != "C")
    plain = re.sub(" +", " ", seen).strip(" .")
    if len(plain) <= LONGEST:
        return plain or "file"
    ending = found.group() if (found := _ENDING.search(plain)) else ""
    return plain[: LONGEST - len(ending)].rstrip(" .") + ending
