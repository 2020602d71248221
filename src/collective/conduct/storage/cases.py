"""All cases of a site. See ICases.

The objects hang in 64 trees that exist from the start, so that two reports at
the same moment do not meet. They are in no folder: what walks the site's tree
(a catalog that is rebuilt, an export, a copy, WebDAV) cannot come across them.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.conduct.core.cases import CaseFacts
from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import ICases
from dataclasses import astuple
from persistent import Persistent
from zope.component.hooks import getSite
from zope.interface import implementer


SHARDS = 64
REMEMBERED = 30 * 60  # seconds in which the same form gives the same case


@implementer(ICases)
class Cases(Persistent):
    """See ICases."""

    def __init__(self) -> None:
        self._shards = tuple(OOBTree() for _ in range(SHARDS))  # case -> object
        self._facts = tuple(OOBTree() for _ in range(SHARDS))  # case -> values
        self._nonces = tuple(OOBTree() for _ in range(SHARDS))  # digest -> (case, when)

    def add(self, case, facts: CaseFacts):
        case.id = facts.case
        self._shards[_shard(facts.case)][facts.case] = case
        self.put(facts)
        return self.get(facts.case)

    def get(self, case: str):
        found = self._shards[_shard(case)].get(case)
        if found is None:
            raise Missing("no_case")
        return found.__of__(getSite())

    def facts(self, case: str) -> CaseFacts:
        values = self._facts[_shard(case)].get(case)
        if values is None:
            raise Missing("no_case")
        return CaseFacts(*values)

    def put(self, facts: CaseFacts) -> None:
        self._facts[_shard(facts.case)][facts.case] = astuple(facts)

    def everything(self) -> Iterator[CaseFacts]:
        rows = [CaseFacts(*values) for tree in self._facts for values in tree.values()]
        return iter(sorted(rows, key=lambda each: (-each.received, each.case)))

    def by_nonce(self, digest: bytes, now: int) -> str | None:
        kept = self._nonces[digest[0] % SHARDS].get(digest)
        return kept[0] if kept and now - kept[1] <= REMEMBERED else None

    def note_nonce(self, digest: bytes, case: str, now: int) -> None:
        tree = self._nonces[digest[0] % SHARDS]
        for old in [key for key, (_c, at) in tree.items() if now - at > REMEMBERED]:
            del tree[old]
        tree[digest] = (case, now)


def _shard(case: str) -> int:
    """Which tree a case hangs in; for what is no number of a case, the first."""
    head = case[:2]
    return int(head, 16) % SHARDS if _is_hex(head) else 0


def _is_hex(text: str) -> bool:
    return len(text) == 2 and set(text) <= set("0123456789abcdef")
