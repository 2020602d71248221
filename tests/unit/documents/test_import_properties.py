"""Whatever bytes arrive, the answer is HTML or a refusal with a code."""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.recognition.recognise import recognise
from collective.conduct.core.documents.recognition.recognise import remove
from collective.conduct.core.documents.text.html import parse
from collective.conduct.imports.documents.conversion import convert
from collective.conduct.imports.documents.conversion import convert_pasted
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.samples import opendocument
from tests.samples import word
from tests.samples.docx import council_code
from tests.support.profiles import examples

import re


ALLOWED = frozenset(
    "h1 h2 h3 h4 p ol ul li table thead tbody tr th td caption strong em sup sub a"
    " blockquote br".split()
)
ATTRIBUTES = {
    "a": {"href", "id"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
CODE = council_code()
ODT = opendocument.package(
    opendocument.items("L", "Vi lovar.", "Vi lyssnar."),
    styles=opendocument.numbers("L", "1"),
)
NAMES = st.sampled_from(["kod.docx", "kod.odt", "kod.html", "kod.md", "kod.txt", "kod"])
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<ol start=3>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr><td>",
        "<b>",
    ]
    + [
        "<h1>",
        "</h1>",
        "<div style='mso-list:l0 level2 lfo1'>",
        "<p style='mso-list:l0",
    ]
    + [" level1 lfo1'>", "<del>", "</del>", "<a href='#_ftn1'>", "<br>", "<!--[if x]>"]
    + [
        "<![endif]-->",
        "<svg>",
        "<blockquote>",
        "1. ",
        "\x0c",
        "\ue0000|1\ue001",
        "&nbsp;",
    ]
)


def attempt(convert_it, *args):
    """Return HTML, or "" for a refusal; anything else fails the test."""
    try:
        html = convert_it(*args).html
    except ConductError as error:
        assert re.fullmatch(r"import_[a-z_]+", error.code)
        return ""
    for node in parse(html).walk():
        assert node.tag in ALLOWED | {""}
        assert set(node.attrs) <= ATTRIBUTES.get(node.tag, set())
    return html


@settings(max_examples=examples(150), deadline=None)
@given(NAMES, st.binary(max_size=400))
def test_random_bytes_give_html_or_a_refusal(name, data):
    attempt(convert, name, data)


@settings(max_examples=examples(60), deadline=None)
@given(NAMES, st.sampled_from([CODE, ODT]), st.floats(0, 1))
def test_truncated_files_give_html_or_a_refusal(name, data, part):
    attempt(convert, name, data[: int(len(data) * part)])


@settings(max_examples=examples(100), deadline=None)
@given(st.sampled_from([CODE, ODT]), st.integers(0), st.integers(0, 255))
def test_a_file_with_one_wrong_byte_gives_html_or_a_refusal(data, place, byte):
    place %= len(data)
    attempt(convert, "kod.docx", data[:place] + bytes([byte]) + data[place + 1 :])


@settings(max_examples=examples(100), deadline=None)
@given(st.text(max_size=200), st.sampled_from(["w:t", "w:instrText", "w:delText"]))
def test_any_text_inside_a_docx_is_taken(text, tag):
    text = re.sub("[<>&\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    run = f"<w:r><{tag}>{text}</{tag}></w:r>"
    attempt(convert, "kod.docx", word.package(f"<w:p>{run}</w:p>{word.p('Vi lovar.')}"))


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(TAGS | st.text(max_size=20), max_size=30).map("".join))
def test_any_markup_that_is_pasted_gives_clean_html(html):
    attempt(convert_pasted, html)


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(TAGS | st.text(max_size=40) | st.just("\n\n"), max_size=30).map("".join)
)
def test_any_plain_text_is_read_and_recognised(text):
    html = attempt(convert, "kod.txt", text.encode("utf-8", "ignore"))
    found = recognise(html)
    rest = remove(found.html_without_header, found.removals)
    assert len(rest) <= len(found.html_without_header)


def test_the_words_of_a_document_are_never_in_a_refusal():
    try:
        convert("hemlig-kod.docx", CODE[:-400])
    except Invalid as error:
        assert "hemlig" not in f"{error!r}{error.values_}"
        assert error.__cause__ is None
    else:
        raise AssertionError("a truncated file was read")
