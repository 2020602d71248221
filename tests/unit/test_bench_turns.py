"""How bench measures: in turns, whole groups, and on which state of the sources."""

from bench import group
from bench import report
from bench import runs
from bench.turns import in_turns

import pytest


def test_every_way_has_every_turn_and_none_always_goes_first():
    told = []
    ways = [lambda turn, way=way: told.append((turn, way)) or way for way in "abc"]
    assert in_turns(ways, 30) == [["a"] * 30, ["b"] * 30, ["c"] * 30]
    turns = [told[at : at + 3] for at in range(0, 90, 3)]
    assert all({turn for turn, _way in each} == {n} for n, each in enumerate(turns))
    assert all({way for _turn, way in each} == set("abc") for each in turns)
    assert len({tuple(way for _turn, way in each) for each in turns}) == 6


def test_every_goal_belongs_to_a_group_that_is_measured():
    assert {name.split(".")[0] for name in report.goals()} == group.GROUPS.keys()


@pytest.fixture
def sources(tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "RUNS", tmp_path / "runs.json")
    monkeypatch.setattr(runs, "SOURCES", tmp_path / "src")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "code.py").write_text("a = 1")
    return tmp_path / "src"


TOLD = {"load": [0.1, 0.9], "processors": 2, "seconds": 3, "told": ["a line"]}


def test_what_was_measured_before_the_last_change_is_stale(sources):
    runs.keep("desk", TOLD)
    assert runs.stale(["desk", "zeo"]) == {"zeo"}
    (sources / "code.py").write_text("a = 2")
    runs.keep("zeo", TOLD)
    assert runs.stale(["desk", "zeo"]) == {"desk"}


def test_what_a_run_leaves_behind_is_no_change(sources):
    before = runs.state()
    (sources / "code.pyc").write_bytes(b"1")
    (sources / "collective.egg-info").mkdir()
    (sources / "collective.egg-info" / "SOURCES.txt").write_text("code.py")
    assert runs.state() == before
