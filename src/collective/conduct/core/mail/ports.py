"""Ports of mail: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class INoticeCheck(Interface):
    """Whether a notice is still true when its letter leaves: a utility per kind.

    Its name is the beginning of the kinds of notice that it knows ("duty").
    """

    def __call__(notice):
        """Return False when nobody needs to be told any more."""


class IOutbox(Interface):
    """Notices that wait to be told, and what became of them (DESIGN 1.9).

    Each is put once (by its key), claimed in one transaction and marked in the
    next: at least once, and after a crash at most once more.
    """

    def put(notice):
        """Keep a ``notices.Notice``; False when its key is known already.

        ``Invalid`` "unknown_notice" for a kind that is not in ``KINDS``.
        """

    def knows(key):
        """Return whether a notice with this key was ever put."""

    def take(now, alone=False):
        """Claim what leaves next as a ``MailBatch``, None when nothing is due.

        With ``alone`` only what leaves in a letter of its own.

        An urgent notice goes alone; other notices of a person that may wait
        for each other go together. What was claimed is not given again before
        the claim has run out. ``now`` in UTC seconds.
        """

    def sent(number, now):
        """Mark a parcel as sent."""

    def failed(number, code, now, final=False):
        """Mark a try as failed: another follows later, none after the last.

        ``code`` is a code of ours, never a server's words. A parcel that has
        failed for good is dead: it is listed, and waits for ``retry``.
        """

    def withdraw(number):
        """Take out a claimed parcel that nobody needs any more; keys stay known."""

    def counts():
        """Return ``{"waiting", "claimed", "sent", "dead"}`` with numbers of notices.

        What a case lets leave (``notices.SILENT``) is in none of these, nor
        in ``sent_since``, ``dead`` and ``delayed``. It never dies: it is tried
        again, twice a day at last.
        """

    def sent_since(when):
        """Return how many notices were sent since then; a month back at most."""

    def dead():
        """Return the dead parcels, each as a ``notices.Failure``, latest first."""

    def delayed():
        """Return those that failed and are tried again, as ``dead`` does."""

    def retry(number, now):
        """Let a dead parcel try again; ``Missing`` "no_parcel"."""

    def discard(number):
        """Take a dead parcel out; its keys stay known. ``Missing`` "no_parcel"."""


class IMailTransport(Interface):
    """The way out of the house for letters."""

    def deliver(message):
        """Hand an ``email.message.EmailMessage`` to the mail server, now.

        ``Undelivered`` (``core.common.errors``) with ``final`` False when another try
        may help (server down, slow, busy) and True when none will (refused).
        """
