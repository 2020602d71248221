"""Receipts for their owner, and the page that checks them (DESIGN 1.3)."""

from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.operations.answers.receipts import receipt_id
from io import BytesIO
from tests.support.reader_browser import answered
from tests.support.reader_browser import Reader
from zope.component import getUtility

import json
import pikepdf
import pytest
import sys


WORDS = "Jag saknar en rad om protokollet."


@pytest.fixture
def entry(municipality):
    return answered(municipality, "official", "objected", WORDS)


@pytest.fixture
def own(app, municipality, entry):
    """The official, and the address of one receipt."""
    reader = Reader(app, "official").open(municipality.hub, "@@my-page")
    reader.id = receipt_id(entry)
    return reader


def fetched(reader, municipality, name):
    reader.open(municipality.hub, f"@@{name}?id={reader.id}")
    return reader.browser.contents


def test_a_receipt_says_in_plain_words_what_was_answered(municipality, own):
    own.open(municipality.hub, f"@@receipt?id={own.id}")
    assert own.find("h1") == ["Receipt"]
    assert own.find(".conduct-said blockquote") == [WORDS]
    assert "Official Lind" in own.words
    assert "the person, when logged in" in own.words
    said = own.find(".conduct-said")[0]
    assert "hash" not in said and "ledger" not in said


def test_a_receipt_from_a_link_leads_through_the_login(app, municipality, entry):
    visitor = Reader(app).open(municipality.hub, f"@@receipt?id={receipt_id(entry)}")
    assert "/login" in visitor.url
    visitor.log_in("official")
    assert visitor.url.endswith(f"@@receipt?id={receipt_id(entry)}")


@pytest.mark.parametrize("name", ["receipt", "receipt.json", "receipt.pdf"])
def test_no_cache_keeps_a_receipt(municipality, own, name):
    fetched(own, municipality, name)
    assert "no-store" in own.browser.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["receipt", "receipt.json", "receipt.pdf"])
@pytest.mark.parametrize("role", ["leader", "secretary", "auditor", "manager"])
def test_a_receipt_of_another_is_as_missing_as_a_wrong_number(
    app, municipality, entry, role, name
):
    reader = Reader(app, role)
    pages = []
    for number in (receipt_id(entry), "00000000-1"):
        reader.open(municipality.hub, f"@@{name}?id={number}")
        assert reader.status.startswith("404")
        pages.append(reader.words)
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "number", ["", "x", "-", "1", "ffffffffffffffffffff-1", "1-" + "9" * 30]
)
def test_a_number_that_is_none_is_missing(municipality, own, number):
    own.open(municipality.hub, f"@@receipt?id={number}")
    assert own.status.startswith("404")


def test_the_registrar_sees_the_receipt_of_whoever_asks_for_help(
    app, municipality, entry
):
    reader = Reader(app, "registrar").open(
        municipality.hub, f"@@receipt?id={receipt_id(entry)}"
    )
    assert "Official Lind" in reader.words


def test_the_file_verifies_without_the_site(municipality, own, tmp_path, capsys):
    file = tmp_path / "receipt.json"
    file.write_text(fetched(own, municipality, "receipt.json"))
    assert proof.main(["receipt", str(file)]) == 0
    assert "not yet sealed" in capsys.readouterr().out


def test_a_sealed_receipt_says_when(municipality, own):
    getUtility(ILedger).seal(int(municipality.clock.now().timestamp()))
    own.open(municipality.hub, f"@@receipt?id={own.id}")
    assert "sealed together with others on 10 March 2027" in own.words


def test_the_pdf_is_tagged_and_speaks_its_language(municipality, own):
    fetched(own, municipality, "receipt.pdf")
    pdf = pikepdf.open(BytesIO(own.body))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo.Title) == f"Receipt {own.id}"
    with pdf.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"
    assert "QR code: leads to the page that checks this receipt" in _alternatives(pdf)


def _alternatives(pdf) -> list[str]:
    return [
        str(each["/Alt"])
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
    ]


def test_without_the_library_the_page_stays_and_says_so(municipality, own, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    fetched(own, municipality, "receipt.pdf")
    assert own.url.endswith(f"@@receipt?id={own.id}")
    assert "This server cannot make PDF files." in own.browser.contents


def test_a_pasted_receipt_is_found_sound(municipality, own):
    content = fetched(own, municipality, "receipt.json")
    own.open(municipality.hub, "@@verify")
    own.browser.getControl(name="text").value = content
    own.browser.getControl("Check the receipt").click()
    assert "The receipt is sound, and the record holds the same answer." in own.words
    assert "Official Lind answered I have objections" in own.words


def test_an_uploaded_receipt_is_found_sound_by_anybody_who_holds_it(
    app, municipality, own
):
    content = fetched(own, municipality, "receipt.json")
    holder = Reader(app, "member").open(municipality.hub, "@@verify")
    holder.browser.getControl(name="file").add_file(
        content.encode(), "application/json", "receipt.json"
    )
    holder.browser.getControl("Check the receipt").click()
    assert "The receipt is sound" in holder.words


@pytest.mark.parametrize(
    "change, said",
    [
        (
            lambda r: r["details"].update(words="Annat."),
            "The words in it are not those",
        ),
        (lambda r: r["entry"].update(kind="committed"), "Something in it was changed"),
        (lambda r: r.update(ledger="0" * 32), "holds no such answer"),
    ],
)
def test_an_edited_receipt_is_not_sound_and_the_page_says_why(
    municipality, own, change, said
):
    receipt = json.loads(fetched(own, municipality, "receipt.json"))
    change(receipt)
    own.open(municipality.hub, "@@verify")
    own.browser.getControl(name="text").value = json.dumps(receipt)
    own.browser.getControl("Check the receipt").click()
    assert "The receipt is not sound." in own.words
    assert said in own.words


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "Choose the file of the receipt"),
        ("hej", "This is not a receipt."),
        ("[1]", "This is not a receipt."),
        ("[" * 100000, "This is not a receipt."),
        ('{"format": "conduct-receipt/1"}', "This is not a receipt."),
    ],
)
def test_what_is_no_receipt_is_refused_and_stays_in_the_field(
    municipality, own, text, said
):
    own.open(municipality.hub, "@@verify")
    own.browser.getControl(name="text").value = text
    own.browser.getControl("Check the receipt").click()
    assert own.status.startswith("400")
    assert said in own.words
    assert own.browser.getControl(name="text").value == text


def test_a_printed_receipt_is_recognised_by_its_code(municipality, own, entry):
    own.open(municipality.hub, f"@@verify?id={own.id}&chain={entry.chain}")
    assert "The record holds the answer of this printed receipt" in own.words
    for query in (f"id={own.id}&chain={'0' * 64}", f"id=1-1&chain={entry.chain}"):
        own.open(municipality.hub, f"@@verify?{query}")
        assert "The record holds no such answer." in own.words


def test_the_program_is_served_as_it_is(municipality, own):
    own.open(municipality.hub, "@@proof.py")
    with open(proof.__file__, encoding="utf-8") as file:
        assert own.browser.contents == file.read()
