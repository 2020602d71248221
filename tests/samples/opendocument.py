"""Small .odt files out of raw XML."""

from tests.samples.word import zipped


URN = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    [
        *(f'xmlns:{n}="{URN}{n}:1.0"' for n in ("office", "style", "text", "table")),
        f'xmlns:fo="{URN}xsl-fo-compatible:1.0"',
        f'xmlns:draw="{URN}drawing:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
MIMETYPE = "application/vnd.oasis.opendocument.text"


def package(
    text: str, *, styles: str = "", extra: dict[str, bytes | str] | None = None
) -> bytes:
    """Return an .odt with this text; ``styles`` are its automatic styles."""
    content = (
        f"<office:document-content {NAMES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": MIMETYPE, "content.xml": content}
    return zipped({**parts, **(extra or {})})


def numbers(name: str, *formats: str, display: int = 1) -> str:
    """Return a list style whose levels count in these formats; "" is a bullet."""
    levels = "".join(
        f'<text:list-level-style-number text:level="{i}" style:num-format="{format}"'
        f' style:num-suffix="." text:display-levels="{min(display, i)}"/>'
        if format
        else f'<text:list-level-style-bullet text:level="{i}" text:bullet-char="•"/>'
        for i, format in enumerate(formats, start=1)
    )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def items(style: str, *texts: str, more: str = "") -> str:
    """Return a list; ``more`` are attributes such as continue-numbering."""
    inner = "".join(
        f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in texts
    )
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'
