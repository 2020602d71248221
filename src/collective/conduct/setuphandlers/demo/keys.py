"""Key pairs of the demo accounts that handle reports, with known passphrases.

The first two handlers found the list of confirmed keys and confirm the others, as
they would around a table.
"""

from collections.abc import Iterator
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.key_functions import HANDLING
from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.vault.open_vault import OpenVault
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.operations.vault import confirming
from collective.conduct.operations.vault import my_key
from collective.conduct.operations.vault.key_directory import functions_of
from collective.conduct.setuphandlers.demo import tables
from collective.conduct.setuphandlers.demo.times import SetClock
from contextlib import contextmanager
from plone import api
from zope.component import getUtility


class _NoOutbox:
    """See IOutbox: the holders sit together, and need no letters about each other."""

    def put(self, notice) -> bool:
        return False


def make(clock: SetClock) -> None:
    """Make and confirm a key pair for every account whose function needs one.

    Nothing is made without a folder outside the database.
    """
    try:
        getUtility(IKeystore).half()
    except Unavailable:
        return
    clock.set(30)
    with _without_letters():
        vaults: dict[str, OpenVault] = {}
        for row in tables.rows("staff"):
            if needs_key(row):
                with api.env.adopt_user(username=row["login"]):
                    phrase = tables.passphrase_of(row["login"])
                    vaults[row["login"]] = my_key.enrol(phrase)
        _confirm_all(vaults)
    for vault in vaults.values():
        vault.close()


def _confirm_all(vaults: dict[str, OpenVault]) -> None:
    handles = [
        login
        for login, vault in vaults.items()
        if HANDLING & {*functions_of(vault.person)}
    ]
    first, second = handles[:2]
    _confirm(vaults, second, first)
    for login in vaults:
        if login != first:
            _confirm(vaults, first, login)


def _confirm(vaults: dict[str, OpenVault], by: str, login: str) -> None:
    """Let one type the words that the other reads out."""
    with api.env.adopt_user(username=login):
        words = confirming.own_words(vaults[login], "sv")
    person = vaults[login].person
    with api.env.adopt_user(username=by):
        confirming.confirm(person, functions_of(person), " ".join(words), vaults[by])


@contextmanager
def _without_letters() -> Iterator[None]:
    manager, kept = api.portal.get().getSiteManager(), getUtility(IOutbox)
    manager.registerUtility(_NoOutbox(), IOutbox)
    try:
        yield
    finally:
        manager.registerUtility(kept, IOutbox)


def needs_key(row: dict[str, str]) -> bool:
    """Whether the person of a row needs a key."""
    held = {each.rstrip("*") for each in row.get("functions", "").split()}
    return bool(row["login"]) and bool(held & HOLD_KEYS)


def passphrase(row: dict[str, str]) -> dict[str, str]:
    """The passphrase of an account, as a mapping; empty without a key."""
    return {"passphrase": tables.passphrase_of(row["login"])} if needs_key(row) else {}
