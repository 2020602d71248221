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


@pytest.mark.parametrize(("value", "met"), [(29.9, False), (30, True)])
def test_a_ratio_from_the_limit_meets_it(value, met):
    result = report.judged("plone.dexterity_to_answer_at_1e4", value)
    assert (result.met, result.goal) == (met, ">= 30 times")


def test_what_has_no_goal_is_not_reported():
    with pytest.raises(KeyError):
        report.judged("ledger.answers_per_second", 1000)


def test_a_run_of_one_group_keeps_the_results_of_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.json")
    report.write(report.merged([report.judged("plone.dexterity_to_answer_at_1e4", 31)]))
    rows = report.merged([report.judged("ledger.answer_objects_at_1e3", 3)])
    report.write(rows)
    names = [row["name"] for row in json.loads(report.RESULTS.read_text())]
    assert names == ["ledger.answer_objects_at_1e3", "plone.dexterity_to_answer_at_1e4"]
    assert set(rows[0]) == {"name", "rival", "value", "goal", "met"}
    assert report.table(rows).count("\n") == len(rows)
