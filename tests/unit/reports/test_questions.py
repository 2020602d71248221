"""The questions of a report, and whether an answer fits them."""

from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.reports.question_kinds import FILE
from collective.conduct.core.reports.question_kinds import KINDS
from collective.conduct.core.reports.question_kinds import Question
from collective.conduct.core.reports.questions import json_schema
from collective.conduct.core.reports.questions import problems
from collective.conduct.core.reports.questions import said
from collective.conduct.vocabularies.reports.questions import DEFAULTS
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import json
import pytest


OPTIONS = (("a", "Alfa"), ("b", "Beta"))
ALL = tuple(
    Question(kind, kind.title(), kind, "Hjälp", options=OPTIONS) for kind in KINDS
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from("ab"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def test_what_was_said_stands_under_the_words_of_the_question():
    answers = {"line": " ett ", "choice": "b", "several": ["a", "b"], "yes": True}
    found = said(ALL, {**answers, "day": "2027-03-01", "text": " "}, ("ja", "nej"))
    assert as_shown(found) == {
        "Line": "ett",
        "Choice": "Beta",
        "Several": "Alfa, Beta",
        "Day": "2027-03-01",
        "Yes": "ja",
    }
    kinds = [(each.name, each.kind) for each in found]
    assert kinds == [
        (each, each) for each in ("line", "choice", "several", "day", "yes")
    ]


def test_the_order_of_the_questions_is_kept():
    answers = {"day": "2027-03-01", "line": "x"}
    assert list(as_shown(said(ALL, answers))) == ["Line", "Day"]


def test_two_questions_of_one_title_are_both_kept():
    twice = (Question("one", "Vad?"), Question("two", "Vad?"))
    assert as_shown(said(twice, {"one": "a", "two": "b"})) == {"Vad?": "a", "two": "b"}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("line", "x" * 1001, "reply_too_long"),
        ("line", 7, "reply_kind"),
        ("text", ["x"], "reply_kind"),
        ("choice", "c", "reply_not_offered"),
        ("choice", ["a"], "reply_kind"),
        ("several", ["a", "c"], "reply_not_offered"),
        ("several", [1], "reply_kind"),
        ("day", "i går", "reply_day"),
        ("yes", 3, "reply_kind"),
    ],
)
def test_what_does_not_fit_is_named_and_never_quoted(name, value, code):
    assert problems(ALL, {name: value}) == {name: code}
    with pytest.raises(Invalid, match=code) as told:
        said(ALL, {name: value})
    assert told.value.values_ == {"field": name}


def test_an_answer_to_no_question_is_refused():
    assert problems(ALL, {"canary": "x"}) == {"": "question_unknown"}


def test_a_question_may_ask_for_an_answer():
    asked = (Question("what", "Vad?", required=True),)
    assert problems(asked, {"what": "  "}) == {"what": "reply_missing"}
    assert problems(asked, {}) == {"what": "reply_missing"}


def test_a_file_is_no_answer():
    assert FILE not in json_schema(ALL)["properties"]
    assert problems(ALL, {"file": "x"}) == {"": "question_unknown"}


@pytest.mark.parametrize("form", FORMS)
def test_the_schema_of_every_form_is_valid(form):
    schema = json_schema(DEFAULTS[form], form)
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid({"what": "något"})
    assert not Draft202012Validator(schema).is_valid({"other": "något"})


@given(st.dictionaries(st.sampled_from([*KINDS, "other"]), ANYTHING))
def test_an_answer_that_the_schema_takes_is_taken(answers):
    schema = json.loads(json.dumps(json_schema(ALL)))
    if Draft202012Validator(schema).is_valid(answers):
        found = set(problems(ALL, answers).values())
        assert found <= {"reply_day"}  # "format" is a note in JSON Schema
    problems(ALL, answers)  # and nothing breaks it


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_demanded_about_proof_category_or_having_said_no(form):
    """REQUIREMENTS A7, A8, A26."""
    for each in DEFAULTS[form]:
        assert not each.required
        assert each.source not in ("categories", "measures")
