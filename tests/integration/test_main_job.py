"""The main job: write a code, freeze an edition, answer it, prove it."""

from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.answers.answering import Paper
from collective.conduct.operations.answers.answering import record_on_behalf
from collective.conduct.operations.answers.coverage import coverage
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.answers.receipts import entry_of
from collective.conduct.operations.answers.receipts import receipt
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.documents import adopt as adoption
from collective.conduct.operations.documents import drafting
from collective.conduct.operations.documents.drafts import html_of
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.operations.documents.editions import has_its_notes
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.documents.editions import state_of
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from tests.support import sample_municipality
from zope.component import getUtility

import pytest


@pytest.fixture
def municipality(municipality):
    """The usual people, and a second official of another body."""
    with api.env.adopt_roles(["Manager"]):
        person = sample_municipality.enrol("other", "Other Lind")
    municipality.people["other"] = person
    since = date(2026, 1, 1)
    sample_municipality.hold(Mandate(person, "bun", "ordinary", "V", since))
    return municipality


@pytest.fixture
def edition(municipality):
    return sample_municipality.adopted(municipality, "kod")["edition-1"]


def rich(html):
    return RichTextValue(html, "text/html", SAFE)


def given(edition, kind="acknowledged", words="", language="sv"):
    shown = show(edition, language)
    return Answer(kind, language, edition.manifest_hash, shown.statement_hash, words)


def test_saving_gives_every_provision_an_id_and_keeps_it(municipality):
    document = sample_municipality.write(municipality, "kod")
    first = [each.id for each in structure_of(document).provisions]
    assert len(set(first)) == 3
    with municipality.acting("publisher"):
        document.text = rich("<p>Inledning som kom till.</p>" + html_of(document))
        drafting.align_when_saved(document, None)
    assert [each.id for each in structure_of(document).provisions][1:] == first


def test_scripts_never_reach_the_draft_or_the_edition(municipality):
    text = (
        sample_municipality.TEXT + '<p onclick="x()">Sist.</p><script>alert(1)</script>'
    )
    document = sample_municipality.write(municipality, "kod", text=rich(text))
    sample_municipality.propose(municipality, document)
    edition = sample_municipality.decide(municipality, document)
    assert "alert" not in document.text.raw + edition.manifest_json
    assert "onclick" not in document.text.raw + edition.manifest_json


def test_an_adopted_edition_is_in_force_and_verifies(edition):
    assert state_of(edition) == "in_force"
    export = {
        "format": "conduct-edition/1",
        "manifest": edition.manifest,
        "manifest_hash": edition.manifest_hash,
    }
    assert proof.verify_edition(export) == []
    assert [
        each["number"] for each in edition.manifest["languages"]["sv"]["provisions"]
    ]


def test_the_ledger_holds_the_adoption_in_the_documents_stream(edition):
    stream = edition.aq_parent.stream
    (entry,) = getUtility(ILedger).entries(stream)
    assert (entry.kind, entry.edition) == ("adopted", edition.manifest_hash)


def test_altered_bytes_are_seen_and_cannot_be_answered(municipality, edition):
    altered = edition.manifest_json.replace("hälsar", "blänger")
    edition.__dict__["manifest_json"] = altered  # as somebody with the disk could
    assert show(edition).whole is False
    with municipality.acting("official"), pytest.raises(Conflict) as caught:
        answer(edition, given(edition))
    assert caught.value.code == "edition_broken"


def test_an_official_answers_and_holds_a_receipt_that_verifies(municipality, edition):
    with municipality.acting("official"):
        entry = answer(edition, given(edition, "objected", "Regel två är för sträng."))
        held = receipt(entry)
    assert proof.verify_receipt(held) == []
    getUtility(ILedger).seal(entry.when + 60)
    with municipality.acting("official"):
        sealed = receipt(entry_of(receipt_id(entry)))
    assert sealed["seal"] and proof.verify_receipt(sealed) == []
    sealed["details"]["words"] = "Regel två är bra."
    assert proof.verify_receipt(sealed)


def test_a_double_click_gives_one_entry(municipality, edition):
    with municipality.acting("official"):
        first = answer(edition, given(edition))
        assert answer(edition, given(edition)) == first
        assert len(list(getUtility(ILedger).entries(first.stream))) == 1


