"""Protection against forms sent from another site (CSRF)."""


def sent_from_elsewhere(request) -> bool:
    """Return whether the browser says that another site sent this form.

    Under "no-referrer" the origin of our own forms is "null"; then the browser's
    ``Sec-Fetch-Site`` decides, and without it the nonce of the form.
    """
    site = request.getHeader("Sec-Fetch-Site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.getHeader("Origin")
    return bool(origin) and origin not in ("null", request["SERVER_URL"])
