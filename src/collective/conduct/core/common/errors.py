"""The errors of the product: one base class, with a code and values but no text.

The message (in three languages) and the HTTP status are given in one place,
``vocabularies.errors``.
"""


class ConductError(Exception):
    """Base class of everything that the product refuses.

    ``code`` names the reason (``"edition_frozen"``); ``values`` are numbers,
    ids and dates that make the sentence precise. Neither ever holds a text
    that somebody wrote: exception text reaches clients and logs.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values_ = values


class Invalid(ConductError):
    """The input cannot be used as it is (HTTP 400)."""


class TooLarge(Invalid):
    """More was sent than is read (HTTP 413)."""


class Refused(ConductError):
    """The person may not do this, or nobody may in this state (HTTP 403)."""


class Missing(ConductError):
    """There is no such thing, or the person may not know of it (HTTP 404)."""


class Conflict(ConductError):
    """The data changed after the person saw it (HTTP 409)."""


class Unavailable(ConductError):
    """A part of the installation is missing or not ready (HTTP 503)."""


class Undelivered(ConductError):
    """A mail could not be sent; ``final`` when a retry will not help."""

    def __init__(self, code: str, final: bool = False, **values: object) -> None:
        super().__init__(code, **values)
        self.final = final
