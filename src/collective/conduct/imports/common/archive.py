"""Open untrusted zip files within limits of size.

Sizes are checked twice: as the archive declares them, before anything is
unpacked, and as they come out, because a header can lie.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import Invalid
from copy import copy
from io import BytesIO
from lxml import etree
from zipfile import BadZipFile
from zipfile import ZipFile
from zipfile import ZipInfo

import zlib


MAX_ENTRIES = 5000
MAX_TOTAL = 300 * 1024 * 1024  # bytes, all entries unpacked
MAX_XML = 32 * 1024 * 1024  # bytes, one part that is read
MAX_RATIO = 250  # unpacked to packed; Word's own XML reaches some 40
RATIO_FROM = 1024 * 1024  # bytes; a small part may be as regular as it likes
READ = (".xml", ".rels", "mimetype")
CHUNK = 64 * 1024
# What zipfile raises for a damaged one; IndexError for an entry without a name.
BROKEN = (
    *(BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(OSError, ValueError, IndexError),
)


def open_archive(data: bytes) -> ZipFile:
    """Open an archive and check the sizes that it declares.

    Raises ``Invalid`` ``import_broken``, ``import_encrypted`` or
    ``import_zip_bomb``. Nothing is unpacked.
    """
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN:
        raise Invalid("import_broken") from None
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise Invalid("import_encrypted")
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_ENTRIES or total > MAX_TOTAL or any(map(_swells, infos)):
        raise Invalid("import_zip_bomb")
    return archive


def _swells(info: ZipInfo) -> bool:
    """Whether an entry unpacks to far more than a document would.

    Only entries that are read are checked: an empty picture may be of any size.
    """
    size = info.file_size
    swollen = size > RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1)
    return swollen and info.filename.endswith(READ)


def chunks(archive: ZipFile, name: str, limit: int = 0) -> Iterator[bytes]:
    """Yield an entry in chunks, and count what is really unpacked.

    ``limit`` is in bytes, ``MAX_XML`` when 0. Raises ``Invalid``
    ``import_zip_bomb`` when more comes out than was declared,
    ``import_text_too_long`` above the limit.
    """
    limit = limit or MAX_XML
    declared = archive.getinfo(name)
    if declared.file_size > limit:
        raise Invalid("import_text_too_long")
    info = copy(declared)
    info.file_size = limit + 1  # else zipfile stops where the header lies
    seen = 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(CHUNK):
                seen += len(piece)
                if seen > declared.file_size:
                    raise Invalid("import_zip_bomb")
                yield piece
    except BROKEN as error:
        overlaps = "verlapped" in str(error)
        raise Invalid("import_zip_bomb" if overlaps else "import_broken") from None


def read_entry(archive: ZipFile, name: str, limit: int = 0) -> bytes:
    """Return a small entry as a whole. Errors as ``chunks``."""
    return b"".join(chunks(archive, name, limit))


def read_xml(archive: ZipFile, name: str, handle=None, tags=()) -> etree._Element:
    """Parse an entry as XML and return its root.

    No entity is resolved, nothing is fetched, a document type declaration is
    refused. With ``handle``, each element of ``tags`` is passed to it as soon
    as it is complete, so that it can be stripped while the rest is parsed:
    that is what keeps the memory low. Raises ``Invalid`` ``import_broken``.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=tags or ("no-such-tag",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for piece in chunks(archive, name):
            parser.feed(piece)
            for _event, element in parser.read_events():
                handle(element)
        root = parser.close()
    except etree.LxmlError:
        raise Invalid("import_broken") from None
    for _event, element in parser.read_events():
        handle(element)
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise Invalid("import_broken")
    return root
