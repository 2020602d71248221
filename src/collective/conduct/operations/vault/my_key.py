"""The acting person's key: create it, open the vault, change or replace it.

Whoever handles, approves or holds escrow has a key pair whose private half is
encrypted with a passphrase, separate from the log-in (DESIGN 1.5). Nobody can
reset it.
"""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.keys import Locked
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IVaultSessions
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.vault.key_directory import confirmed
from zope.component import getUtility


def functions() -> tuple[str, ...]:
    """Return the acting person's functions that need a key, today."""
    person = actor().person
    if person is None:
        return ()
    rows = getUtility(IRegister).roster().rows_of(person, getUtility(IClock).today())
    held = {row.function for row in rows if isinstance(row, Function)}
    return tuple(sorted(held & HOLD_KEYS))


def current_key_holder() -> int:
    """Return the acting person; ``Refused`` "not_allowed" unless they need a key."""
    person = actor().person
    if person is None or not functions():
        raise Refused("not_allowed")
    return person


def public_now() -> bytes | None:
    """Return the acting person's confirmed key for handling reports, or None."""
    return confirmed(*HANDLING).get(current_key_holder())


def key_of(person: int) -> Locked | None:
    """Return the encrypted key of a person, None when they have none."""
    return getUtility(IKeyrings).of(person)


def enrol(passphrase: str) -> None:
    """Create the acting person's key pair.

    ``Conflict`` "key_exists" when there is one; ``Invalid`` "passphrase_short".
    """
    person = current_key_holder()
    if key_of(person) is not None:
        raise Conflict("key_exists")
    getUtility(IKeyrings).make(person, passphrase, now_in_seconds())


def replace(passphrase: str, sure: bool) -> None:
    """Create a new key pair in place of one whose passphrase is forgotten.

    What was sealed for the old one cannot be opened until a co-handler
    (``case_access.restore``) or two escrow holders give the person access again.
    ``Invalid`` "not_confirmed" unless they are ``sure``.
    """
    if not sure:
        raise Invalid("not_confirmed")
    person = current_key_holder()
    getUtility(IVaultSessions).end(person)
    getUtility(IKeyrings).make(person, passphrase, now_in_seconds())


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
    return getUtility(IVaultSessions).begin(vault, now_in_seconds())


def vault_of(token: str, prolong: bool = True) -> OpenVault:
    """Return the acting person's open vault, which is read once in a request.

    ``prolong=False`` only reads: nothing is written.
    ``Refused`` "vault_locked" when it is not open, or no longer.
    """
    person = current_key_holder()
    locked = key_of(person)
    if locked is None or not token:
        raise Refused("vault_locked")
    sessions = getUtility(IVaultSessions)
    return sessions.resume(token, person, locked.epoch, now_in_seconds(), prolong)


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
    except ConductError:
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
        vault = None
    rings.tried(person, vault is not None, now)
    return vault
