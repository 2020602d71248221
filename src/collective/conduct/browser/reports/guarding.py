"""Whether another site sent a form; what a failure may say of itself."""

from traceback import extract_tb

import logging


logger = logging.getLogger("collective.conduct")


class PageFailed(RuntimeError):
    """A page broke. Where, stands in the log; what was sent, nowhere."""


def sent_from_elsewhere(request) -> bool:
    """Whether a browser says that another site sent this form.

    Under "no-referrer" the origin of our own forms is "null"; then the browser's
    ``Sec-Fetch-Site`` decides, and without it the nonce of the form.
    """
    site = request.getHeader("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.getHeader("Origin")
    return bool(origin) and origin not in ("null", request["SERVER_URL"])


def note(error: Exception) -> str:
    """Log what failed and where, never what it says; return it."""
    frames = extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    failed = f"{type(error).__name__} {place}"
    logger.error("A page of the reports failed: %s", failed)
    return failed
