"""The page on which an official answers (DESIGN 1.3, PEOPLE)."""

from collective.conduct.operations.documents.adopt import correct
from tests.support import sample_municipality
from tests.support.reader_browser import answered
from tests.support.reader_browser import CHANGED
from tests.support.reader_browser import entries
from tests.support.reader_browser import next_edition
from tests.support.reader_browser import Reader

import json
import pytest


WORDS = "Jag undrar över rad två.\nVem avgör när någon är färdig?"


@pytest.fixture
def page(app, municipality):
    """An official at the page that a mail leads to."""
    return Reader(app, "official").open(municipality.edition, "@@answer")


def test_a_link_from_a_mail_leads_through_the_login_to_that_page(app, municipality):
    visitor = Reader(app).open(municipality.edition, "@@answer?language=sv")
    assert "/login" in visitor.url
    visitor.log_in("official")
    assert visitor.url == f"{municipality.edition.absolute_url()}/@@answer?language=sv"
    assert "Send my answer" in visitor.words


def test_an_answer_leads_to_its_receipt_in_plain_words(municipality, page):
    page.choose("committed")
    page.send()
    assert "@@receipt?id=" in page.url
    assert page.find("h1") == ["Receipt"]
    assert "Jag kommer att följa den" in page.words
    assert "Uppförandekod, edition 1" in page.words
    assert "10 March 2027" in page.words
    assert [each.kind for each in entries(municipality, "official")] == ["committed"]


def test_the_four_choices_are_equal_and_none_is_chosen(page):
    radios = page.tree.cssselect("input[name=kind]")
    assert [each.get("value") for each in radios] == [
        "acknowledged",
        "committed",
        "objected",
        "declined",
    ]
    assert not any(each.get("checked") for each in radios)
    assert all(page.find(f"#means-{each.get('value')}") != [""] for each in radios)
    assert len(page.tree.cssselect(".conduct .btn-primary")) == 1


def test_declining_is_an_answer_like_the_others(municipality, page):
    page.choose("declined")
    page.send()
    assert [each.kind for each in entries(municipality, "official")] == ["declined"]


def test_the_page_says_who_will_see_the_answer_before_it_is_sent(page):
    said = page.find("form.conduct-answer .conduct-readers li")
    assert said[0].endswith(
        "the registrar, the publisher of the documents, the auditor, the secretary of"
        " your own body and the leader of your own party group."
    )
    assert said[1].endswith("the registrar and the publisher of the documents.")


def test_without_a_choice_the_page_says_so_at_the_field_and_keeps_the_words(
    municipality, page
):
    page.browser.getControl(name="words").value = WORDS
    page.send()
    assert page.status.startswith("400")
    link = page.tree.cssselect(".alert-danger a")[0]
    assert link.get("href") == "#kind-acknowledged"
    assert page.tree.get_element_by_id("kind-acknowledged") is not None
    assert page.browser.getControl(name="words").value.split() == WORDS.split()
    assert entries(municipality, "official") == []


def test_an_objection_needs_words(municipality, page):
    page.choose("objected", "  ")
    page.send()
    field = page.tree.get_element_by_id("words")
    assert field.get("aria-invalid") == "true"
    assert "error-words" in field.get("aria-describedby")
    assert page.find("#error-words") == ["Write what you object to, in your own words."]
    assert page.browser.getControl(name="kind").value == ["objected"]


def test_words_are_never_dropped_because_another_answer_was_chosen(municipality, page):
    page.choose("committed", WORDS)
    page.send()
    assert "You have written something" in page.words
    assert page.browser.getControl(name="words").value.split() == WORDS.split()
    assert entries(municipality, "official") == []


def test_words_that_are_too_long_come_back_whole(municipality, page):
    page.choose("objected", "ord " * 1100)
    page.send()
    assert "at most 4000 characters" in page.words
    assert (
        page.browser.getControl(name="words").value.strip() == ("ord " * 1100).strip()
    )


def test_the_words_survive_a_session_that_ended_before_sending(municipality, page):
    page.choose("objected", WORDS)
    page.lose_session()
    page.send()
    assert "/login" in page.url
    assert entries(municipality, "official") == []
    page.log_in("official")
    assert page.url == f"{municipality.edition.absolute_url()}/@@answer"
    assert "You were logged out before your answer was sent." in page.words
    assert page.browser.getControl(name="kind").value == ["objected"]
    assert page.browser.getControl(name="words").value.split() == WORDS.split()
    page.send()
    (entry,) = entries(municipality, "official")
    assert entry.details == {"words": WORDS}
    assert "conduct-kept-0" not in page.browser.cookies


def test_what_is_kept_is_unreadable_and_stays_with_the_edition(municipality, page):
    page.choose("objected", WORDS)
    page.lose_session()
    page.send()
    page.open(municipality.edition, "@@answer")
    kept = page.browser.cookies.getinfo("conduct-kept-0")
    assert "undrar" not in kept["value"]
    assert kept["path"] == "/plone/trygghet/kod/edition-1"
    sent = page.browser.cookies._jar._cookies["localhost.local"]
    cookie = sent["/plone/trygghet/kod/edition-1"]["conduct-kept-0"]
    assert "HttpOnly" in cookie._rest
    assert cookie._rest["SameSite"] == "Lax"
    assert not cookie.discard and cookie.expires


def test_what_is_kept_is_shown_to_nobody_else(municipality, page):
    page.choose("objected", WORDS)
    page.lose_session()
    page.send()
    page.log_in("leader")
    assert page.browser.getControl(name="words").value == ""
    assert "You were logged out" not in page.words
    page.lose_session()
    page.role = "official"
    page.open(municipality.edition, "@@answer")
    assert page.browser.getControl(name="words").value.split() == WORDS.split()


