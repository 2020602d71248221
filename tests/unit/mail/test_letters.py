"""The words of letters: holes are filled, nothing else can happen."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.mail.notices import AGAIN
from collective.conduct.core.mail.notices import KINDS
from collective.conduct.core.mail.notices import message_id
from collective.conduct.core.mail.notices import next_try
from collective.conduct.core.mail.templates import check
from collective.conduct.core.mail.templates import fill
from collective.conduct.core.mail.templates import LANGUAGES
from collective.conduct.core.mail.templates import made
from collective.conduct.core.mail.templates import on_one_line
from collective.conduct.core.mail.templates import PARTS
from collective.conduct.vocabularies.mail.letters import HOLE_TITLES
from collective.conduct.vocabularies.mail.letters import TITLES
from collective.conduct.vocabularies.mail.letters import WORDS
from html.parser import HTMLParser
from hypothesis import given
from hypothesis import strategies as st

import pytest


GOOD = {"subject": "Svara: ${title}", "body": "Läs ${link}"}


def test_every_kind_of_notice_has_a_letter_with_words_and_a_title():
    assert set(PARTS) == {*KINDS, "frame", "digest"} == set(WORDS) == set(TITLES)


@pytest.mark.parametrize("letter", PARTS)
def test_the_delivered_words_could_be_saved_as_they_are(letter):
    words = {part: message.default for part, message in WORDS[letter].items()}
    check(letter, words)
    assert set(words) == set(PARTS[letter])
    assert set().union(*PARTS[letter].values()) <= set(HOLE_TITLES)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"subject": ""}, "text_missing"),
        ({"subject": "x" * 151}, "text_too_long"),
        ({"body": "${link}" + "x" * 4000}, "text_too_long"),
        ({"subject": "a\nBcc: b"}, "text_one_line"),
        ({"subject": "${count}"}, "text_hole"),
        ({"body": "${link} ${}"}, "text_hole"),
        ({"body": "no address"}, "text_link"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_its_field(change, code):
    with pytest.raises(Invalid, match=code) as refused:
        check("duty_new", {**GOOD, **change})
    assert refused.value.values_ == {"field": next(iter(change))}


def test_a_value_is_never_filled_again():
    assert fill("${a} $b {c}", {"a": "${b}", "b": "no"}) == "${b} $b {c}"


def test_lines_become_paragraphs_and_the_address_a_link():
    body = "Hej ${name}\r\nrad två\r\n\r\n${link}"
    letter = made("S", [(body, {"name": "Å & Ö", "link": "https://x/?a=1&b=2"})], "sv")
    assert letter.plain == "Hej Å & Ö\nrad två\n\nhttps://x/?a=1&b=2\n"
    assert "<p>Hej Å &amp; Ö<br>\nrad två</p>" in letter.html
    assert '<a href="https://x/?a=1&amp;b=2">https://x/?a=1&amp;b=2</a>' in letter.html


class _Tags(HTMLParser):
    """Which elements there are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append(tag)


@given(st.text(), st.text(), st.text())
def test_no_value_becomes_markup_or_a_header(name, title, subject):
    values = {"name": name, "title": title, "link": "https://x"}
    letter = made(
        fill(f"{subject} ${{name}}", values), [("${title} ${link}", values)], "sv"
    )
    assert letter.subject == on_one_line(letter.subject)
    assert letter.subject.splitlines() in ([letter.subject], [])
    tags = _Tags()
    tags.feed(letter.html)
    known = {"html", "head", "meta", "title", "body", "p", "br", "a"}
    assert set(tags.found) <= known and tags.found.count("a") == 1


def test_a_letter_has_the_same_name_in_whatever_order_it_is_made():
    assert message_id(["a", "b"]) == message_id(["b", "a"]) != message_id(["a"])


def test_the_times_between_tries_grow_and_end():
    assert [next_try(n, 0) for n in range(1, 7)] == list(AGAIN)
    assert next_try(7, 0) is None and list(AGAIN) == sorted(AGAIN)


def test_the_three_languages_are_those_of_the_product():
    assert LANGUAGES == ("sv", "da", "en")
