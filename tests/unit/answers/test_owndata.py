"""The notice of one's own data: made of facts, known by its fingerprint."""

from collective.conduct.core.answers.own_data import DataRecipient
from collective.conduct.core.answers.own_data import FIELDS
from collective.conduct.core.answers.own_data import notice
from collective.conduct.core.answers.own_data import Publication
from collective.conduct.core.answers.own_data import publication
from collective.conduct.core.common.errors import Invalid
from hypothesis import given
from hypothesis import strategies as st

import pytest


PERSON = {"name": "Ada Ek", "email": "ada@lind.example"}
SEAT = {
    "body": "Kommunstyrelsen",
    "office": "chair",
    "party": "Ängen",
    "extent": "40",
    "period": "2026-10-15/",
}


def made(fields=FIELDS, more="", recipients="", **changes):
    published = publication(fields, {"sv": more}, {"sv": recipients})
    return notice(published, "sv", PERSON | changes, [SEAT | changes])


def test_only_what_is_published_stands_in_the_notice():
    found = made(("name", "body", "period"))
    assert found.person == (("name", "Ada Ek"),)
    assert found.seats == ((("body", "Kommunstyrelsen"), ("period", "2026-10-15/")),)


def test_recipients_have_a_purpose_and_lines_may_be_empty():
    found = made(more="\n Porträtt \n\n", recipients="Regionen: kallelser\n")
    assert found.more == ("Porträtt",)
    assert found.recipients == (DataRecipient("Regionen", "kallelser"),)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"recipients": "Regionen"}, "recipient_needs_purpose"),
        ({"recipients": ": kallelser"}, "recipient_needs_purpose"),
        ({"more": "x\n" * 41}, "too_many_lines"),
        ({"more": "x" * 301}, "line_too_long"),
        ({"fields": ("personnummer",)}, "field_unknown"),
    ],
)
def test_what_cannot_be_told_is_refused_without_repeating_it(arguments, code):
    with pytest.raises(Invalid) as refused:
        made(**arguments)
    assert refused.value.code == code
    assert "Regionen" not in repr(refused.value.values_)


def test_another_language_stands_in_when_the_own_one_is_missing():
    published = publication((), {"da": "Portræt"}, {})
    assert notice(published, "sv", {}, []).more == ("Portræt",)


def test_a_language_that_the_product_does_not_speak_is_refused():
    with pytest.raises(Invalid):
        publication((), {"xx": "?"}, {})


def test_nothing_published_is_nothing_to_tell():
    assert not Publication()
    assert not publication((), {"sv": " \n"}, {"da": ""})
    assert publication(("name",), {}, {})


@given(st.sampled_from(sorted(PERSON | SEAT)), st.text(min_size=1))
def test_another_value_is_another_notice(name, value):
    known = (PERSON | SEAT)[name]
    same = made().fingerprint == made(**{name: value}).fingerprint
    assert same == (value == known)


@given(st.sets(st.sampled_from(FIELDS)), st.sets(st.sampled_from(FIELDS)))
def test_other_fields_are_another_notice_in_whatever_order_they_are_ticked(one, two):
    same = made(one).fingerprint == made(sorted(two)).fingerprint
    assert same == (one == two)
