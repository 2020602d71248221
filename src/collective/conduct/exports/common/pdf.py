"""Render HTML of our own templates as tagged PDF (PDF/UA-1); nothing is fetched.

WeasyPrint and the libraries it needs (Pango) may be missing: then
``Unavailable`` "no_pdf" is raised and the page stays the receipt. It takes
seconds to import, so that happens at the first PDF.
"""

from collective.conduct.core.common.errors import Unavailable

import segno


STYLE = """
@page {
  size: A4;
  margin: 22mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt; }
}
html { font-family: "DejaVu Sans", sans-serif; font-size: 11pt; line-height: 1.45; }
h1 { font-size: 20pt; margin: 0 0 6mm; }
h2 { font-size: 13pt; margin: 8mm 0 2mm; }
dt { font-weight: bold; margin-top: 3mm; }
dd { margin: 0; }
blockquote { margin: 2mm 0; padding-left: 4mm; border-left: 1mm solid #555; }
.words { white-space: pre-wrap; }
.small { font-size: 9pt; }
code { font-family: "DejaVu Sans Mono", monospace; font-size: 8pt; }
code { word-break: break-all; }
svg { width: 32mm; height: 32mm; }
"""


def document_pdf(html: str) -> bytes:
    """Return the PDF of a whole HTML page; its title and language are taken over."""
    try:
        from weasyprint import CSS
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        raise Unavailable("no_pdf") from None

    class Refusing(URLFetcher):
        """Refuses every address: no receipt needs the network."""

        def fetch(self, url, headers=None):
            raise ValueError("nothing is fetched")

    fetcher = Refusing()
    page = HTML(string=html, url_fetcher=fetcher, base_url="about:blank")
    return page.write_pdf(
        stylesheets=[CSS(string=STYLE, url_fetcher=fetcher)],
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
    )


def qr_code(address: str, words: str) -> str:
    """Return a QR code as inline SVG, with ``words`` as its accessible title."""
    return segno.make(address, error="m", micro=False).svg_inline(
        title=words, border=2, omitsize=True
    )
