"""What holds for identity in every text, and how fast it is decided."""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.documents.text.alignment import align
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.documents.text.provisions import fragment_id
from hypothesis import given
from hypothesis import strategies as st

import itertools
import pytest
import time


def counter(start=0):
    numbers = itertools.count(start)
    return lambda: fragment_id(next(numbers).to_bytes(5, "big"))


def ids(alignment):
    return [name for name, _ in alignment.previous]


WORDS = st.sampled_from(
    "vi ni alla ledamot möte fråga svar ansvar respekt jäv gåva resa stöd hot"
    " råd plan ska bör får inte alltid aldrig gärna".split()
)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
DOCUMENTS = st.lists(
    st.tuples(st.sampled_from(["h2", "p", "li", "td"]), LINES), max_size=12
)


def written(blocks):
    forms = {
        "h2": "<h2{}>{}</h2>",
        "p": "<p{}>{}</p>",
        "li": "<ol><li{}>{}</li></ol>",
        "td": "<table{}><tbody><tr><td>{}</td></tr></tbody></table>",
    }
    return "".join(
        forms[tag].format(f' id="{name}"' if name else "", text)
        for tag, text, name in blocks
    )


def first(document):
    return align((), written([(t, x, "") for t, x in document]), counter())


@given(DOCUMENTS)
def test_ids_are_unique_and_a_second_save_changes_nothing(document):
    made = first(document)
    assert len(set(ids(made))) == len(document)
    assert align(made.previous, made.html, counter(99)) == made


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_other_blocks_keep_their_ids_when_some_are_cut_moved_or_added(document, chance):
    made = first(document)
    kept = [
        (tag, text, name)
        for (tag, text), (name, _) in zip(document, made.previous, strict=True)
        if chance.random() < 0.7
    ]
    chance.shuffle(kept)
    kept.insert(chance.randint(0, len(kept)), ("p", "Helt nytt: xyz", ""))
    after = align(made.previous, written(kept), counter(99))
    assert len(set(ids(after))) == len(kept)
    assert [name for name, text in after.previous if text != "Helt nytt: xyz"] == [
        name for _, _, name in kept if name
    ]


@given(st.lists(LINES, min_size=1, max_size=12, unique=True))
def test_renumbering_moves_no_id(lines):
    made = first([("li", line) for line in lines])
    html = "".join(f"<p>{n} § {x.title()}</p>" for n, x in enumerate(lines, 7))
    again = align(
        tuple((name, text.title()) for name, text in made.previous), html, counter(99)
    )
    assert ids(again) == ids(made)


@given(DOCUMENTS, DOCUMENTS, st.data())
def test_ids_are_unique_whatever_ids_the_html_claims(before, after, data):
    made = first(before)
    claims = st.sampled_from(["", "x", "p-zzzzzzzz", *ids(made)])
    html = written([(t, x, data.draw(claims)) for t, x in after])
    found = align(made.previous, html, counter(99), {"p-zzzzzzzz"})
    assert len(set(ids(found))) == len(after)
    assert "p-zzzzzzzz" not in ids(found)
    assert derive(found.html).order == tuple(ids(found))


def test_footnote_anchors_keep_working():
    html = (
        '<p>Gåvor<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></p>'
        '<ol><li id="footnote-1">Även små. <a href="#footnote-ref-1">↑</a></li></ol>'
    )
    made = align((), html, counter())
    assert 'id="footnote-ref-1"' in made.html
    assert '<li id="footnote-1"><p id="p-aaaaaaab">Även små.' in made.html
    assert align(made.previous, made.html, counter(9)) == made


def test_a_footnote_anchor_on_a_paragraph_moves_inside():
    made = align((), '<p id="fn-1">Även små.</p><p id="fn-1">Kopia.</p>', counter())
    assert made.html == (
        '<p id="p-aaaaaaaa"><span id="fn-1">Även små.</span></p>'
        '<p id="p-aaaaaaab">Kopia.</p>'
    )
    assert align(made.previous, made.html, counter(9)) == made


def test_a_source_that_repeats_itself_is_refused():
    with pytest.raises(Conflict, match="no_fresh_id"):
        align((), "<p>Ett.</p><p>Två.</p>", lambda: "p-aaaaaaaa")


def test_two_thousand_blocks_are_aligned_in_a_second():
    vocabulary = [f"ord{n}" for n in range(300)] + ["vi", "ska", "att", "och"] * 30
    lines = [
        " ".join(vocabulary[(n * 37 + k * k * 11) % len(vocabulary)] for k in range(20))
        for n in range(2000)
    ]
    made = first([("p", f"{n} {line}") for n, line in enumerate(lines)])
    html = made.html.replace("ord7 ", "ord8 ").replace("<p", "<p>Nytt.</p><p", 5)
    began = time.process_time()
    after = align(made.previous, html, counter(5000))
    assert time.process_time() - began < 1
    assert len(set(ids(after)) & set(ids(made))) > 1990
