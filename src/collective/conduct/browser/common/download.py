"""Send an untrusted file as a download that no browser displays (S20)."""

from collective.conduct.core.common.errors import Missing
from urllib.parse import quote


def download(response, name: str, content: bytes) -> bytes:
    """Set the headers for the download of an untrusted file; return its content."""
    response.setHeader("Content-Type", "application/octet-stream")
    response.setHeader(
        "Content-Disposition",
        f"attachment; filename=\"file\"; filename*=UTF-8''{quote(name, safe='')}",
    )
    response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'")
    response.setHeader("X-Content-Type-Options", "nosniff")
    return content


def numbers_of(act: str) -> tuple[int, int]:
    """Parse the name of a file's button: ``file.3.0`` is the first file of letter 3.

    ``Missing`` "no_box" when it names none.
    """
    found = act.split(".")[1:]
    if len(found) != 2 or not all(each.isdecimal() for each in found):
        raise Missing("no_box")
    return int(found[0]), int(found[1])
