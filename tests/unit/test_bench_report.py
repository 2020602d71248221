"""The goals of bench: each can be judged, and a run of one group keeps others."""

from bench import report

import json
import pytest


def test_every_goal_says_what_it_measures_and_has_one_limit():
    for name, goal in report.goals().items():
        assert goal["says"], name
        assert goal["unit"], name
        assert len({"most", "least"} & goal.keys()) == 1, name


@pytest.mark.parametrize(("value", "met"), [(3, True), (4, True), (4.01, False)])
def test_a_value_up_to_the_limit_meets_it(value, met):
    result = report.judged("ledger.answer_objects_at_1e3", value)
    assert (result.met, result.goal) == (met, "<= 4 objects")


@pytest.mark.parametrize(("value", "met"), [(39.9, False), (40, True)])
def test_a_ratio_from_the_limit_meets_it(value, met):
    result = report.judged("plone.dexterity_to_answer_at_1e4", value)
    assert (result.met, result.goal) == (met, ">= 40 times as long")


def test_a_difference_is_not_called_a_ratio():
    for name, goal in report.goals().items():
        if goal.get("rival"):
            compared = goal["unit"].startswith("times ")
            apart = goal["unit"].endswith((" more", " between the medians"))
            likely = goal["unit"] == "of probability"
            assert compared + apart + likely == 1, name


def test_a_goal_that_nobody_asked_for_says_so():
    told = report.judged("ledger.empty_seal_loads_at_1e6", 35)
    assert told.goal == "<= 40 objects (our own)"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3.0, 3), (0.10034, 0.1003), (152.438, 152.4), (484_075.5, 484_076)],
)
def test_a_value_keeps_the_digits_that_matter(value, shown):
    assert report.judged("ledger.answer_bytes_at_1e3", value).value == shown


def test_the_results_that_are_kept_are_judged_by_the_goals_of_today():
    kept = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    assert kept == report.merged([])


def test_a_row_of_an_earlier_run_meets_no_goal_that_was_raised_since(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.json")
    row = {"name": "plone.dexterity_to_answer_at_1e4", "value": 31}
    report.write([row | {"rival": "", "goal": ">= 30 times", "met": True}])
    (row,) = report.merged([])
    assert (row["met"], row["goal"]) == (False, ">= 40 times as long")


def test_what_has_no_goal_is_not_reported():
    with pytest.raises(KeyError):
        report.judged("ledger.answers_per_second", 1000)


def test_a_run_of_one_group_keeps_the_results_of_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.json")
    report.write(report.merged([report.judged("plone.dexterity_to_answer_at_1e4", 41)]))
    rows = report.merged([report.judged("ledger.answer_objects_at_1e3", 3)])
    report.write(rows)
    names = [row["name"] for row in json.loads(report.RESULTS.read_text())]
    assert names == ["ledger.answer_objects_at_1e3", "plone.dexterity_to_answer_at_1e4"]
    assert set(rows[0]) == {"name", "rival", "value", "goal", "met"}
    assert report.table(rows).count("\n") == len(rows)
    assert "ok ?" in report.table(rows, {"plone"})
