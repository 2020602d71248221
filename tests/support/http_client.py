"""HTTP client for the functional tests: whole requests, without a network."""

from base64 import b64encode
from plone.testing.zope import Browser
from tests.support.sample_municipality import PASSWORD
from typing import Any
from urllib.parse import urlencode
from webtest import Upload as File

import json
import transaction
import webtest


class Client:
    """Send requests as an account; every request sees what was written before."""

    def __init__(self, app, portal) -> None:
        self.portal = portal
        self.root = portal.absolute_url()
        self._app = webtest.TestApp(Browser(app).testapp.app, lint=False)

    def rest(
        self, role: str, method: str, path: str, data: Any = None, **headers: str
    ) -> webtest.TestResponse:
        """Send a REST request; ``data`` is sent as JSON."""
        body = b"" if data is None else json.dumps(data).encode()
        kind = {"Accept": "application/json", "Content-Type": "application/json"}
        return self.send(role, method, path, body, {**kind, **headers})

    def page(self, role: str, path: str) -> webtest.TestResponse:
        """Open a page."""
        return self.send(role, "GET", path, b"", {"Accept": "text/html"})

    def form(
        self, role: str, path: str, accept: str = "text/html", **fields: Any
    ) -> webtest.TestResponse:
        """Send a form; ``fields`` are its values."""
        return self.request(role, "POST", path, fields, {"Accept": accept})

    def request(
        self,
        role: str,
        method: str,
        path: str,
        fields: dict[str, Any],
        headers: dict[str, str],
    ) -> webtest.TestResponse:
        """Send a form with own headers; a ``File`` is uploaded."""
        files = {key: kept for key, kept in fields.items() if isinstance(kept, File)}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode(fields, doseq=True).encode() if fields else b""
        if files:
            plain = [(key, fields[key]) for key in fields if key not in files]
            chosen = [(key, kept.filename, kept.content) for key, kept in files.items()]
            told, body = self._app.encode_multipart(plain, chosen)
            kind = {"Content-Type": told}
        return self.send(role, method, path, body, {**kind, **headers})

    def send(
        self, role: str, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> webtest.TestResponse:
        """Send one request; ``path`` is relative to the site, or a whole address."""
        transaction.commit()
        url = path if path.startswith("http") else f"{self.root}{path}"
        if role != "anonymous":
            secret = b64encode(f"{role}:{PASSWORD}".encode()).decode()
            headers = {**headers, "Authorization": f"Basic {secret}"}
        try:
            return self._app.request(
                url, method=method, body=body, headers=headers, expect_errors=True
            )
        finally:
            transaction.begin()
