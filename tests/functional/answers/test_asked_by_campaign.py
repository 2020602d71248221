"""What people meet whom a campaign asks: a day, its own words, four answers."""

from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.ledger.proof import digest
from collective.conduct.core.ledger.proof import verify_receipt
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.answering import shown_to
from collective.conduct.operations.ledger import sealing
from dataclasses import replace
from datetime import date
from datetime import timedelta
from tests.support import running_campaign
from tests.support import sample_municipality
from tests.support.reader_browser import answered
from tests.support.reader_browser import entries
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import pytest


SAID = "Jag lovar att bemöta andra med respekt i alla mina uppdrag."
UNDERTAKING = (("sv", SAID), ("en", "I promise to treat others with respect."))
DAY = timedelta(days=1)


def _hub(app, municipality, role="official"):
    return Reader(app, role).open(municipality.hub)


def _answer_page(app, municipality, role="official"):
    return Reader(app, role).open(municipality.edition, "@@answer")


def _duty(client, role="official"):
    (found,) = client.rest(role, "GET", "/@conduct-duties").json["duties"]
    return found


def _number(login):
    return getUtility(IRegister).person_of(login)


def _send(client, municipality, duty, kind="committed", role="official", language="sv"):
    sent = {
        "kind": kind,
        "language": language,
        "words": "",
        "manifest_hash": duty["edition"]["manifest_hash"],
        "statement_hash": duty["languages"][language]["statement_hash"],
    }
    path = f"{municipality.edition.absolute_url()}/@conduct-answer"
    return client.rest(role, "POST", path, sent)


# a duty with a day


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (3, "At the latest 13 March 2027 (in 3 days)."),
        (1, "At the latest 11 March 2027 (tomorrow)."),
        (0, "At the latest today, 10 March 2027."),
        (-1, "Your answer was hoped for by yesterday, 9 March 2027."),
        (-5, "Your answer was hoped for by 5 March 2027, 5 days ago."),
    ],
)
def test_the_card_says_in_words_by_which_day(app, municipality, days, sentence):
    running_campaign.put_facts(
        municipality, start=TODAY - 10 * DAY, due=TODAY + days * DAY
    )
    assert sentence in _hub(app, municipality).words
    assert sentence in _answer_page(app, municipality).words


def test_what_is_due_first_comes_first(app, municipality):
    other = sample_municipality.adopted(municipality, "vardegrund", "ConductPolicy")
    running_campaign.put_facts(municipality, due=TODAY + 9 * DAY)
    running_campaign.put_facts(
        municipality,
        uid="d" * 32,
        subject=EditionSubject(other.UID()),
        start=TODAY,
        due=TODAY + 2 * DAY,
    )
    page = Reader(app, "official").open(municipality.hub, "@@my-page")
    cards = page.find(".conduct-card")
    assert ["12 March" in cards[0], "19 March" in cards[1]] == [True, True]


def test_without_a_campaign_no_day_is_named(app, municipality, client):
    assert "At the latest" not in _hub(app, municipality).words
    duty = _duty(client)
    assert (duty["due"], duty["campaign"], duty["kind"]) == (None, None, "read")


def test_duties_name_day_campaign_and_kind(client, municipality):
    facts = running_campaign.put_facts(municipality, kind="commit")
    duty = _duty(client)
    assert duty["due"] == facts.due.isoformat()
    assert (duty["campaign"], duty["kind"]) == (facts.uid, "commit")


# its own words


def test_the_words_of_the_campaign_stand_above_the_choices(app, municipality):
    running_campaign.put_facts(municipality, kind="commit", undertaking=UNDERTAKING)
    page = _answer_page(app, municipality)
    (form,) = page.find("form.conduct-answer")
    assert form.index(SAID) < form.index("Choose one of the four")
    assert "you are asked whether you will follow the text" in form
    assert len(page.tree.cssselect("input[name=kind]")) == 4
    assert len(page.tree.cssselect("main .btn-primary, .conduct .btn-primary")) == 1


def test_a_campaign_that_asks_to_read_speaks_of_no_promise(app, municipality):
    running_campaign.put_facts(municipality)
    words = _answer_page(app, municipality).words
    assert "whether you will follow" not in words
    assert "What you are asked to say" not in words


def test_what_was_shown_is_part_of_what_was_answered(client, municipality):
    facts = running_campaign.put_facts(
        municipality, kind="commit", undertaking=UNDERTAKING
    )
    duty = _duty(client)
    statement = duty["languages"]["sv"]["statement"]
    assert statement["undertaking"] == SAID
    assert duty["languages"]["sv"]["statement_hash"] == digest(statement)
    assert _send(client, municipality, duty).status_int == 201
    (entry,) = entries(municipality, "official")
    assert entry.campaign == facts.uid
    assert entry.statement == digest(statement)


