"""Requests between key holders, on ZODB. See IKeyRequests."""

from BTrees.IIBTree import IITreeSet
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.storage.common.rows import RowFormat
from collective.conduct.storage.vault import shred_keys
from collective.conduct.storage.vault.ciphers import boxes
from contextlib import suppress
from dataclasses import replace
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer


class _Reason(NamedTuple):
    """A reason for one person; ``outer``: under the shred key of the case."""

    box: bytes
    padded: bool = False
    outer: bool = False


REASON = RowFormat(_Reason, {1: "box padded outer"})
REQUEST = RowFormat(Request, {1: "kind case person when state by decided number"})


@implementer(IKeyRequests)
class KeyRequests(Persistent):
    """See IKeyRequests."""

    def __init__(self) -> None:
        self._rows = IOBTree()  # number -> row
        self._reasons = OOBTree()  # (number, person) -> row
        self.complete()

    def complete(self) -> None:
        """Build the index that an earlier version did not have."""
        if not hasattr(self, "_waits"):
            rows = self._rows.items()
            self._waits = IITreeSet(no for no, row in rows if REQUEST.unpack(row).waits)

    def put(self, request: Request, words: bytes, publics: Mapping[int, bytes]) -> int:
        number = self._rows.maxKey() + 1 if self._rows else 1
        self.replace(replace(request, number=number))
        for person, public in publics.items():
            box = boxes.wrap(public, boxes.pad(words), _context(number, person))
            self._keep(number, person, request.case, _Reason(box, padded=True))
        return number

    def get(self, number: int) -> Request:
        row = self._rows.get(number)
        if row is None:
            raise Missing("no_request")
        return REQUEST.unpack(row)

    def replace(self, request: Request) -> None:
        self._rows[request.number] = REQUEST.pack(request)
        if request.waits:
            self._waits.add(request.number)
        elif request.number in self._waits:
            self._waits.remove(request.number)

    def everything(self) -> list[Request]:
        return [REQUEST.unpack(row) for row in reversed(self._rows.values())]

    def waiting(self) -> list[Request]:
        return [REQUEST.unpack(self._rows[number]) for number in self._waits]

    def told(self, number: int) -> tuple[int, ...]:
        found = self._reasons.keys((number, 0), (number, 2**31))
        return tuple(person for _number, person in found)

    def reason(self, number: int, vault: OpenVault) -> bytes:
        row, context = (
            self._reasons.get((number, vault.person)),
            _context(number, vault.person),
        )
        if row is None:
            raise Missing("no_request")
        reason = _reason(row)
        if reason.outer:
            case = self.get(number).case
            box = shred_keys.disclosed(case, reason.box, _outer(context))
            reason = reason._replace(box=box)
        words = vault.unwrap(reason.box, context)
        return boxes.unpad(words) if reason.padded else words

    def enclose_all(self) -> None:
        """Put the reasons of before 1005 into their outer boxes."""
        for (number, person), row in list(self._reasons.items()):
            if isinstance(row, bytes):
                with suppress(Missing):  # destroyed: nobody reads it any more
                    case = self.get(number).case
                    self._keep(number, person, case, _reason(row))

    def _keep(self, number: int, person: int, case: str, reason: "_Reason") -> None:
        if case:
            context = _outer(_context(number, person))
            box = shred_keys.enclosed(case, reason.box, context)
            reason = reason._replace(box=box, outer=True)
        self._reasons[(number, person)] = REASON.pack(reason)

    def forget(self, case: str, people: Iterable[int]) -> None:
        out = {*people}
        for request in self.everything():
            if request.case == case:
                for person in out.intersection(self.told(request.number)):
                    del self._reasons[(request.number, person)]

    def drop(self, case: str) -> None:
        for request in self.everything():
            if request.case == case:
                for person in self.told(request.number):
                    del self._reasons[(request.number, person)]
                del self._rows[request.number]
                if request.waits:
                    self._waits.remove(request.number)


def _reason(row: tuple | bytes) -> _Reason:
    """Return a reason; those of before 1005 are bytes alone."""
    return _Reason(row) if isinstance(row, bytes) else REASON.unpack(row)


def _outer(context: bytes) -> bytes:
    return boxes.bind("conduct-reason/1", context.hex())


def _context(number: int, person: int) -> bytes:
    return boxes.bind("conduct-request/1", number, person)
