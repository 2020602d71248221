"""Mail that cannot hurt: nothing is lost, no request fails, nobody is nagged."""

from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.errors import Undelivered
from collective.conduct.core.jobs.ports import ILease
from collective.conduct.core.mail.notices import AGAIN
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.ports import IMailTransport
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.home.readiness import checks
from collective.conduct.operations.jobs.running import run_slice
from collective.conduct.operations.mail import post
from collective.conduct.storage.mail import transport as smtp
from datetime import date
from datetime import timedelta
from email.message import EmailMessage
from plone import api
from plone.registry.interfaces import IRegistry
from tests.support import sample_municipality
from tests.support.mail_server import wait_until
from tests.support.running_campaign import launch
from tests.support.running_campaign import tick
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest
import time
import transaction


BOTH = ["leader@lind.example", "official@lind.example"]


@pytest.fixture
def campaign_mail(municipality, mail_server):
    """The campaign is launched; the first tick has not run."""
    municipality.facts = launch(municipality)
    return mail_server


def _outbox():
    return getUtility(IOutbox)


def _answer(municipality, role: str, kind: str = "acknowledged") -> None:
    with municipality.acting(role):
        shown = show(municipality.edition, "sv")
        hashes = (municipality.edition.manifest_hash, shown.statement_hash)
        answer(municipality.edition, Answer(kind, "sv", *hashes))
    transaction.commit()


def test_the_post_keeps_its_promise(municipality):
    assert verifyObject(IMailTransport, getUtility(IMailTransport))


def test_each_who_is_asked_gets_one_letter_and_a_second_run_sends_none(
    municipality, campaign_mail
):
    assert tick() == {"reminded": 2, "sealed": 1, "sent": 2}
    assert campaign_mail.readers == BOTH
    assert tick() == {}
    assert len(campaign_mail.letters) == 2


def test_a_damaged_file_of_seals_keeps_no_letter_back(
    municipality, campaign_mail, tmp_path
):
    (tmp_path / "seals.jsonl").write_text("{\n")
    with pytest.raises(Unavailable):
        tick()
    assert campaign_mail.readers == BOTH


def test_a_letter_is_in_the_readers_language_plain_and_html(
    municipality, campaign_mail
):
    with api.env.adopt_roles(["Manager"]):
        api.user.get("official").setMemberProperties({"language": "sv"})
        api.user.get("leader").setMemberProperties({"language": "de"})
    tick()
    letters = {each["To"]: each for each in campaign_mail.letters}
    swedish = letters["official@lind.example"]
    assert "Uppförandekod" in swedish["Subject"]
    assert swedish.get_content_type() == "multipart/alternative"
    plain, html = swedish.iter_parts()
    assert "9 april 2027" in plain.get_content()
    assert 'lang="sv"' in html.get_content()
    english = letters["leader@lind.example"].get_body(("plain",)).get_content()
    assert "9 April 2027" in english and "Leader Lind" in english


def test_a_letter_leads_to_the_public_address_and_names_nobody_else(
    municipality, campaign_mail
):
    tick()
    letter = campaign_mail.letters[0]
    body = letter.get_body(("plain",)).get_content()
    assert "https://intra.lind.example/trygghet/kod/edition-1" in body
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@lind.example>")
    assert not [name for name in letter.keys() if name.startswith("X-")]
    assert not ("Leader" in body and "Official" in body)


def test_the_sender_is_decoded_right(municipality, campaign_mail):
    tick()
    sender = campaign_mail.letters[0]["From"].addresses[0]
    assert (sender.display_name, sender.username) == ("Lindåsa kommun", "kommunen")


def test_whoever_answered_or_declined_gets_no_reminder(municipality, campaign_mail):
    tick()
    _answer(municipality, "official", "declined")
    municipality.clock.pass_days(24)
    tick()
    assert campaign_mail.readers == [*BOTH[:1], *BOTH]


def test_whoever_answers_before_the_letter_leaves_gets_none(
    municipality, campaign_mail
):
    campaign_mail.down()
    assert tick()["failed"] == 1  # the server is down: the others are not tried
    for role in ("official", "leader"):
        _answer(municipality, role)
    campaign_mail.up()
    municipality.clock.pass_days(1)
    assert tick()["withdrawn"] == 2
    assert campaign_mail.letters == [] and _outbox().counts()["waiting"] == 0


def test_a_late_job_sends_the_latest_reminder_alone(municipality, campaign_mail):
    municipality.clock.pass_days(31)
    tick()
    assert len(campaign_mail.letters) == 2
    assert all("Reminder" in each["Subject"] for each in campaign_mail.letters)


