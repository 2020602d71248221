"""Telephone numbers as links."""

import re


EMERGENCY = "112"


def dial(phone: str) -> str:
    """The address of a telephone link: digits alone, with the plus if any."""
    digits = re.sub(r"[^0-9]", "", phone)
    return f"tel:{'+' if phone.lstrip().startswith('+') else ''}{digits}"
