"""Ports of the keys of people: key pairs, which of them are confirmed, open sessions.

The adapters are in ``storage`` and are tested with ``verifyObject``.
"""

from zope.interface import Interface


class IKeyrings(Interface):
    """The encrypted key pairs of handlers, approvers and escrow holders."""

    def make(person, passphrase, when):
        """Create a person's key pair; return their ``OpenVault``.

        The one before it stays until ``settle``. ``when`` (UTC seconds) is stored as
        the time it was made or changed. ``Invalid`` "passphrase_short".
        """

    def relock(vault, passphrase, when):
        """Encrypt the key pair of an ``OpenVault`` with another passphrase."""

    def unlock(person, passphrase):
        """Return the person's ``OpenVault``; ``Refused`` "no_key", "box_shut".

        ``Unavailable`` "vault_busy" (``seconds``) when too many ask at once.
        """

    def former(person):
        """Return the ``Locked`` key that was replaced and stays, None without one."""

    def restore(person, passphrase, when):
        """Open the former key and put it in the place of the newest.

        Returns the ``OpenVault``; ``Refused`` "no_key", "box_shut".
        """

    def settle(person):
        """Forget the former key: the newest one is confirmed."""

    def keep(locked, when=0):
        """Store a ``Locked`` key as the person's newest; it replaces the old one."""

    def kept(person):
        """Return when the person's key was made or changed, 0 if unknown."""

    def of(person):
        """Return the person's ``Locked`` key, None when they have none."""

    def epoch(person):
        """Return how many key pairs the person has had; 0 when none."""

    def publics(people):
        """Return ``{person: public key}`` of those who have one."""

    def drop(person):
        """Delete the person's key pair; what was wrapped for it stays shut."""

    def waits(person, now):
        """Return how many seconds the person has to wait before the next attempt."""

    def tried(person, right, now):
        """Record an attempt: wrong ones make the next one wait, longer each time."""


class IKeyDirectory(Interface):
    """Which key of which person is confirmed, for which function (TRUST 1).

    A key is named by its public half. An unconfirmed key gets no wrap of any case.
    What is read here is verified each time: ``Unavailable`` while the server's half
    is not there.
    """

    def confirmed(person, function):
        """Return the public key confirmed for a person's function, None without one.

        Whether the person holds the function is for the register to say.
        """

    def confirmation(person, function):
        """Return the ``confirming.Confirmation``, None without one."""

    def verifier(public):
        """Return the key that verifies the signatures of a key's holder, or None.

        Keys of former holders are known too: what they signed stays verifiable.
        """

    def add(event):
        """Add a ``confirming.KeyEvent``, and its chain hash to the ledger."""

    def events():
        """Return all events, the oldest first, whether they count or not."""

    def state():
        """Return the ``confirming.Directory`` that the sound events lead to."""

    def faults():
        """Return what is wrong with the rows, as codes; empty when they are sound.

        "directory_changed": a row lacks the server's mark; "directory_unsigned": a
        confirmation is not signed by who could; "directory_unsealed": the ledger
        says otherwise.
        """

    def mark_anew():
        """Mark the rows with the server's half of now, after the former was lost.

        Only when the ledger holds the same rows; else nothing is changed.
        """

    def waits(person, now):
        """Return how many seconds a person waits before typing words again."""

    def tried(person, right, now):
        """Record that a person typed words; return how often they were wrong."""


class IVaultSessions(Interface):
    """The sessions of open vaults, and how long they last (DESIGN 1.5).

    A token is the private key sealed under the server's half and bound to the
    session's row: without the row, the half or the right person it opens
    nothing.
    """

    def begin(vault, now, login):
        """Begin a session of an ``OpenVault``; return the token (text).

        ``login`` is a keyed digest of how the account logs in: bytes, not empty.
        """

    def resume(token, person, epoch, now, login, prolong=True):
        """Return the ``OpenVault`` of a token; ``prolong`` extends the session.

        ``Refused`` "vault_locked" when the token is not of this person and
        epoch, or idle or old for too long, or was ended, or when ``login`` is
        another: a changed password ends the session.
        """

    def end(person):
        """Lock the vault of a person everywhere, at once."""
