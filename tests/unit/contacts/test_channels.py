"""Where to turn: for whom, on which days, checked when, answered by whom."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.phones import dial
from collective.conduct.core.contacts.channels import audiences_of
from collective.conduct.core.contacts.channels import EMAIL
from collective.conduct.core.contacts.channels import holders
from collective.conduct.core.contacts.channels import is_stale
from collective.conduct.core.contacts.channels import PHONE
from collective.conduct.core.contacts.channels import questions
from collective.conduct.core.contacts.channels import SAFE_WEB
from collective.conduct.core.contacts.channels import state
from collective.conduct.core.contacts.enquiries import Enquiry
from collective.conduct.core.contacts.enquiries import is_again
from collective.conduct.core.contacts.enquiries import LONGEST
from collective.conduct.core.contacts.enquiries import tidied
from collective.conduct.core.contacts.ports import IEnquiries
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.storage.contacts import Enquiries
from datetime import date
from zope.interface.verify import verifyObject

import pytest


DAY = date(2027, 3, 10)


@pytest.mark.parametrize(
    "roles, audiences",
    [
        ({"member"}, {"both", "employees"}),
        ({"member", "official"}, {"both", "officials"}),
        ({"member", "official", "leader"}, {"both", "officials"}),
        ({"member", "official", "participant"}, {"both", "officials", "employees"}),
        ({"member", "participant"}, {"both", "employees"}),
    ],
)
def test_whoever_is_not_elected_works_here(roles, audiences):
    assert audiences_of(roles) == audiences


def test_a_contact_shows_on_its_first_and_last_day():
    assert state(DAY, DAY, DAY) == "valid"
    assert state(date(2027, 3, 11), None, DAY) == "coming"
    assert state(None, date(2027, 3, 9), DAY) == "past"
    assert state(None, None, DAY) == "valid"


@pytest.mark.parametrize(
    "checked, stale",
    [
        (date(2026, 3, 11), False),
        (date(2026, 3, 10), True),
        (date(2020, 1, 1), True),
        (None, True),
        (DAY, False),
    ],
)
def test_a_check_lasts_for_twelve_months(checked, stale):
    assert is_stale(checked, DAY) is stale


def test_a_check_on_a_leap_day_lasts_until_the_first_of_march():
    assert not is_stale(date(2024, 2, 29), date(2025, 2, 28))
    assert is_stale(date(2024, 2, 29), date(2025, 3, 1))


ROWS = [
    Function(1, "security_coordinator"),
    Function(2, "security_coordinator", substitute=True),
    Function(3, "security_coordinator", end=date(2027, 3, 9)),
    Function(1, "security_coordinator", substitute=True),
    Function(4, "secretary", "ks"),
    Function(5, "secretary", "bun"),
    Mandate(6, "ks", "chair"),
    Mandate(7, "bun", "chair"),
]


def test_a_function_names_its_holder_and_its_substitutes_of_today():
    assert holders(ROWS, "security_coordinator", "", DAY) == ([1], [2])
    assert holders(ROWS, "security_coordinator", "", date(2027, 3, 9)) == ([1, 3], [2])


def test_an_office_or_a_function_of_one_body_is_that_of_no_other():
    assert holders(ROWS, "chair", "bun", DAY) == ([7], [])
    assert holders(ROWS, "secretary", "ks", DAY) == ([4], [])
    assert holders(ROWS, "chair", "", DAY) == ([6, 7], [])
    assert holders(ROWS, "hr", "", DAY) == ([], [])


@pytest.mark.parametrize(
    "phone, address",
    [
        ("0123-45 67 89", "tel:0123456789"),
        ("+45 33 70 39 50", "tel:+4533703950"),
        ("112", "tel:112"),
        ("(0123) 45 67", "tel:01234567"),
    ],
)
def test_a_number_is_dialled_as_digits(phone, address):
    assert dial(phone) == address


def test_what_is_no_number_address_or_page_is_told_apart():
    good = ["0123-45 67 89", "+46 123 45", "112"]
    assert all(PHONE.fullmatch(each) for each in good)
    bad = ["", "ring mig", "1", "tel:112", "12345\n67", "+", "0123;drop"]
    assert not any(PHONE.fullmatch(each) for each in bad)
    assert EMAIL.fullmatch("stod@lindasa.example")
    bad = ["stod", "a@b", "a b@c.se", "<a@b.se>", "a@b.se,c@d.se", "a@b.se\nBcc: x"]
    assert not any(EMAIL.fullmatch(each) for each in bad)
    good = ["https://stod.example", "http://stod.example:8080/a?b=1#c"]
    assert all(SAFE_WEB.fullmatch(each) for each in good)
    bad = [
        "javascript:alert(1)",
        "data:text/html,x",
        "//stod.example",
        "https://",
        "https://user@stod.example",
        "https://stod.example/a b",
        "ftp://stod.example",
    ]
    assert not any(SAFE_WEB.fullmatch(each) for each in bad)


def test_questions_stand_with_their_answers():
    text = "Vem svarar?\nEn jurist.\n\nMåste jag säga mitt namn?\nNej.\r\nAldrig.\n"
    assert questions(text) == [
        ("Vem svarar?", "En jurist."),
        ("Måste jag säga mitt namn?", "Nej.\nAldrig."),
    ]
    assert questions("") == []
    assert questions("A?\nJa.\n\nOch alltid.") == [("A?", "Ja.\nOch alltid.")]


# enquiries


def test_unanswered_questions_do_not_travel():
    assert tidied([(" Vad? ", " Detta. "), ("Mer?", " ")]) == (("Vad?", "Detta."),)


@pytest.mark.parametrize(
    "words, code",
    [
        ([], "enquiry_empty"),
        ([("Vad?", " \n")], "enquiry_empty"),
        ([("", "x" * (LONGEST + 1))], "enquiry_long"),
    ],
)
def test_an_enquiry_says_something_and_not_a_book(words, code):
    with pytest.raises(Invalid) as refused:
        tidied(words)
    assert refused.value.code == code


def test_a_reload_is_not_a_second_enquiry():
    last = Enquiry(1, "uid", "hr", "", 7, 1000)
    assert is_again(last, "uid", 7, 1000 + 1799)
    assert not is_again(last, "uid", 7, 1000 + 1800)
    assert not is_again(last, "uid", 8, 1001)
    assert not is_again(last, "other", 7, 1001)


def test_the_log_holds_no_words_and_the_first_who_handles_it_stays():
    kept = Enquiries()
    assert verifyObject(IEnquiries, kept)
    number = kept.put(Enquiry(0, "uid", "hr", "", 7, 1000), (("Vad?", "Detta."),))
    assert kept.put(Enquiry(0, "uid", "hr", "", 8, 1001), ()) == number + 1
    assert kept.get(number) == Enquiry(number, "uid", "hr", "", 7, 1000)
    assert kept.words(number) == (("Vad?", "Detta."),)
    assert [each.number for each in kept.everything()] == [number + 1, number]
    kept.handled(number, 3, 2000)
    kept.handled(number, 4, 3000)
    assert (kept.get(number).handled_by, kept.get(number).handled) == (3, 2000)
    for ask in (kept.get, kept.words):
        with pytest.raises(Missing):
            ask(99)
