"""An edition as a tagged PDF, to keep and to print (REQUIREMENTS C19)."""

from collective.conduct.browser.answers.edition import EditionView
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.exports.common.pdf import document_pdf
from collective.conduct.i18n import _
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.editions import state_of


NO_PDF = _(
    "no_pdf_edition",
    default="This server cannot make PDF files. Print the page instead.",
)


class EditionPdf(EditionView):
    """PDF with the header, the correction notes and the frozen text."""

    def show(self):
        authorise("view_edition", self.context, state_of(self.context))
        try:
            content = document_pdf(self.index())
        except Unavailable:
            return self.sent(self.url, NO_PDF)
        name = f"{self.context.aq_parent.getId()}-{self.context.number}.pdf"
        self.download(name, "application/pdf", "inline")
        return content
