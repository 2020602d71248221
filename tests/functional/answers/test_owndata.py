"""What is published about me: the page, the record, and who is asked again."""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers import own_data
from collective.conduct.operations.campaigns import dashboard
from collective.conduct.operations.campaigns.subjects import OWN_DATA
from datetime import date
from plone.protect.authenticator import createToken
from tests.support import sample_municipality
from tests.support.reader_browser import entries
from tests.support.reader_browser import Reader
from zope.component import getUtility

import pytest


FIELDS = ["name", "body", "office", "party", "period"]
MORE = {"sv": "Porträtt", "en": "Portrait"}
RECIPIENTS = {"sv": "Region Väst: kallelser", "en": "Region West: invitations"}


def publish(
    municipality, fields=FIELDS, more=MORE, recipients=RECIPIENTS, role="registrar"
):
    with municipality.acting(role):
        return own_data.publish(fields, more, recipients)


@pytest.fixture
def published(municipality):
    """The municipality has said what it publishes."""
    publish(municipality)
    return municipality


def confirm(municipality, role, language="sv"):
    with municipality.acting(role):
        return own_data.confirm(language, own_data.own(language).notice.fingerprint)


def state(municipality, role):
    with municipality.acting(role):
        found = own_data.own("sv")
        return found.state if found else None


# the official


def test_an_official_reads_the_own_facts_and_who_gets_them(functional, published):
    page = Reader(functional["app"], "official").open(published.hub, "@@my-data")
    for words in ("Official Lind", "Kommunstyrelsen", "Ordinary member", "Portrait"):
        assert words in page.words
    assert "Region West" in page.words and "invitations" in page.words
    assert "1 January 2026" in page.words
    assert "Leader Lind" not in page.words
    assert page.browser.headers["Cache-Control"] == "private, no-store"


def test_having_read_it_is_recorded_without_any_fact(functional, published):
    page = Reader(functional["app"], "official").open(published.hub, "@@my-data")
    page.browser.getControl("I have read it").click()
    assert "It is recorded that you have read it" in page.body.decode()
    assert "You read this on 10 March 2027" in page.words
    (entry,) = entries(published, "official")
    assert (entry.kind, entry.language, entry.details) == ("informed", "en", None)
    assert len(entry.statement) == 64 and entry.edition == ""
    assert "I have read it" not in page.words


def test_a_double_click_records_one_reading(published):
    first = confirm(published, "official")
    assert confirm(published, "official") == first
    assert first.seq == 1


def test_a_notice_read_in_one_language_is_read_in_all(published):
    confirm(published, "official", "da")
    assert state(published, "official") == "read"


def test_it_waits_again_when_the_municipality_publishes_more(functional, published):
    confirm(published, "official")
    publish(published, [*FIELDS, "email"])
    assert state(published, "official") == "changed"
    page = Reader(functional["app"], "official").open(published.hub, "@@my-data")
    assert "Something has changed since you read this" in page.words
    assert "official@lind.example" in page.words
    confirm(published, "official")
    assert state(published, "official") == "read"


def test_it_waits_again_when_the_persons_own_facts_change(published):
    confirm(published, "official"), confirm(published, "leader")
    sample_municipality.hold(
        Mandate(published.people["official"], "bun", "chair", "S", date(2027, 1, 1))
    )
    assert (state(published, "official"), state(published, "leader")) == (
        "changed",
        "read",
    )


def test_a_new_recipient_makes_it_wait_and_the_old_words_do_not(published):
    confirm(published, "official")
    publish(published, recipients={"sv": "Region Väst: kallelser\nMedia: frågor"})
    assert state(published, "official") == "changed"
    publish(published)
    assert state(published, "official") == "read"


def test_a_day_that_ends_the_mandate_ends_the_notice(published):
    number = getUtility(IRegister).enrol("member", "Member Lind")
    sample_municipality.hold(
        Mandate(
            number, "bun", "ordinary", "", date(2026, 1, 1), sample_municipality.TODAY
        )
    )
    assert state(published, "member") == "new"
    published.clock.pass_days(1)
    assert state(published, "member") is None


def test_what_was_shown_before_a_change_is_not_recorded(published):
    with published.acting("official"):
        shown = own_data.own("sv").notice.fingerprint
    publish(published, ["name"])
    with published.acting("official"), pytest.raises(Conflict) as refused:
        own_data.confirm("sv", shown)
    assert refused.value.code == "other_notice_shown"


@pytest.mark.parametrize("role", ["registrar", "participant", "member", "anonymous"])
def test_whoever_holds_no_mandate_has_no_notice_to_confirm(published, role):
    with published.acting(role), pytest.raises(Refused):
        own_data.confirm("sv", "0" * 64)


