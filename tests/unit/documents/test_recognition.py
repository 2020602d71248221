"""What an imported text says about itself is offered, with its line."""

from collective.conduct.core.documents.recognition.recognise import recognise
from collective.conduct.core.documents.recognition.recognise import remove
from collective.conduct.imports.documents.conversion import convert
from collective.conduct.imports.documents.conversion import convert_pasted
from tests.samples import texts
from tests.samples.docx import council_code

import pytest


BODY = "<h2>Inledning</h2><p>Vi som sitter i nämnden har skrivit koden tillsammans.</p>"


def offers(html):
    """The first offer of each field as {field: (value, line)}."""
    found = {}
    for offer in recognise(html + BODY).offers:
        found.setdefault(offer.field, (offer.value, offer.line))
    return found


def values(html):
    return {field: value for field, (value, _line) in offers(html).items()}


def test_the_header_table_of_a_docx_fills_the_form():
    found = recognise(convert("kod.docx", council_code()).html)
    assert found.title == texts.TITLE
    single = {o.field: o.value for o in found.offers if o.field != "related"}
    assert single == {
        "document_type": "code",
        "decider": "Kommunfullmäktige",
        "owner": "Kanslichef",
        "diary_number": "KS-2027-00114",
        "decided_on": "2027-04-26",
        "paragraph": "§ 41",
        "valid_from": "2027-05-01",
        "valid_to": "2030-12-31",
        "replaces": "Uppförandekod antagen 2023-02-27",
    }
    related = [o.value for o in found.offers if o.field == "related"]
    assert related == list(texts.RELATED)


def test_the_text_without_header_begins_with_the_contents_which_may_go():
    found = recognise(convert("kod.docx", council_code()).html)
    assert [(r.code, r.first, r.last) for r in found.removals] == [("toc", 0, 6)]
    text = remove(found.html_without_header, found.removals)
    assert text.startswith("<h2>Inledning</h2>")
    assert "Beslutsfattare" not in found.html_without_header
    assert remove(found.html_without_header, ()) == found.html_without_header


def test_every_offer_names_its_line():
    line = "Dokumentansvarig: Kanslichef"
    assert offers(f"<p>{line}</p>")["owner"] == ("Kanslichef", line)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Dokumentansvarig:<br>Kanslichef</p>",
        "<p>Dokumentansvarig: Kanslichef</p>",
        "<p>Dokumentansvarig\tKanslichef</p>",
        "<p>Dokumentansvarig</p><p>Kanslichef</p>",
        "<p><strong>Dokumentansvarig:</strong> Kanslichef</p>",
        "<table><tr><td>Dokumentansvarig</td><td>Kanslichef</td></tr></table>",
        "<table><tr><td>Dokumentansvarig<br>Kanslichef</td><td>x</td></tr></table>",
        "<table><tr><td>Datum</td><td>Dokumentansvarig</td></tr>"
        "<tr><td>2027-01-01</td><td>Kanslichef</td></tr></table>",
        "<table><tr><td>Dnr</td><td>KS 1/2027</td><td>Dokumentansvarig</td>"
        "<td>Kanslichef</td></tr></table>",
    ],
)
def test_a_label_is_found_however_it_is_laid_out(html):
    assert values(html)["owner"] == "Kanslichef"


