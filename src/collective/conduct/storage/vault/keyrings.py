"""Encrypted key pairs of people on ZODB. See IKeyrings."""

from BTrees.IOBTree import IOBTree
from collections.abc import Iterable
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.keys import Cost
from collective.conduct.core.vault.keys import Locked
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.passphrases import lock
from collective.conduct.storage.vault.passphrases import unlock
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer


FREE = 5  # wrong tries that cost nothing: people mistype
FIRST, LONGEST = 30, 15 * 60  # seconds


class _Wrong(NamedTuple):
    """How often a passphrase was wrong, and when the next attempt is allowed."""

    tries: int = 0
    not_before: int = 0


COST = RowFormat(Cost, {1: "memory passes lanes"})
LOCKED = RowFormat(
    Locked,
    {1: "owner epoch public salt box cost"},
    codecs={"cost": (COST.pack, COST.unpack)},
)
WRONG = RowFormat(_Wrong, {1: "tries not_before"})
_NEVER = WRONG.pack(_Wrong())


@implementer(IKeyrings)
class Keyrings(Persistent):
    """See IKeyrings. Each person has one key pair: the newest."""

    def __init__(self) -> None:
        self._locked = IOBTree()  # person -> row
        self._epochs = IOBTree()  # person -> how many there were
        self._when = IOBTree()  # person -> when it was made or locked anew
        self._wrong = IOBTree()  # person -> row

    def make(self, person: int, passphrase: str, when: int) -> None:
        pair, epoch = boxes.new_pair(), self.epoch(person) + 1
        self.keep(lock(*pair, passphrase, person, epoch), when)

    def relock(self, vault: UnlockedVault, passphrase: str, when: int) -> None:
        pair = (vault.private_key, vault.public)
        self.keep(lock(*pair, passphrase, vault.person, vault.epoch), when)

    def unlock(self, person: int, passphrase: str) -> UnlockedVault:
        locked = self.of(person)
        if locked is None:
            raise Refused("no_key")
        return UnlockedVault(person, unlock(locked, passphrase), locked.epoch)

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

    def waits(self, person: int, now: int) -> int:
        return max(0, self._tries(person).not_before - now)

    def tried(self, person: int, right: bool, now: int) -> None:
        if right:
            self._wrong.pop(person, None)
            return
        count = self._tries(person).tries + 1
        pause = min(LONGEST, FIRST * 2 ** (count - FREE)) if count >= FREE else 0
        self._wrong[person] = WRONG.pack(_Wrong(count, now + pause))

    def _tries(self, person: int) -> _Wrong:
        return WRONG.unpack(self._wrong.get(person, _NEVER))
