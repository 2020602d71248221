"""Shred keys of cases and of kept reports, and what lies in a box under them.

What opens a case (wraps, halves, letters of the reporter, reasons) lies in an outer
box under its shred key. So a copy of the database opens nothing that was destroyed,
whoever's key or words come with it.

A key file comes before the transaction that needs it and goes after the one that
ends it. Either may be missing, if the process dies: ``settle`` and ``tidy`` do it
then, at the next run of the timed job.
"""

from BTrees.OOBTree import OOTreeSet
from collections.abc import Callable
from collective.conduct.core.vault.key_ports import IShredKeys
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.storage.vault.ciphers import boxes
from persistent import Persistent
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer

import secrets
import transaction


@implementer(IShredKeys)
class ShredKeys(Persistent):
    """See IShredKeys."""

    def __init__(self) -> None:
        self.site = secrets.token_hex(16)  # whose files they are that wait
        self._doomed = OOTreeSet()  # owners whose key is to be destroyed

    def doom(self, owner: str) -> None:
        self._doomed.insert(owner)

    def settle(self) -> int:
        waiting, store = list(self._doomed), getUtility(IKeystore)
        for owner in waiting:
            store.destroy(owner)
            self._doomed.remove(owner)
        return len(waiting)

    def unsettled(self, before: int) -> list[str]:
        return getUtility(IKeystore).pending(self.site, before)

    def tidy(self, before: int, known: Callable[[str], bool]) -> int:
        store, gone = getUtility(IKeystore), 0
        for owner in self.unsettled(before):
            if known(owner):
                store.settle(owner)
            else:
                store.destroy(owner)
                gone += 1
        return gone


def create(owner: str) -> None:
    """Create a key; until the transaction is committed its file counts as pending."""
    store, keys = getUtility(IKeystore), queryUtility(IShredKeys)
    store.create(owner, keys.site if keys is not None else "")
    transaction.get().addAfterCommitHook(_settled, (store, owner))


def destroy(owner: str) -> None:
    """Destroy a key once the transaction is committed."""
    keys = queryUtility(IShredKeys)
    if keys is not None:
        keys.doom(owner)
    hook = (getUtility(IKeystore), owner)
    transaction.get().addAfterCommitHook(_destroyed, hook)


def enclosed(owner: str, words: bytes, context: bytes) -> bytes:
    """Put bytes into an outer box; ``Missing`` "key_destroyed"."""
    return boxes.seal(_outer(owner), words, context)


def disclosed(owner: str, box: bytes, context: bytes) -> bytes:
    """Take bytes out; ``Missing`` "key_destroyed", ``Refused`` "box_shut"."""
    return boxes.unseal(_outer(owner), box, context)


def _outer(owner: str) -> bytes:
    shred = getUtility(IKeystore).get(owner)
    return boxes.derive(shred, b"", b"conduct-outer/1")


def _settled(committed: bool, store: IKeystore, owner: str) -> None:
    if committed:
        store.settle(owner)


def _destroyed(committed: bool, store: IKeystore, owner: str) -> None:
    if committed:
        store.destroy(owner)
