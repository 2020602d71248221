"""Fixtures of the vault over HTTP: the tests begin with handlers who have keys."""

from tests.support import handlers

import pytest


@pytest.fixture
def stage() -> str:
    """All handlers of reports have a key, and all keys the same passphrase."""
    return "handlers with passphrases"


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch) -> None:
    """Make passphrase derivation cheap: the tests open many vaults."""
    handlers.use_cheap_passphrases(monkeypatch)
