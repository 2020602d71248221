"""Result of a converter: clean HTML, and notes on what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field


MAX_BLOCKS = 20_000  # paragraphs, items and cells: some 1,000 pages


@dataclass(frozen=True)
class Note:
    """A notice for the person who imports; ``vocabularies`` has its message.

    ``code`` is one of ``NOTES``; ``values`` are counts and format names, never
    a text of the document.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Converted:
    """A file as HTML.

    ``html`` holds h1 (the title, at most one), h2-h4, p, ol, ul, li, tables,
    strong, em, sup, sub, a, blockquote and br. ``kind`` is the format that was
    read: ``docx``, ``odt``, ``html``, ``md`` or ``txt``.
    """

    html: str
    notes: tuple[Note, ...]
    kind: str


NOTES = (
    "import_wrong_name",  # kind: the name said another format than the bytes
    "import_images_dropped",  # count
    "import_text_boxes_ignored",  # count
    "import_margins_ignored",  # headers and footers held text
    "import_deletions_dropped",  # count of tracked deletions
    "import_insertions_accepted",  # count of tracked insertions
    "import_comments_dropped",  # count
    "import_hidden_dropped",  # count of hidden runs of text
    "import_struck_kept",  # count of texts struck through by hand, still there
    "import_pieces_joined",  # count of texts that a page break had cut in two
)
