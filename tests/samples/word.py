"""Small .docx files out of raw XML, for what python-docx cannot make."""

from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
OFFICE = f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/>'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    footnotes: str = "",
    links: str = "",
    main: str = MAIN,
    extra: dict[str, bytes | str] | None = None,
) -> bytes:
    """Return a .docx whose parts hold the given inner XML."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _types(main),
        "_rels/.rels": _relationships(OFFICE),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relationships(links),
    }
    for name, inner in (
        ("numbering", numbering),
        ("styles", styles),
        ("footnotes", footnotes),
    ):
        if inner:
            parts[f"word/{name}.xml"] = _part(name, inner)
    return zipped({**parts, **(extra or {})})


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """Return a zip file of these parts."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def p(
    text: str = "",
    *,
    num: int | None = None,
    level: int = 0,
    style: str = "",
    more: str = "",
) -> str:
    """Return a paragraph; ``more`` is raw XML behind the text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        properties += (
            f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
        )
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{more}</w:p>"


def numbering(*levels: tuple[str, str], nums: tuple[str, ...] = ("",)) -> str:
    """Return one definition with (format, text) levels and ``nums`` on it.

    Each of ``nums`` is raw XML inside ``w:num``, such as a start override.
    """
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (format, text) in enumerate(levels)
    )
    found = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="0"/>{own}</w:num>'
        for i, own in enumerate(nums, start=1)
    )
    return f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{found}'


def style(key: str, name: str, inner: str = "", based_on: str = "") -> str:
    """Return a paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{base}{inner}</w:style>"
    )


def _part(name: str, inner: str) -> str:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{name}>'


def _relationships(inner: str) -> str:
    return f'<Relationships xmlns="{RELATIONSHIPS}">{inner}</Relationships>'


def _types(main: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
