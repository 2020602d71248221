"""Messages of import notes: what a converter left out or repaired."""

from collections.abc import Mapping
from collective.conduct.i18n import _


WORDS = {
    "import_wrong_name": _(
        "note_import_wrong_name",
        default="The name of the file says another format: it was read as ${kind}.",
    ),
    "import_images_dropped": _(
        "note_import_images_dropped", default="Images were left out: ${count}."
    ),
    "import_text_boxes_ignored": _(
        "note_import_text_boxes_ignored",
        default="Text boxes were left out: ${count}. Check whether they held text that"
        " belongs here.",
    ),
    "import_margins_ignored": _(
        "note_import_margins_ignored",
        default="The text of page headers and footers was left out.",
    ),
    "import_deletions_dropped": _(
        "note_import_deletions_dropped",
        default="Tracked deletions were dropped and are stored nowhere: ${count}.",
    ),
    "import_insertions_accepted": _(
        "note_import_insertions_accepted",
        default="Tracked insertions were accepted: ${count}.",
    ),
    "import_comments_dropped": _(
        "note_import_comments_dropped",
        default="Comments were dropped and are stored nowhere: ${count}.",
    ),
    "import_hidden_dropped": _(
        "note_import_hidden_dropped", default="Hidden text was dropped: ${count}."
    ),
    "import_struck_kept": _(
        "note_import_struck_kept",
        default="Text that is struck through is still there: ${count}. Check whether it"
        " belongs.",
    ),
    "import_pieces_joined": _(
        "note_import_pieces_joined",
        default="Sentences that a page break had cut in two were joined: ${count}.",
    ),
}
FORMATS = {
    "docx": _("format_docx", default="Word (.docx)"),
    "odt": _("format_odt", default="OpenDocument (.odt)"),
    "html": _("format_html", default="web page (.html)"),
    "md": _("format_md", default="Markdown (.md)"),
    "txt": _("format_txt", default="plain text (.txt)"),
}
REMOVALS = {
    "toc": _("removal_toc", default="Table of contents (one is made by itself)"),
    "teasers": _("removal_teasers", default="Teasers for other articles"),
    "furniture": _("removal_furniture", default="Page number or button"),
}
PARTS = {
    "document": _("part_document", default="The document"),
    "report": _("part_report", default="The officer's report before it"),
    "article": _("part_article", default="The article"),
}


def note_words(code: str, values: Mapping[str, object]):
    """Return the translatable sentence of a note; its code when unknown."""
    message = WORDS.get(code)
    if message is None:
        return code
    return _(str(message), default=message.default, mapping=dict(values))