def test_the_function_is_told_once_how_many_are_missing(municipality, campaign_mail):
    tick()
    municipality.clock.pass_days(30 + 14)
    assert tick()["escalated"] == 2
    told = [each for each in campaign_mail.letters if "registrar" in each["To"]]
    assert len(told) == 1
    body = told[0].get_body(("plain",)).get_content()
    assert "missing: 2" in body and "/trygghet/kampanj" in body
    assert "Lind" not in body.replace("Registrar Lind", "").replace("intra.lind", "")
    municipality.clock.pass_days(1)
    assert "escalated" not in tick()


def test_an_overdue_review_is_told_to_the_owner(municipality, mail_server):
    sample_municipality.hold(
        sample_municipality.Function(
            municipality.people["publisher"], "municipal_secretary", start=date.min
        )
    )
    municipality.document.review_due = sample_municipality.TODAY - timedelta(days=1)
    transaction.commit()
    assert tick()["overdue"] == 1
    assert "overdue" not in tick()
    assert mail_server.readers == ["publisher@lind.example"]


def test_several_things_come_in_one_letter(municipality, campaign_mail):
    launch(municipality, uid="d" * 32)
    tick()
    assert campaign_mail.readers == BOTH
    assert all("2 things" in each["Subject"] for each in campaign_mail.letters)


def test_a_council_of_sixty_one_gets_sixty_one_letters(municipality, mail_server):
    since = date(2027, 1, 1)
    people = [
        sample_municipality.enrol(f"ledamot{n}", f"Ledamot {n}") for n in range(61)
    ]
    sample_municipality.hold(
        *(Mandate(each, "ks2", "ordinary", "", since) for each in people)
    )
    launch(municipality, plus=("conduct:body:ks2",))
    assert tick()["sent"] == 61
    assert len({each["To"] for each in mail_server.letters}) == 61
    assert len({each["Message-ID"] for each in mail_server.letters}) == 61


# what the server does


def test_the_server_is_down_and_nothing_is_lost(municipality, campaign_mail):
    campaign_mail.down()
    assert tick() == {"reminded": 2, "sealed": 1, "failed": 1}
    assert tick() == {"failed": 1}
    assert _outbox().counts() == {"waiting": 2, "claimed": 0, "sent": 0, "dead": 0}
    campaign_mail.up()
    municipality.clock.moment += timedelta(seconds=AGAIN[0])
    assert tick() == {"sent": 2}
    assert campaign_mail.readers == BOTH


def test_a_server_that_stays_away_makes_dead_letters_that_can_be_tried(
    municipality, campaign_mail
):
    campaign_mail.down()
    for _try in range(2 * (len(AGAIN) + 1)):
        tick()
        municipality.clock.moment += timedelta(days=1)
    assert _outbox().counts()["dead"] == 2
    assert {each.code for each in _outbox().dead()} == {"mail_down"}
    campaign_mail.up()
    with municipality.acting("registrar"):
        for each in _outbox().dead():
            post.retry(each.parcel.number)
    assert tick() == {"sent": 2}


def test_a_slow_server_does_not_hold_the_job_for_long(
    municipality, campaign_mail, monkeypatch
):
    monkeypatch.setattr(smtp, "TIMEOUT", 0.2)
    campaign_mail.delay = 1
    begun = time.monotonic()
    assert tick()["failed"] == 1
    assert time.monotonic() - begun < 5
    assert _outbox().counts()["waiting"] == 2


@pytest.mark.parametrize(
    ("reply", "state", "code"),
    [
        ("550 no such user, says the server", "dead", "mail_refused"),
        ("450 later, says the server", "waiting", "mail_busy"),
        ("421 closing, says the server", "waiting", "mail_down"),
    ],
)
def test_one_of_two_is_refused_and_the_other_gets_the_letter(
    municipality, campaign_mail, reply, state, code
):
    campaign_mail.answers["official@lind.example"] = reply
    municipality.clock.moment += timedelta(seconds=1)
    done = tick()
    assert done["failed"] == 1
    if code == "mail_down":
        tick()
    assert campaign_mail.readers == ["leader@lind.example"]
    (failure,) = _outbox().dead() if state == "dead" else _outbox().delayed()
    assert failure.code == code


def test_without_a_mail_server_it_waits(municipality, mail_server):
    getUtility(IRegistry)["plone.smtp_host"] = None
    launch(municipality)
    assert tick()["failed"] == 1
    assert _outbox().delayed()[0].code == "mail_not_set"


@pytest.mark.parametrize("email", ["", "no address", "å@lind.example", "a@b\nBcc: x@y"])
def test_an_account_without_a_usable_address_is_a_dead_letter(
    municipality, campaign_mail, email
):
    with api.env.adopt_roles(["Manager"]):
        api.user.get("official").setMemberProperties({"email": email})
    transaction.commit()
    tick()
    assert campaign_mail.readers == ["leader@lind.example"]
    assert [each.code for each in _outbox().dead()] == ["no_address"]


