"""From a fresh clone to the first page: ``git clone``, ``make start``, GET.

The package cache is warm when the checkout itself was installed on this
machine; nothing else is shared with it.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from time import perf_counter
from urllib.request import urlopen

import json
import os
import signal
import socket
import subprocess


ROOT = Path(__file__).parents[1]
READY = "Stop with Ctrl-C"
PATIENCE = 900  # seconds, then it is given up
FOREIGN = ("MAKE", "MFLAGS", "CONDUCT_", "VIRTUAL_ENV", "PYTHONPATH")


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``start``."""
    with TemporaryDirectory(prefix="bench-") as folder:
        clone, var = Path(folder) / "clone", Path(folder) / "var"
        began = perf_counter()
        command = ("git", "clone", "--quiet", "--no-local", ROOT, clone)
        subprocess.run(command, check=True)
        server = _started(clone, var)
        patience = Timer(PATIENCE, _stop, (server,))
        patience.start()
        try:
            _first_page(server, var)
            took = perf_counter() - began
        finally:
            patience.cancel()
            _stop(server)
    yield "seconds_from_clone_to_page", took


def _started(clone: Path, var: Path) -> subprocess.Popen:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN)}
    return subprocess.Popen(
        ("make", "start", f"PORT={port}", f"VAR={var}"),
        cwd=clone,
        env=kept,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _first_page(server: subprocess.Popen, var: Path) -> None:
    """Wait until the hub answers a stranger, with the log-in page or itself."""
    said = []
    for line in server.stdout:
        said.append(line)
        if READY in line:
            break
    else:
        raise RuntimeError("make start ended: " + "".join(said[-20:]))
    known = json.loads((var / "demo.json").read_text(encoding="utf-8"))
    with urlopen(known["url"] + known["hub"], timeout=60) as page:
        text = page.read().decode()
    if page.status != 200 or "</html>" not in text:
        raise RuntimeError(f"the hub answered {page.status}")


def _stop(server: subprocess.Popen) -> None:
    """Stop make and what it started: they have a process group of their own."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    server.wait(60)
