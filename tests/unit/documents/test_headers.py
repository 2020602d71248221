"""The header: types, numbers of the register and the minutes, relations."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.headers import check_diary_number
from collective.conduct.core.documents.headers import check_paragraph
from collective.conduct.core.documents.headers import check_relation
from collective.conduct.core.documents.headers import class_of
from collective.conduct.core.documents.headers import CLASSES
from collective.conduct.core.documents.headers import diary_key
from collective.conduct.core.documents.headers import inverse
from collective.conduct.core.documents.headers import LADDER
from collective.conduct.core.documents.headers import ladder_of
from collective.conduct.core.documents.headers import RELATIONS
from collective.conduct.core.documents.headers import TYPES

import pytest


def test_every_type_has_one_class():
    assert set(LADDER) == set(CLASSES)
    assert len(set(TYPES)) == len(TYPES)
    assert {class_of(each) for each in TYPES} == set(CLASSES)
    assert class_of("action_plan") == "other"
    assert class_of("code") == "normative"


def test_the_ladder_shows_the_rungs_around_a_type():
    assert ladder_of("routine") == ("policy", "guideline", "routine", "guidance")
    assert ladder_of("code") == ()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("KSN-2024-02560", "KSN-2024-02560"),
        ("KS 52/2020", "KS 52/2020"),
        (" KS\u00a0 52/2020 ", "KS 52/2020"),
        ("KS 2020/52", "KS 2020/52"),
        ("2018-000189", "2018-000189"),
        ("2018–000189", "2018-000189"),
        ("00.22.00-P21-1-20", "00.22.00-P21-1-20"),
    ],
)
def test_a_diary_number_of_a_known_form_is_kept_tidied(written, kept):
    assert check_diary_number(written) == kept


@pytest.mark.parametrize(
    "written", ["", "KS", "52", "KSN-2024", "KS 52/20", "x KS 52/2020", "9" * 400]
)
def test_another_diary_number_is_refused_without_repeating_it(written):
    with pytest.raises(Invalid, match="diary_number") as caught:
        check_diary_number(written)
    assert caught.value.values_ == {}


def test_a_site_may_have_its_own_pattern():
    assert check_diary_number("Dnr 7", [r"Dnr \d+"]) == "Dnr 7"
    with pytest.raises(Invalid, match="diary_number"):
        check_diary_number("KS 52/2020", [r"Dnr \d+"])


def test_a_long_value_is_refused_even_when_the_pattern_fits():
    with pytest.raises(Invalid, match="diary_number"):
        check_diary_number("9" * 61, [r"\d+"])


def test_a_pattern_that_is_none_is_named():
    with pytest.raises(Invalid, match="diary_pattern"):
        check_diary_number("KS 52/2020", ["KS ("])


def test_spellings_of_one_diary_number_have_one_key():
    assert diary_key("KS 52/2020") == diary_key("ks52/2020 ")
    assert diary_key("KS 52/2020") != diary_key("KS 52/2021")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("§ 18", "§ 18"),
        ("§18", "§ 18"),
        ("18 §", "§ 18"),
        ("18", "§ 18"),
        ("Paragraf 18", "§ 18"),
        ("§ 9a", "§ 9 a"),
        ("9 A §", "§ 9 a"),
        ("§§ 18–20", "§§ 18-20"),
        ("§ 18 - 20", "§§ 18-20"),
        ("Punkt 7", "pkt. 7"),
        ("pkt 7", "pkt. 7"),
        ("Sag nr. 12", "pkt. 12"),
    ],
)
def test_a_paragraph_is_written_one_way(written, kept):
    assert check_paragraph(written) == kept
    assert check_paragraph(kept) == kept


@pytest.mark.parametrize("written", ["", "§", "arton", "18.5", "§ 18, dnr 4", "12345"])
def test_what_is_no_paragraph_is_refused(written):
    with pytest.raises(Invalid, match="paragraph"):
        check_paragraph(written)


def test_every_relation_has_another_end_that_leads_back():
    assert all(inverse(inverse(name)) == name for name in RELATIONS)
    assert inverse("based_on") == "basis_of"
    assert inverse("related") == "related"


@pytest.mark.parametrize(
    "relation",
    [
        {"type": "based_on", "uid": "ab"},
        {"type": "complements", "title": "Program för trygghet"},
        {"type": "cites", "title": "Lagen", "url": "https://example.org/lag"},
    ],
)
def test_a_relation_names_a_document_here_or_elsewhere(relation):
    check_relation(relation)


@pytest.mark.parametrize(
    ("relation", "code"),
    [
        ({"uid": "ab"}, "relation_type"),
        ({"type": "likes", "uid": "ab"}, "relation_type"),
        ({"type": "cites", "url": "https://example.org"}, "relation_target"),
        ({"type": "cites", "title": " "}, "relation_target"),
        ({"type": "cites", "title": "x", "url": "javascript:1"}, "relation_address"),
        ({"type": "cites", "title": "x", "url": "https://"}, "relation_address"),
    ],
)
def test_a_relation_that_cannot_be_shown_is_refused(relation, code):
    with pytest.raises(Invalid, match=code):
        check_relation(relation)
