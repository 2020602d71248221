"""The structure of a governing document, derived from its text.

Headings are groups, numbered items and numbered paragraphs are rules
(DESIGN 1.1, REQUIREMENTS A19, B3, E1, E15). The author writes one text and types
nothing twice.
"""

from base64 import b32encode
from collections.abc import Iterable
from collective.conduct.core.documents.text.blocks import Block
from collective.conduct.core.documents.text.blocks import outline
from collective.conduct.core.documents.text.html import parse
from dataclasses import dataclass

import re


FRAGMENT_ID = re.compile(r"p-[a-z2-7]{8}")
KINDS = ("rule", "item", "text", "table")


@dataclass(frozen=True)
class ProvisionGroup:
    """A heading of the text, with provisions under it.

    ``level`` is 1..6; ``annex`` 0 in the main text, else which annex (1, 2,
    …) the heading opens or lies in. ``title`` is without the ``number``.
    """

    id: str
    title: str
    level: int
    number: str = ""
    annex: int = 0


@dataclass(frozen=True)
class Provision:
    """A part of the text that can be cited.

    ``kind`` is "rule" (ordered item or numbered paragraph), "item" (bullet),
    "text" or "table"; ``group`` the id of the heading before it, "" before
    the first; ``depth`` counts the lists around it, 0 outermost. ``text`` is
    without ``number``, nested items and footnote marks.
    """

    id: str
    kind: str
    number: str
    group: str
    annex: int
    depth: int
    text: str


@dataclass(frozen=True)
class Structure:
    """Groups and provisions of one text, in document order."""

    groups: tuple[ProvisionGroup, ...] = ()
    provisions: tuple[Provision, ...] = ()

    @property
    def parts(self) -> "tuple[ProvisionGroup | Provision, ...]":
        """All groups, then all provisions."""
        return (*self.groups, *self.provisions)

    @property
    def rules(self) -> tuple[Provision, ...]:
        """The provisions that bind: those of kind "rule"."""
        return tuple(part for part in self.provisions if part.kind == "rule")

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of all groups and provisions as they stand in the text."""
        under: dict[str, list[str]] = {"": []}
        for group in self.groups:
            under[group.id] = [group.id]
        for part in self.provisions:
            under[part.group].append(part.id)
        return tuple(name for names in under.values() for name in names)

    def get(self, fragment: str) -> ProvisionGroup | Provision | None:
        """The group or provision with that id, or None."""
        return next((part for part in self.parts if part.id == fragment), None)


@dataclass(frozen=True)
class TocEntry:
    """A line of the table of contents with the lines below it."""

    id: str
    number: str
    title: str
    level: int
    entries: tuple["TocEntry", ...] = ()


def derive(html: str) -> Structure:
    """Read the structure of a text; ids not of our form count as none.

    Until ``core.documents.text.alignment`` has given every block an id, the ``id`` and
    ``group`` of what has none are "" and ``order`` is of no use.
    """
    return structure_of(outline(parse(html)))


def structure_of(blocks: Iterable[Block]) -> Structure:
    """The structure of blocks found by ``blocks.outline``."""
    groups: list[ProvisionGroup] = []
    provisions: list[Provision] = []
    for block in blocks:
        if block.kind == "group":
            groups.append(_group(block))
        else:
            provisions.append(_provision(block, groups[-1].id if groups else ""))
    return Structure(tuple(groups), tuple(provisions))


def _group(block: Block) -> ProvisionGroup:
    return ProvisionGroup(
        own_id(block), block.text, block.depth, block.number, block.annex
    )


def _provision(block: Block, group: str) -> Provision:
    return Provision(
        id=own_id(block),
        kind=block.kind,
        number=block.number,
        group=group,
        annex=block.annex,
        depth=block.depth,
        text=block.text,
    )


def own_id(block: Block) -> str:
    """The block's id when it is of our form, else ""."""
    claim = block.node.attrs.get("id", "")
    return claim if FRAGMENT_ID.fullmatch(claim) else ""


def fragment_id(seed: bytes) -> str:
    """Make an id of our form out of 5 random bytes."""
    return "p-" + b32encode(seed[:5]).decode("ascii").lower()


def toc(structure: Structure) -> tuple[TocEntry, ...]:
    """The table of contents: headings nested by level (REQUIREMENTS B3)."""
    return _entries(list(structure.groups))


def _entries(groups: list[ProvisionGroup]) -> tuple[TocEntry, ...]:
    entries: list[TocEntry] = []
    while groups:
        head = groups.pop(0)
        below = 0
        while below < len(groups) and groups[below].level > head.level:
            below += 1
        inner = _entries(groups[:below])
        del groups[:below]
        entries.append(TocEntry(head.id, head.number, head.title, head.level, inner))
    return tuple(entries)