@pytest.mark.parametrize(
    "line, field, value",
    [
        ("Beslutsfattare: Kommunstyrelsen", "decider", "Kommunstyrelsen"),
        ("Beslutad av: Kulturnämnden", "decider", "Kulturnämnden"),
        ("Diarienummer: KSN-2027-00012", "diary_number", "KSN-2027-00012"),
        ("Dnr KS 52/2027", "diary_number", "KS 52/2027"),
        ("Dnr: 2027-000189", "diary_number", "2027-000189"),
        ("Datum: 26 januari 2027", "decided_on", "2027-01-26"),
        ("Beslutsdatum: 26/1 2027", "decided_on", "2027-01-26"),
        ("Giltig t o m: 2030-12-31", "valid_to", "2030-12-31"),
        ("Giltig t.o.m. 2030-12-31", "valid_to", "2030-12-31"),
        ("Gäller från: 1 maj 2027", "valid_from", "2027-05-01"),
        ("Gäller fr.o.m. 2027-05-01", "valid_from", "2027-05-01"),
        ("Senast reviderad: 2026-11-02", "revised_on", "2026-11-02"),
        ("Ersätter: Kod från 2019", "replaces", "Kod från 2019"),
        ("Dokumenttyp: Riktlinje", "document_type", "guideline"),
        ("Revideras senast: 2031-03-01", "review_due", "2031-03-01"),
        ("Besluttet af: Byrådet", "decider", "Byrådet"),
        ("Dokumentansvarlig: Sekretariatschef", "owner", "Sekretariatschef"),
        ("Journalnummer: 00.01.00-A21-3-27", "diary_number", "00.01.00-A21-3-27"),
        ("Sagsnr.: 2027-000189", "diary_number", "2027-000189"),
        ("Dato: 26. januar 2027", "decided_on", "2027-01-26"),
        ("Gælder fra: 1. maj 2027", "valid_from", "2027-05-01"),
        ("Gyldig til: 31. december 2030", "valid_to", "2030-12-31"),
        ("Senest revideret: 02.11.2026", "revised_on", "2026-11-02"),
        ("Erstatter: Kodeks fra 2019", "replaces", "Kodeks fra 2019"),
    ],
)
def test_swedish_and_danish_labels(line, field, value):
    assert values(f"<p>{line}</p>")[field] == value


@pytest.mark.parametrize(
    "line, expected",
    [
        (
            "Beslutat av Kommunstyrelsen 2027-01-26, § 18, dnr KS 52/2027",
            ("Kommunstyrelsen", "2027-01-26", "§ 18", "KS 52/2027"),
        ),
        (
            (
                "Antagen av kommunfullmäktige den 26 januari 2027 § 9 a (dnr "
                "KS-2027-00114)"
            ),
            ("kommunfullmäktige", "2027-01-26", "§ 9 a", "KS-2027-00114"),
        ),
        (
            "Vedtaget af Byrådet den 26. januar 2027, punkt 8, sagsnr. 2027-000189",
            ("Byrådet", "2027-01-26", "pkt. 8", "2027-000189"),
        ),
        (
            "Beslutsfattare: Kommunfullmäktige 2027-01-26, § 18, dnr KS 52/2027",
            ("Kommunfullmäktige", "2027-01-26", "§ 18", "KS 52/2027"),
        ),
    ],
)
def test_a_decision_in_one_line(line, expected):
    found = values(f"<p>{line}</p>")
    fields = ("decider", "decided_on", "paragraph", "diary_number")
    assert tuple(found[field] for field in fields) == expected
    assert offers(f"<p>{line}</p>")["decider"][1] == line


def test_several_labels_in_one_line_are_taken_apart():
    found = values("<p>Dnr: KS 52/2027 Datum: 2027-01-26 Beslutsfattare: Nämnden</p>")
    assert found["diary_number"] == "KS 52/2027"
    assert (found["decided_on"], found["decider"]) == ("2027-01-26", "Nämnden")


def test_the_date_of_the_decision_comes_before_a_bare_date():
    found = values("<p>Datum: 2027-01-02</p><p>Beslutsdatum: 2027-01-26</p>")
    assert found["decided_on"] == "2027-01-26"


def test_a_date_that_cannot_be_read_is_offered_empty_with_its_line():
    assert offers("<p>Giltig t o m: tills vidare</p>")["valid_to"] == (
        "",
        "Giltig t o m: tills vidare",
    )


def test_a_sentence_that_mentions_a_label_is_no_header():
    text = (
        "<p>Ansvarig nämnd ska se till att alla vet vad datum för mötet blir i år.</p>"
    )
    found = recognise(f"<h1>Kod för oss</h1>{text}{BODY}")
    assert [offer.field for offer in found.offers] == ["document_type"]
    assert text in found.html_without_header


