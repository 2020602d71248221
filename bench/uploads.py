"""Four hostile pictures with wrong words: what they cost, and in how much memory.

Each request has six pictures of 64 million pixels in a megabyte, sent to the page of
a report by somebody who has no words. Beside it the same page without files: what a
file adds is what counts. Memory is the most that is held beyond what was held before.
"""

from bench.pages import _served
from bench.sizes import sized
from bench.told import tell
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from PIL import Image
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import re
import webtest


REQUESTS, PICTURES, SIZE = sized(4, 2), 6, (8000, 8000)
WORDS = "ett två tre fyra fem sex sju"
MIB = 1024


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``uploads``."""
    from bench.reports import opened
    from collective.conduct.setuphandlers.demo import hub_path

    files = [("files", f"{n}.png", _hostile()) for n in range(PICTURES)]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        application, _known = _served(Path(folder))
        path = f"/Plone{hub_path(opened())}/@@report-status"
        client = webtest.TestApp(application, lint=False)
        fields = {"words": WORDS, "act": "write", "text": "Hej"}
        _sent(client, path, fields, files[:1])
        bare = [_sent(client, path, fields, []) for _ in range(REQUESTS)]
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        before = _memory("VmRSS")
        took = [_sent(client, path, fields, files) for _ in range(REQUESTS)]
        size = sum(len(content) for *_names, content in files)
        tell(f"{size} bytes in a request; without files {median(bare) * 1000:.0f} ms")
        yield "milliseconds_of_wrong_words", max(took) * 1000
        yield "mib_of_wrong_words", _memory("VmHWM") - before


def _hostile() -> bytes:
    out = BytesIO()
    Image.new("L", SIZE).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _sent(client: webtest.TestApp, path: str, fields: dict, files: list) -> float:
    """Send the form; return the seconds of the processor."""
    kind, body = client.encode_multipart(list(fields.items()), files)
    began = process_time()
    headers = {"Content-Type": kind, "Accept-Language": "en"}
    answered = client.request(path, method="POST", body=body, headers=headers)
    took = process_time() - began
    if "Nothing is found with these wor" not in answered.text:
        raise RuntimeError("The words were not asked for.")
    return took


def _memory(what: str) -> float:
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+) kB", status)[1]) / MIB