def test_a_receipt_of_another_looks_like_one_that_is_not(municipality, edition):
    with municipality.acting("official"):
        mine = receipt_id(answer(edition, given(edition)))
    for wanted in (mine, "0000ffff-1", "nonsense", "", "1-x"):
        with municipality.acting("other"), pytest.raises(Missing) as caught:
            entry_of(wanted)
        assert caught.value.code == "no_entry"


def test_who_has_no_mandate_is_not_asked(municipality, edition):
    with municipality.acting("member"), pytest.raises(Refused):
        answer(edition, given(edition))
    assert duties_of(None) == []


def test_the_page_tells_what_awaits_and_what_was_answered(municipality, edition):
    official = municipality.people["official"]
    assert [each.state for each in duties_of(official)] == ["awaiting"]
    with municipality.acting("official"):
        answer(edition, given(edition, "declined"))
    (found,) = duties_of(official)
    assert (found.state, found.outcome) == ("answered", "declined")


def test_a_future_edition_leaves_the_one_before_in_force(municipality, edition):
    document = edition.aq_parent
    with municipality.acting("publisher"):
        drafting.move(document, "revise")
        document.text = rich(html_of(document).replace("möts", "ses"))
        drafting.align_when_saved(document, None)
    sample_municipality.propose(municipality, document)
    later = sample_municipality.decide(
        municipality, document, sample_municipality.TODAY + timedelta(30)
    )
    assert (state_of(edition), state_of(later)) == ("in_force", "upcoming")
    with municipality.acting("registrar"):
        adoption.annul(later, "Fel bilaga.")
    assert state_of(later) == "annulled"
    with municipality.acting("registrar"), pytest.raises(Refused):
        adoption.annul(edition, "För sent.")


def test_a_correction_note_leaves_the_hash(municipality, edition):
    before = edition.manifest_hash
    with municipality.acting("registrar"):
        adoption.correct(edition, "Rätt paragraf är § 19.")
    assert edition.manifest_hash == before and show(edition).whole
    assert edition.notes[0][1] == "Rätt paragraf är § 19."
    assert has_its_notes(edition)


@pytest.mark.parametrize(
    "notes",
    [
        (),
        (("2027-03-10", "Rätt paragraf är § 91."),),
        (("2027-03-10", "Rätt paragraf är § 19."), ("2027-03-11", "Inskjutet.")),
    ],
)
def test_a_note_that_was_changed_added_or_taken_away_is_seen(
    municipality, edition, notes
):
    with municipality.acting("registrar"):
        adoption.correct(edition, "Rätt paragraf är § 19.")
    edition.notes = notes
    assert not has_its_notes(edition)


def test_one_paper_records_many_and_says_who_recorded(municipality, edition):
    people = [
        municipality.people["official"],
        municipality.people["other"],
        municipality.people["leader"],
    ]
    with municipality.acting("registrar"):
        made = record_on_behalf(
            edition, people, "committed", Paper("f" * 64, "KS 12/2026", "2027-03-10")
        )
    assert [each.stream for each in made] == people
    assert {each.by for each in made} == {municipality.people["registrar"]}
    assert made[0].details["paper"] == "f" * 64


def test_a_secretary_records_for_the_own_body_alone(municipality, edition):
    paper = Paper("", "Pärm 3", "2027-03-10")
    other = [municipality.people["other"]]
    with municipality.acting("secretary"):
        assert record_on_behalf(
            edition, [municipality.people["official"]], "acknowledged", paper
        )
        with pytest.raises(Refused) as caught:
            record_on_behalf(edition, other, "acknowledged", paper)
    assert caught.value.code == "other_body"


def test_coverage_shows_each_viewer_their_own_names(municipality, edition):
    with municipality.acting("registrar"):
        assert {each.name for each in coverage(edition)} == {
            "Leader Lind",
            "Official Lind",
            "Other Lind",
        }
    with municipality.acting("leader"):
        assert {each.name for each in coverage(edition)} == {
            "Leader Lind",
            "Official Lind",
        }
    with municipality.acting("official"), pytest.raises(Refused):
        coverage(edition)


