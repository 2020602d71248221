"""A translation carries the ids of the main text (REQUIREMENTS A19)."""

from collective.conduct.core.documents.text.alignment import align_translation
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.documents.text.provisions import fragment_id

import itertools


ORDER = tuple(f"p-{letter * 8}" for letter in "ghijk")
MAIN = (
    '<h2 id="{}">Mellan ledamöter</h2><p id="{}">Vi lyssnar.</p>'
    '<p id="{}">Handlingarna är lästa.</p>'
    '<ol><li id="{}">Gåvor lämnas vidare.</li><li id="{}">Telefonen vilar.</li></ol>'
).format(*ORDER)


def counter(start=0):
    numbers = itertools.count(start)
    return lambda: fragment_id(next(numbers).to_bytes(5, "big"))


DANISH = (
    "<h2>Mellem medlemmer</h2><p>Vi lytter.</p><p>Vi har læst.</p>"
    "<ol><li>Gaver afleveres.</li><li>Telefonen ligger.</li></ol>"
)


def test_a_translation_gets_the_ids_by_position():
    html, fits = align_translation(derive(MAIN), DANISH, counter())
    assert fits
    assert derive(html).order == ORDER
    assert align_translation(derive(MAIN), html, counter()) == (html, True)


def test_a_translation_of_another_shape_does_not_fit_but_has_ids():
    shorter = DANISH.replace("<p>Vi har læst.</p>", "")
    html, fits = align_translation(derive(MAIN), shorter, counter())
    assert not fits
    assert derive(html).order == tuple(counter(n)() for n in range(4))
    assert align_translation(derive(MAIN), html, counter(9)) == (html, False)


def test_a_translation_that_has_not_followed_a_reordering_does_not_fit():
    html, _ = align_translation(derive(MAIN), DANISH, counter())
    moved = MAIN.replace(ORDER[1], "@").replace(ORDER[2], ORDER[1])
    moved = moved.replace("@", ORDER[2])
    assert align_translation(derive(moved), html, counter()) == (html, False)
