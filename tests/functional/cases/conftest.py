"""The desk: its tests begin with handlers who have keys."""

from tests.support import handlers

import pytest


@pytest.fixture
def stage() -> str:
    """Everybody who handles reports has a key, and all have one passphrase."""
    return "handlers with passphrases"


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch) -> None:
    """Let a passphrase cost nothing: the tests open many vaults."""
    handlers.use_cheap_passphrases(monkeypatch)
