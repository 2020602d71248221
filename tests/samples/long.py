"""Long .docx files as Word leaves them, to measure with."""

from itertools import cycle
from itertools import islice
from random import Random
from tests.samples import texts
from tests.samples.word import numbering
from tests.samples.word import p
from tests.samples.word import package


PARAGRAPHS = 8  # on a page
RUNS = 5  # Word parts a paragraph without visible reason
LOOK = (
    '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="sv-SE"/></w:rPr>'
)


def long_docx(pages: int, pictures: int = 0) -> bytes:
    """Return a .docx of so many pages and pictures of 1 MiB each."""
    words = cycle(" ".join([*texts.REASONS, *texts.SCOPE]).split())
    body = "".join(_paragraph(words, i) for i in range(pages * PARAGRAPHS))
    noise = Random(1)
    media = {
        f"word/media/image{i}.png": noise.randbytes(1024 * 1024)
        for i in range(pictures)
    }
    return package(body, numbering=numbering(("decimal", "%1.")), extra=media)


def _paragraph(words, index: int) -> str:
    runs = "".join(
        f'<w:r w:rsidR="00A{index % 999:03d}">{LOOK}<w:t xml:space="preserve">'
        f'{" ".join(islice(words, 12))} </w:t></w:r><w:proofErr w:type="spellStart"/>'
        for _ in range(RUNS)
    )
    return p(num=1 if index % 3 == 0 else None, more=runs)