def test_labels_inside_the_text_are_left_alone():
    html = f"<h1>Kod</h1>{BODY}<h2>Möten</h2><p>Datum: 2027-03-03</p>"
    assert "Datum: 2027-03-03" in recognise(html).html_without_header


LADDER = "<p>Policy</p><p>Riktlinje</p><p>Rutin</p><p>Vägledning</p>"


def test_a_ladder_that_lost_its_mark_yields_to_the_title():
    found = recognise(
        f"<p>Normerande styrdokument</p><h1>Riktlinje mot hot</h1>{LADDER}{BODY}"
    )
    kinds = {o.field: o.value for o in found.offers}
    assert kinds == {"document_class": "normative", "document_type": "guideline"}
    assert found.html_without_header.startswith("<h2>Inledning</h2>")


@pytest.mark.parametrize("mark", ["☒ Rutin", "x Rutin", "<strong>Rutin</strong>"])
def test_a_mark_on_the_ladder_is_believed(mark):
    ladder = LADDER.replace("<p>Rutin</p>", f"<p>{mark}</p>")
    assert values(f"<h1>Så gör vi vid hot</h1>{ladder}")["document_type"] == "routine"


@pytest.mark.parametrize(
    "title, kind",
    [
        ("Uppförandekod för nämnden", "code"),
        ("Kodeks for Byrådet", "code"),
        ("Policy mot mutor", "policy"),
        ("Alkoholpolicy", "policy"),
        ("Riktlinjer för resor", "guideline"),
        ("Retningslinjer for rejser", "guideline"),
        ("Vägledning till koden", "guidance"),
        ("Handlingsplan mot hat", "action_plan"),
        ("Värdegrund för kommunen", "value_base"),
        ("Program för trygghet", "programme"),
    ],
)
def test_the_type_is_offered_from_the_title(title, kind):
    assert values(f"<h1>{title}</h1>")["document_type"] == kind


def test_the_title_is_found_without_a_heading_style():
    html = "<p>Lindåsa kommun</p><p>Dnr: KS 1/2027</p><p>Kod för mötet med andra</p>"
    assert recognise(html + BODY).title == "Kod för mötet med andra"
    assert recognise(BODY).title == ""


def test_related_documents_keep_their_addresses():
    html = (
        f"<h1>Kod</h1>{BODY}<h2>Relaterade dokument</h2>"
        '<ul><li><a href="https://example.org/a">Värdegrund</a></li><li>Rutin</li></ul>'
        "<h2>Slut</h2><ul><li>Annat</li></ul>"
    )
    related = [o for o in recognise(html).offers if o.field == "related"]
    assert [(o.value, o.address) for o in related] == [
        ("Värdegrund", "https://example.org/a"),
        ("Rutin", ""),
    ]


REPORT = (
    "<p>Kansliet<br>Karin Alm</p><h1>Tjänsteutlåtande – ny kod för nämnden</h1>"
    "<p>Dnr: KS 7/2027</p>"
    "<h2>Förslag till beslut</h2><ol><li>Koden antas.</li></ol>"
    "<h2>Ärendebeskrivning</h2><p>Nämnden har bett om en kod.</p>"
    "<h2>Juridisk bedömning</h2><p>Nämnden får besluta.</p>"
    "<p>Karin Alm<br>kanslichef</p>"
)


def test_an_officers_report_is_parted_from_the_code_it_proposes():
    code = "<h2>KOD FÖR NÄMNDEN</h2><h2>UPPDRAGET</h2><p>Vi lyssnar.</p>"
    found = recognise(REPORT + code)
    assert [part.kind for part in found.parts] == ["report", "document"]
    assert found.kind == "document"
    assert found.title == "KOD FÖR NÄMNDEN"
    assert found.html_without_header == "<h2>UPPDRAGET</h2>\n<p>Vi lyssnar.</p>"
    assert found.parts[0].title == "Tjänsteutlåtande – ny kod för nämnden"
    assert "Karin Alm<br>kanslichef" in found.parts[0].html


