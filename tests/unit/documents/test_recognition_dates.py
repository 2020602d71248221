"""Dates as Swedish and Danish authorities write them."""

from collective.conduct.core.documents.recognition.dates import find_date

import pytest


@pytest.mark.parametrize(
    "text, iso",
    [
        ("2027-01-26", "2027-01-26"),
        ("den 26 januari 2027", "2027-01-26"),
        ("26. januar 2027", "2027-01-26"),
        ("26/1 2027", "2027-01-26"),
        ("26/1-2027", "2027-01-26"),
        ("26.01.2027", "2027-01-26"),
        ("26. 1. 2027", ""),
        ("1 mars 2027", "2027-03-01"),
        ("1. marts 2027", "2027-03-01"),
        ("3 AUGUSTI 2027", "2027-08-03"),
        ("5 okt. 2027", "2027-10-05"),
        ("31 maj 2027 och 1 juni 2028", "2027-05-31"),
        ("den 3 april", ""),
    ],
)
def test_a_date_is_read(text, iso):
    found = find_date(text)
    assert (found[0] if found else "") == iso


@pytest.mark.parametrize(
    "text",
    [
        "KS 52/2027",
        "2027-13-40",
        "30 februari 2027",
        "KSN-2027-00114",
        "3 majorer",
        "1.2",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert find_date(text) is None


def test_the_place_of_a_date_is_told():
    text = "Antagen den 26 januari 2027, § 18"
    _iso, begin, end = find_date(text)
    assert text[begin:end] == "26 januari 2027"


def test_a_day_and_month_without_a_year_is_found_but_not_trusted():
    assert find_date("Priset delades ut den 3 april i aulan.")[0] == ""
