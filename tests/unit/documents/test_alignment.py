"""Identity through every gesture of an author."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.text.alignment import align
from collective.conduct.core.documents.text.alignment import confirm
from collective.conduct.core.documents.text.alignment import Unsure
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.documents.text.provisions import FRAGMENT_ID
from collective.conduct.core.documents.text.provisions import fragment_id

import itertools
import pytest
import re


HEAD, LISTEN, MEETING, GIFTS, MEDIA = (f"p-{letter * 8}" for letter in "ghijk")
TEXTS = {
    HEAD: "Mellan ledamöter",
    LISTEN: "Vi lyssnar färdigt innan vi svarar en kollega.",
    MEETING: "Handlingarna är lästa när sammanträdet öppnas.",
    GIFTS: "Gåvor från företag lämnas vidare till kansliet.",
    MEDIA: "Telefonen ligger kvar i väskan under debatten.",
}
SAVED = (
    f'<h2 id="{HEAD}">{TEXTS[HEAD]}</h2>'
    f'<p id="{LISTEN}">{TEXTS[LISTEN]}</p><p id="{MEETING}">{TEXTS[MEETING]}</p>'
    f'<ol><li id="{GIFTS}">{TEXTS[GIFTS]}</li><li id="{MEDIA}">{TEXTS[MEDIA]}</li></ol>'
)
PREVIOUS = tuple(TEXTS.items())


def counter(start=0):
    numbers = itertools.count(start)
    return lambda: fragment_id(next(numbers).to_bytes(5, "big"))


NEW, NEXT = (f"p-aaaaaaa{letter}" for letter in "ab")  # what counter() gives first


def saved(html, retired=()):
    """Align an edited text with the sample as it was last saved."""
    return align(PREVIOUS, html, counter(), retired)


def ids(alignment):
    return [name for name, _ in alignment.previous]


def edited(before, after):
    assert before in SAVED
    return SAVED.replace(before, after)


def test_saving_without_a_change_changes_nothing():
    made = saved(SAVED)
    assert (made.html, made.previous, made.unsure) == (SAVED, PREVIOUS, ())
    assert made.structure == derive(SAVED)


def test_a_first_text_gets_ids_everywhere():
    made = align((), re.sub(r' id="[^"]*"', "", SAVED), counter())
    assert len(set(ids(made))) == 5
    assert all(FRAGMENT_ID.fullmatch(name) for name in ids(made))
    assert derive(made.html).order == tuple(ids(made))


# The gestures, as the editor leaves the HTML behind (prototype tm.py).


def test_split_in_the_middle_leaves_the_id_with_the_larger_part():
    words = TEXTS[MEETING]
    cut = words.index("när")
    html = edited(f"{words}</p>", f"{words[:cut]}</p><p>{words[cut:]}</p>")
    assert ids(saved(html)) == [HEAD, LISTEN, MEETING, NEW, GIFTS, MEDIA]
    cut = words.index("är")
    html = edited(f"{words}</p>", f"{words[:cut]}</p><p>{words[cut:]}</p>")
    made = saved(html)
    assert ids(made) == [HEAD, LISTEN, NEW, MEETING, GIFTS, MEDIA]
    assert made.unsure == ()


def test_enter_at_the_start_moves_the_id_back_to_the_words():
    html = edited(
        f'<p id="{LISTEN}">', f'<p id="{LISTEN}">Vi tackar för gott arbete.</p><p>'
    )
    made = saved(html)
    assert ids(made) == [HEAD, NEW, LISTEN, MEETING, GIFTS, MEDIA]
    assert made.unsure == ()


def test_enter_at_the_start_without_words_gives_the_empty_line_no_id():
    html = edited(f'<p id="{LISTEN}">', f'<p id="{LISTEN}">&nbsp;</p><p>')
    made = saved(html)
    assert ids(made) == list(TEXTS)
    assert f'<p>\xa0</p><p id="{LISTEN}">' in made.html


def test_enter_at_the_end_makes_one_new():
    made = saved(edited("</p><p", "</p><p>Vi tackar för gott arbete.</p><p"))
    assert ids(made) == [HEAD, LISTEN, NEW, MEETING, GIFTS, MEDIA]


def test_merging_keeps_one_of_the_two_ids():
    both = f"{TEXTS[LISTEN]} {TEXTS[MEETING]}"
    html = SAVED.replace(f'{TEXTS[LISTEN]}</p><p id="{MEETING}">', f"{TEXTS[LISTEN]} ")
    made = saved(html)
    assert made.previous[1] == (LISTEN, both)
    assert ids(made) == [HEAD, LISTEN, GIFTS, MEDIA]


def test_merging_into_a_short_paragraph_follows_the_bulk_of_the_words():
    previous = (*PREVIOUS[:1], (LISTEN, "Vi hälsar."), *PREVIOUS[2:])
    html = f'<p id="{LISTEN}">Vi hälsar. {TEXTS[MEETING]}</p>'
    made = align(previous, html, counter())
    assert ids(made) == [MEETING]


def test_deleting_across_provisions_follows_the_words_that_are_left():
    first, rest = SAVED.index("lyssnar"), SAVED.index("från företag")
    made = saved(SAVED[:first] + SAVED[rest:].replace("</li><li", "</p><ol><li"))
    assert ids(made) == [HEAD, GIFTS, MEDIA]
    assert made.unsure == ()


def test_a_paste_from_outside_is_new_and_loses_its_ids():
    html = SAVED + (
        '<p id="x"><a id="_Toc1">Ett</a> nytt stycke om <b id="p-zzzzzzzz">resor</b>.'
        '</p><p id="p-yyyyyyyy">Från ett annat dokument i samma kommun.</p>'
    )
    made = saved(html)
    assert ids(made) == [*TEXTS, NEW, NEXT]
    assert set(re.findall(r'id="([^"]*)"', made.html)) == {*ids(made)}


def test_a_paste_from_inside_leaves_the_id_with_the_original():
    copy = f'<p id="{LISTEN}">{TEXTS[LISTEN]}</p>'
    assert ids(saved(SAVED + copy)) == [*TEXTS, NEW]
    assert ids(saved(copy + SAVED)) == [NEW, *TEXTS]


def test_of_two_edited_copies_the_closer_one_keeps_the_id():
    near = TEXTS[LISTEN].replace("kollega", "granne")
    far = near.replace("färdigt", "länge")
    html = SAVED.replace(
        f'<p id="{LISTEN}">{TEXTS[LISTEN]}</p>',
        f'<p id="{LISTEN}">{far}</p><p id="{LISTEN}">{near}</p>',
    )
    assert ids(saved(html)) == [HEAD, NEW, LISTEN, MEETING, GIFTS, MEDIA]


def test_retyping_under_the_same_id_makes_a_new_provision_and_asks():
    html = edited(TEXTS[LISTEN], "Resor bokas med tåg när det går.")
    made = saved(html)
    assert ids(made) == [HEAD, NEW, MEETING, GIFTS, MEDIA]
    assert made.unsure == (
        Unsure(NEW, LISTEN, TEXTS[LISTEN], "Resor bokas med tåg när det går."),
    )


def test_an_ordinary_correction_keeps_the_id_and_asks_nothing():
    html = edited("färdigt innan vi svarar", "noga före vi svarar")
    made = saved(html)
    assert (ids(made), made.unsure) == (list(TEXTS), ())


def test_a_misspelt_heading_may_be_mended():
    html = edited(">Mellan ledamöter<", ">Melan ledamöter<")
    made = align(saved(html).previous, SAVED, counter())
    assert ids(made) == list(TEXTS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # li -> p, with the id and without
        (f'<ol><li id="{GIFTS}">{TEXTS[GIFTS]}</li>', f"<p>{TEXTS[GIFTS]}</p><ol>"),
        (
            f'<ol><li id="{GIFTS}">{TEXTS[GIFTS]}</li>',
            f'<p id="{GIFTS}">{TEXTS[GIFTS]}</p><ol>',
        ),
        # p -> ol
        (
            f'<p id="{MEETING}">{TEXTS[MEETING]}</p>',
            f"<ol><li>{TEXTS[MEETING]}</li></ol>",
        ),
        # p -> h3, p -> numbered paragraph, p -> quotation
        (
            f'<p id="{MEETING}">{TEXTS[MEETING]}</p>',
            f'<h3 id="{MEETING}">{TEXTS[MEETING]}</h3>',
        ),
        (f'"{MEETING}">', f'"{MEETING}">2 a § '),
        (
            f'<p id="{MEETING}">{TEXTS[MEETING]}</p>',
            f'<blockquote><p id="{MEETING}">{TEXTS[MEETING]} Ja.</p></blockquote>',
        ),
    ],
)
def test_another_kind_of_block_is_the_same_provision(before, after):
    made = saved(edited(before, after))
    assert (ids(made), made.unsure) == (list(TEXTS), ())


def test_a_numbered_list_made_a_bulleted_one_keeps_its_ids():
    made = saved(SAVED.replace("ol>", "ul>"))
    assert ids(made) == list(TEXTS)
    assert [p.kind for p in made.structure.provisions[2:]] == ["item", "item"]


def test_indenting_an_item_keeps_both_ids():
    html = edited(
        f'</li><li id="{MEDIA}">{TEXTS[MEDIA]}</li>',
        f'<ol><li id="{MEDIA}">{TEXTS[MEDIA]}</li></ol></li>',
    )
    made = saved(html)
    assert ids(made) == list(TEXTS)
    assert [p.number for p in made.structure.rules] == ["1", "1.1"]


def test_words_dragged_under_another_id_take_their_own_along():
    html = edited(TEXTS[LISTEN], "@").replace(TEXTS[MEETING], TEXTS[LISTEN])
    made = saved(html.replace("@", TEXTS[MEETING]))
    assert ids(made) == [HEAD, MEETING, LISTEN, GIFTS, MEDIA]
    assert made.unsure == ()


def test_swapped_words_take_their_ids_along_even_when_they_are_alike():
    one, other = "Ledamöter dricker inte under möten.", "Ledamöter ringer under möten."
    previous = ((LISTEN, one), (MEETING, other))
    html = f'<p id="{LISTEN}">{other}</p><p id="{MEETING}">{one}</p>'
    assert ids(align(previous, html, counter())) == [MEETING, LISTEN]


def test_undo_gives_the_old_ids_back():
    without = saved(SAVED.replace(f'<p id="{LISTEN}">{TEXTS[LISTEN]}</p>', ""))
    assert ids(without) == [HEAD, MEETING, GIFTS, MEDIA]
    assert ids(saved(SAVED)) == list(TEXTS)


def test_similar_words_without_an_id_are_the_same_provision_but_ask():
    near = "Gåvor från företag och föreningar skickas vidare till nämndens kansli."
    html = f"<p>{near}</p>" + SAVED.replace(f'<li id="{GIFTS}">{TEXTS[GIFTS]}</li>', "")
    made = align(PREVIOUS, html.replace("skickas", "lämnas"), counter())
    assert ids(made)[0] == GIFTS
    assert [(each.id, each.old_id) for each in made.unsure] == [(GIFTS, GIFTS)]


# What was frozen


def test_a_retired_id_returns_with_its_words():
    frozen = {"p-zzzzzzzz": "Vi tackar för gott arbete."}
    html = SAVED + "<p>Vi tackar för gott arbete.</p>"
    assert ids(saved(html, frozen)) == [*TEXTS, "p-zzzzzzzz"]
    html = SAVED + '<p id="p-zzzzzzzz">Vi tackar alltid för gott arbete.</p>'
    assert ids(saved(html, frozen)) == [*TEXTS, "p-zzzzzzzz"]


def test_a_retired_id_is_never_given_to_other_words():
    html = SAVED + '<p id="p-zzzzzzzz">Resor bokas med tåg.</p>'
    for frozen in ({"p-zzzzzzzz": "Vi tackar för gott arbete."}, {"p-zzzzzzzz"}):
        made = saved(html, frozen)
        assert (ids(made), made.unsure) == ([*TEXTS, NEW], ())


def test_a_new_id_is_never_one_that_was_used():
    made = saved(SAVED + "<p>Resor bokas med tåg.</p>", {NEW: "Något annat."})
    assert ids(made)[-1] == NEXT


# What the author says


def test_the_author_may_say_that_it_is_the_same_provision():
    made = saved(edited(TEXTS[LISTEN], "Resor bokas med tåg när det går."))
    done = confirm(made.previous, made.html, {NEW: LISTEN})
    assert ids(done) == list(TEXTS)
    assert f'<p id="{LISTEN}">Resor' in done.html
    assert done.structure == derive(done.html)
    assert done.unsure == ()


def test_the_author_may_say_that_it_is_a_new_provision():
    assert ids(confirm(PREVIOUS, SAVED, {MEDIA: NEW}))[-1] == NEW


def test_two_ids_may_be_exchanged():
    done = confirm(PREVIOUS, SAVED, {LISTEN: MEETING, MEETING: LISTEN})
    assert ids(done) == [HEAD, MEETING, LISTEN, GIFTS, MEDIA]


@pytest.mark.parametrize(
    "decisions", [{LISTEN: MEETING}, {LISTEN: "intro"}, {"p-zzzzzzzz": NEW}]
)
def test_a_decision_that_cannot_be_is_refused(decisions):
    with pytest.raises(Invalid, match="identity_conflict"):
        confirm(PREVIOUS, SAVED, decisions)
