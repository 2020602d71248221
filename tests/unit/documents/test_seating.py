"""A file that replaces a text: places tell what the words alone could not."""

from collective.conduct.core.documents.text.alignment import align
from collective.conduct.core.documents.text.diff import compare
from collective.conduct.core.documents.text.seating import seated
from itertools import count
from tests.samples import texts


def fresh():
    numbers = count()
    return lambda: "p-" + "".join("abcdefgh"[int(d)] for d in f"{next(numbers):08o}")


def replaced(old_html, new_html):
    """Align both texts one after the other, the second one as a file."""
    new_id = fresh()
    before = align((), old_html, new_id)
    after = align(before.previous, seated(before.previous, new_html), new_id)
    return before, after


def rules(*words):
    return f"<ol>{''.join(f'<li>{each}</li>' for each in words)}</ol>"


def test_the_next_edition_of_a_code_changes_two_and_adds_one():
    before, after = replaced(texts.html_of(texts.before()), texts.html_of())
    counts = compare(before.structure, after.structure).counts(rules=True)
    assert counts == {
        "added": 1,
        "removed": 0,
        "changed": 2,
        "moved": 0,
        "renumbered": 14,
        "unchanged": 0,
    }
    assert after.unsure == ()


def test_a_rule_in_quite_other_words_is_asked_about():
    first, third = "Vi hälsar på alla.", "Vi går hem i tid."
    before, after = replaced(
        rules(first, "Vi dricker inte på mötet.", third),
        rules(first, "Ordföranden fördelar ordet lika.", third),
    )
    (case,) = after.unsure
    assert case.old_text == "Vi dricker inte på mötet."
    assert case.new_text == "Ordföranden fördelar ordet lika."
    assert case.old_id == before.previous[1][0]


def test_what_is_put_between_two_rules_is_new_without_a_question():
    old = ("Vi hälsar på alla.", "Vi går hem i tid.")
    _before, after = replaced(rules(*old), rules(old[0], "Vi tar rast.", old[1]))
    assert after.unsure == ()


def test_in_a_gap_of_another_size_the_words_choose_the_pairs():
    first, last = "Vi hälsar på alla.", "Vi går hem i tid."
    before, after = replaced(
        rules(first, "Vi svarar på brev inom en vecka.", last),
        rules(first, "Ny regel.", "Vi svarar på alla brev inom två veckor.", last),
    )
    kinds = {change.id: change.kind for change in _changes(before, after)}
    assert kinds[before.previous[1][0]] == "changed"
    assert list(kinds.values()).count("added") == 1


def _changes(before, after):
    return compare(before.structure, after.structure).changes


def test_ids_that_a_text_brings_along_are_left_alone():
    html = '<ol><li id="p-aaaaaaaa">Vi tar rast.</li></ol>'
    known = (("p-bbbbbbbb", "Vi tar paus."),)
    assert seated(known, html) == html
