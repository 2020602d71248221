"""The small tree: what is read, mended, written and spoken."""

from collective.conduct.core.documents.text.html import MAX_DEPTH
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.html import serialise
from collective.conduct.core.documents.text.html import text_of
from hypothesis import given
from hypothesis import strategies as st

import pytest


TAGS = ("p", "b", "a", "ol", "ul", "li", "div", "table", "tr", "td", "h2", "br", "dd")
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(['<p id="x" class="y">', "<!-- c -->", "<img alt=a>", "&amp;"]),
    st.text(max_size=5),
)


def tidy(html):
    return serialise(parse(html))


@given(st.lists(PIECES, max_size=40))
def test_writing_and_reading_again_changes_nothing(pieces):
    once = tidy("".join(pieces))
    assert tidy(once) == once
    assert parse(once) == parse(tidy(once))


@given(st.text(max_size=60), st.text(max_size=60))
def test_text_and_attribute_values_come_back_as_they_were(text, value):
    node = parse("<p>x</p>").children[0]
    node.children = [text.replace("\r", "").replace("\0", "")] if text else []
    node.attrs["title"] = value.replace("\r", "").replace("\0", "")
    assert tidy(serialise(node)) == serialise(node)


def test_attributes_are_written_in_alphabetical_order():
    assert tidy('<p title="b" ID=p-1 class="a">x</p>') == (
        '<p class="a" id="p-1" title="b">x</p>'
    )


def test_the_first_of_two_equal_attributes_holds():
    assert tidy('<p id="a" id="b">x</p>') == '<p id="a">x</p>'


def test_an_attribute_without_value_is_empty():
    assert tidy("<ol reversed><li>x</li></ol>") == ('<ol reversed=""><li>x</li></ol>')


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<p>a<ul><li>b<li>c</ul>", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        (
            "<ol><li>a<ol><li>b</ol><li>c</ol>",
            "<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>",
        ),
        ("<p>a</b>c</p>", "<p>ac</p>"),
        ("<p><b>a</p><p>c</p>", "<p><b>a</b></p><p>c</p>"),
        ("<div><b>a</div>c", "<div><b>a</b></div>c"),
        (
            "<table><tr><td>a<td>b<tr><td>c</table>d",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d",
        ),
        (
            "<div><table><tr><td>a</div>b</td></tr></table></div>",
            "<div><table><tr><td>ab</td></tr></table></div>",
        ),
        ("<p>a<br/>b</p>", "<p>a<br>b</p>"),
        ("a<!-- no --><script>x<p></script>b<style>p{}</style>", "ab"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
    ],
)
def test_bad_nesting_is_mended_as_a_browser_would(written, meant):
    assert tidy(written) == meant


def test_nesting_without_end_does_not_exhaust_the_stack():
    html = "<div>" * 5000 + "deep" + "</div>" * 5000
    assert text_of(parse(html)) == "deep"
    assert tidy(html).count("<div>") == 5000
    deepest = parse(html)
    for _ in range(MAX_DEPTH - 1):
        deepest = deepest.children[0]
    assert "deep" in [c for c in deepest.children if isinstance(c, str)]


def test_the_text_is_what_a_reader_sees():
    tree = parse(
        "<h2> Mål </h2><p>Vi&nbsp;lyssnar<br>och <b>sva</b>rar\n på frågor.</p>"
        '<img src="x" alt="En karta">'
    )
    assert text_of(tree) == "Mål Vi lyssnar och svarar på frågor. En karta"


def test_the_text_leaves_out_what_the_caller_skips():
    tree = parse("<li>Ett<ol><li>Inre</li></ol> slut</li>")
    assert text_of(tree, lambda node: node.tag == "ol") == "Ett slut"


def test_characters_that_nobody_sees_make_no_other_text():
    plain = text_of(parse("<p>Förtroendevalda möts</p>"))
    hidden = text_of(parse("<p>Fo\u0308rtroende\u00advalda\u200b m\u00f6ts\ufeff</p>"))
    assert hidden == plain
