"""A long Word document: how quickly it is read, and in how much memory.

Memory is the most that a fresh process ever held (VmHWM: ru_maxrss would begin
with what this process held when it made the other one).
"""

from bench.sizes import sized
from bench.told import tell
from collections.abc import Iterator
from collective.conduct.core.documents.recognition.recognise import recognise
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.imports.documents.conversion import convert
from collective.conduct.imports.documents.conversion import LIMIT
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from tests.samples.long import long_docx
from time import perf_counter

import re
import subprocess
import sys


PAGES, LONGEST, TIMES = 40, 1500, sized(5, 1)
MIB = 1024 * 1024


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``imports``."""
    yield "seconds_of_40_pages", _seconds(long_docx(PAGES))
    with TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "long.docx"
        path.write_bytes(_largest())
        command = (sys.executable, "-m", "bench.imports", path)
        said = subprocess.run(command, check=True, capture_output=True, text=True)
        bare, peak = map(float, said.stdout.split())
    tell(f"with the libraries alone: {bare:.0f} MiB")
    yield "mib_of_20_mib", peak


def _largest() -> bytes:
    """The longest text that is taken, with pictures up to the limit of a file."""
    made = long_docx(LONGEST, pictures=19)
    if not LIMIT - MIB < len(made) <= LIMIT:
        raise ValueError(f"{len(made)} bytes are not 20 MiB")
    return made


def read(data: bytes) -> int:
    """Import as the preview does; return the number of provisions."""
    found = recognise(convert("long.docx", data).html)
    return len(derive(found.html_without_header).provisions)


def _seconds(data: bytes) -> float:
    took = []
    for _ in range(TIMES):
        began = perf_counter()
        read(data)
        took.append(perf_counter() - began)
    return median(took)


def _peak() -> float:
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


if __name__ == "__main__":
    bare = _peak()
    read(Path(sys.argv[1]).read_bytes())
    print(bare, _peak())
