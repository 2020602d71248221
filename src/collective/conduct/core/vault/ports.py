"""Ports of vault: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class IKeystore(Interface):
    """Keys that lie outside the database (DESIGN 1.5).

    Every method raises ``Unavailable`` when the folder is missing, cannot be
    used, or can be read by others ("keystore_open").
    """

    def create(case):
        """Make the shred key of a case (32 hex digits) durable; return it."""

    def get(case):
        """Return the shred key; ``Missing`` "key_destroyed" when it is gone."""

    def destroy(case):
        """Destroy the shred key. What was sealed with it opens for nobody."""

    def half():
        """Return the server's half, made on first use: the same in all processes."""


class IServerKeys(Interface):
    """What is made of the server's half: marks, short-lived boxes, receipts.

    ``purpose`` keeps one use apart from another. No key is given out; every
    method raises ``Unavailable`` as ``IKeystore.half`` does.
    """

    def mark(purpose, words):
        """Return 32 bytes that only this server makes of these bytes (HMAC)."""

    def seal(purpose, words, context):
        """Seal words for this server, bound to a context."""

    def unseal(purpose, box, context):
        """Open what ``seal`` made; ``Refused`` "box_shut"."""

    def receipt(words):
        """Return the ``ReceiptKey`` of words; wrong ones have one too."""


class IVault(Interface):
    """The sealed part of every case: keys for people, boxes for words.

    A ``person`` is a number of the register, ``vault`` the ``OpenVault`` of
    whoever acts. Boxes are read and written through an ``OpenCase``
    (``core.vault.open_vault``), which comes from ``begin``, ``open_with`` or
    ``open_given``. Whatever does not open raises ``Refused`` "box_shut",
    whatever the reason.
    """

    def begin(case, readers, escrow):
        """Make the keys of a new case; return the ``OpenCase``.

        ``readers`` and ``escrow`` map people to public keys. ``Invalid``
        "no_reader" without one.
        """

    def open_with(case, vault):
        """Return the ``OpenCase`` of somebody who has access to the newest epoch.

        What was opened with this vault already is not opened again, unless its
        keys have changed since.
        """

    def rehearse(one, other):
        """Open a test case by the halves of two holders of escrow keys.

        For a rehearsal, where both are at one keyboard; nothing of it stays.
        """

    def give_half(case, both, vault, person, public):
        """Hand an escrow holder's half of the pair ``both`` on to somebody.

        When the other holder of the pair has done so too, ``open_given`` opens.
        """

    def given(case, person):
        """Return the pairs ``(pair, holder)`` whose halves somebody was given."""

    def open_given(case, both, vault):
        """Return the ``OpenCase`` of somebody who was given both halves of a pair."""

    def readers(case):
        """Return the people who can open what is written now."""

    def publics(case):
        """Return ``{person: public key}``: whom it was sealed for, and for which key.

        Who has another key by now cannot open it, until somebody decides that
        they shall.
        """

    def escrow(case):
        """Return the pairs of escrow holders who can open together."""

    def approvers(case):
        """Return the people who hold the other half of the reporter's identity."""

    def drop(case):
        """Remove every key, box and file of a case: nothing of it is left here."""

    def post(case, kind, words):
        """Seal words for the case without a key of it; return the box's number.

        This is how a reporter writes who comes back: the readers open it.
        """

    def numbers(case, kind):
        """Return the numbers of the boxes of a kind, oldest first."""

    def enclose(case, chunks):
        """Seal a loose file of a case; return its number and a key of its own.

        Nobody's key of the case is needed: whoever writes passes number and key
        on in a sealed message. ``Unavailable`` "disk_full".
        """

    def enclosed(case, number, key):
        """Iterate over the chunks of a loose file; ``Missing`` "no_box"."""

    def approve_identity(case, vault, person, public):
        """Hand an approver's half on to one reader, who then opens it with theirs."""

    def withdraw_approval(case, person):
        """Take a handed-on half back; nothing when there is none."""


class IKeyrings(Interface):
    """The key pairs of handlers, approvers and escrow holders, locked."""

    def make(person, passphrase, when):
        """Make a person's key pair, in the place of the one before.

        ``when`` (UTC seconds) is remembered as the time it was made or changed.
        ``Invalid`` "passphrase_short".
        """

    def relock(vault, passphrase, when):
        """Lock the key pair of an ``OpenVault`` with another passphrase."""

    def unlock(person, passphrase):
        """Return the person's ``OpenVault``; ``Refused`` "no_key", "box_shut".

        ``Unavailable`` "vault_busy" (``seconds``) when too many are at the door.
        """

    def keep(locked, when=0):
        """Keep a ``Locked`` key as the person's newest; the old one goes."""

    def kept(person):
        """Return when the person's key was made or locked anew, 0 if unknown."""

    def of(person):
        """Return the person's ``Locked`` key, None when they have none."""

    def epoch(person):
        """Return how many key pairs the person has had; 0 when none."""

    def publics(people):
        """Return ``{person: public key}`` of those who have one."""

    def drop(person):
        """Forget the person's key pair; what was wrapped for it stays shut."""

    def waits(person, now):
        """Return for how many seconds the person may not try a passphrase."""

    def tried(person, right, now):
        """Note a try: wrong ones make the next one wait, longer each time."""


class IVaultSessions(Interface):
    """Who has the vault open, and for how long (DESIGN 1.5).

    A token is the private key sealed under the server's half and bound to the
    session's row: without the row, the half or the right person it is noise.
    """

    def begin(vault, now):
        """Begin a session of an ``OpenVault``; return the token (text)."""

    def resume(token, person, epoch, now, prolong=True):
        """Return the ``OpenVault``; prolongs the session unless it only looks.

        ``Refused`` "vault_locked" when the token is not of this person and
        epoch, or idle or old for too long, or was ended.
        """

    def end(person):
        """Lock the vault of a person everywhere, at once."""
