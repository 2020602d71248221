"""The acting person's key: create it, open the vault, change or replace it.

Whoever handles, approves or holds escrow has a key pair whose private half is
encrypted with a passphrase, separate from the log-in (DESIGN 1.5). Nobody can
reset it.
"""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.keys import Locked
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.core.vault.ports import IVaultSessions
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.vault import key_directory
from collective.conduct.operations.vault import key_events
from collective.conduct.principals.vault import password_hash
from zope.component import getUtility


def functions() -> tuple[str, ...]:
    """Return the acting person's functions that need a key, today."""
    person = actor().person
    return () if person is None else key_directory.functions_of(person)


def current_key_holder() -> int:
    """Return the acting person; ``Refused`` "not_allowed" unless they need a key."""
    person = actor().person
    if person is None or not functions():
        raise Refused("not_allowed")
    return person


def key_of(person: int) -> Locked | None:
    """Return the encrypted key of a person, None when they have none."""
    return getUtility(IKeyrings).of(person)


def public_now() -> bytes | None:
    """Return the public key that the acting person's vault opens with, or None.

    Confirmed or not: it says which cases open, not what is sealed for it.
    """
    locked = key_of(current_key_holder())
    return None if locked is None else locked.public


def enrol(passphrase: str) -> OpenVault:
    """Create the acting person's key pair; return their open vault.

    Nothing is sealed for it before a colleague has confirmed it (TRUST 1).
    ``Conflict`` "key_exists" when there is one; ``Invalid`` "passphrase_short".
    """
    person = current_key_holder()
    if key_of(person) is not None:
        raise Conflict("key_exists")
    return _make(person, passphrase)


def replace(passphrase: str, sure: bool) -> None:
    """Create a new key pair in place of one whose passphrase is forgotten.

    Nothing is sealed for it before a colleague has confirmed it; until then the
    former key stays, and opening it takes the new one back. What was sealed for the
    old one cannot be opened until a co-handler (``handing_over.restore``) or two
    escrow holders give the person access again.
    ``Invalid`` "not_confirmed" unless they are ``sure``.
    """
    if not sure:
        raise Invalid("not_confirmed")
    person = current_key_holder()
    getUtility(IVaultSessions).end(person)
    _make(person, passphrase).close()


def change_passphrase(former: str, latter: str) -> bool:
    """Encrypt the same key anew; False when the former passphrase is wrong."""
    person = current_key_holder()
    vault = unlocked(person, former)
    if vault is None:
        return False
    getUtility(IKeyrings).relock(vault, latter, now_in_seconds())
    getUtility(IVaultSessions).end(person)
    return True


def open_vault(passphrase: str) -> str | None:
    """Open the vault; return the session's token, None for a wrong passphrase.

    That is no error, so that the wrong attempt is stored: the next may have to
    wait. ``Unavailable`` "vault_busy" or "vault_waits" (``seconds``).
    """
    vault = unlocked(current_key_holder(), passphrase)
    if vault is None:
        return None
    return getUtility(IVaultSessions).begin(vault, now_in_seconds(), _login())


def vault_of(token: str, prolong: bool = True) -> OpenVault:
    """Return the acting person's open vault, which is read once in a request.

    ``prolong=False`` only reads: nothing is written.
    ``Refused`` "vault_locked" when it is not open, or no longer, or when the
    password of the account was changed meanwhile.
    """
    person = current_key_holder()
    locked = key_of(person)
    if locked is None or not token:
        raise Refused("vault_locked")
    now, login = now_in_seconds(), _login()
    sessions = getUtility(IVaultSessions)
    return sessions.resume(token, person, locked.epoch, now, login, prolong)


def _login() -> bytes:
    """A digest of the acting account and its password, keyed by the server's half.

    Whoever changes the password, by whatever way, ends the session of the vault.
    """
    userid = actor().userid
    known = f"{userid}\0".encode() + password_hash(userid)
    return getUtility(IServerKeys).mark(b"conduct-login/1", known)


def require_half() -> None:
    """``Unavailable`` while the server's half is not the one that the site has used."""
    getUtility(IServerHalf).key()


def acting_with(vault: OpenVault) -> int:
    """Return the acting person; ``Refused`` "not_allowed" unless it is their vault."""
    if vault.person != current_key_holder():
        raise Refused("not_allowed")
    return vault.person


def require_function(function: str) -> None:
    """``Refused`` "not_allowed" unless the acting person holds a function today."""
    if function not in functions():
        raise Refused("not_allowed")


def is_open(token: str) -> bool:
    """Whether the acting person's vault is open with this token; writes nothing."""
    try:
        vault_of(token, prolong=False).close()
    except Refused:
        return False
    return True


def lock_now() -> None:
    """Lock the acting person's vault, in every browser and process, at once."""
    person = actor().person
    if person is not None:
        getUtility(IVaultSessions).end(person)


def unlocked(person: int, passphrase: str) -> OpenVault | None:
    """Return the open vault of a person, None for a wrong passphrase.

    A wrong attempt is stored; ``Refused`` "no_key", ``Unavailable`` "vault_waits".
    """
    rings, now = getUtility(IKeyrings), now_in_seconds()
    if key_of(person) is None:
        raise Refused("no_key")
    waits = rings.waits(person, now)
    if waits:
        raise Unavailable("vault_waits", seconds=waits)
    try:
        vault = rings.unlock(person, passphrase)
    except Refused:
        vault = _former(person, passphrase)
    rings.tried(person, vault is not None, now)
    if vault is not None:
        key_events.vault_opened(vault)
    return vault


def _make(person: int, passphrase: str) -> OpenVault:
    """Make a key pair, return it open; all who hold a key are told."""
    rings, replaced = getUtility(IKeyrings), key_of(person) is not None
    vault = rings.make(person, passphrase, now_in_seconds())
    key_events.key_made(vault, replaced)
    return vault


def _former(person: int, passphrase: str) -> OpenVault | None:
    """Take the former key again by its passphrase; all are told (TRUST 4)."""
    rings = getUtility(IKeyrings)
    if rings.former(person) is None:
        return None
    try:
        vault = rings.restore(person, passphrase, now_in_seconds())
    except Refused:
        return None
    getUtility(IVaultSessions).end(person)
    key_events.key_restored(vault)
    return vault