@pytest.mark.parametrize("kind", ["acknowledged", "committed", "declined"])
def test_every_answer_stays_possible(client, municipality, kind):
    running_campaign.put_facts(municipality, kind="commit", undertaking=UNDERTAKING)
    assert _send(client, municipality, _duty(client), kind).status_int == 201


def test_an_answer_to_other_words_is_a_conflict_and_writes_nothing(
    client, municipality
):
    before = _duty(client)
    running_campaign.put_facts(municipality, kind="commit", undertaking=UNDERTAKING)
    refused = _send(client, municipality, before)
    assert (refused.status_int, refused.json["code"]) == (
        409,
        "other_statement_shown",
    )
    assert entries(municipality, "official") == []


def test_the_edition_gives_its_reader_the_hash_that_an_answer_cites(
    client, municipality
):
    running_campaign.put_facts(municipality, undertaking=UNDERTAKING)
    url = municipality.edition.absolute_url()
    asked = client.rest("official", "GET", url).json["languages"]["sv"]
    other = client.rest("member", "GET", url).json["languages"]["sv"]
    assert asked["statement"]["undertaking"] == SAID
    assert "undertaking" not in other["statement"]
    assert asked["statement_hash"] != other["statement_hash"]


def test_the_receipt_shows_the_words_and_verifies_offline(app, client, municipality):
    running_campaign.put_facts(municipality, kind="commit", undertaking=UNDERTAKING)
    page = _answer_page(app, municipality)
    page.choose("committed")
    page.send()
    assert "@@receipt?id=" in page.url and SAID in page.words
    sealing.seal()
    (entry,) = entries(municipality, "official")
    name = f"/@conduct-receipt/{entry.stream:08x}-{entry.seq}"
    receipt = client.rest("official", "GET", name).json
    assert receipt["statement"]["undertaking"] == SAID
    assert verify_receipt(receipt) == []
    receipt["statement"]["undertaking"] = "Jag lovar ingenting."
    assert [each.code for each in verify_receipt(receipt)] == ["statement"]


def test_the_receipt_stays_true_when_the_campaign_is_closed(client, municipality):
    facts = running_campaign.put_facts(municipality, undertaking=UNDERTAKING)
    url = _send(client, municipality, _duty(client)).json["@id"]
    closed = replace(facts, state="closed", closed_on=TODAY)
    getUtility(ICampaigns).put(closed)
    receipt = client.rest("official", "GET", url).json
    assert receipt["statement"]["undertaking"] == SAID
    assert verify_receipt(receipt) == []


def test_words_in_another_language_are_marked_as_such(app, municipality):
    running_campaign.put_facts(municipality, undertaking=(("da", "Jeg lover det."),))
    found = _answer_page(app, municipality).tree.cssselect("blockquote")
    assert [each.get("lang") for each in found] == ["da"]


# asked again


def test_who_has_read_is_asked_whether_they_will_follow(app, client, municipality):
    answered(municipality, "official")
    running_campaign.put_facts(municipality, kind="commit", undertaking=UNDERTAKING)
    assert (
        "Now you are asked whether you will follow it." in _hub(app, municipality).words
    )
    page = _answer_page(app, municipality)
    assert "You have said that you have read this." in page.words
    assert _duty(client)["state"] == "again"
    page.choose("committed")
    page.send()
    assert _duty(client)["state"] == "answered"


def test_in_a_new_term_the_same_answer_is_said_anew(app, client, municipality):
    facts = running_campaign.put_facts(
        municipality, per_term=True, undertaking=UNDERTAKING
    )
    duty = _duty(client)
    assert _send(client, municipality, duty).status_int == 201
    assert _send(client, municipality, duty).status_int == 200
    municipality.clock.pass_days((date(2030, 10, 20) - TODAY).days)
    assert "A new term has begun: you are asked again" in _hub(app, municipality).words
    assert _duty(client)["due"] == "2030-10-18"
    assert _send(client, municipality, duty).status_int == 201
    assert _send(client, municipality, duty).status_int == 200
    found = [(each.kind, each.campaign) for each in entries(municipality, "official")]
    assert found == [("committed", facts.uid)] * 2
    assert _duty(client)["state"] == "answered"


