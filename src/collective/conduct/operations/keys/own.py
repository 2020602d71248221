"""One's own key: make it, open the vault with it, change or replace it (DESIGN 1.5).

Who handles, approves or holds escrow has a key pair whose private half is
locked by a passphrase, apart from the log-in. Nobody can reset it.
"""

from collective.conduct.core.errors import ConductError
from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Refused
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.intake import FALLBACK
from collective.conduct.core.intake import FORMS
from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import IKeyrings
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.interfaces import IVaultSessions
from collective.conduct.core.mandates import Function
from collective.conduct.operations.authority import actor
from collective.conduct.operations.moments import now_in_seconds
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault.passphrases import lock
from collective.conduct.storage.vault.passphrases import Locked
from collective.conduct.storage.vault.passphrases import unlock
from zope.component import getUtility


HOLD_KEYS = frozenset(
    (
        *(name for form in FORMS.values() for name in form.to),
        *FALLBACK,
        "identity_approver",
        "escrow_holder",
    )
)


def functions() -> tuple[str, ...]:
    """The acting person's functions that need a key, today."""
    person = actor().person
    if person is None:
        return ()
    rows = getUtility(IRegister).roster().rows_of(person, getUtility(IClock).today())
    held = {row.function for row in rows if isinstance(row, Function)}
    return tuple(sorted(held & HOLD_KEYS))


def holder() -> int:
    """The acting person; ``Refused`` "not_allowed" unless a function needs a key."""
    person = actor().person
    if person is None or not functions():
        raise Refused("not_allowed")
    return person


def key_of(person: int) -> Locked | None:
    """The locked key of a person, None when they have none."""
    return getUtility(IKeyrings).of(person)


def enrol(passphrase: str) -> None:
    """Make the acting person's key pair.

    ``Conflict`` "key_exists" when there is one; ``Invalid`` "passphrase_short".
    """
    person = holder()
    if key_of(person) is not None:
        raise Conflict("key_exists")
    _new_pair(person, passphrase)


def replace(passphrase: str) -> None:
    """Make a new key pair in the place of one whose passphrase is forgotten.

    What was sealed for the old one stays shut until a co-handler lets the
    person in again (``operations.keys.sharing.restore``), or two escrow holders.
    """
    person = holder()
    getUtility(IVaultSessions).end(person)
    _new_pair(person, passphrase)


def change_passphrase(former: str, latter: str) -> bool:
    """Lock the same key with another passphrase; False when the former is wrong."""
    person = holder()
    locked, private = unlocked(person, former)
    if private is None:
        return False
    changed = lock(private, locked.public, latter, person, locked.epoch)
    getUtility(IKeyrings).keep(changed, now_in_seconds())
    getUtility(IVaultSessions).end(person)
    return True


def open_vault(passphrase: str) -> str | None:
    """Open the vault; return the session's token, None for a wrong passphrase.

    Not an error, so that the wrong try is kept: the next may have to wait.
    ``Unavailable`` "vault_busy" or "vault_waits" (``seconds``).
    """
    person = holder()
    locked, private = unlocked(person, passphrase)
    if private is None:
        return None
    return getUtility(IVaultSessions).begin(
        person, locked.epoch, private, now_in_seconds()
    )


def private_of(token: str, prolong: bool = True) -> bytes:
    """The private key of the acting person's open vault.

    ``prolong=False`` only looks: nothing is written.
    ``Refused`` "vault_locked" when it is not open, or no longer.
    """
    person = holder()
    locked = key_of(person)
    if locked is None or not token:
        raise Refused("vault_locked")
    sessions = getUtility(IVaultSessions)
    return sessions.resume(token, person, locked.epoch, now_in_seconds(), prolong)


def is_open(token: str) -> bool:
    """Whether the acting person's vault is open with this token; writes nothing."""
    try:
        private_of(token, prolong=False)
    except ConductError:
        return False
    return True


def lock_now() -> None:
    """Lock the acting person's vault, in every browser and process, at once."""
    person = actor().person
    if person is not None:
        getUtility(IVaultSessions).end(person)


def _new_pair(person: int, passphrase: str) -> None:
    rings = getUtility(IKeyrings)
    private, public = boxes.new_pair()
    made = lock(private, public, passphrase, person, rings.epoch(person) + 1)
    rings.keep(made, now_in_seconds())


def unlocked(person: int, passphrase: str) -> tuple[Locked, bytes | None]:
    """The key of a person: locked, and private or None for a wrong passphrase.

    A wrong try is kept; ``Refused`` "no_key", ``Unavailable`` "vault_waits".
    """
    rings, now, locked = getUtility(IKeyrings), now_in_seconds(), key_of(person)
    if locked is None:
        raise Refused("no_key")
    waits = rings.waits(person, now)
    if waits:
        raise Unavailable("vault_waits", seconds=waits)
    try:
        private = unlock(locked, passphrase)
    except Refused:
        private = None
    rings.tried(person, private is not None, now)
    return locked, private
