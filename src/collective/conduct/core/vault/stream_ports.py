"""Port of the streams of cases: what was written, handled and read, verifiably.

The adapter is in ``storage`` and is tested with ``verifyObject``.
"""

from zope.interface import Interface


class ICaseStreams(Interface):
    """The streams of every case, and the seals of all of them (TRUST 13, 14).

    What they hold is sealed with a key derived from the case's shred key: whoever
    only writes to the database can neither read nor make an entry. Methods raise
    ``Missing`` "key_destroyed" when that key is gone, ``Unavailable`` when the
    keystore cannot be used.
    """

    def changed(case, kind, name, row):
        """Remember that this transaction changed a row; ``row()`` returns it, or None.

        When it is committed one entry for each stream names what was changed.
        """

    def signed(case, signer):
        """Remember whose signature (``streams.CaseSigner``) this transaction stored."""

    def settle():
        """Write the entries of what was changed until now."""

    def append(case, stream, entry):
        """Add a ``streams.StreamEntry``."""

    def read(case, *streams):
        """Return ``(entries, doubts)``: what can be verified, and what cannot."""

    def check(case, rows, files=False):
        """Return a ``streams.Doubt`` for each row that is not as it was written.

        ``rows``: ``(kind, name, row)`` of all that is stored. The content of large
        files is compared with ``files`` only; reading one verifies it too.
        """

    def unsound(case, rows):
        """Return those of ``{(kind, name): row}`` that are not as they were written."""

    def refuse_unsound(case, rows):
        """``Unavailable`` "case_not_sound" when one of these rows is not."""

    def signers(case):
        """Return ``{public key: CaseSigner}`` of those who signed in the case."""

    def is_older(case, kind, number):
        """Return whether a box is older than signatures (profile 1004)."""

    def cases():
        """Return the ids of all cases that have a stream."""

    def drop(case):
        """Delete the streams of a case; the last sealed heads stay."""

    def seal(now):
        """Seal the heads of all streams, and write the outside line of this interval.

        Do nothing when the interval has its line. Return whether the database
        was written; the line is written once that is committed.
        """

    def is_behind():
        """Return whether the database does not agree with the last outside line."""

    def accept(now):
        """Write a line for the database as it is, whatever the last one says."""
