"""PDF files for readers: tagged, and made without the network."""

from collective.conduct.core.common.errors import Unavailable
from collective.conduct.exports.common.pdf import document_pdf
from collective.conduct.exports.common.pdf import qr_code
from io import BytesIO

import pikepdf
import pytest
import socket
import sys


PAGE = """<!DOCTYPE html><html lang="sv"><head><title>Kvitto</title></head>
<body><h1>Kvitto</h1><p>Ord</p>{}</body></html>"""


def made(inner=""):
    return pikepdf.open(BytesIO(document_pdf(PAGE.format(inner))))


def test_a_pdf_takes_over_title_and_language_and_declares_pdf_ua():
    pdf = made()
    assert str(pdf.docinfo.Title) == "Kvitto"
    assert str(pdf.Root.Lang) == "sv"
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as facts:
        assert facts["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    "inner",
    [
        '<img src="http://ort.example/bild.png" alt="Bild">',
        '<img src="file:///etc/hostname" alt="Bild">',
        '<link rel="stylesheet" href="https://ort.example/a.css">',
        "<p style=\"background: url('http://ort.example/b.png')\">Ord</p>",
        '<svg><image href="http://ort.example/c.png" width="9" height="9"/></svg>',
    ],
)
def test_nothing_is_fetched_whatever_the_page_names(inner, monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    pdf = made(inner)
    streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert not any(each.get("/Subtype") == "/Image" for each in streams)


def test_a_code_speaks_its_words():
    pdf = made(qr_code("https://ort.example/kolla", "Kod för kontroll"))
    spoken = [
        str(each["/Alt"])
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
    ]
    assert spoken == ["Kod för kontroll"]


def test_a_missing_library_is_an_answer_and_no_traceback(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Unavailable) as refused:
        document_pdf(PAGE.format(""))
    assert refused.value.code == "no_pdf"
