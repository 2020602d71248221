"""Ports of keys: those confirmed for people, those of cases, the server's half.

The adapters are in ``storage`` and are tested with ``verifyObject``. Ports that sites
of 1004 know by name stay in ``ports``: their registry names the module.
"""

from zope.interface import Attribute
from zope.interface import Interface


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
