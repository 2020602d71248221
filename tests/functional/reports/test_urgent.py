"""A threat on a Friday at 21:40: somebody is told within the minute (P7)."""

from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IOutbox
from collective.conduct.core.mandates import Function
from datetime import datetime
from datetime import UTC
from tests.functional.mail.test_post import _wait
from tests.functional.mail.test_post import sink  # noqa: F401
from tests.functional.mail.test_post import tick
from tests.support import office
from tests.support import sample_municipality as town
from zope.component import getUtility

import pytest
import transaction


CANARY = "kanariebragdzx"
FRIDAY = datetime(2026, 11, 27, 20, 40, tzinfo=UTC)  # 21:40 in Sweden


@pytest.fixture
def late(built, sink):  # noqa: F811
    """A Friday night; whoever handles threats has a key and an address."""
    built.clock.moment = FRIDAY
    office.staffed(built)
    person = built.people["hrchef"]
    town.hold(Function(person, "security", start=office.SINCE))
    transaction.commit()
    return built


def report(client, built):
    """Send a threat in over REST, as anybody."""
    sent = {"form": "threats", "answers": {"what": CANARY}, "role": "exposed"}
    return client.rest(
        "anonymous", "POST", f"{built.hub.absolute_url()}/@conduct-report", sent
    )


def test_the_letter_of_a_threat_leaves_by_itself_with_no_word_of_it(
    client,
    late,
    sink,  # noqa: F811
):
    answered = report(client, late)
    assert answered.status_int == 201, answered.text
    assert _wait(lambda: sink.letters)
    assert sink.readers == ["hrchef@lind.example"]
    (letter,) = sink.letters
    (facts,) = getUtility(ICases).everything()
    said = letter.as_string() + str(letter.get_body(("plain",)).get_content())
    for secret in (CANARY, facts.case, facts.case[:8], "threat", "hot"):
        assert secret not in said.replace("http", "").lower(), secret
    assert "/@@desk" in said


def test_112_stands_before_the_first_word_of_a_threat(client, late):
    page = client.page("anonymous", "/trygghet/@@report-form?form=threats").text
    assert "112" in page and page.index("112") < page.index("button")
    first = client.page("anonymous", "/trygghet/@@report").text
    assert 'href="tel:112"' in first
    assert first.index('href="tel:112"') < first.index("@@report-form")


def test_while_the_server_is_down_the_report_stands_and_the_letter_waits(
    client,
    late,
    sink,  # noqa: F811
):
    sink.down()
    assert report(client, late).status_int == 201
    assert len(list(getUtility(ICases).everything())) == 1
    tried = getUtility(IOutbox)._rows  # no list tells of such a letter
    assert _wait(lambda: any(row.code for _number, row in tried()))
    sink.up()
    late.clock.moment = FRIDAY.replace(minute=42)
    assert "sent" not in tick()  # such letters are in no count
    assert _wait(lambda: sink.letters)
    assert sink.readers == ["hrchef@lind.example"]
