"""Ports of the vault: what its rules and operations need from the world.

The adapters are in ``storage`` and are tested with ``verifyObject``.
"""

from zope.interface import Attribute
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


class IShredKeys(Interface):
    """What the database knows of key files that should come or go (TRUST 16).

    ``owner``: a case, or the own id of a report that is kept and not sent.
    """

    site = Attribute("Random id: pending key files name the site that made them")

    def doom(owner):
        """Note that a key is to be destroyed, with the transaction that ends it."""

    def settle():
        """Destroy what is noted; return how many there were. Repeatable."""

    def unsettled(before):
        """Return the owners of keys that have been pending since before a time."""

    def tidy(before, known):
        """Destroy the keys of those that ``known`` does not know; return how many.

        Only for a database that is not behind its seals: an older one does not know
        what came in later.
        """


class IServerHalf(Interface):
    """The server's half as this site knows it: by its fingerprint, from first use.

    What was derived from a half is lost with it, so another one is never taken in
    silence: words would open nothing, and what came in meanwhile neither.
    """

    def key():
        """Return the half, created when the site has used none yet.

        ``Unavailable`` "half_missing" or "half_other" when it is not the one that
        the site has used; nothing is created then.
        """

    def remember():
        """Store the fingerprint of the half, when none is stored yet."""

    def accept():
        """Take the half that is there, or a new one, from now on: an administrator
        has said that the former is lost for good."""


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
        ``Invalid`` "no_reader" without a reader.
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
