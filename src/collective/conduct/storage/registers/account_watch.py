"""How accounts were when they were last seen, on ZODB. See IAccountWatch."""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.conduct.core.registers.accounts import AccountMark
from collective.conduct.core.registers.accounts import PartedAccount
from collective.conduct.core.registers.ports import IAccountWatch
from collective.conduct.storage.common.rows import RowFormat
from hashlib import blake2b
from persistent import Persistent
from zope.interface import implementer

import secrets


MARK = RowFormat(AccountMark, {1: "source name email missing"})
PARTED = RowFormat(PartedAccount, {1: "userid reason when"}, key="person")


@implementer(IAccountWatch)
class AccountWatch(Persistent):
    """See IAccountWatch."""

    def __init__(self) -> None:
        self._marks = OOBTree()  # userid -> row
        self._parted = IOBTree()  # person -> row
        self._salt = secrets.token_bytes(16)

    def digest(self, text: str) -> bytes:
        if not text:
            return b""
        said = text.casefold().encode("utf-8", "replace")
        return blake2b(said, key=self._salt, digest_size=12).digest()

    def mark(self, userid: str) -> AccountMark | None:
        row = self._marks.get(userid)
        return None if row is None else MARK.unpack(row)

    def keep(self, userid: str, mark: AccountMark | None) -> None:
        if mark is None:
            self._marks.pop(userid, None)
        else:
            self._marks[userid] = MARK.pack(mark)

    def part(self, parted: PartedAccount) -> None:
        self._parted[parted.person] = PARTED.pack(parted)
        self.keep(parted.userid, None)

    def parted(self) -> Iterator[PartedAccount]:
        return (PARTED.unpack(row, person) for person, row in self._parted.items())

    def settle(self, person: int) -> None:
        self._parted.pop(person, None)
