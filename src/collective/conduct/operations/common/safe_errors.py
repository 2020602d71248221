"""Log where an unexpected error happened, and nothing of what was sent (S19).

The text of an exception may quote what somebody wrote, and it reaches logs and
clients. The exception that is raised instead carries no other one.
"""

from AccessControl import Unauthorized
from collections.abc import Callable
from collective.conduct.core.common.errors import ConductError
from traceback import extract_tb
from transaction.interfaces import TransientError

import logging


logger = logging.getLogger("collective.conduct")

OUTSIDE = (TransientError, Unauthorized)  # for Zope: try again, log in


class Broken(RuntimeError):
    """Raised in place of an unexpected error; has its class and place, not its text."""


def sanitise(call: Callable) -> object:
    """Return the result of ``call``; raise ``Broken`` for an unexpected error in it."""
    try:
        return call()
    except (*OUTSIDE, ConductError):
        raise
    except Exception as error:
        failed = note(error)
    raise Broken(failed)  # outside the handler: nothing is chained


def note(error: Exception) -> str:
    """Log the class and the place of an error, never its text; return both."""
    frames = extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    failed = f"{type(error).__name__} {place}"
    logger.error("A request failed: %s", failed)
    return failed
