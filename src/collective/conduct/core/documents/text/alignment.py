"""Give every heading and provision an id that stays with it through every edit.

An id in the HTML marks a place, not a content: typing over a paragraph keeps it,
merging and pasting move it. So each save compares the words with the text as last
saved (DESIGN 1.1, REQUIREMENTS A19, E6). ``core.documents.text.identity`` has the
rules of evidence.
"""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.text.blocks import Block
from collective.conduct.core.documents.text.blocks import FOOTNOTE_ID
from collective.conduct.core.documents.text.blocks import outline
from collective.conduct.core.documents.text.html import LISTS
from collective.conduct.core.documents.text.html import Node
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.html import serialise
from collective.conduct.core.documents.text.identity import Identities
from collective.conduct.core.documents.text.provisions import FRAGMENT_ID
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.documents.text.provisions import structure_of
from dataclasses import dataclass


Known = Sequence[tuple[str, str]]
_ATTEMPTS = 50


@dataclass(frozen=True)
class Unsure:
    """A decision that the author should confirm.

    ``id == old_id``: taken for the same provision, reworded and moved.
    Otherwise: taken for a new one, though it stands where ``old_id`` stood.
    """

    id: str
    old_id: str
    old_text: str
    new_text: str


@dataclass(frozen=True)
class Alignment:
    """A text whose blocks all have ids; ``previous`` is stored for the next time."""

    html: str
    structure: Structure
    previous: tuple[tuple[str, str], ...]
    unsure: tuple[Unsure, ...] = ()


def align(
    previous: Known,
    html: str,
    new_id: Callable[[], str],
    retired: Collection[str] = (),
) -> Alignment:
    """Match every block with a known provision and write the ids into the text.

    ``previous`` is what the last alignment returned, () at first. ``retired``
    holds ids frozen in editions: a mapping from id to words lets them return
    with the same or similar words; from a plain collection none returns. An
    id of neither is another text's and is replaced. ``Conflict``
    "no_fresh_id" when ``new_id`` only repeats itself.
    """
    root = parse(html)
    blocks = outline(root)
    words = retired if isinstance(retired, Mapping) else {}
    known = {**dict(previous), **words, **dict(previous)}
    found = Identities(
        [_claim(block.node) for block in blocks],
        [block.text for block in blocks],
        known,
    )
    used = {*known, *retired}
    ids = [name or _fresh(new_id, used) for name in found.ids]
    unsure = tuple(_unsure(found, ids, dict(previous)))
    return _written(root, blocks, ids, unsure)


def confirm(previous: Known, html: str, decisions: Mapping[str, str]) -> Alignment:
    """Apply the author's decisions about unsure provisions to the saved text.

    ``decisions`` maps an id in ``html`` to the one it shall have: the
    ``old_id`` of an ``Unsure`` for "same provision, reworded", or a fresh id
    for "new provision". ``Invalid`` "identity_conflict" when an id is not in
    the saved text, not of our form, or would stand twice.
    """
    root = parse(html)
    blocks = outline(root)
    claims = [_claim(block.node) for block in blocks]
    ids = [decisions.get(claim, claim) for claim in claims]
    saved = {name for name, _ in previous}.intersection(claims)
    well_formed = all(FRAGMENT_ID.fullmatch(name) for name in ids)
    if not saved.issuperset(decisions) or not well_formed or len({*ids}) < len(ids):
        raise Invalid("identity_conflict")
    return _written(root, blocks, ids, ())


def align_translation(
    main: Structure, html: str, new_id: Callable[[], str]
) -> tuple[str, bool]:
    """Give a translation the ids of the main text, by position.

    It fits when the kinds agree one by one and no block carries an id that
    the main text has at another place; else the blocks keep what ids they
    have, and False is returned: the author must correct it (REQUIREMENTS A19).
    """
    root = parse(html)
    blocks = outline(root)
    claims = [_claim(block.node) for block in blocks]
    kinds = dict.fromkeys((group.id for group in main.groups), "group")
    kinds |= {part.id: part.kind for part in main.provisions}
    order = main.order
    fits = [block.kind for block in blocks] == [kinds[name] for name in order] and all(
        claim == name or claim not in kinds
        for claim, name in zip(claims, order, strict=True)
    )
    ids = list(order) if fits else _own(claims, new_id, {*order})
    return _written(root, blocks, ids, ()).html, fits


def _own(claims: list[str], new_id: Callable[[], str], used: set[str]) -> list[str]:
    """The ids that blocks carry, the first of each; fresh ones for the rest."""
    used = used.union(claims)
    seen: set[str] = {""}
    ids = []
    for claim in claims:
        ids.append(_fresh(new_id, used) if claim in seen else claim)
        seen.add(claim)
    return ids


def _claim(node: Node) -> str:
    """The id a block carries: its own, or that of what was wrapped in it."""
    for inner in (node, *list(node.elements())[:1]):
        name = inner.attrs.get("id", "")
        if FRAGMENT_ID.fullmatch(name) and (inner is node or inner.tag not in LISTS):
            return name
    return ""


def _fresh(new_id: Callable[[], str], used: set[str]) -> str:
    for _ in range(_ATTEMPTS):
        name = new_id()
        if name not in used:
            used.add(name)
            return name
    raise Conflict("no_fresh_id")


def _unsure(
    found: Identities, ids: list[str], previous: dict[str, str]
) -> Iterable[Unsure]:
    asked = set(found.taken)
    for place, name in enumerate(ids):
        claim, text = found.claims[place], found.texts[place]
        if place in found.doubtful:
            yield Unsure(name, name, found.known[name], text)
        elif not found.ids[place] and claim in previous and claim not in asked:
            asked.add(claim)
            yield Unsure(name, claim, previous[claim], text)


def _written(
    root: Node, blocks: list[Block], ids: list[str], unsure: tuple[Unsure, ...]
) -> Alignment:
    anchors: set[str] = set()
    for node in root.walk():
        name = node.attrs.pop("id", "")
        if FOOTNOTE_ID.fullmatch(name) and name not in anchors:
            anchors.add(name)
            node.attrs["id"] = name
    for block, name in zip(blocks, ids, strict=True):
        _name(block.node, name)
    return Alignment(
        html=serialise(root),
        structure=structure_of(blocks),
        previous=tuple((n, b.text) for n, b in zip(ids, blocks, strict=True)),
        unsure=unsure,
    )


def _name(node: Node, name: str) -> None:
    """Set the id; a footnote's anchor on the same element moves inside."""
    if anchor := node.attrs.get("id", ""):
        node.children = [Node("span", {"id": anchor}, node.children)]
    node.attrs["id"] = name
