"""A threat on a Friday at 21:40: somebody is told within the minute (P7)."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.registers.mandates import Function
from datetime import datetime
from datetime import UTC
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.mail_server import wait_until
from tests.support.running_campaign import tick
from zope.component import getUtility

import pytest
import transaction


CANARY = "kanariebragdzx"
FRIDAY = datetime(2026, 11, 27, 20, 40, tzinfo=UTC)  # 21:40 in Sweden


@pytest.fixture
def late(open_intake, mail_server):
    """A Friday night; whoever handles threats has a key and an address."""
    open_intake.clock.moment = FRIDAY
    person = open_intake.people["hrchef"]
    sample_municipality.hold(Function(person, "security", start=handlers.SINCE))
    handlers.confirm_everybody(open_intake.vaults)
    forget_letters()  # all holders of keys are told of the new function
    transaction.commit()
    return open_intake


def forget_letters() -> None:
    """Count everything that waits in the outbox as sent."""
    outbox = getUtility(IOutbox)
    for alone in (True, False):
        while batch := outbox.take(2**31, alone):
            outbox.sent(batch.number, 2**31)


def report(client, municipality):
    """Send a threat in over REST, as anybody."""
    sent = {"form": "threats", "answers": {"what": CANARY}, "role": "exposed"}
    return client.rest(
        "anonymous", "POST", f"{municipality.hub.absolute_url()}/@conduct-report", sent
    )


def test_the_letter_of_a_threat_leaves_by_itself_with_no_word_of_it(
    client,
    late,
    mail_server,
):
    answered = report(client, late)
    assert answered.status_int == 201, answered.text
    assert wait_until(lambda: mail_server.letters)
    assert mail_server.readers == ["hrchef@lind.example"]
    (letter,) = mail_server.letters
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
    mail_server,
):
    mail_server.down()
    assert report(client, late).status_int == 201
    assert len(list(getUtility(ICases).everything())) == 1
    tried = getUtility(IOutbox)._rows  # no list tells of such a letter
    assert wait_until(lambda: any(row.code for _number, row in tried()))
    mail_server.up()
    late.clock.moment = FRIDAY.replace(minute=42)
    assert "sent" not in tick()  # such letters are in no count
    assert wait_until(lambda: mail_server.letters)
    assert mail_server.readers == ["hrchef@lind.example"]


def test_reports_that_come_in_while_letters_leave_are_whole(client, late, mail_server):
    """The thread writes into the outbox beside the requests; none of them fails."""
    mail_server.delay = 0.2
    words = [report(client, late).json["receipt"] for _time in range(3)]
    assert len({*words}) == 3
    assert wait_until(lambda: len(mail_server.letters) == 3)
    assert mail_server.readers == ["hrchef@lind.example"] * 3
    assert len(list(getUtility(ICases).everything())) == 3
    assert wait_until(lambda: not list(getUtility(IOutbox)._rows()))
