"""Well-formed Unicode: replace lone surrogates wherever text comes in.

JSON and form data can hold a lone surrogate, half of a character, which no file,
hash or page can hold. Each becomes U+FFFD, the replacement character, as in the
``toWellFormed`` of ECMAScript.
"""

from typing import Any

import re


_HALF = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def well_formed(value: Any) -> Any:
    """Replace lone surrogates in a text, or in lists, tuples and mappings of texts."""
    if isinstance(value, str):
        return value if value.isascii() else _HALF.sub(REPLACEMENT, value)
    if isinstance(value, dict):
        return {well_formed(key): well_formed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(well_formed, value))
    return value
