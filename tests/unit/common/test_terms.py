"""A vocabulary is what was shipped and what the site made of it (A5)."""

from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.vocabulary import changed
from collective.conduct.core.common.vocabulary import dumped
from collective.conduct.core.common.vocabulary import effective
from collective.conduct.core.common.vocabulary import LANGUAGES
from collective.conduct.core.common.vocabulary import loaded
from collective.conduct.core.common.vocabulary import LONGEST
from collective.conduct.core.common.vocabulary import new_key
from collective.conduct.core.common.vocabulary import reset
from collective.conduct.core.common.vocabulary import TermChange
from collective.conduct.core.common.vocabulary import version
from collective.conduct.core.common.vocabulary import Wish
from collective.conduct.vocabularies.common import concerns
from hypothesis import given
from hypothesis import strategies as st

import pytest


ORIGINALS = {
    "age": {"sv": "Ålder", "da": "Alder", "en": "Age"},
    "sex": {"sv": "Kön", "da": "Køn", "en": "Sex"},
    "faith": {"sv": "Religion", "da": "Religion", "en": "Religion"},
}


def change(*wishes, before=None, fixed=False, seen=None):
    return changed(ORIGINALS, before or {}, wishes, fixed=fixed, seen=seen)


def keys(changes, originals=ORIGINALS):
    return [each.key for each in effective(originals, changes) if not each.retired]


def code(*wishes, **values):
    with pytest.raises(Invalid) as refused:
        change(*wishes, **values)
    return refused.value.code, refused.value.values_.get("field")


def test_a_site_that_changed_nothing_has_what_was_shipped():
    assert keys({}) == ["age", "sex", "faith"]


def test_a_renamed_term_keeps_its_key_and_the_other_languages():
    made = change(Wish("age", {"sv": "Levnadsålder"}))
    assert made == {"age": TermChange({"sv": "Levnadsålder"})}
    (term, *_others) = effective(ORIGINALS, made)
    assert (term.key, term.titles) == ("age", {"sv": "Levnadsålder"})


@pytest.mark.parametrize("title", ["", "  ", "Ålder"])
def test_an_emptied_title_and_the_shipped_one_leave_nothing_behind(title):
    before = {"age": TermChange({"sv": "Levnadsålder"})}
    assert change(Wish("age", {"sv": title}), before=before) == {}


def test_a_wish_that_names_one_language_leaves_the_others():
    before = {"age": TermChange({"sv": "A", "da": "B"}, retired=True)}
    made = change(Wish("age", {"da": "C"}), before=before)
    assert made["age"] == TermChange({"sv": "A", "da": "C"}, retired=True)


def test_a_new_term_stands_last_and_gets_a_key_of_its_own():
    made = change(Wish("", {"sv": "Bostadsort"}))
    assert keys(made) == ["age", "sex", "faith", "bostadsort"]
    again = change(
        Wish("bostadsort", {"sv": "Ort"}), Wish("", {"sv": "Bostadsort"}), before=made
    )
    assert keys(again)[3:] == ["bostadsort", "bostadsort_2"]


def test_an_upgrade_brings_its_new_terms_beside_the_sites_changes():
    made = change(Wish("", {"sv": "Bostadsort"}), Wish("age", retired=True))
    later = {**ORIGINALS, "belief": {"sv": "Tro", "da": "Tro", "en": "Belief"}}
    assert keys(made, later) == ["sex", "faith", "belief", "bostadsort"]


def test_a_retired_term_is_still_known_and_comes_back():
    made = change(Wish("age", retired=True))
    assert [each.key for each in effective(ORIGINALS, made)] == [*ORIGINALS]
    assert change(Wish("age", retired=False), before=made) == {}


def test_the_smallest_number_stands_first():
    assert keys(change(Wish("faith", order=1))) == ["faith", "age", "sex"]
    assert change(Wish("faith", order=30)) == {}  # where it stands anyway


def test_a_fixed_list_is_renamed_and_ordered_and_nothing_else():
    assert change(Wish("age", {"sv": "År"}, order=5, retired=False), fixed=True)
    assert code(Wish("", {"sv": "Ny"}), fixed=True)[0] == "terms_fixed"
    assert code(Wish("age", retired=True), fixed=True)[0] == "terms_fixed"


@pytest.mark.parametrize(
    "wish, refusal",
    [
        (Wish("nothing", {"sv": "X"}), ("term_unknown", None)),
        (Wish("", {"sv": " "}), ("term_title_missing", "new.sv")),
        (Wish("age", {"en": "x" * (LONGEST + 1)}), ("term_title_long", "age.en")),
        (Wish("age", order=0), ("term_order", "age.order")),
        (Wish("age", order=10_000), ("term_order", "age.order")),
        (Wish("age", {"sv": "KÖN"}), ("term_title_taken", "age.sv")),
        (Wish("", {"da": "Køn"}), ("term_title_taken", "new.da")),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(wish, refusal):
    assert code(wish) == refusal


def test_one_term_stays_in_use():
    wishes = [Wish(key, retired=True) for key in ORIGINALS]
    assert code(*wishes)[0] == "terms_empty"


def test_a_title_of_a_retired_term_may_be_used_again():
    assert change(Wish("age", retired=True), Wish("", {"sv": "Ålder"}))


def test_who_saves_has_seen_the_list_as_it_is():
    before = change(Wish("age", {"sv": "År"}))
    assert change(Wish("sex", order=1), before=before, seen=version(before))
    with pytest.raises(Conflict) as refused:
        change(Wish("sex", order=1), before=before, seen=version({}))
    assert refused.value.code == "terms_changed"


def test_going_back_keeps_what_the_site_added_but_retires_it():
    made = change(Wish("", {"sv": "Ort"}), Wish("age", {"sv": "År"}, retired=True))
    back = reset(ORIGINALS, made)
    assert keys(back) == [*ORIGINALS]
    assert back == {"ort": TermChange({"sv": "Ort"}, retired=True)}


def test_a_key_is_made_of_plain_letters():
    assert new_key("Påverkan på mötet!", ()) == "paverkan_pa_motet"
    assert new_key("§§", ()) == "term"
    assert new_key("§§", {"term"}) == "term_2"


TITLES = st.dictionaries(st.sampled_from(LANGUAGES), st.text(max_size=20))
WISHES = st.lists(
    st.builds(
        Wish,
        st.sampled_from(["", *ORIGINALS]),
        TITLES,
        st.none() | st.integers(-1, 10_001),
        st.none() | st.booleans(),
    ),
    max_size=6,
)


@given(st.lists(WISHES, max_size=6))
def test_no_key_is_ever_lost_and_what_is_kept_is_read_back(rounds):
    kept: dict[str, TermChange] = {}
    for wishes in rounds:
        known = {each.key for each in effective(ORIGINALS, kept)}
        try:
            kept = change(*wishes, before=kept)
        except Invalid:
            continue
        assert known <= {each.key for each in effective(ORIGINALS, kept)}
        assert loaded(dumped(kept)) == kept
        assert keys(kept)


# what is shipped


def test_the_six_grounds_of_a_policy_and_the_seven_of_the_statute_are_marked():
    marked = concerns.GROUND_SOURCES
    assert set(marked) == set(concerns.GROUNDS)
    assert sum(concerns.POLICY in each for each in marked.values()) == 6
    assert sum(concerns.STATUTE in each for each in marked.values()) == 7
