"""``@@conduct-tick``: HTTP endpoint of the timed job (command ``conduct-tick``)."""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.pinned_time import pinned
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.jobs.running import moment
from collective.conduct.operations.jobs.running import run_slice
from collective.conduct.operations.ledger.sealing import is_job
from collective.conduct.vocabularies.errors import status
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from zope.interface import alsoProvides

import json
import secrets
import transaction


HEADER = "X-Conduct-Token"
RUN = "X-Conduct-Run"  # the same for all slices of a run
NOW = "X-Conduct-Now"


class Tick(BrowserView):
    """Run one slice of the timed job; only requests with the token are allowed."""

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        keep_private(response)
        if self.request.method != "POST":
            response.setStatus(405)
            response.setHeader("Allow", "POST")
            return json.dumps({"code": "post_only"})
        try:
            return json.dumps(self.run())
        except ConductError as error:
            transaction.abort()
            response.setStatus(status(error))
            return json.dumps({"code": error.code})

    def run(self) -> dict:
        """Run a slice; return counts per kind, and ``more`` if work is left."""
        if not is_job(self.request.getHeader(HEADER) or ""):
            raise Refused("not_allowed")
        # No browser sends the token by itself, so it is proof enough.
        alsoProvides(self.request, IDisableCSRFProtection)
        holder = self.request.getHeader(RUN) or secrets.token_hex(8)
        with pinned(moment(self.request.getHeader(NOW) or "")):
            return run_slice(holder[:64], transaction.commit)
