"""Attachments of a report: detect their type, and copy them without metadata.

A photograph records where it was taken, a document who wrote and changed it.
Whoever handles a case is shown the cleaned copy first; the file itself is kept
sealed as it came, because it may be evidence. Where the removal cannot be
promised there is no copy, and the page says so. (REQUIREMENTS S19)
"""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.imports.common.cleaning.office import cleaned_office
from collective.conduct.imports.common.cleaning.office import FAMILIES
from collective.conduct.imports.common.cleaning.pictures import cleaned_picture
from collective.conduct.imports.common.cleaning.pictures import FORMATS
from collective.conduct.imports.common.cleaning.pictures import PixelBudget


def cleaned(
    kind: str, content: bytes, budget: PixelBudget | None = None
) -> bytes | None:
    """Return the file without its metadata; None where that cannot be promised.

    ``budget`` is that of all files of a request; without, the file has its own.
    Never raises: what is broken or swells has no cleaned copy.
    """
    left = budget or PixelBudget()
    try:
        if kind in FORMATS:
            return cleaned_picture(content, left)
        return cleaned_office(kind, content, left) if kind in FAMILIES else None
    except ConductError:
        return None
