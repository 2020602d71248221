"""Parse HTML without network access; refuse it when its end would be lost."""

from collective.conduct.core.common.errors import Invalid
from lxml import etree


def parse(text: str) -> etree._Element:
    """Return the body of HTML source.

    Raises ``Invalid`` ``import_empty`` when there is none, ``import_broken``
    when it is nested so deep that the parser gives up half way.
    """
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        source = f"<html><body>{text}".encode("utf-8", "ignore")
        root = etree.fromstring(source, parser)
    except etree.LxmlError:
        raise Invalid("import_broken") from None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise Invalid("import_broken")
    body = root.find("body") if root is not None else None
    if body is None:
        raise Invalid("import_empty")
    return body
