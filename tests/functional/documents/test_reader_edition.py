"""Documents and editions as their readers see them."""

from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.ledger import proof
from collective.conduct.operations.documents.adopt import annul
from collective.conduct.operations.documents.adopt import correct
from collective.conduct.operations.documents.adopt import repeal
from collective.conduct.operations.documents.drafting import move
from collective.conduct.operations.documents.drafting import relate
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from tests.support.reader_browser import answered
from tests.support.reader_browser import CHANGED
from tests.support.reader_browser import next_edition
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import decide
from tests.support.sample_municipality import propose
from tests.support.sample_municipality import TEXT
from tests.support.sample_municipality import TODAY
from tests.support.sample_municipality import write

import json
import pytest


@pytest.fixture
def reader(app, municipality):
    return Reader(app, "official")


def facts(reader):
    labels = reader.find(".conduct-facts dt")
    return dict(zip(labels, reader.find(".conduct-facts dd"), strict=True))


def test_the_five_facts_of_the_decision_come_first(municipality, reader):
    reader.open(municipality.document)
    shown = list(facts(reader).items())
    assert shown[:5] == [
        ("Decided by", "Kommunstyrelsen"),
        ("Responsible function", "Municipal secretary"),
        ("Date of the decision", "10 March 2027"),
        ("Paragraph", "§ 7"),
        ("Diary number", municipality.document.diary_number),
    ]
    assert ("Class", "Normative governing document") in shown
    assert ("Applies to", "All elected officials") in shown


def test_the_type_is_marked_on_its_ladder(municipality, reader):
    text = "<h2>Syfte</h2><p>Trygga möten.</p>"
    guidance = write(
        municipality,
        "stod",
        "ConductPolicy",
        document_type="guidance",
        text=RichTextValue(text, "text/html", SAFE),
    )
    propose(municipality, guidance)
    decide(municipality, guidance)
    reader.open(guidance)
    assert reader.find(".conduct-ladder li") == [
        "Policy",
        "Guideline",
        "Routine",
        "Guidance (this document)",
    ]


def test_documents_are_found_by_their_type(municipality):
    guidance = write(
        municipality,
        "stod",
        "ConductPolicy",
        document_type="guidance",
        text=RichTextValue("<p>Trygga möten.</p>", "text/html", SAFE),
    )
    for kind, document in (("guidance", guidance), ("code", municipality.document)):
        found = api.content.find(conduct_document_type=kind, unrestricted=True)
        assert [each.UID for each in found] == [document.UID()], kind


def test_a_type_beside_the_ladder_stands_alone(municipality, reader):
    reader.open(municipality.document)
    assert facts(reader)["Type"] == "Code of conduct"
    assert reader.find(".conduct-ladder") == []


def test_a_document_shows_the_edition_in_force(municipality, reader):
    reader.open(municipality.document)
    assert "In force since 10 March 2027" in reader.words
    assert "Vi låter andra tala till punkt." in reader.find(".conduct-text")[0]


def test_every_provision_has_a_permanent_link_that_is_read_aloud(municipality, reader):
    reader.open(municipality.document)
    (text,) = reader.tree.cssselect(".conduct-text")
    parts = [each for each in text.cssselect("[id^='p-']")]
    links = text.cssselect("a.conduct-permalink")
    edition = municipality.edition.absolute_url()
    assert [each.get("href") for each in links] == [
        f"{edition}#{part.get('id')}" for part in parts
    ]
    assert "# Link to 2" in [each.text_content() for each in links]


def test_the_contents_lead_to_the_headings(municipality, reader):
    reader.open(municipality.document)
    links = reader.tree.cssselect(".conduct-contents a")
    assert [each.text_content() for each in links] == ["Samtal", "Ansvar"]
    for each in links:
        assert reader.tree.get_element_by_id(each.get("href")[1:]).tag == "h2"