def test_a_page_of_another_site_cannot_plant_words(app, municipality):
    visitor = Reader(app)
    visitor.browser.post(
        f"{municipality.edition.absolute_url()}/@@answer",
        "kind=objected&words=Hej&language=sv&mark=gissat",
    )
    assert "/login" in visitor.url
    assert "conduct-kept-0" not in visitor.browser.cookies


def test_an_outworn_token_sends_nothing_and_loses_nothing(municipality, page):
    page.choose("objected", WORDS)
    page.browser.getControl(name="_authenticator").value = "0" * 40
    page.send()
    assert page.url == f"{municipality.edition.absolute_url()}/@@answer"
    assert page.browser.getControl(name="words").value.split() == WORDS.split()
    assert entries(municipality, "official") == []


def test_a_double_click_gives_one_entry_and_one_receipt(app, municipality, page):
    second = Reader(app, "official").open(municipality.edition, "@@answer")
    for each in (page, second):
        each.choose("objected", WORDS)
    page.send()
    second.send()
    assert page.url == second.url
    assert len(entries(municipality, "official")) == 1


def test_a_stale_tab_asks_before_it_changes_an_answer(app, municipality, page):
    stale = Reader(app, "official").open(municipality.edition, "@@answer")
    page.choose("objected", WORDS)
    page.send()
    stale.choose("committed")
    stale.send()
    assert stale.status.startswith("409")
    assert "You answered: I have objections" in stale.words
    assert "Change my answer" in stale.words
    assert len(entries(municipality, "official")) == 1
    stale.send()
    kinds = [each.kind for each in entries(municipality, "official")]
    assert kinds == ["objected", "committed"]


def test_an_edition_superseded_meanwhile_shows_the_change_and_keeps_the_words(
    municipality, page
):
    page.choose("objected", WORDS)
    newer = next_edition(municipality, CHANGED, days=1)
    municipality.clock.pass_days(1)
    page.send()
    assert page.status.startswith("409")
    assert "Edition 1 no longer holds: edition 2 has taken its place." in page.words
    assert any("till punkt" in each for each in page.find("del"))
    assert any("färdigt" in each for each in page.find("ins"))
    assert page.browser.getControl(name="words").value.split() == WORDS.split()
    assert entries(municipality, "official") == []
    page.send()
    (entry,) = entries(municipality, "official")
    assert entry.edition == newer.manifest_hash


def test_an_old_mail_leads_to_the_edition_that_holds(app, municipality):
    newer = next_edition(municipality, CHANGED, days=1)
    municipality.clock.pass_days(1)
    visitor = Reader(app, "official").open(municipality.edition, "@@answer")
    assert "has taken its place" in visitor.words
    visitor.choose("acknowledged")
    visitor.send()
    (entry,) = entries(municipality, "official")
    assert entry.edition == newer.manifest_hash


def test_what_is_new_since_my_own_last_answer_comes_first(app, municipality):
    answered(municipality, "official")
    next_edition(municipality, CHANGED, days=1)
    municipality.clock.pass_days(1)
    visitor = Reader(app, "official").open(
        municipality.document["edition-2"], "@@answer"
    )
    assert visitor.find("h2")[0] == "What is new"
    assert "1 changed, 2 unchanged" in visitor.words
    (change,) = visitor.find(".conduct-changes li")
    assert "Removed: till punkt. end of removed." in change
    assert "Added: färdigt. end of added." in change
    assert visitor.find("details summary") == ["Read the whole text"]


def test_the_whole_text_stands_on_the_page_of_who_reads_it_first(page):
    assert "Vi hälsar på varandra" in page.find(".conduct-text")[0]
    assert page.find("details") == []


@pytest.mark.parametrize("role", ["member", "registrar", "publisher"])
def test_who_is_not_asked_is_told_so_and_gets_no_form(app, municipality, role):
    visitor = Reader(app, role).open(municipality.edition, "@@answer")
    assert "You are not asked to answer this edition" in visitor.words
    assert visitor.find("form.conduct-answer") == []


def test_an_edition_that_has_not_begun_cannot_be_answered_yet(app, municipality):
    newer = next_edition(municipality, CHANGED)
    visitor = Reader(app, "official").open(newer, "@@answer")
    assert "from the day it comes into force" in visitor.words
    assert visitor.find("form.conduct-answer") == []


def test_an_altered_edition_takes_no_answer(app, municipality):
    altered = json.loads(municipality.edition.manifest_json)
    altered["header"]["paragraph"] = "§ 99"
    # As somebody with the disk could: the object itself refuses.
    vars(municipality.edition)["manifest_json"] = json.dumps(altered)
    municipality.edition._p_changed = True
    visitor = Reader(app, "official").open(municipality.edition, "@@answer")
    assert "no longer the one that was adopted" in visitor.words
    assert visitor.find("form.conduct-answer") == []


def test_a_correction_beside_the_edition_does_not_ask_for_a_new_answer(
    app, municipality
):
    answered(municipality, "official")
    with municipality.acting("registrar"):
        correct(municipality.edition, "Paragrafen är § 8.")
    visitor = Reader(app, "official").open(municipality.hub)
    assert "Nothing awaits you now." in visitor.words


def test_a_person_without_a_mandate_today_is_not_asked(app, municipality):
    sample_municipality.enrol("gast", "Gäst Lind")
    visitor = Reader(app, "gast").open(municipality.edition, "@@answer")
    assert "You are not asked" in visitor.words
