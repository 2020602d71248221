"""The home and "my page": one card first, and who sees what."""

from collective.conduct.operations.documents.drafting import move
from tests.support.reader_browser import answered
from tests.support.reader_browser import CHANGED
from tests.support.reader_browser import next_edition
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import adopted
from tests.support.sample_municipality import propose
from tests.support.sample_municipality import write

import pytest


def home(app, municipality, role):
    return Reader(app, role).open(municipality.hub)


def test_an_official_finds_one_card_with_one_button_first(app, municipality):
    adopted(municipality, "annan")
    reader = home(app, municipality, "official")
    assert len(reader.tree.cssselect(".conduct-card")) == 1
    assert reader.find("h2")[0] == "This awaits you"
    assert reader.find(".conduct-card .btn-primary") == ["Read and answer"]
    assert "It takes about 1 minute." in reader.words
    assert "see all 2" in reader.words


def test_the_button_leads_to_the_page_of_the_answer(app, municipality):
    reader = home(app, municipality, "official")
    reader.browser.getLink("Read and answer").click()
    assert reader.url == f"{municipality.edition.absolute_url()}/@@answer"


def test_who_has_answered_is_told_that_nothing_awaits(app, municipality):
    answered(municipality, "official")
    reader = home(app, municipality, "official")
    assert "Nothing awaits you now." in reader.words
    assert reader.find(".conduct-card .btn-primary") == []


def test_a_change_that_matters_asks_again_and_says_that_it_is_new(app, municipality):
    answered(municipality, "official")
    next_edition(municipality, CHANGED, days=1)
    municipality.clock.pass_days(1)
    reader = home(app, municipality, "official")
    assert "has changed since you answered" in reader.words
    assert reader.find(".conduct-card .btn-primary") == ["See what is new and answer"]


def test_who_is_not_elected_finds_the_code_and_no_card(app, municipality):
    reader = home(app, municipality, "member")
    assert reader.find(".conduct-card") == []
    assert reader.find("h2") == ["The code", "Where do I turn?"]
    assert reader.find("[aria-labelledby=code] a") == ["Uppförandekod"]


def test_before_anything_is_in_force_the_home_says_what_will_stand_there(
    app, municipality
):
    municipality.clock.pass_days(-1)
    reader = home(app, municipality, "member")
    assert "No document is in force yet." in reader.words
    assert "Comes into force on 10 March 2027" in reader.words


def test_staff_find_what_waits_for_them_in_a_block_of_their_own(app, municipality):
    proposed = write(municipality, "nasta", title="Nästa kod")
    propose(municipality, proposed)
    write(municipality, "utkast", title="Ett utkast")
    reader = home(app, municipality, "registrar")
    staff = reader.find(".conduct-staff")[0]
    assert "Drafts waiting for adoption Nästa kod Proposed" in staff
    assert "Being written Ett utkast Draft" in staff
    assert "Follow the answers How far the answers have come" in staff
    answers = reader.find("[aria-labelledby=code] li")[0]
    assert answers.startswith("Uppförandekod") and "Who has answered" in answers


def test_an_auditor_finds_the_record_and_no_drafts(app, municipality):
    write(municipality, "utkast", title="Ett utkast")
    reader = home(app, municipality, "auditor")
    staff = reader.find(".conduct-staff")[0]
    assert "The record and its seals" in staff
    assert "Ett utkast" not in reader.words


def test_a_secretary_finds_who_has_answered_and_no_drafts(app, municipality):
    write(municipality, "utkast", title="Ett utkast")
    reader = home(app, municipality, "secretary")
    assert "The answers that you follow" in reader.words
    assert "Who has answered" in reader.words
    assert "Ett utkast" not in reader.words


def test_a_revision_stays_with_staff_while_readers_see_what_holds(app, municipality):
    with municipality.acting("publisher"):
        move(municipality.document, "revise")
    assert "Revision" in home(app, municipality, "publisher").find(".conduct-staff")[0]
    reader = home(app, municipality, "official")
    assert reader.find("[aria-labelledby=code] a") == ["Uppförandekod"]


def test_my_page_lists_my_answers_with_their_receipts(app, municipality):
    answered(municipality, "official", "declined")
    reader = Reader(app, "official").open(municipality.hub, "@@my-page")
    (line,) = reader.find(".conduct-answers li")
    assert line.startswith("I do not answer Uppförandekod, edition 1, 10 March 2027")
    reader.browser.getLink("Receipt").click()
    assert reader.find("h1") == ["Receipt"]
    assert "no-store" in reader.browser.headers["Cache-Control"]


def test_my_page_says_who_sees_my_answers_and_what_i_am_elected_to(app, municipality):
    reader = Reader(app, "leader").open(municipality.hub, "@@my-page")
    assert "the registrar and the publisher" in reader.words
    assert reader.find("[aria-labelledby=mandates] li") == [
        "Kommunstyrelsen: Group leader (S)"
    ]


def test_my_page_of_somebody_who_is_not_asked_says_so(app, municipality):
    reader = Reader(app, "member").open(municipality.hub, "@@my-page")
    assert "You are not asked to answer anything" in reader.words
    assert "Nothing yet. Each answer you send stands here" in reader.words


def test_the_user_menu_leads_to_my_page(app, municipality):
    reader = home(app, municipality, "official").open(municipality.portal)
    reader.browser.getLink("My page: conduct").click()
    assert reader.url == f"{municipality.hub.absolute_url()}/@@my-page"


def test_the_code_comes_before_the_other_documents(app, municipality):
    adopted(municipality, "aaa", "ConductPolicy")
    reader = home(app, municipality, "official")
    url = reader.browser.getLink("Read and answer").url
    assert url == f"{municipality.edition.absolute_url()}/@@answer"


def test_a_document_stands_under_the_type_it_was_adopted_on(app, municipality):
    values = adopted(municipality, "grund", "ConductPolicy")
    with municipality.acting("publisher"):
        move(values, "revise")
        values.document_type = "guideline"
    heads = home(app, municipality, "member").find("[aria-labelledby=code] h3")
    assert heads == ["Code of conduct", "Value document"]


@pytest.mark.parametrize("gone", [1, 2])
def test_an_edition_that_is_gone_takes_no_page_with_it(app, municipality, gone):
    answered(municipality, "official")
    next_edition(municipality, CHANGED, days=1)
    municipality.clock.pass_days(1)
    municipality.document._delObject(f"edition-{gone}", suppress_events=True)
    for page in ("", "@@my-page"):
        reader = Reader(app, "official").open(municipality.hub, page)
        assert reader.status.startswith("200")
        assert len(reader.find(".conduct-card .btn-primary")) == gone % 2
