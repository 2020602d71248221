"""Remove what `make start` made, so that the next start begins anew."""

from pathlib import Path

import check
import shutil
import sys


MADE = (
    "blobstorage",
    "cache",
    "conduct",
    "demo.json",
    "etc",
    "filestorage",
    "inituser",
    "log",
    "server.lock",
)


def main(var: Path) -> None:
    """Remove the demo's data below `var`, unless a server uses it."""
    for lock in ("server.lock", "filestorage/Data.fs.lock"):
        if check.is_held(str(var / lock)):
            sys.exit("The server is running: stop it first (Ctrl-C). Nothing removed.")
    for name in MADE:
        path = var / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    print("Removed. make start begins anew.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
