"""The console scripts of the product, run as anybody would run them."""

from pathlib import Path

import subprocess
import sys


def verify(*arguments: str) -> subprocess.CompletedProcess:
    """Run ``conduct-verify``; what it says is in ``stdout`` and ``stderr``."""
    script = Path(sys.executable).with_name("conduct-verify")
    return run(script, *arguments)


def pdf_text(path: Path) -> str:
    """The words of a PDF that a strict reader finds nothing wrong with."""
    checked = run("qpdf", "--check", path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return " ".join(run("pdftotext", path, "-").stdout.split())


def run(*command) -> subprocess.CompletedProcess:
    """Run a command to its end, without a shell."""
    return subprocess.run(command, capture_output=True, text=True, timeout=120)
