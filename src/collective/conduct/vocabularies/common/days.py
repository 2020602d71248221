"""Format dates as text, for pages and mails alike."""

from datetime import date


_MONTHS = {
    "sv": [
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ],
    "da": [
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ],
}  # fmt: skip


def day_in_words(value: date, language: str) -> str:
    """A date as people write it ("3 March 2027")."""
    months = _MONTHS.get(language, _MONTHS["en"])
    dot = "." if language == "da" else ""
    return f"{value.day}{dot} {months[value.month - 1]} {value.year}"
