"""The difference between two texts, provision by provision."""

from collective.conduct.core.documents.text.diff import compare
from collective.conduct.core.documents.text.diff import KINDS
from collective.conduct.core.documents.text.diff import material
from collective.conduct.core.documents.text.diff import words_between
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.documents.text.provisions import Provision
from collective.conduct.core.documents.text.provisions import ProvisionGroup
from collective.conduct.core.documents.text.provisions import Structure
from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st


def rule(name, text="", number="", annex=0, group=""):
    return Provision(name, "rule", number, group, annex, 0, text or f"Ord om {name}")


def numbered(*names):
    """A text of rules with those names, numbered from 1."""
    rules = [rule(name, number=str(n)) for n, name in enumerate(names, 1)]
    return Structure((), tuple(rules))


def with_text(structure, name, text):
    parts = structure.provisions
    return replace(
        structure,
        provisions=tuple(replace(p, text=text) if p.id == name else p for p in parts),
    )


def found(diff):
    return {change.id: change.kind for change in diff.changes}


def test_seventeen_rules_renumbered_by_one_new_at_the_top():
    names = [f"r{n}" for n in range(16)]
    new = with_text(numbered("ny", *names), "r3", "Ord om annat")
    new = with_text(new, "r9", "Andra ord")
    diff = compare(numbered(*names), new)
    assert diff.counts(rules=True) == {
        "added": 1,
        "removed": 0,
        "changed": 2,
        "moved": 0,
        "renumbered": 14,
        "unchanged": 0,
    }
    assert diff.of("changed")[0].renumbered


def test_an_equal_text_is_unchanged():
    diff = compare(numbered("a", "b"), numbered("a", "b"))
    assert found(diff) == {"a": "unchanged", "b": "unchanged"}
    assert diff.changes[0].words == (("same", "Ord om a"),)


def test_words_are_marked_one_by_one():
    old = with_text(numbered("a"), "a", "Vi följer upp koden varje år")
    new = with_text(numbered("a"), "a", "Vi följer alltid upp koden vartannat år")
    assert compare(old, new).changes[0].words == (
        ("same", "Vi följer"),
        ("added", "alltid"),
        ("same", "upp koden"),
        ("removed", "varje"),
        ("added", "vartannat"),
        ("same", "år"),
    )


def test_an_added_or_removed_provision_shows_all_its_words():
    diff = compare(numbered("a", "b"), numbered("b", "c"))
    assert [(c.kind, c.words) for c in diff.changes] == [
        ("removed", (("removed", "Ord om a"),)),
        ("renumbered", (("same", "Ord om b"),)),
        ("added", (("added", "Ord om c"),)),
    ]


def test_a_removed_provision_stands_where_it_stood():
    diff = compare(numbered("a", "b", "c", "d"), numbered("a", "ny", "d", "c"))
    assert [change.id for change in diff.changes] == ["a", "b", "ny", "d", "c"]


def test_only_what_left_its_order_has_moved():
    diff = compare(numbered("a", "b", "c", "d"), numbered("d", "a", "b", "c"))
    assert found(diff) == {
        "d": "moved",
        "a": "renumbered",
        "b": "renumbered",
        "c": "renumbered",
    }


def test_a_changed_provision_also_tells_that_it_moved():
    new = with_text(numbered("c", "a", "b"), "c", "Nya ord")
    change = compare(numbered("a", "b", "c"), new).changes[0]
    assert (change.kind, change.moved, change.renumbered) == ("changed", True, True)


def test_moving_into_the_annex_is_a_move_even_in_the_same_order():
    old, new = rule("a"), rule("a", annex=1)
    diff = compare(Structure((), (old,)), Structure((), (new,)))
    assert found(diff) == {"a": "moved"}
    assert material(diff) == diff.changes


def test_headings_are_compared_but_are_no_rules():
    old = Structure((ProvisionGroup("g", "Syfte", 2, "1"),), (rule("a", group="g"),))
    new = Structure(
        (ProvisionGroup("g", "Mål och syfte", 3, "2"),), (rule("a", group="g"),)
    )
    diff = compare(old, new)
    assert found(diff) == {"g": "changed", "a": "unchanged"}
    assert diff.changes[0].words == (("removed", "Syfte"), ("added", "Mål och syfte"))
    assert diff.counts(rules=True)["changed"] == 0


def test_a_paragraph_made_a_heading_keeps_its_words():
    old = derive('<p id="p-aaaaaaaa">Våra åtaganden</p>')
    new = derive('<h2 id="p-aaaaaaaa">Våra åtaganden</h2>')
    assert found(compare(old, new)) == {"p-aaaaaaaa": "unchanged"}


def test_bold_and_footnote_marks_are_no_change():
    old = derive('<p id="p-aaaaaaaa">Vi följer upp.</p>')
    new = derive(
        '<p id="p-aaaaaaaa">Vi <b>följer</b> upp<sup><a href="#fn-1">1</a></sup>.</p>'
    )
    assert found(compare(old, new)) == {"p-aaaaaaaa": "unchanged"}


def test_only_content_that_is_not_marked_asks_for_a_new_answer():
    new = with_text(numbered("d", "a", "ny", "b"), "a", "Ord om å")
    new = with_text(new, "b", "Andra löften")
    diff = compare(numbered("a", "b", "bort", "d"), new)
    assert [change.id for change in material(diff)] == ["a", "ny", "b", "bort"]
    assert [change.id for change in material(diff, {"a": "stavfel"})] == [
        "ny",
        "b",
        "bort",
    ]
    assert found(diff)["a"] == "changed"


def test_what_happened_between_two_answers_does_not_count():
    first = numbered("a", "b")
    middle = with_text(first, "a", "Andra löften")
    assert material(compare(first, middle))
    assert material(compare(first, numbered("a", "b"))) == ()


NAMES = st.lists(st.sampled_from("abcdefghij"), unique=True)
LINES = st.lists(st.sampled_from("vi ska inte bör alltid svara".split())).map(" ".join)


@given(NAMES, NAMES)
def test_every_part_is_told_once_and_kinds_agree_with_the_texts(before, after):
    diff = compare(numbered(*before), numbered(*after))
    told = found(diff)
    assert len(diff.changes) == len(told) == len({*before, *after})
    assert [c.id for c in diff.changes if c.new] == after
    assert {n for n in told if told[n] == "added"} == {*after} - {*before}
    assert {n for n in told if told[n] == "removed"} == {*before} - {*after}
    assert sum(diff.counts().values()) == len(told)
    assert tuple(diff.counts()) == KINDS


@given(NAMES, NAMES)
def test_what_did_not_move_stands_in_the_same_order(before, after):
    diff = compare(numbered(*before), numbered(*after))
    stayed = {c.id for c in diff.changes if c.old and c.new and not c.moved}
    assert [n for n in before if n in stayed] == [n for n in after if n in stayed]


@given(NAMES, st.data())
def test_insertions_and_deletions_move_nothing(names, data):
    after = [name for name in names if data.draw(st.booleans())]
    after.insert(data.draw(st.integers(0, len(after))), "ny")
    diff = compare(numbered(*names), numbered(*after))
    assert not any(change.moved for change in diff.changes)


@given(LINES, LINES)
def test_both_texts_can_be_read_out_of_the_words(old, new):
    words = words_between(old, new)
    assert " ".join(text for kind, text in words if kind != "added") == old
    assert " ".join(text for kind, text in words if kind != "removed") == new
