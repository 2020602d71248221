"""Ports of cases: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class IAccessLog(Interface):
    """Who read what of a case: hash-chained lines, a stream for each case (S23).

    A ledger of its own: in that of the answers, which auditors export, a stream
    that appears would tell that there is a case.
    """

    def note(case, kind, person, when, number=0):
        """Write a line, before anything is shown.

        ``kind`` "read_case", "read_file" or "read_identity" (``core.ledger.entries``),
        ``number`` of the file, ``when`` in UTC seconds.
        """

    def of(case):
        """The lines of a case, oldest first, as ``entries.Entry``."""

    def drop(case):
        """Forget which stream is a case's; its lines stay, and name nothing."""


class IDesks(Interface):
    """What stands on whose desk: our own index of cases (PERFORMANCE 4).

    A row holds what the list shows, so that a page of it is one range of one
    tree. It is a copy: ``ICases`` and ``IVault`` know what is true.
    """

    def put(facts, wanted, publics, deadlines):
        """Let a case stand on these desks and no others.

        ``wanted``: the ordinal of the day, what comes first; ``publics``:
        ``{person: public key}`` of its readers; ``deadlines``: what the history
        of its deadlines adds up to (``deadline_history.Deadlines``).
        """

    def of(person, states, until=None):
        """Iterate over ``summary.DeskEntry`` in these states, first wanted first.

        ``until``: the last ordinal to include, None for all.
        """

    def count(person, state):
        """Return how many cases stand there in a state."""

    def people():
        """Iterate over the people on whose desks something stands or stood."""

    def drop(case):
        """Take a case from every desk."""

    def leave(person, first, last):
        """Note that somebody is away from one day to another; None, None for not."""

    def absence(person):
        """Return the first and the last day of somebody's absence, or None."""

    def away(day):
        """Return the people who are away on a day."""

    def put_private(vault, words):
        """Seal what somebody keeps for themselves, in the place of what was there."""

    def get_private(vault):
        """Return it as bytes, b"" when there is none that this vault opens."""


class IKeyRequests(Interface):
    """What holders of keys ask each other for (``key_requests.Request``)."""

    def put(request, words, publics):
        """Keep a request and seal its reason for these people; return its number."""

    def get(number):
        """Return the ``Request``; ``Missing`` "no_request"."""

    def replace(request):
        """Put a request in the place of the one with its number."""

    def everything():
        """Return all requests, the newest first."""

    def waiting():
        """Return those that nobody has decided yet, the oldest first."""

    def told(number):
        """Return the people whom the reason was sealed for."""

    def reason(number, vault):
        """Return the words of a reason; ``Missing`` "no_request" for others."""

    def drop(case):
        """Forget the requests of a case."""


class IReporterMailbox(Interface):
    """What a reporter comes back with: a lock-up id, never the words.

    Everything for the reporter is sealed for the receipt's own public key.
    """

    def add(lookup, case, public):
        """Keep a receipt: 16 bytes of lock-up id, the case, the public key."""

    def find(lookup):
        """Return ``(case, public)`` or None; the same work in both cases."""

    def put(lookup, kind, when, words):
        """Seal something for the reporter; ``when`` (a day) stands outside."""

    def of(case):
        """Return the lock-up ids of the receipts of a case."""

    def letters(receipt):
        """Return ``[(kind, when, words)]`` of a ``ReceiptKey``, oldest first."""

    def drop(case):
        """Forget the receipts of a case."""

    def forget(lookup):
        """Forget one receipt and its letters; nothing when there is none."""

    def lapse(case, before):
        """Forget a case's receipts with no letter since then; return how many."""


class ICases(Interface):
    """All cases: content objects outside the site's tree, and our own index.

    A case is wrapped in the site, so that workflow and local roles work, but no
    path leads to it: no traversal, listing, catalog, copy or export finds it.
    """

    def add(case, facts):
        """Take in a new case object under ``facts.case``; return it wrapped."""

    def get(case):
        """Return the wrapped case object; ``Missing`` "no_case"."""

    def facts(case):
        """Return the ``summary.CaseSummary``; ``Missing`` "no_case"."""

    def put(facts):
        """Replace the row of a case."""

    def add_deadline(case, line):
        """Add a ``deadline_history.DeadlineEvent`` to a case's history of deadlines."""

    def deadline_history(case):
        """Return the lines of a case's history of deadlines, oldest first."""

    def everything():
        """Iterate over the rows of all cases, latest received first."""

    def by_nonce(digest, now):
        """Return what ``note_nonce`` kept for a form's nonce in the last 30 minutes."""

    def note_nonce(digest, case, now):
        """Remember which case a form's nonce made (SHA-256 of it, in bytes)."""