def test_states_are_told_in_words_with_their_dates(municipality, reader):
    next_edition(municipality, CHANGED, days=5)
    reader.open(municipality.document["edition-2"])
    assert "Comes into force on 15 March 2027" in reader.words
    reader.open(municipality.document)
    assert "In force since 10 March 2027 Edition 1" in reader.words
    municipality.clock.pass_days(5)
    reader.open(municipality.edition)
    assert "Superseded by edition 2 on 15 March 2027" in reader.words
    reader.open(municipality.document)
    assert "tala färdigt" in reader.find(".conduct-text")[0]
    assert reader.find(".conduct-state svg") is not None


def test_an_annulled_edition_says_that_it_never_held(municipality, reader):
    newer = next_edition(municipality, CHANGED)
    with municipality.acting("registrar"):
        annul(newer, "Fel datum.")
    reader.open(newer)
    assert "Annulled on 10 March 2027; it was never in force" in reader.words
    reader.open(municipality.edition)
    assert "In force since 10 March 2027" in reader.words


def test_a_repealed_document_has_no_edition_in_force(municipality, reader):
    municipality.clock.pass_days(1)
    with municipality.acting("registrar"):
        repeal(municipality.edition, "Ersätts inte.")
    reader.open(municipality.document)
    assert "No edition of this document is in force today." in reader.words
    assert "Repealed on 11 March 2027" in reader.words


def test_an_edition_with_a_last_day_says_it(municipality, reader):
    other = write(municipality, "annan")
    propose(municipality, other)
    decide(municipality, other, valid_to=date(2027, 3, 20))
    reader.open(other)
    assert "In force since 10 March 2027, until 20 March 2027" in reader.words
    municipality.clock.pass_days(30)
    reader.open(other["edition-1"])
    assert "Expired on 20 March 2027" in reader.words


def test_a_correction_stands_beside_the_text(municipality, reader):
    before = municipality.edition.manifest_hash
    with municipality.acting("registrar"):
        correct(municipality.edition, "Rätt paragraf är § 8.")
    reader.open(municipality.edition)
    assert reader.find(".conduct-notes li") == ["10 March 2027: Rätt paragraf är § 8."]
    assert facts(reader)["Paragraph"] == "§ 7"
    assert reader.find(".conduct-proof code")[0] == before


def test_a_correction_that_nobody_recorded_is_said_to_be_none(municipality, reader):
    reader.open(municipality.edition)
    assert reader.find(".alert-danger") == []
    # As somebody with the disk could: no action of ours.
    municipality.edition.notes = (("2027-03-10", "Punkt 3 gäller inte."),)
    reader.open(municipality.edition)
    assert "not those that were recorded" in reader.find(".alert-danger")[0]


def test_an_altered_edition_says_so_to_every_reader(municipality, reader):
    altered = json.loads(municipality.edition.manifest_json)
    altered["header"]["paragraph"] = "§ 99"
    # As somebody with the disk could: the object itself refuses.
    vars(municipality.edition)["manifest_json"] = json.dumps(altered)
    municipality.edition._p_changed = True
    for place in (municipality.edition, municipality.document):
        reader.open(place)
        assert "no longer the one that was adopted" in reader.find(".alert-danger")[0]


def test_relations_are_shown_at_both_ends_and_outside_ones_as_such(
    municipality, reader
):
    other = write(municipality, "stadga", title="Stadga")
    with municipality.acting("publisher"):
        relate(
            other,
            [
                {"type": "complements", "uid": municipality.document.UID()},
                {
                    "type": "cites",
                    "title": "Kommunallagen",
                    "url": "https://lag.example/kommunal",
                },
            ],
        )
    propose(municipality, other)
    decide(municipality, other)
    reader.open(other)
    related = reader.find("[aria-labelledby=related] li")
    assert related == [
        "Complements Uppförandekod",
        "Cites Kommunallagen outside this site",
    ]
    reader.open(municipality.document)
    assert reader.find("[aria-labelledby=related] li") == ["Complemented by Stadga"]


