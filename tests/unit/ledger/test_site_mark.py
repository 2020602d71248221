"""The mark tells a copy from the site: whatever copies it, and nothing else."""

from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.storage.ledger import site_mark
from collective.conduct.storage.ledger.site_mark import SiteMark
from pathlib import Path
from zope.component.hooks import setSite
from zope.interface.verify import verifyObject

import pytest
import shutil
import transaction


class Site:
    """As much of a site as the mark asks for."""

    def __init__(self, oid: bytes | None) -> None:
        self._p_oid = oid

    def getSiteManager(self):
        return None


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "home"
    path.mkdir(mode=0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(path))
    monkeypatch.delenv("CONDUCT_INSTANCE", raising=False)
    machine = tmp_path / "machine-id"
    machine.write_text("4f1c\n")
    monkeypatch.setattr(site_mark, "MACHINE", machine)
    return path


@pytest.fixture(autouse=True)
def site():
    setSite(Site(b"\0" * 7 + b"\1"))
    yield
    setSite(None)
    transaction.abort()


@pytest.fixture
def mark(home) -> SiteMark:
    made = SiteMark()
    assert verifyObject(ISiteMark, made) and not made.is_copy()
    made.make()
    return made


def copied(home, monkeypatch) -> Path:
    other = home.with_name("other")
    shutil.copytree(home, other)
    monkeypatch.setenv("CONDUCT_HOME", str(other))
    return other


def test_the_site_itself_is_none(mark, home, monkeypatch):
    assert not mark.is_copy()
    kept = mark.mark
    mark.make()
    assert mark.mark == kept
    moved = home.with_name("renamed")  # the folder itself, on its file system
    home.rename(moved)
    monkeypatch.setenv("CONDUCT_HOME", str(moved))
    assert not mark.is_copy()


def test_a_copy_of_database_and_folder_is_one(mark, home, monkeypatch):
    copied(home, monkeypatch)
    assert mark.is_copy()


def test_a_copy_of_the_database_alone_is_one(mark, home, monkeypatch, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(empty))
    assert mark.is_copy()
    monkeypatch.delenv("CONDUCT_HOME")
    assert mark.is_copy()


def test_the_same_numbers_on_another_machine_are_one(mark, tmp_path):
    (tmp_path / "machine-id").write_text("9e2b\n")
    assert mark.is_copy()


def test_a_copy_within_one_database_is_one(mark):
    setSite(Site(b"\0" * 7 + b"\2"))
    assert mark.is_copy()


def test_a_named_installation_may_lie_on_several_machines(home, monkeypatch, tmp_path):
    monkeypatch.setenv("CONDUCT_INSTANCE", "Storköping, i drift")
    made = SiteMark()
    made.make()
    (tmp_path / "machine-id").unlink()
    copied(home, monkeypatch)
    assert not made.is_copy()
    for other in ("Storköping, prov", ""):
        monkeypatch.setenv("CONDUCT_INSTANCE", other)
        assert made.is_copy()


def test_adopted_it_is_none_and_the_former_stays_what_it_was(mark, home, monkeypatch):
    former = mark.mark
    other = copied(home, monkeypatch)
    mark.renew(trial=True)
    assert not mark.is_copy() and mark.trial and mark.mark != former
    assert (other / f"site-{former}.mark").exists()  # until it is committed
    transaction.commit()
    assert not (other / f"site-{former}.mark").exists()
    original = SiteMark()
    original.mark = former
    monkeypatch.setenv("CONDUCT_HOME", str(home))
    assert not original.is_copy() and mark.is_copy()


def test_the_file_names_neither_machine_nor_folder(mark, home):
    (file,) = home.iterdir()
    told = file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    assert "4f1c" not in told and str(file.stat().st_ino) not in told
    assert str(home) not in told and len(told) == 64


def test_a_site_that_is_not_kept_yet_is_not_marked(home):
    setSite(Site(None))
    made = SiteMark()
    made.make()
    assert made.mark == "" and list(home.iterdir()) == []


def test_without_a_folder_there_is_no_mark(monkeypatch):
    monkeypatch.delenv("CONDUCT_HOME", raising=False)
    with pytest.raises(Unavailable, match="no_home"):
        SiteMark().make()
