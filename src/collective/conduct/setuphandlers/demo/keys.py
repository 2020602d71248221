"""Key pairs of the demo accounts that handle reports, with known passphrases."""

from collective.conduct.operations.vault import my_key
from collective.conduct.setuphandlers.demo import tables
from collective.conduct.setuphandlers.demo.times import SetClock
from plone import api


def make(clock: SetClock) -> None:
    """Make a key pair for every account whose function needs one."""
    clock.set(30)
    for row in tables.rows("staff"):
        if needs_key(row):
            with api.env.adopt_user(username=row["login"]):
                my_key.enrol(tables.passphrase_of(row["login"]))


def needs_key(row: dict[str, str]) -> bool:
    """Whether the person of a row needs a key."""
    held = {each.rstrip("*") for each in row.get("functions", "").split()}
    return bool(row["login"]) and bool(held & my_key.HOLD_KEYS)


def passphrase(row: dict[str, str]) -> dict[str, str]:
    """The passphrase of an account, as a mapping; empty without a key."""
    return {"passphrase": tables.passphrase_of(row["login"])} if needs_key(row) else {}