def test_reading_again_is_said_once_and_leaves_the_question_open(client, municipality):
    answered(municipality, "official")
    running_campaign.put_facts(municipality, kind="commit")
    duty = _duty(client)
    assert _send(client, municipality, duty, "acknowledged").status_int == 201
    assert _send(client, municipality, duty, "acknowledged").status_int == 200
    assert _duty(client)["state"] == "again"


def test_who_declines_is_asked_no_more_and_nothing_is_blocked(
    app, client, municipality
):
    running_campaign.put_facts(municipality, kind="commit")
    assert _send(client, municipality, _duty(client), "declined").status_int == 201
    assert _duty(client)["state"] == "answered"
    assert "Nothing awaits you now" in _hub(app, municipality).words
    assert "Change my answer" in _answer_page(app, municipality).body.decode()


# people who are asked by a campaign alone


def test_an_employee_meets_nothing_until_a_campaign_asks(app, municipality):
    page = _hub(app, municipality, "participant")
    assert page.find("#awaits") == []
    assert "My page" not in page.find(".conduct-always")[0]
    running_campaign.put_facts(municipality, plus=("conduct:employed",))
    page = _hub(app, municipality, "participant")
    assert page.find("#awaits") == ["This awaits you"]
    assert "Uppförandekod" in page.words
    assert "My page" in page.find(".conduct-always")[0]
    page.open(municipality.hub, "@@the-code")
    assert page.url == municipality.document.absolute_url()


def test_an_employee_answers_like_an_official(app, client, municipality):
    facts = running_campaign.put_facts(municipality, plus=("conduct:employed",))
    page = _answer_page(app, municipality, "participant")
    page.choose("acknowledged")
    page.send()
    assert "@@receipt?id=" in page.url
    (entry,) = entries(municipality, "participant")
    assert (entry.kind, entry.campaign) == ("acknowledged", facts.uid)


def test_whom_no_campaign_names_is_told_that_nothing_is_asked(
    app, client, municipality
):
    running_campaign.put_facts(municipality, plus=("conduct:officials",))
    assert client.rest("participant", "GET", "/@conduct-duties").json["duties"] == []
    words = _answer_page(app, municipality, "participant").words
    assert "You are not asked to answer this edition" in words
    duty = _duty(client)
    assert _send(client, municipality, duty, role="participant").status_int == 403
    assert list(getUtility(ILedger).entries(municipality.people["participant"])) == []


def test_who_is_taken_out_of_the_audience_owes_nothing_to_it(client, municipality):
    running_campaign.put_facts(
        municipality, plus=("conduct:employed",), minus=("conduct:function:auditor",)
    )
    assert len(client.rest("registrar", "GET", "/@conduct-duties").json["duties"]) == 1
    assert client.rest("auditor", "GET", "/@conduct-duties").json["duties"] == []


def test_a_new_mandate_today_is_asked_by_the_next_request(app, client, municipality):
    """A4: no job and no mail is needed for the duty to be there."""
    sample_municipality.enrol("novis", "Novis Ny")
    running_campaign.put_facts(
        municipality, joiner_days=30, start=TODAY - 9 * DAY, due=TODAY
    )
    assert client.rest("novis", "GET", "/@conduct-duties").json["duties"] == []
    person = municipality.people["novis"] = _number("novis")
    sample_municipality.hold(
        sample_municipality.Mandate(person, "ks", "ordinary", "", TODAY)
    )
    duty = _duty(client, "novis")
    assert (duty["state"], duty["due"]) == ("awaiting", "2027-04-09")
    assert (
        "At the latest 9 April 2027 (in 30 days)."
        in _hub(app, municipality, "novis").words
    )


def test_three_roles_owe_one_answer(client, municipality):
    """A17: mandate, function and leadership of one person make one duty."""
    sample_municipality.hold(
        sample_municipality.Function(
            municipality.people["leader"], "employee", start=TODAY - 9 * DAY
        ),
        sample_municipality.Mandate(
            municipality.people["leader"], "bun", "ordinary", "S", TODAY - 9 * DAY
        ),
    )
    running_campaign.put_facts(
        municipality, plus=("conduct:officials", "conduct:employed")
    )
    duty = _duty(client, "leader")
    assert _send(client, municipality, duty, role="leader").status_int == 201
    assert _duty(client, "leader")["state"] == "answered"


def test_what_is_shown_to_somebody_who_is_not_asked_holds_no_words(municipality):
    running_campaign.put_facts(municipality, undertaking=UNDERTAKING)
    shown = shown_to(municipality.people["participant"], municipality.edition)
    assert "undertaking" not in shown.statement
