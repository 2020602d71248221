"""The server's half as this site knows it. See IServerHalf."""

from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.storage.vault.ciphers import boxes
from hmac import compare_digest
from persistent import Persistent
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer


@implementer(IServerHalf)
class ServerHalf(Persistent):
    """See IServerHalf."""

    fingerprint = b""  # of the half that this site uses; empty before its first use

    def key(self) -> bytes:
        return self._known(getUtility(IKeystore).half(make=not self.fingerprint))

    def remember(self) -> None:
        if not self.fingerprint:
            self.fingerprint = _fingerprint(self.key())

    def accept(self) -> None:
        self.fingerprint = _fingerprint(getUtility(IKeystore).half(make=True))

    def _known(self, half: bytes) -> bytes:
        known = self.fingerprint
        if known and not compare_digest(known, _fingerprint(half)):
            raise Unavailable("half_other")
        return half


def server_half() -> bytes:
    """Return the server's half; ``Unavailable`` when it is not the one of the site."""
    known = queryUtility(IServerHalf)
    return known.key() if known is not None else getUtility(IKeystore).half()


def remember_half() -> None:
    """Let the site remember the half, before anything depends on it."""
    known, mark = queryUtility(IServerHalf), queryUtility(ISiteMark)
    if known is not None:
        known.remember()
    if mark is not None:
        mark.make()


def _fingerprint(half: bytes) -> bytes:
    return boxes.derive(half, b"", b"conduct-half-fingerprint/1")
