"""Ports of the ledger: the ledger itself, the seal log and the data directory.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Attribute
from zope.interface import Interface


class ILedger(Interface):
    """The append-only record (DESIGN 1.3, section 4).

    Streams are random 31-bit ints, one per person and one per document; an
    entry is chained to the one before it *in its stream*, so parallel writers
    do not meet. Nothing is ever changed or removed except ``details``.
    """

    ledger_id = Attribute("Random hex id of this ledger, given at birth")
    former = Attribute("Id and last seal of the one it was copied from; empty")

    def new_stream():
        """Return an unused random stream id (1 .. 2**31-1).

        Nothing is written: the first ``append`` takes it.
        """

    def append(
        stream,
        kind,
        when,
        *,
        edition="",
        statement="",
        campaign="",
        language="",
        by=0,
        details=None,
    ):
        """Append one entry and return it as ``entries.Entry``.

        ``kind`` is a key of ``entries.KINDS`` (else ``Invalid``
        "unknown_kind"); ``when`` an int of UTC seconds, raised to the
        stream's last ``when`` if the clock went back; ``details`` a
        JSON mapping, committed under a fresh 16-byte salt. An outcome
        also sets the person's outcome for the edition: ``Missing``
        "no_edition" when ``open_edition`` never created it. ``Invalid``
        "bad_stream", "bad_time", "bad_hash", "bad_details" for what could
        not be proved later; then nothing is written.
        """

    def entry(stream, seq):
        """Return the ``Entry``; ``Missing`` "no_entry" when there is none."""

    def entries(stream, kinds=None):
        """Iterate over the stream's entries, oldest first; empty if unknown.

        With ``kinds``, over those of these kinds alone: the others' details are
        not loaded.
        """

    def streams():
        """Iterate over all stream ids in ascending order."""

    def open_edition(edition):
        """Create the 16 outcome shards for a manifest hash. Idempotent.

        ``Invalid`` "bad_hash" for anything but 64 lower-case hex digits.
        """

    def outcome(edition, person):
        """Return the latest outcome kind of a person, or None.

        Loads at most 15 objects from a cold cache at 10**6 records.
        """

    def outcomes(edition, people):
        """Return ``{person: kind}`` for those of ``people`` that have one."""

    def answered(person, editions):
        """Return those of ``editions`` on which the person has an outcome, in order."""

    def last_answer(person, edition):
        """Return the person's latest outcome ``Entry`` on an edition, or None."""

    def seal(when):
        """Seal all entries not yet sealed; return the ``Seal``, None if none."""

    def begin_anew():
        """Become a ledger of its own, with all entries and no seal: a copy of another.

        The entries are sealed anew under the new id; ``former`` names the other one.
        """

    def seals():
        """Iterate over the seals, oldest first."""

    def inclusion(stream, seq):
        """Return the inclusion proof of an entry, None while not sealed.

        ``Missing`` "no_entry" when there is none.
        ``{"seal": int, "index": int, "size": int, "path": [hex], "root": hex}``
        """

    def unsealed():
        """Return how many entries wait for the next seal."""

    def export():
        """Return the whole ledger as the JSON-able dict that ``proof`` verifies."""

    def differences():
        """Compare the outcome shards with the chains; return a list of faults.

        Each is a ``(edition, person, kept, expected)`` with outcome kinds or
        None; the kinds are equal when they come from different entries.
        """

    def rebuild():
        """Recompute the outcome shards from the chains."""


class ILedgerAnnex(Interface):
    """What another capability adds to the exported ledger: a utility, by its name."""

    def __call__():
        """Return it as JSON has it, {} for nothing; ``core.ledger.proof`` verifies."""


class ISealLog(Interface):
    """Seal log: the file outside the database that keeps the seals."""

    def append(ledger_id, seal):
        """Add one JSON line and make it durable before returning.

        The file is made for its owner alone. ``Unavailable``
        "seal_log_unwritable" with the system's ``reason``.
        """

    def lines():
        """Iterate over the kept lines as dicts, oldest first.

        ``Unavailable`` "seal_log_unreadable", or "seal_log_damaged" with the
        number of the ``line``.
        """


class IDataDirectory(Interface):
    """The folder outside the database: token and last run of the timed job."""

    def path():
        """Return the ``Path``; ``Unavailable`` "no_home" when it is not set up."""

    def token():
        """Return the secret of the timed job, "" when none was made."""

    def note_run(ledger_id, when):
        """Remember that the timed job ran at ``when`` (UTC seconds)."""

    def last_run(ledger_id):
        """Return when the timed job ran last, 0 when it never did."""
