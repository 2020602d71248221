"""Directory of confirmed keys on ZODB. See IKeyDirectory.

All rows lie in one object: they are few, and every grant reads all of them. Each
row has the server's mark over the chain up to it, with a key that lies outside the
database; its chain hash is an entry of the ledger, which is sealed. What does not
bear the mark, and all that follows, opens nothing.
"""

from BTrees.IOBTree import IOBTree
from collections.abc import Iterator
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.vault.confirming import Confirmation
from collective.conduct.core.vault.confirming import Directory
from collective.conduct.core.vault.confirming import KeyEvent
from collective.conduct.core.vault.confirming import linked
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.vault import attempts
from collective.conduct.storage.vault.signatures import verified
from hmac import compare_digest
from persistent import Persistent
from zope.component import getUtility
from zope.interface import implementer


EVENT = RowFormat(
    KeyEvent,
    {1: "kind person when public verifier function by signer signature"},
)
_PURPOSE = b"conduct-directory/1"
Kept = tuple[tuple, bytes]  # a row, and the server's mark


@implementer(IKeyDirectory)
class KeyDirectory(Persistent):
    """See IKeyDirectory."""

    def __init__(self) -> None:
        self.stream = 0  # in the ledger; given by the first event
        self._rows: tuple[Kept, ...] = ()
        self._wrong = IOBTree()  # person -> row

    def add(self, event: KeyEvent) -> None:
        chain = linked(self._chains()[-1] if self._rows else b"", event)
        self._rows = (*self._rows, (EVENT.pack(event), self._mark(chain)))
        ledger = getUtility(ILedger)
        self.stream = self.stream or ledger.new_stream()
        kind, by = f"key_{event.kind}", event.by or event.person
        ledger.append(self.stream, kind, event.when, statement=chain.hex(), by=by)

    def events(self) -> list[KeyEvent]:
        return [EVENT.unpack(row) for row, _mark in self._rows]

    def state(self) -> Directory:
        # By what the rows say, not by a revision: changed bytes are noticed.
        ledger = getUtility(ILedger).ledger_id
        known = (ledger, self._mark(b""), self._rows)
        cached = getattr(self, "_v_state", None)
        if cached is None or cached[0] != known:
            made = Directory(self._sound(), ledger, verified)
            cached = self._v_state = (known, made)
        return cached[1]

    def confirmation(self, person: int, function: str) -> Confirmation | None:
        return self.state().confirmed.get((person, function))

    def confirmed(self, person: int, function: str) -> bytes | None:
        found = self.confirmation(person, function)
        return None if found is None else found.public

    def verifier(self, public: bytes) -> bytes | None:
        _person, verifier = self.state().keys.get(public, (0, b""))
        return verifier or None

    def faults(self) -> list[str]:
        found = []
        state = self.state()
        if len(list(self._sound())) < len(self._rows):
            found.append("directory_changed")
        if state.refused:
            found.append("directory_unsigned")
        if not self._stream_agrees():
            found.append("directory_unsealed")
        return found

    def mark_anew(self) -> None:
        if not self._stream_agrees():
            return  # what the ledger does not hold is not believed for this
        chained = zip(self._rows, self._chains(), strict=True)
        self._rows = tuple((row, self._mark(chain)) for (row, _old), chain in chained)

    def waits(self, person: int, now: int) -> int:
        return attempts.waits(self._wrong.get(person, attempts.NEVER), now)

    def tried(self, person: int, right: bool, now: int) -> int:
        if right:
            self._wrong.pop(person, None)
            return 0
        row, count = attempts.after(self._wrong.get(person, attempts.NEVER), now)
        self._wrong[person] = row
        return count

    def _sound(self) -> Iterator[KeyEvent]:
        """Iterate over the events up to the first without the server's mark."""
        for (row, mark), chain in zip(self._rows, self._chains(), strict=True):
            if not compare_digest(mark, self._mark(chain)):
                return
            yield EVENT.unpack(row)

    def _chains(self) -> list[bytes]:
        """Return the chain hash of each row; those that are known are not made anew."""
        known, chains = getattr(self, "_v_chains", ((), ()))
        if self._rows[: len(known)] != known:
            known, chains = (), ()
        made = list(chains)
        for row, _mark in self._rows[len(known) :]:
            made.append(linked(made[-1] if made else b"", EVENT.unpack(row)))
        self._v_chains = (self._rows, tuple(made))
        return made

    def _stream_agrees(self) -> bool:
        """Return whether the ledger holds the same chain, no more and no less."""
        entries = getUtility(ILedger).entries(self.stream) if self.stream else ()
        told = [each.statement for each in entries]
        return told == [each.hex() for each in self._chains()]

    def _mark(self, chain: bytes) -> bytes:
        return getUtility(IServerKeys).mark(_PURPOSE, chain)
