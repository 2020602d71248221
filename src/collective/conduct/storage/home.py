"""The folder outside the database: seals, tokens, later keys (DESIGN 1.3, 1.5).

Named by the environment variable ``CONDUCT_HOME``; readable by the service's
user alone.
"""

from collective.conduct.core.errors import Unavailable
from pathlib import Path

import os


VARIABLE = "CONDUCT_HOME"


def folder() -> Path:
    """Return the folder, created 0700; ``Unavailable`` "no_home" when unset."""
    named = os.environ.get(VARIABLE)
    if not named:
        raise Unavailable("no_home")
    path = Path(named)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise Unavailable("no_home") from None
    return path
