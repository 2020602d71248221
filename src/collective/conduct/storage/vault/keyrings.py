"""Encrypted key pairs of people on ZODB. See IKeyrings."""

from BTrees.IOBTree import IOBTree
from collections.abc import Iterable
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.keys import Cost
from collective.conduct.core.vault.keys import Locked
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.vault import attempts
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers.passphrases import lock
from collective.conduct.storage.vault.ciphers.passphrases import unlock
from collective.conduct.storage.vault.open_vault import UnlockedVault
from persistent import Persistent
from zope.interface import implementer


COST = RowFormat(Cost, {1: "memory passes lanes"})
LOCKED = RowFormat(
    Locked,
    {1: "owner epoch public salt box cost"},
    codecs={"cost": (COST.pack, COST.unpack)},
)


@implementer(IKeyrings)
class Keyrings(Persistent):
    """See IKeyrings. Each person has one key pair: the newest.

    While that is not confirmed, the one before it stays (TRUST 4).
    """

    def __init__(self) -> None:
        self._locked = IOBTree()  # person -> row
        self._epochs = IOBTree()  # person -> how many there were
        self._when = IOBTree()  # person -> when it was made or locked anew
        self._wrong = IOBTree()  # person -> row
        self.complete()

    def complete(self) -> None:
        """Add what key rings of an earlier version lack."""
        if not hasattr(self, "_former"):
            self._former = IOBTree()  # person -> row of the key that was replaced

    def make(self, person: int, passphrase: str, when: int) -> UnlockedVault:
        pair, epoch = boxes.new_pair(), self.epoch(person) + 1
        locked = lock(*pair, passphrase, person, epoch)
        if person in self._locked:
            self._former.insert(person, self._locked[person])
        self.keep(locked, when)
        return UnlockedVault(person, pair[0], epoch)

    def relock(self, vault: UnlockedVault, passphrase: str, when: int) -> None:
        pair = (vault.private_key, vault.public)
        self.keep(lock(*pair, passphrase, vault.person, vault.epoch), when)

    def unlock(self, person: int, passphrase: str) -> UnlockedVault:
        locked = self.of(person)
        if locked is None:
            raise Refused("no_key")
        return UnlockedVault(person, unlock(locked, passphrase), locked.epoch)

    def former(self, person: int) -> Locked | None:
        row = self._former.get(person)
        return None if row is None else LOCKED.unpack(row)

    def restore(self, person: int, passphrase: str, when: int) -> UnlockedVault:
        locked = self.former(person)
        if locked is None:
            raise Refused("no_key")
        vault = UnlockedVault(person, unlock(locked, passphrase), locked.epoch)
        self.keep(locked, when)
        self.settle(person)
        return vault

    def settle(self, person: int) -> None:
        self._former.pop(person, None)

    def keep(self, locked: Locked, when: int = 0) -> None:
        self._locked[locked.owner] = LOCKED.pack(locked)
        self._when[locked.owner] = when
        self._epochs[locked.owner] = max(locked.epoch, self.epoch(locked.owner))

    def of(self, person: int) -> Locked | None:
        row = self._locked.get(person)
        return None if row is None else LOCKED.unpack(row)

    def kept(self, person: int) -> int:
        return self._when.get(person, 0)

    def epoch(self, person: int) -> int:
        return self._epochs.get(person, 0)

    def publics(self, people: Iterable[int]) -> dict[int, bytes]:
        found = ((person, self.of(person)) for person in people)
        return {person: locked.public for person, locked in found if locked}

    def drop(self, person: int) -> None:
        self._locked.pop(person, None)
        self._former.pop(person, None)

    def waits(self, person: int, now: int) -> int:
        return attempts.waits(self._wrong.get(person, attempts.NEVER), now)

    def tried(self, person: int, right: bool, now: int) -> None:
        if right:
            self._wrong.pop(person, None)
            return
        row, _count = attempts.after(self._wrong.get(person, attempts.NEVER), now)
        self._wrong[person] = row
