"""Convert plain text to HTML with ``recognition.plaintext``."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.recognition.plaintext import read
from collective.conduct.imports.documents.parts.result import MAX_BLOCKS


LIMIT = 1024 * 1024  # characters


def convert_text(text: str) -> tuple[str, dict[str, int]]:
    """Return HTML and how many cut pieces were joined.

    Raises ``Invalid`` ``import_text_too_long``, ``import_empty``.
    """
    if len(text) > LIMIT:
        raise Invalid("import_text_too_long")
    if text.count("\n\n") > MAX_BLOCKS or text.count("\n") > 4 * MAX_BLOCKS:
        raise Invalid("import_text_too_long")
    converted = read(text)
    if not converted.html:
        raise Invalid("import_empty")
    return converted.html, {"joined": converted.joined}