def test_whoever_has_no_account_gets_no_letter(municipality, mail_server):
    person = getUtility(IRegister).enrol(None, "Utan Konto")
    sample_municipality.hold(Mandate(person, "ks", "ordinary", "", date(2027, 1, 1)))
    launch(municipality)
    assert tick()["reminded"] == 2


def test_a_letter_that_cannot_be_written_keeps_no_other_back(
    municipality, campaign_mail, monkeypatch
):
    real = post.compose

    def broken(parcel):
        if parcel.person == municipality.people["official"]:
            raise KeyError("a secret")
        return real(parcel)

    monkeypatch.setattr(post, "compose", broken)
    assert tick()["sent"] == 1
    assert _outbox().delayed()[0].code == "letter_broken"


def test_titles_and_names_cannot_become_headers_or_markup(municipality, campaign_mail):
    municipality.portal.title = "Kommun\r\nBcc: x@y.example"
    getUtility(IRegister).name(municipality.people["official"], "<b>Åsa</b>\r\nX: y")
    transaction.commit()
    tick()
    letter = next(each for each in campaign_mail.letters if "official" in each["To"])
    assert letter["Bcc"] is None and letter["X"] is None
    html = letter.get_body(("html",)).get_content()
    assert "&lt;b&gt;Åsa" in html and "<b>" not in html


# two jobs, urgent letters


def test_two_runs_do_not_meet(municipality, campaign_mail):
    now = int(municipality.clock.now().timestamp())
    getUtility(ILease).acquire("other", now, 60)
    transaction.commit()
    with pytest.raises(Conflict, match="job_busy"):
        run_slice("mine", transaction.commit)
    transaction.abort()
    assert _outbox().counts()["waiting"] == 0
    municipality.clock.moment += timedelta(seconds=60)
    assert tick()["sent"] == 2
    assert getUtility(ILease).holder == ""


def test_an_urgent_letter_leaves_with_the_request_and_no_other_does(
    municipality, campaign_mail
):
    now = int(municipality.clock.now().timestamp())
    _outbox().put(Notice("later", municipality.people["leader"], "own_data", now))
    post.tell(Notice("soon", municipality.people["official"], "enquiry", now, {}, True))
    assert campaign_mail.letters == []
    transaction.commit()
    assert wait_until(lambda: _outbox().counts()["sent"] == 1)
    assert campaign_mail.readers == ["official@lind.example"]


def test_an_urgent_letter_of_a_transaction_that_failed_does_not_leave(
    municipality, campaign_mail
):
    now = int(municipality.clock.now().timestamp())
    post.tell(Notice("soon", municipality.people["official"], "enquiry", now, {}, True))
    transaction.abort()
    assert tick()["sent"] == 2
    assert not _outbox().knows("soon")


def test_an_urgent_letter_while_the_server_is_down_waits_for_the_job(
    municipality, campaign_mail
):
    campaign_mail.down()
    now = int(municipality.clock.now().timestamp())
    post.tell(Notice("soon", municipality.people["official"], "enquiry", now, {}, True))
    transaction.commit()
    assert wait_until(lambda: _outbox().delayed())
    campaign_mail.up()
    municipality.clock.moment += timedelta(seconds=AGAIN[0])
    assert tick()["sent"] == 3


def test_the_words_of_the_server_are_not_kept(municipality):
    for problem in (
        smtp.SMTPRecipientsRefused({"a@b": (550, b"secret")}),
        smtp.SMTPSenderRefused(550, b"secret", "a@b"),
        smtp.SMTPAuthenticationError(535, b"secret"),
        smtp.SMTPResponseException(554, b"secret"),
        ConnectionRefusedError("secret"),
        ValueError("secret"),
    ):
        found = smtp.undelivered(problem)
        assert isinstance(found, Undelivered)
        assert "secret" not in f"{found} {found.values_}"
    with pytest.raises(Undelivered):
        getUtility(IMailTransport).deliver(EmailMessage())


def test_no_letter_leaves_before_its_links_lead_somewhere(municipality, campaign_mail):
    record = "collective.conduct.public_address"
    address = api.portal.get_registry_record(record)
    getUtility(IRegistry)[record] = None
    assert "sent" not in tick() and campaign_mail.letters == []
    with municipality.acting("manager"):
        (found,) = [each for each in checks() if each.key == "address"]
    assert (found.state, found.where) == ("missing", "/@@conduct-settings")
    api.portal.set_registry_record(record, address)
    municipality.clock.moment += timedelta(days=1)
    tick()
    assert campaign_mail.readers == BOTH