def test_two_officials_never_see_each_others(client, published):
    own = client.rest("official", "GET", "/@conduct-my-data").text
    others = client.rest("leader", "GET", "/@conduct-my-data").text
    assert "Official Lind" in own and "Leader Lind" not in own
    assert "Leader Lind" in others and "Official Lind" not in others
    shown = client.rest("leader", "GET", "/@conduct-my-data").json["notice"]
    sent = {"language": "en", "fingerprint": shown["fingerprint"]}
    answered = client.rest("official", "POST", "/@conduct-my-data", sent)
    assert (answered.status_int, answered.json["code"]) == (409, "other_notice_shown")


def test_the_card_says_what_changed_and_leads_there(functional, published):
    reader = Reader(functional["app"], "official")
    assert (
        "what the municipality publishes about you"
        in reader.open(published.hub, "@@my-page").words
    )
    confirm(published, "official")
    assert b"@@my-data" not in reader.open(published.hub).body
    publish(published, ["name"])
    words = reader.open(published.hub, "@@my-page").words
    assert "has changed what it publishes about you" in words
    staff = Reader(functional["app"], "registrar").open(published.hub)
    assert b"@@my-data" not in staff.body


def test_without_anything_published_nobody_is_asked(functional, municipality):
    page = Reader(functional["app"], "official").open(municipality.hub, "@@my-data")
    assert "Nothing yet" in page.words
    assert state(municipality, "official") is None


# those who write it


def save(client, municipality, role, **fields):
    with municipality.acting(role):
        token = createToken()
    url = f"{municipality.hub.absolute_url()}/@@own-data"
    return client.form(role, url, _authenticator=token, **fields)


def test_the_registrar_says_what_is_published_and_sees_it_again(client, municipality):
    sent = {"fields": ["name", "party"], "recipients_en": "Region West: invitations"}
    assert save(client, municipality, "registrar", **sent).status_int == 303
    page = client.page(
        "registrar", f"{municipality.hub.absolute_url()}/@@own-data"
    ).text
    assert page.count("checked=") == 2
    assert "Region West: invitations" in page


def test_a_recipient_without_a_purpose_is_refused_beside_its_field(
    client, municipality
):
    sent = {"fields": ["name"], "recipients_en": "A: b\nRegion West"}
    page = save(client, municipality, "registrar", **sent)
    assert page.status_int == 400
    assert 'id="recipients_en-wrong"' in page.text and "Line 2 does not" in page.text
    assert "Region West" in page.text and page.text.count("checked=") == 1
    assert not own_data.published()


@pytest.mark.parametrize("role", ["publisher", "official", "secretary", "auditor"])
def test_others_cannot_say_what_is_published(client, municipality, role):
    with pytest.raises(Refused):
        publish(municipality, role=role)
    page = client.page(role, f"{municipality.hub.absolute_url()}/@@own-data")
    assert "What else is published" not in page.text
    path = f"{municipality.hub.absolute_url()}/@conduct-own-data"
    assert client.rest(role, "POST", path, {"fields": ["name"]}).status_int == 401
    assert not own_data.published()


def test_rest_reads_and_writes_what_is_published(client, municipality):
    path = f"{municipality.hub.absolute_url()}/@conduct-own-data"
    sent = {"fields": ["name"], "more": {"sv": "Porträtt"}}
    assert client.rest("registrar", "POST", path, sent).status_int == 200
    found = client.rest("registrar", "GET", path).json
    assert (found["fields"], found["more"]) == (["name"], {"sv": "Porträtt"})
    typed = {"Anna Ek": 3}
    for wrong in ({"fields": "name"}, {"fields": ["age"]}, {"more": typed}):
        refused = client.rest("registrar", "POST", path, wrong)
        assert refused.status_int == 400
        assert "Anna Ek" not in refused.text


# those who follow it up, and the letters


def standing(municipality) -> dict[str, str]:
    with municipality.acting("registrar"):
        lines = dashboard.subject_figures(OWN_DATA).lines
    return {each.name: each.outcome for each in lines}


def test_staff_see_how_many_have_read_the_current_notice(published):
    confirm(published, "official")
    assert standing(published) == {"Leader Lind": "none", "Official Lind": "informed"}
    publish(published, ["name"])
    assert set(standing(published).values()) == {"none"}


def test_the_timed_job_tells_of_each_notice_that_waits_under_one_key(published):
    confirm(published, "leader")
    (notice,) = own_data.notices(100)
    assert (notice.kind, notice.person) == ("own_data", published.people["official"])
    assert "Lind" not in repr(notice)
    published.clock.pass_days(9)
    assert [each.key for each in own_data.notices(200)] == [notice.key]
    publish(published, ["name"])
    keys = {each.key for each in own_data.notices(300)}
    assert len(keys) == 2 and notice.key not in keys


def test_nobody_is_told_of_nothing(municipality):
    assert list(own_data.notices(100)) == []
