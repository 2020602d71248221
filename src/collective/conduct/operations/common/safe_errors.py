"""When something breaks: where, in the log; what was sent, nowhere (S19).

The text of an exception may quote what somebody wrote, and it reaches logs and
clients. What is raised instead has no other behind it.
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
    """Something broke. Where, stands in the log; what was sent, nowhere."""


def sanitise(call: Callable) -> object:
    """Return what ``call`` does; whatever breaks in it comes out as ``Broken``."""
    try:
        return call()
    except (*OUTSIDE, ConductError):
        raise
    except Exception as error:
        failed = note(error)
    raise Broken(failed)  # out of the handler: nothing hangs behind it


def note(error: Exception) -> str:
    """Log what failed and where, never what it says; return it."""
    frames = extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    failed = f"{type(error).__name__} {place}"
    logger.error("Something about a report failed: %s", failed)
    return failed