def test_only_the_registrar_adopts(municipality):
    document = sample_municipality.write(municipality, "kod")
    with municipality.acting("publisher"):
        drafting.move(document, "propose")
        with pytest.raises(Refused):
            adoption.adopt(
                document,
                adoption.Decision(
                    "ks", sample_municipality.TODAY, "§ 1", sample_municipality.TODAY
                ),
            )
    assert api.content.get_state(document) == "proposed"


def test_a_paper_never_takes_the_place_of_somebodys_own_answer(municipality, edition):
    official = municipality.people["official"]
    with municipality.acting("official"):
        own = answer(edition, given(edition, "objected", "Regel två är för sträng."))
    paper = Paper("", "Pärm 3", "2027-03-10")
    with municipality.acting("registrar"):
        people = [official, municipality.people["leader"]]
        made = record_on_behalf(edition, people, "acknowledged", paper)
    assert [each.stream for each in made] == [municipality.people["leader"]]
    assert getUtility(ILedger).last_answer(official, edition.manifest_hash) == own


@pytest.mark.parametrize("day", ["2027-03-09", "2027-03-11", "snart"])
def test_a_paper_is_signed_between_the_decision_and_today(municipality, edition, day):
    paper = Paper("", "Pärm 3", day)
    with municipality.acting("registrar"), pytest.raises(Invalid):
        record_on_behalf(
            edition, [municipality.people["official"]], "acknowledged", paper
        )


def test_a_paper_of_somebody_who_is_not_asked_is_refused(municipality, edition):
    paper = Paper("", "Pärm 3", "2027-03-10")
    with municipality.acting("registrar"), pytest.raises(Refused) as caught:
        record_on_behalf(
            edition, [municipality.people["member"]], "acknowledged", paper
        )
    assert caught.value.code == "not_asked"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"body": "nowhere"}, "body_missing"),
        ({"decided_on": sample_municipality.TODAY + timedelta(1)}, "decided_later"),
        ({"diary_number": "KS 9/2027"}, "diary_number_taken"),
        ({"seen": "0" * 64}, "draft_changed"),
    ],
)
def test_a_decision_that_cannot_be_right_freezes_nothing(municipality, facts, code):
    sample_municipality.write(municipality, "annan", diary_number="KS 9/2027")
    document = sample_municipality.write(municipality, "kod")
    sample_municipality.propose(municipality, document)
    later = sample_municipality.TODAY + timedelta(30)
    values = {"body": "ks", "decided_on": sample_municipality.TODAY, "paragraph": "§ 1"}
    decision = adoption.Decision(**values | {"valid_from": later} | facts)
    with municipality.acting("registrar"), pytest.raises((Invalid, Conflict)) as caught:
        adoption.adopt(document, decision)
    assert caught.value.code == code
    assert not document.objectIds()


def test_nothing_can_hide_or_exchange_what_a_frozen_text_says(municipality):
    html = (
        '<ol><li class="d-none">Gömd regel.</li><li style="display:none">Och.</li></ol>'
        '<p><img src="resolveuid/abc" alt="x">Bild.</p>'
        '<iframe src="https://else.example/"></iframe>'
    )
    document = sample_municipality.write(municipality, "kod", text=rich(html))
    sample_municipality.propose(municipality, document)
    frozen = sample_municipality.decide(municipality, document).manifest["languages"][
        "sv"
    ]["html"]
    assert "Gömd regel." in frozen and "Bild." in frozen
    for hidden in ("class=", "style=", "<img", "<iframe"):
        assert hidden not in frozen


def test_adopted_words_and_the_diary_number_are_found_and_a_draft_is_not(municipality):
    document = sample_municipality.write(municipality, "kod", diary_number="KS 77/2027")
    sample_municipality.propose(municipality, document)
    sample_municipality.decide(municipality, document)
    with municipality.acting("publisher"):
        drafting.move(document, "revise")
        document.text = rich(html_of(document).replace("möts", "zzyzx"))
        drafting.align_when_saved(document, None)
        document.reindexObject()
    with municipality.acting("member"):
        for words in ("hälsar", "KS 77/2027"):
            found = api.content.find(SearchableText=words, portal_type="ConductCode")
            assert [brain.getId for brain in found] == ["kod"], words
        assert not api.content.find(SearchableText="zzyzx")
