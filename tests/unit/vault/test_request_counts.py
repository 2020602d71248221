"""Requests are counted for all processes together, and nothing is learnt (T18, S15)."""

from collective.conduct.core.common.ports import IRequestCounts
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IServerKeys
from collective.conduct.storage.vault.request_counts import FILE
from collective.conduct.storage.vault.request_counts import RequestCounts
from collective.conduct.storage.vault.server_keys import ServerKeys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from zope.component import getGlobalSiteManager
from zope.interface.verify import verifyObject

import pytest


NOW = 1_800_000_000


class Half:
    def half(self) -> bytes:
        return b"h" * 32


@pytest.fixture
def counts(tmp_path, monkeypatch):
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path))
    manager, keys, half = getGlobalSiteManager(), ServerKeys(), Half()
    manager.registerUtility(keys, IServerKeys)
    manager.registerUtility(half, IKeystore)
    yield RequestCounts()
    manager.unregisterUtility(keys, IServerKeys)
    manager.unregisterUtility(half, IKeystore)


def test_each_kind_is_counted_for_a_minute(counts):
    assert verifyObject(IRequestCounts, counts)
    assert [counts.add("words", "a", NOW) for _ in range(3)] == [1, 2, 3]
    assert counts.add("words", "a", NOW, 0) == 3
    assert counts.add("forms", "a", NOW) == 1
    assert counts.add("words", "a", NOW + 60) == 1
    assert counts.add("forms", "a", NOW + 60, 0) == 0


def _many(times: int) -> None:
    for _ in range(times):
        RequestCounts().add("words", "192.0.2.7", NOW)


def test_processes_share_their_counts(counts):
    with ProcessPoolExecutor(3, mp_context=get_context("fork")) as pool:
        list(pool.map(_many, [100] * 3))
    assert counts.add("words", "192.0.2.7", NOW, 0) == 300


def test_the_file_tells_nothing_of_who_sent(counts, tmp_path):
    counts.add("words", "192.0.2.7", NOW)
    content = (tmp_path / FILE).read_bytes()
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    assert b"192" not in content and sum(content[8:]) == 1
    counts.add("words", "192.0.2.7", NOW + 60, 0)
    assert sum((tmp_path / FILE).read_bytes()[8:]) == 0
