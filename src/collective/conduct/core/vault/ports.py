"""Ports of the vault: what its rules and operations need from the world.

The adapters are in ``storage`` and are tested with ``verifyObject``.
"""

from zope.interface import Interface


class IKeystore(Interface):
    """Key files that lie outside the database (DESIGN 1.5).

    Every method raises ``Unavailable`` when the folder is missing, cannot be
    used, or can be read by others ("keystore_open").
    """

    def create(case, site=""):
        """Create the shred key of a case (32 hex digits) durably; return it.

        With a ``site`` the key is pending until ``settle``: its file may be one that
        nothing needs, when the process dies before its transaction is committed.
        """

    def settle(case):
        """Note that the key is needed from now on; do nothing when it is known."""

    def pending(site, before):
        """Return whose keys a site has created and not settled, before a time
        (UTC seconds)."""

    def get(case):
        """Return the shred key; ``Missing`` "key_destroyed" when it does not exist."""

    def destroy(case):
        """Destroy the shred key: nobody can open what was sealed with it any more."""

    def half(make=True):
        """Return the server's half: the same in all processes.

        ``make``: whether one that does not exist is created; else ``Unavailable``
        "half_missing".
        """


class IServerKeys(Interface):
    """Keys derived from the server's half: HMACs, short-lived boxes, receipts.

    ``purpose`` separates one use from another. No key is given out; every method
    raises ``Unavailable`` as ``IKeystore.half`` does.
    """

    def mark(purpose, words):
        """Return an HMAC (32 bytes) that only this server can compute."""

    def seal(purpose, words, context):
        """Seal bytes for this server, bound to a context."""

    def unseal(purpose, box, context):
        """Open what ``seal`` made; ``Refused`` "box_shut"."""

    def receipt(words):
        """Return the ``ReceiptKey`` of seven words; wrong words have one as well."""


class IVault(Interface):
    """The encrypted store of every case: wrapped keys, boxes and files.

    A ``person`` is a number of the register, ``vault`` the ``OpenVault`` of the
    acting person. Boxes are read and written through an ``OpenCase``
    (``core.vault.open_vault``), which comes from ``begin``, ``open_with`` or
    ``open_given``. Whatever cannot be opened raises ``Refused`` "box_shut",
    whatever the reason.
    """

    def moment():
        """Return a name of the running transaction, which permissions carry."""

    def begin(case, readers, escrow):
        """Create the keys of a new case; return the ``OpenCase``.

        Whoever gets a key has a permission (``core.vault.permissions.MayKnow``):
        ``readers`` and ``escrow`` are permissions of this transaction, here and
        wherever a key is wrapped; ``Refused`` "not_permitted" without a valid one.
        Without readers only a pair of escrow holders can open it, for a successor;
        ``Invalid`` "no_reader" when there is no pair either.
        """

    def open_with(case, vault):
        """Return the ``OpenCase`` of a person who has access to the newest epoch.

        What was opened with this vault already is not opened again, unless its
        keys have changed since.
        """

    def rehearse(one, other):
        """Open a test case by the halves of two escrow holders.

        For a rehearsal, where both sit at one keyboard; nothing of it is stored.
        """

    def give_half(case, both, vault, may):
        """Pass an escrow holder's half of the pair ``both`` on, by a permission.

        When the other holder of the pair has done so too, ``open_given`` opens.
        """

    def given(case, person, public):
        """Return the pairs ``(pair, holder)`` whose halves a person's key was given.

        What was given for a former key of theirs does not count.
        """

    def open_given(case, both, vault):
        """Return the ``OpenCase`` of a person who was given both halves of a pair."""

    def readers(case):
        """Return the people who can open what is written now."""

    def remove(case, people):
        """Delete every wrapped key and half of these people, of all epochs.

        No key is needed. ``removed`` says so until a new epoch begins: the next
        reader who opens the case begins one.
        """

    def removed(case):
        """Return ``{person: was a reader}`` of those removed since the epoch began."""

    def publics(case):
        """Return ``{person: public key}``: the readers and the key used for each.

        A person who has a new key by now cannot open the case until somebody decides
        that they may.
        """

    def escrow(case):
        """Return the pairs of escrow holders who can open the case together."""

    def holders(case):
        """Return ``(publics, escrow holders, approvers)``; empty without a case."""

    def half_holders(case):
        """Return the people who were given a half of escrow or of an identity."""

    def approvers(case):
        """Return the people who hold the other half of the reporter's identity."""

    def drop(case):
        """Remove every key, box and file of a case: nothing of it is left here."""

    def post(case, kind, words, vault=None):
        """Seal a text for the case without having a key of it; return the box's number.

        A reporter who comes back writes in this way: the readers can open it. A
        kind that key holders post is signed with their ``vault``. ``Unavailable``
        "case_not_sound" when the key of the inbox is not the case's own.
        """

    def rows(case):
        """Iterate over ``(kind, name, row)`` of all that is stored of a case."""

    def has(case):
        """Return whether there is such a case."""

    def enclose_all():
        """Put what was stored before 1005 under the shred keys; repeatable."""

    def numbers(case, kind):
        """Return the numbers of the boxes of a kind, oldest first."""

    def enclose(case, chunks):
        """Seal a separate file of a case; return its number and its own key.

        No key of the case is needed: whoever writes passes number and key on in a
        sealed message. ``Unavailable`` "disk_full".
        """

    def enclosed(case, number, key):
        """Iterate over the chunks of a separate file; ``Missing`` "no_box"."""

    def approve_identity(case, vault, may):
        """Pass an approver's half on to one reader, who can then open the identity."""

    def withdraw_approval(case, person):
        """Take back a half that was passed on; do nothing when there is none."""


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
