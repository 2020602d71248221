"""Find the code from anywhere, its parts by subject, its PDF, its template."""

from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.common.errors import Invalid
from collective.conduct.operations.documents.drafting import classify
from collective.conduct.operations.documents.drafting import relate
from collective.conduct.operations.documents.drafting import start_from_template
from collective.conduct.operations.documents.drafts import structure_of
from io import BytesIO
from plone import api
from plone.app.textfield.value import RichTextValue
from tests.support.reader_browser import next_edition
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import adopted
from tests.support.sample_municipality import decide
from tests.support.sample_municipality import propose
from tests.support.sample_municipality import write

import pypdf
import pytest
import transaction


def rich(html):
    return RichTextValue(html, "text/html", SAFE)


@pytest.fixture
def official(app, municipality):
    return Reader(app, "official")


def test_the_code_is_one_click_away_from_every_page_of_an_official(
    municipality, official
):
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(
            municipality.portal, "Document", "nyheter", title="Nytt"
        )
        api.content.transition(page, "publish")
    official.open(municipality.hub).open(page)
    (link,) = official.tree.cssselect(".conduct-always a:first-child")
    official.browser.open(link.get("href"))
    assert official.url == municipality.document.absolute_url()


def test_nobody_else_gets_the_code_into_the_line(municipality, app):
    for role in ("member", "registrar", "auditor"):
        reader = Reader(app, role).open(municipality.hub)
        assert reader.find(".conduct-always a") == ["Where do I turn?"], role
    reader = Reader(app)
    reader.browser.open(municipality.portal.absolute_url())
    assert not reader.tree.cssselect(".conduct-always")


def test_with_two_codes_the_line_leads_to_the_hub(municipality, official):
    adopted(municipality, "kod2")
    official.open(municipality.hub, "@@the-code")
    assert official.url.rstrip("/") == municipality.hub.absolute_url()


def test_a_pdf_of_the_edition_holds_header_and_text(municipality, official):
    official.open(municipality.edition)
    official.browser.open(f"{municipality.edition.absolute_url()}/@@edition.pdf")
    pdf = pypdf.PdfReader(BytesIO(official.body))
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert "Vi låter andra tala till punkt." in words
    assert "§ 7" in words and municipality.edition.manifest_hash[:20] in words
    assert pdf.trailer["/Root"]["/Lang"] == "sv"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_parts_are_tagged_in_the_draft_and_found_in_the_edition(
    municipality, app, official
):
    document = write(municipality, "kod3")
    structure = structure_of(document)
    group, rule = structure.groups[0], structure.rules[2]
    with municipality.acting("publisher"):
        classify(
            document,
            {group.id: ["procedure", "nonsense"], rule.id: ["official_staff"]},
        )
    propose(municipality, document)
    edition = decide(municipality, document)
    assert edition.manifest["facets"] == {
        group.id: ["procedure"],
        rule.id: ["official_staff"],
    }
    transaction.commit()
    official.open(edition, "@@provisions?facet=procedure")
    assert "Samtal" in official.words and "Vi hälsar" in official.words
    official.open(edition, "@@provisions?facet=official_staff")
    (link,) = official.tree.cssselect("article section a")
    assert link.get("href") == f"{edition.absolute_url()}#{rule.id}"


def test_the_form_keeps_the_ticks(municipality, app):
    document = write(municipality, "kod4")
    rule = structure_of(document).rules[0].id
    publisher = Reader(app, "publisher").open(document, "@@facets")
    publisher.browser.getControl(name=rule).value = ["harassment"]
    publisher.browser.getForm(action="@@facets").submit()
    transaction.begin()
    assert document.facets == {rule: ["harassment"]}


def test_an_empty_draft_starts_from_the_sections_of_its_type(municipality, app):
    document = write(
        municipality, "riktlinje", "ConductPolicy", text=None, document_type="guideline"
    )
    publisher = Reader(app, "publisher").open(document, "@@section-template")
    assert "Syfte" in publisher.words
    publisher.browser.getForm(action="@@section-template").submit()
    transaction.begin()
    titles = [group.title for group in structure_of(document).groups]
    assert {"Syfte", "Omfattning", "Ansvar", "Uppföljning"} <= set(titles)
    with municipality.acting("publisher"), pytest.raises(Invalid) as caught:
        start_from_template(document)
    assert caught.value.code == "not_empty"


def test_a_copied_paragraph_link_cites_the_edition_it_was_copied_from(
    municipality, official
):
    rule = structure_of(municipality.document).rules[1].id
    later = next_edition(municipality, ("tala till punkt", "tala färdigt"))
    municipality.clock.pass_days(6)
    official.open(municipality.edition)
    assert official.find(f"#{rule}")[0].startswith("Vi låter andra tala till punkt.")
    official.open(later)
    assert official.find(f"#{rule}")[0].startswith("Vi låter andra tala färdigt.")


def test_a_quotation_shows_its_words_and_its_source(municipality, official):
    document = write(
        municipality,
        "kod5",
        text=rich("<p>I stadgarna står:</p><blockquote><p>Var rak.</p></blockquote>"),
    )
    with municipality.acting("publisher"):
        relate(
            document,
            [{"type": "cites", "title": "Stadgar", "url": "https://stad.example/s"}],
        )
    propose(municipality, document)
    official.open(decide(municipality, document))
    (quotation,) = official.find("blockquote")
    assert quotation.startswith("Var rak.")
    assert "Cites Stadgar" in official.words
    assert official.tree.cssselect('a[href="https://stad.example/s"]')


def test_an_undertaking_names_the_edition_that_explains_it(municipality, official):
    policy = write(municipality, "policy", "ConductPolicy")
    with municipality.acting("publisher"):
        relate(policy, [{"type": "clarifies", "uid": municipality.document.UID()}])
    propose(municipality, policy)
    explaining = decide(municipality, policy)
    official.open(municipality.document)
    assert "Clarified by Uppförandekod" in official.words
    official.open(explaining)
    assert official.tree.cssselect(f'a[href="{municipality.document.absolute_url()}"]')
