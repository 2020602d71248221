"""Ports of mail: the outbox, the transport, and the check of notices.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class INoticeCheck(Interface):
    """Check that a notice still holds when its mail is sent: a utility per kind.

    Its name is the beginning of the kinds of notice that it knows ("duty").
    """

    def __call__(notice):
        """Return False when the notice need not be sent any more."""


class IOutbox(Interface):
    """Outbox: notices that wait to be sent, and failures (DESIGN 1.9).

    Each is put once (by its key), claimed in one transaction and marked in the
    next: it is sent at least once, and after a crash at most once more.
    """

    def put(notice):
        """Keep a ``notices.Notice``; False when its key is known already.

        ``Invalid`` "unknown_notice" for a kind that is not in ``KINDS``.
        """

    def knows(key):
        """Return whether a notice with this key was ever put."""

    def take(now, alone=False):
        """Claim the next ``MailBatch``, None when nothing is due.

        With ``alone`` only what leaves in a mail of its own.

        An urgent notice goes alone; other notices of a person that may wait
        for each other go together. What was claimed is not given again before
        the claim has run out. ``now`` in UTC seconds.
        """

    def sent(number, now):
        """Mark a batch as sent."""

    def failed(number, code, now, final=False):
        """Mark a try as failed: another follows later, none after the last.

        ``code`` is a code of ours, never the text of a server. A batch that has
        failed for good is dead: it is listed, and waits for ``retry``.
        """

    def withdraw(number):
        """Remove a claimed batch that is no longer needed; its keys stay known."""

    def counts():
        """Return ``{"waiting", "claimed", "sent", "dead"}`` with numbers of notices.

        Notices of cases (``notices.SILENT``) are in none of these, nor in
        ``sent_since``, ``dead`` and ``delayed``. They never become dead: they
        are tried again, twice a day in the end.
        """

    def sent_since(when):
        """Return how many notices were sent since then; a month back at most."""

    def dead():
        """Return the dead batches, each as a ``notices.Failure``, latest first."""

    def delayed():
        """Return the batches that failed and are tried again, as ``dead`` does."""

    def retry(number, now):
        """Try a dead batch again; ``Missing`` "no_parcel"."""

    def discard(number):
        """Remove a dead batch; its keys stay known. ``Missing`` "no_parcel"."""


class IMailTransport(Interface):
    """Mail transport: hands mails over to the mail server."""

    def deliver(message):
        """Hand an ``email.message.EmailMessage`` to the mail server, now.

        ``Undelivered`` (``core.common.errors``) with ``final`` False when another try
        may help (server down, slow, busy) and True when none will (refused).
        """