def test_the_diary_number_of_the_report_is_offered_for_the_code():
    found = recognise(REPORT + "<h2>KOD FÖR NÄMNDEN</h2><p>Vi lyssnar.</p>")
    numbers = [o.value for o in found.offers if o.field == "diary_number"]
    assert numbers == ["KS 7/2027"]


def test_a_report_alone_is_called_one():
    assert recognise(REPORT).kind == "report"


NEWS = (
    "<h1>Lindåsa prisas för sitt arbete mot hat</h1><p>&gt;&gt;</p>"
    "<p>Priset delades ut den 3 april 2027 inför ett femtiotal gäster.</p>"
    "<p>– Jag är glad, säger Karin Alm, säkerhetssamordnare.</p>"
    "<p>Artikelförfattare: Lindåsa kommun</p>"
    "<h2>Fler nyheter</h2><p>KULTUR<br>Ny konsert i parken</p>"
)


def test_an_article_is_a_source_with_headline_source_and_date():
    found = recognise(NEWS)
    assert (found.kind, found.title) == (
        "article",
        "Lindåsa prisas för sitt arbete mot hat",
    )
    assert {o.field: o.value for o in found.offers} == {
        "source": "Lindåsa kommun",
        "published_on": "2027-04-03",
    }


def test_the_teasers_below_an_article_are_offered_for_removal():
    found = recognise(NEWS)
    assert [r.code for r in found.removals] == ["furniture", "teasers"]
    text = remove(found.html_without_header, found.removals)
    assert "parken" not in text and "&gt;" not in text
    assert "femtiotal" in text


def test_a_date_without_a_year_is_offered_empty():
    found = recognise(NEWS.replace(" 2027", ""))
    offer = next(o for o in found.offers if o.field == "published_on")
    assert offer.value == ""
    assert offer.line.startswith("Priset delades ut den 3 april")


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Innehåll</p><p>Syfte\t3<br>Ansvar\t4</p>",
        "<h2>Innehåll</h2><p>Syfte.....3</p><p>Ansvar ..... 4</p>",
        "<h2>Indhold</h2><ul><li>Formål 3</li><li>Ansvar 4</li></ul>",
        "<p>Syfte\t3</p><p>Ansvar\t4</p><p>Uppföljning\t5</p>",
    ],
)
def test_a_table_of_contents_is_offered_for_removal(lines):
    found = recognise(f"<h1>Kod för oss</h1>{lines}{BODY}")
    assert [r.code for r in found.removals] == ["toc"]
    text = remove(found.html_without_header, found.removals)
    assert text.startswith("<h2>Inledning</h2>")


@pytest.mark.parametrize(
    "line", ["Sida 2 (5)", "2(5)", "Side 2 af 5", "&gt;&gt;", "Skriv ut"]
)
def test_page_furniture_is_offered_for_removal(line):
    found = recognise(f"<h1>Kod</h1>{BODY}<p>{line}</p><p>Vi lyssnar.</p>")
    assert [r.code for r in found.removals] == ["furniture"]


def test_word_markup_from_the_clipboard_is_recognised_too():
    pasted = convert_pasted(
        "<p class=MsoTitle>Kod för oss</p><p class=MsoNormal>Dnr: KS 5/2027</p>"
        "<h1>Syfte</h1><p>Vi vill lyssna.</p><h1>Ansvar</h1><p>Alla bär det.</p>"
    )
    found = recognise(pasted.html)
    assert found.title == "Kod för oss"
    assert ("diary_number", "KS 5/2027") in [(o.field, o.value) for o in found.offers]


def test_an_empty_text_offers_nothing():
    found = recognise("")
    assert (found.title, found.offers, found.removals) == ("", (), ())
