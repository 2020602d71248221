"""Canaries: an unmistakable word for each field, and all places where it could leak.

Every place of the installation is read as bytes, and each word is searched in all
encodings in which software may store one.
"""

from AccessControl.SpecialUsers import system
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from gzip import GzipFile
from io import BytesIO
from operator import attrgetter
from pathlib import Path
from plone import api
from plone.registry.interfaces import IRegistry
from Products.ZCTextIndex.interfaces import ILexicon
from time import time
from ZEO import server
from ZEO.ClientStorage import ClientStorage
from ZODB.blob import is_blob_record
from ZODB.Connection import TransactionMetaData
from ZODB.FileStorage import FileStorage
from ZODB.POSException import POSKeyError
from ZODB.serialize import referencesf
from zope.component import getUtilitiesFor
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import logging
import tempfile


CANARIES = {
    "what": "kanariegulzq",
    "when": "kanarieblazq",
    "title": "kanarierodzq",
    "person": "kanariesvartzq",
    "name": "kanarievitzq",
    "phone": "kanariegronzq",
    "file name": "kanariebrunzq",
    "file": "kanarielilazq",
    "author": "kanariegrazq",
    "message": "kanarierosazq",
    "note": "kanarieorangezq",
    "other file": "kanarieturkoszq",
    "enclosed name": "kanariebeigezq",
    "enclosed file": "kanarieokrazq",
    "answer": "kanariesilverzq",
    "nickname": "kanarieplatinazq",
    "reason": "kanariekopparzq",
    "outside name": "kanariebronszq",
    "outside word": "kanarietennzq",
    "diary": "kanariezinkzq",
    "secrecy": "kanarieblyzq",
    "why identity": "kanarienickelzq",
}
Where = dict[str, bytes]


def spellings(word: str) -> Iterator[bytes]:
    """Yield the encodings in which bytes may contain a word."""
    plain = word.encode()
    yield from (plain, word.upper().encode(), word.title().encode())
    yield from (word.encode("utf-16-le"), plain.hex().encode())
    for before in range(3):  # Base64 has three ways, by what stands before
        yield b64encode(b"\0" * before + plain)[4 if before else 0 : -4]


def found(where: Where) -> set[tuple[str, str]]:
    """Return (place, canary) for every canary that was found."""
    ways = {name: [*spellings(word)] for name, word in CANARIES.items()}
    return {
        (place, name)
        for place, content in where.items()
        for name, words in ways.items()
        if any(word in content for word in words)
    }


class LogCapture(logging.Handler):
    """Capture everything that is logged, with the text of every traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))

    @property
    def text(self) -> bytes:
        return "\n".join(self.heard).encode("utf-8", "replace")


def written_out(storage, folder: Path, changes=None) -> FileStorage:
    """Write the changes of a test into a Data.fs with blobs, as a server has it."""
    made = FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs"))
    for each in changes or storage.changes.iterator():
        said = TransactionMetaData(each.user, each.description, each.extension)
        made.tpc_begin(said, each.tid)
        for record in each:
            _restore(made, storage, record, said)
        made.tpc_vote(said)
        made.tpc_finish(said)
    return made


def _restore(made: FileStorage, storage, record, said) -> None:
    row = (record.oid, record.tid, record.data)
    if not is_blob_record(record.data):
        made.restore(*row, "", None, said)
        return
    copy = Path(made.temporaryDirectory(), record.oid.hex())
    copy.write_bytes(Path(storage.loadBlob(record.oid, record.tid)).read_bytes())
    made.restoreBlob(*row, str(copy), None, said)


def of_disk(folder: Path) -> bytes:
    """Return names and bytes of all files below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"\n".join(str(path).encode() + path.read_bytes() for path in files)


def packed(folder: Path) -> bytes:
    """Return what is on the disk after packing the database: the old file too."""
    storage = FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs"))
    storage.pack(time(), referencesf, gc=False)  # what a test changed has no root
    storage.close()
    files = [folder / "Data.fs", folder / "Data.fs.old"]
    return b"".join(each.read_bytes() for each in files if each.exists())


def of_zeo_cache(folder: Path) -> bytes:
    """Return the cache of a client that has loaded every object over ZEO."""
    storage = FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs"))
    oids = {record.oid for each in storage.iterator() for record in each}
    storage.close()
    address, stop = server(
        storage_conf=f"""<blobstorage 1>
            blob-dir {folder / "blobs"}
            <filestorage>
              path {folder / "Data.fs"}
            </filestorage>
        </blobstorage>""",
        threaded=True,
    )
    kept = folder / "cache"
    kept.mkdir()
    try:
        client = ClientStorage(
            address, client="canary", var=str(kept), blob_dir=str(kept / "blobs")
        )
        for oid in oids:
            with suppress(POSKeyError):
                data, serial = client.load(oid)
                if is_blob_record(data):
                    client.loadBlob(oid, serial)
        client.close()
    finally:
        stop()
    return of_disk(kept)


def of_exports(portal) -> bytes:
    """Return what an export of the site contains: objects, and settings."""
    whole = BytesIO()
    portal._p_jar.exportFile(portal._p_oid, whole)
    with api.env.adopt_user(user=system):
        steps = portal.portal_setup.runAllExportSteps()
    settings = GzipFile(fileobj=BytesIO(steps["tarball"])).read()
    return whole.getvalue() + settings


def of_transactions(storage: FileStorage) -> bytes:
    """Return user, description and extension of all transactions, and the undo log."""
    rows = [
        repr((each.user, each.description, each.extension_bytes))
        for each in storage.iterator()
    ]
    undo = [repr(each) for each in storage.undoLog(0, 10_000)]
    return "\n".join(rows + undo).encode()


def of_catalog(portal) -> bytes:
    """Return every key of every index, every lexicon, all metadata."""
    catalog = portal.portal_catalog
    parts = []
    for index in catalog.index_objects():
        with suppress(AttributeError, TypeError, NotImplementedError):
            parts.append(repr([*index.uniqueValues()]))
    lexicons = [each for each in catalog.objectValues() if ILexicon.providedBy(each)]
    parts += [repr([*each.words()]) for each in lexicons]
    parts += [repr([*catalog._catalog.data.values()]), repr([*catalog._catalog.uids])]
    return "\n".join(parts).encode()


def of_registry() -> bytes:
    """Return all settings."""
    records = getUtility(IRegistry).records
    return repr([(key, each.value) for key, each in records.items()]).encode()


def of_vocabularies(portal) -> bytes:
    """Return all terms of all vocabularies."""
    parts = []
    for name, factory in getUtilitiesFor(IVocabularyFactory):
        with suppress(Exception):
            terms = [*factory(portal)]
            read = attrgetter("token", "value", "title")
            parts.append(f"{name} {[read(each) for each in terms]}")
    return "\n".join(parts).encode()


def of_error_log(portal) -> bytes:
    """Return all that the error log keeps of a request."""
    return repr(portal.error_log.getLogEntries()).encode()


def of_temporary() -> bytes:
    """Return the content of the folder for temporary files."""
    return of_disk(Path(tempfile.gettempdir()))
