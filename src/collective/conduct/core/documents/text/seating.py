"""Give an imported text the ids of the provisions that stood at the same places.

A file has no ids, so its words alone would decide which provision is which,
and a rule that was much reworded would count as new without a question. Where
it stands between the same neighbours is evidence as well: ``text.alignment``
then weighs the words, and asks the author where they do not suffice.
"""

from collections.abc import Iterator
from collective.conduct.core.documents.text.alignment import Known
from collective.conduct.core.documents.text.blocks import outline
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.html import serialise
from collective.conduct.core.documents.text.identity import KEEP
from collective.conduct.core.documents.text.likeness import pairs
from collective.conduct.core.documents.text.provisions import own_id
from difflib import SequenceMatcher


def seated(previous: Known, html: str) -> str:
    """Return the text with ids of ``previous`` where the places agree.

    ``previous`` is that of the last alignment. Blocks that have an id, or
    words that were there before, are left as they are.
    """
    root = parse(html)
    blocks = outline(root)
    claimed = {own_id(block) for block in blocks}
    texts = [block.text for block in blocks]
    for place, name in _by_place(previous, texts):
        node = blocks[place].node
        if name not in claimed and "id" not in node.attrs:
            node.attrs["id"] = name
    return serialise(root)


def _by_place(previous: Known, texts: list[str]) -> Iterator[tuple[int, str]]:
    """The blocks that stand where known ones stood, with the ids of those."""
    old = [words for _name, words in previous]
    matcher = SequenceMatcher(None, old, texts, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "replace":
            continue
        if i2 - i1 == j2 - j1:
            places = list(zip(range(j1, j2), range(i1, i2), strict=True))
        else:
            found = pairs(texts[j1:j2], old[i1:i2], KEEP)
            places = [(j1 + mine, i1 + theirs) for _, mine, theirs in _each_once(found)]
        for mine, theirs in places:
            yield mine, previous[theirs][0]


def _each_once(
    found: list[tuple[float, int, int]],
) -> Iterator[tuple[float, int, int]]:
    """The best pairs in which no text stands twice."""
    mine: set[int] = set()
    theirs: set[int] = set()
    for pair in found:
        if pair[1] not in mine and pair[2] not in theirs:
            mine.add(pair[1])
            theirs.add(pair[2])
            yield pair
