"""Attachments of a report: check their size, detect their type, clean them (S19).

Nothing is refused for being odd: it may be evidence. What is refused is what
cannot be kept (empty, too large, too many), and the error gives the number of a
file, never its name.

Files of a request are cleaned one request after the other, within a budget of pixels
and memory: a few hostile pictures must not stop a server. So whoever needs words first
passes a function that reads the files (``FilesOf``): with wrong words nobody calls it.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.imports.common.cleaning import cleaned
from collective.conduct.imports.common.cleaning.kinds import kind_of
from collective.conduct.imports.common.cleaning.kinds import MAIL
from collective.conduct.imports.common.cleaning.kinds import TEXT
from collective.conduct.imports.common.cleaning.names import tidy_name
from collective.conduct.imports.common.cleaning.pictures import PixelBudget
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore


MEGABYTE = 1024 * 1024
LARGEST = 20  # megabytes of one file
MOST = 10  # files of one report
TOGETHER = 60  # megabytes of all files of a report
LINE = 2  # requests that clean files or wait for it; a server has four threads
WAIT = 10.0  # seconds in the line
RETRY_AFTER = 20
BODY = 70_000_000  # bytes of a whole request with files; a proxy may allow the same
JSON_BODY = 1_000_000  # bytes of a request in JSON; more than that comes as multipart


@dataclass(frozen=True)
class Upload:
    """A file attached to a report; ``cleaned``: its copy without metadata, or None."""

    name: str
    kind: str
    content: bytes
    cleaned: bytes | None = None


FilesOf = Callable[[], tuple[Upload, ...]]
_running, _line = BoundedSemaphore(1), BoundedSemaphore(LINE)


def no_files() -> tuple[Upload, ...]:
    """See ``FilesOf``: none were sent."""
    return ()


def received(
    name: str,
    type: str,
    content: bytes,
    number: int = 1,
    budget: PixelBudget | None = None,
) -> Upload:
    """Check and clean one file, the ``number``-th that was chosen.

    Its bytes say what it is; ``type``, what the sender's browser claims, is
    believed of plain text alone, where bytes cannot tell a calendar from a note.
    ``Invalid`` "file_empty" or "file_too_large" (``number``, ``limit`` in MB).
    """
    if not content:
        raise Invalid("file_empty", number=number)
    if len(content) > LARGEST * MEGABYTE:
        raise Invalid("file_too_large", number=number, limit=LARGEST)
    kind = kind_of(content)
    if kind == TEXT and type == MAIL:
        kind = MAIL
    return Upload(tidy_name(name), kind, content, cleaned(kind, content, budget))


def all_received(files: Iterable[tuple[str, str, bytes]]) -> tuple[Upload, ...]:
    """Check and clean the files of a report: (name, claimed type, content) of each.

    Counted before the first is opened: ``Invalid`` "files_too_many" or
    "files_too_large" (``limit``); else as ``received``. ``Unavailable``
    "cleaning_busy" (``seconds``) when others wait already.
    """
    given = list(files)
    if len(given) > MOST:
        raise Invalid("files_too_many", limit=MOST)
    if sum(len(content) for _name, _type, content in given) > TOGETHER * MEGABYTE:
        raise Invalid("files_too_large", limit=TOGETHER)
    if not given:
        return ()
    budget = PixelBudget()
    with _place(_line, 0), _place(_running, WAIT):
        return tuple(
            received(name, type, content, number, budget)
            for number, (name, type, content) in enumerate(given, 1)
        )


@contextmanager
def _place(places: BoundedSemaphore, wait: float) -> Iterator[None]:
    if not places.acquire(timeout=wait):
        raise Unavailable("cleaning_busy", seconds=RETRY_AFTER)
    try:
        yield
    finally:
        places.release()