def test_a_relation_is_told_to_readers_when_it_is_in_force(app, municipality, reader):
    def relatives(who):
        return who.open(municipality.document).find("[aria-labelledby=related] li")

    told = ["Complemented by Stadga"]
    other = write(municipality, "stadga", title="Stadga")
    propose(municipality, other)
    decide(municipality, other)
    with municipality.acting("publisher"):
        move(other, "revise")
        relate(other, [{"type": "complements", "uid": municipality.document.UID()}])
    assert relatives(reader) == []
    assert relatives(Reader(app, "publisher")) == told
    propose(municipality, other)
    decide(municipality, other, TODAY + timedelta(days=1))
    with municipality.acting("publisher"):
        move(other, "revise")
        relate(other, [])
    municipality.clock.pass_days(1)
    assert relatives(reader) == told


def test_a_link_to_what_the_reader_may_not_see_shows_no_address(municipality, reader):
    hidden = write(municipality, "hemlig", title="Hemlig plan")
    link = f'<p>Se <a href="resolveuid/{hidden.UID()}">planen</a>.</p>'
    other = write(
        municipality, "annan", text=RichTextValue(TEXT + link, "text/html", SAFE)
    )
    with municipality.acting("publisher"):
        relate(other, [{"type": "cites", "uid": hidden.UID()}])
    propose(municipality, other)
    decide(municipality, other)
    reader.open(other)
    assert "planen" in reader.words
    assert "hemlig" not in reader.browser.contents
    assert "Hemlig" not in reader.browser.contents
    propose(municipality, hidden)
    decide(municipality, hidden)
    reader.open(other)
    assert reader.find(f"a[href='{hidden.absolute_url()}']") == [
        "planen",
        "Hemlig plan",
    ]


def test_a_text_in_several_languages_is_chosen_by_links(municipality, reader):
    other = write(
        municipality,
        "kodeks",
        text_da=RichTextValue(
            "<h2>Samtale</h2><ol><li>Vi hilser på hinanden.</li>"
            "<li>Vi lader andre tale ud.</li></ol><h2>Ansvar</h2>"
            "<ol><li>Vi siger til, når noget går galt.</li></ol>",
            "text/html",
            SAFE,
        ),
    )
    propose(municipality, other)
    decide(municipality, other)
    reader.open(other)
    assert reader.tree.cssselect(".conduct-text")[0].get("lang") == "sv"
    reader.browser.getLink("Dansk").click()
    (text,) = reader.tree.cssselect(".conduct-text")
    assert text.get("lang") == "da"
    assert "Vi lader andre tale ud." in text.text_content()


def test_the_file_of_an_edition_verifies_without_the_site(
    municipality, reader, tmp_path
):
    reader.open(municipality.edition, "@@edition.json")
    file = tmp_path / "edition.json"
    file.write_text(reader.browser.contents, encoding="utf-8")
    assert proof.main(["edition", str(file)]) == 0


def test_who_has_answered_finds_the_receipt_and_who_has_not_the_button(
    municipality, reader
):
    reader.open(municipality.document)
    assert reader.find(".btn-primary") == ["Read and answer"]
    answered(municipality, "official", "committed")
    reader.open(municipality.document)
    assert "You answered: I will follow it" in reader.words
    assert reader.find(".btn-primary") == []


def test_a_member_who_is_not_asked_reads_without_a_button(app, municipality):
    member = Reader(app, "member").open(municipality.document)
    assert "Vi låter andra tala till punkt." in member.find(".conduct-text")[0]
    assert member.find(".btn-primary") == []


def test_staff_find_the_draft_and_the_coverage(app, municipality, reader):
    publisher = Reader(app, "publisher").open(municipality.document)
    found = publisher.find("[aria-labelledby=work] a")
    assert found[:2] == ["Draft", "Who has answered"]
    reader.open(municipality.document)
    assert reader.find("[aria-labelledby=work] a") == []


def test_a_document_without_an_edition_says_what_will_stand_there(app, municipality):
    draft = write(municipality, "utkast", title="Utkast")
    publisher = Reader(app, "publisher").open(draft)
    assert (
        "The text will stand here when the registrar has adopted it" in publisher.words
    )
    assert publisher.find("[aria-labelledby=work] a") == ["Draft"]


def test_a_visitor_who_is_not_logged_in_is_sent_to_the_login(app, municipality):
    for place in (municipality.hub, municipality.document, municipality.edition):
        assert "/login" in Reader(app).open(place).url
