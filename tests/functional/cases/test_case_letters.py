"""What a letter about a case gives away: nothing, whatever the case is (S18)."""

from collective.conduct.operations.cases.deadlines import expected
from datetime import date
from plone import api
from tests.support import handlers
from tests.support.mail_server import wait_until

import pytest


def letters_of(mail_server, reader: str) -> list:
    return [each for each in mail_server.letters if reader in str(each["To"])]


def test_every_letter_about_a_case_is_the_same(municipality, mail_server):
    """Another form, urgent or not, first or third: subject, text and fields."""
    numbers = []
    for count, form in enumerate(("harassment", "reprisal", "code"), 1):
        numbers.append(handlers.send_report(form=form)[0])
        wait_until(lambda count=count: len(letters_of(mail_server, "head")) == count)
    found = letters_of(mail_server, "head")
    told = {
        (
            str(each["Subject"]),
            tuple(sorted(each.keys())),
            *(part.get_content() for part in each.iter_parts()),
        )
        for each in found
    }
    ((subject, fields, *words),) = told
    assert subject and not [each for each in fields if each.startswith("X-")]
    for text in (subject, *words):
        assert not [each for each in numbers if each[:4].upper() in text.upper()]


@pytest.mark.parametrize(
    ("country", "since", "due"),
    [
        ("SE", date(2026, 12, 18), date(2026, 12, 28)),  # Christmas, and a weekend
        ("SE", date(2026, 12, 30), date(2027, 1, 7)),  # Epiphany
        ("DK", date(2026, 12, 30), date(2027, 1, 6)),  # which is none in Denmark
        ("DK", date(2027, 3, 18), date(2027, 3, 30)),  # from Maundy Thursday
        ("SE", date(2027, 3, 18), date(2027, 3, 25)),
        ("none", date(2026, 12, 18), date(2026, 12, 25)),
    ],
)
def test_what_is_promised_leaves_out_public_holidays(municipality, country, since, due):
    api.portal.set_registry_record("collective.conduct.days_off", country)
    assert expected("code", since)[0].due == due
