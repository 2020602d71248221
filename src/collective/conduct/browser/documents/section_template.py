"""Start an empty draft from the sections of its type (REQUIREMENTS B4, C14)."""

from collective.conduct.browser.common.base import Page
from collective.conduct.browser.documents.draft import may_edit
from collective.conduct.core.documents.text.sections import template
from collective.conduct.i18n import _
from collective.conduct.operations.documents import drafting
from collective.conduct.operations.documents.drafts import html_of
from collective.conduct.operations.documents.drafts import language_of


class SectionTemplate(Page):
    """Show the sections, then fill the empty draft with their headings."""

    def do(self):
        """Fill the draft and go to its edit form."""
        drafting.start_from_template(self.context)
        return self.sent(
            f"{self.url}/edit",
            _("done_section_template", default="Write under the headings."),
        )

    @property
    def sections(self) -> tuple:
        """The sections of the document's type in its language."""
        return template(self.context.document_type, language_of(self.context))

    @property
    def can_start(self) -> bool:
        """Whether the draft is empty and may be written."""
        return bool(self.sections) and may_edit(self.context) and not self.filled

    @property
    def filled(self) -> bool:
        """Whether there is text already."""
        return bool(html_of(self.context))
