"""Ports of cases: what its rules and operations need from the world.

The adapters are in ``storage`` and are tested with ``verifyObject``.
"""

from zope.interface import Interface


class IAccessLog(Interface):
    """The access log of cases: who read what, as a hash chain for each case (S23).

    It is a stream of the case: in the ledger of answers, which auditors export, a new
    stream would reveal that there is a case.
    """

    def note(case, kind, person, when, number=0):
        """Add a line, before anything is shown.

        ``kind`` "read_case", "read_file" or "read_identity" (``core.ledger.entries``),
        ``number`` of the file, ``when`` in UTC seconds.
        """

    def of(case):
        """Return the lines that are as they were written, the oldest first.

        Each is a ``vault.streams.AccessEntry``.
        """

    def doubts(case):
        """Return a ``vault.streams.Doubt`` for each line that is not."""

    def complete_lines():
        """Move the lines of an earlier version into the streams of their cases."""


class IDesks(Interface):
    """Index of the cases on each handler's desk (PERFORMANCE 4).

    A row contains what the list shows, so that one page is one range of one tree.
    It is a copy: the truth is in ``ICases`` and ``IVault``.
    """

    def put(facts, wanted, publics, deadlines):
        """Put a case on the desks of its readers, and on no others.

        ``wanted``: the ordinal of the day by which it is sorted; ``publics``:
        ``{person: public key}`` of its readers; ``deadlines``: the state of its
        deadlines (``deadline_history.Deadlines``).
        """

    def of(person, states, until=None):
        """Iterate over ``summary.DeskEntry`` in these states, the most urgent first.

        ``until``: the last ordinal to include, None for all.
        """

    def count(person, state):
        """Return the number of cases on a desk in a state."""

    def people():
        """Iterate over the people who have or had a case on their desk."""

    def drop(case):
        """Remove a case from every desk."""

    def leave(person, first, last):
        """Store a person's absence from one day to another; None, None for none."""

    def absence(person):
        """Return the first and the last day of somebody's absence, or None."""

    def away(day):
        """Return the people who are absent on a day."""

    def put_private(vault, words):
        """Seal a person's private data; it replaces what was stored before."""

    def get_private(vault):
        """Return the private data, b"" when this vault opens none."""


class IKeyRequests(Interface):
    """Requests between key holders (``key_requests.Request``)."""

    def put(request, words, publics):
        """Store a request and seal its reason for these people; return its number."""

    def get(number):
        """Return the ``Request``; ``Missing`` "no_request"."""

    def replace(request):
        """Replace the request that has the same number."""

    def everything():
        """Return all requests, the newest first."""

    def waiting():
        """Return the requests that are not decided yet, the oldest first."""

    def told(number):
        """Return the people whom the reason was sealed for."""

    def reason(number, vault):
        """Return the bytes of a reason; ``Missing`` "no_request" for others."""

    def forget(case, people):
        """Delete the reasons that were sealed for these people in a case."""

    def drop(case):
        """Delete the requests of a case."""

    def enclose_all():
        """Put what was stored before 1005 under the shred keys; repeatable."""


class IReporterMailbox(Interface):
    """Encrypted messages for reporters, found by a look-up id and never by their words.

    Everything for the reporter is sealed for the receipt's own public key.
    """

    def add(lookup, case, public):
        """Store a receipt: 16 bytes of look-up id, the case, the public key."""

    def find(lookup):
        """Return ``(case, public)`` or None, after the same work in both cases."""

    def put(lookup, kind, when, words):
        """Seal a message for the reporter; ``when`` (UTC seconds) is in clear.

        ``Unavailable`` "case_not_sound" when the receipt's key is not the reporter's.
        """

    def of(case):
        """Return the look-up ids of the receipts of a case."""

    def letters(receipt):
        """Return ``[(kind, when, plaintext)]`` of a ``ReceiptKey``, oldest first.

        A letter that is not as it was written is left out.
        ``Missing`` "key_destroyed" when there was something, and it is destroyed;
        ``Unavailable`` while the keystore cannot be used.
        """

    def rows(case):
        """Iterate over ``(kind, name, row)`` of receipts and letters of a case."""

    def drop(case):
        """Delete the receipts of a case."""

    def forget(lookup):
        """Delete one receipt and its messages; do nothing when there is none."""

    def owners():
        """Return whose shred keys lie around reports that are kept and not sent."""

    def enclose_all():
        """Put what was stored before 1005 under the shred keys; repeatable."""

    def lapse(case, before):
        """Delete a case's receipts with no message since then; return how many."""


class ICases(Interface):
    """All cases: content objects outside the site's tree, and our own index of them.

    A case is wrapped in the site, so that workflow and local roles work, but no
    path leads to it: no traversal, listing, catalog, copy or export finds it.
    """

    def add(case, facts):
        """Store a new case object under ``facts.case``; return it wrapped."""

    def get(case):
        """Return the wrapped case object; ``Missing`` "no_case"."""

    def facts(case):
        """Return the ``summary.CaseSummary``; ``Missing`` "no_case"."""

    def put(facts):
        """Replace the summary of a case."""

    def followers(case):
        """Return the cases that follow a case (a reprisal follows a first report)."""

    def in_series(series):
        """Return the cases of a series, nothing for ""."""

    def add_deadline(case, line):
        """Add a ``deadline_history.DeadlineEvent`` to a case's history of deadlines."""

    def deadline_history(case):
        """Return the lines of a case's history of deadlines, oldest first."""

    def rows(case):
        """Iterate over ``(kind, name, row)`` of the rows of a case, for its streams."""

    def everything():
        """Iterate over the summaries of all cases, latest received first."""

    def by_nonce(digest, now):
        """Return the case of a form's nonce, if it was noted in the last 30 minutes."""

    def note_nonce(digest, case, now):
        """Note which case a form's nonce made (a digest of it, in bytes)."""
