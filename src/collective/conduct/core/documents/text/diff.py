"""Compare two texts, provision by provision (REQUIREMENTS E1, E6).

Provisions are compared by id: a new number, or a neighbour that came or went,
is no change of what a provision says. Headings are compared as well.
"""

from bisect import bisect_left
from collections.abc import Collection
from collections.abc import Iterable
from collective.conduct.core.documents.text.provisions import Provision
from collective.conduct.core.documents.text.provisions import ProvisionGroup
from collective.conduct.core.documents.text.provisions import Structure
from dataclasses import dataclass
from difflib import SequenceMatcher


KINDS = ("added", "removed", "changed", "moved", "renumbered", "unchanged")
CONTENT = frozenset({"added", "removed", "changed"})
Part = ProvisionGroup | Provision
Words = tuple[tuple[str, str], ...]
# Beyond so many words the matcher may treat frequent ones as noise: speed.
_LONG = 2000


@dataclass(frozen=True)
class Change:
    """What happened to one provision or heading between two texts.

    ``kind`` is the first of ``KINDS`` that holds; ``moved`` (it stands in
    another order among those that stayed) and ``renumbered`` tell what else
    happened to one that stayed. ``words`` are ("same" | "added" | "removed",
    text) in reading order, the text without the number.
    """

    kind: str
    id: str
    old: Part | None
    new: Part | None
    words: Words
    moved: bool = False
    renumbered: bool = False

    @property
    def is_rule(self) -> bool:
        """Whether it is a rule, or was one until it was removed."""
        return getattr(self.new or self.old, "kind", "group") == "rule"


@dataclass(frozen=True)
class Diff:
    """The changes in the order of the new text.

    What was removed stands after what it used to follow.
    """

    changes: tuple[Change, ...] = ()

    def counts(self, rules: bool = False) -> dict[str, int]:
        """How many of each kind, of everything or of the rules alone."""
        counts = dict.fromkeys(KINDS, 0)
        for change in self.changes:
            counts[change.kind] += change.is_rule or not rules
        return counts

    def of(self, *kinds: str, rules: bool = False) -> tuple[Change, ...]:
        """The changes of these kinds, of everything or of the rules alone."""
        return tuple(
            change
            for change in self.changes
            if change.kind in kinds and (change.is_rule or not rules)
        )


def compare(old: Structure, new: Structure) -> Diff:
    """Compare two structures whose parts all have ids.

    To show what changed since somebody's last answer, compare the edition
    answered with the current one: editions between them do not matter.
    """
    before = {part.id: part for part in old.parts}
    after = {part.id: part for part in new.parts}
    moved = _moved([name for name in old.order if name in after], new.order)
    return Diff(
        tuple(
            _change(name, before.get(name), after.get(name), name in moved)
            for name in _merged(old.order, new.order)
        )
    )


def material(diff: Diff, nonmaterial: Collection[str] = ()) -> tuple[Change, ...]:
    """The changes that ask for a new answer (REQUIREMENTS E6).

    What was added, removed or changed, and what passed between main text and
    annex, save those whose ids the author marked. Order and number alone ask
    for nothing.
    """
    return tuple(
        change
        for change in diff.changes
        if change.id not in nonmaterial
        and (change.kind in CONTENT or _passed_to_annex(change))
    )


def words_between(old: str, new: str) -> Words:
    """The words of both texts, each run marked as same, added or removed."""
    mine, theirs = old.split(), new.split()
    long = max(len(mine), len(theirs)) > _LONG
    marked: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, mine, theirs, autojunk=long)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            marked.append(("same", " ".join(mine[i1:i2])))
            continue
        for kind, run in (("removed", mine[i1:i2]), ("added", theirs[j1:j2])):
            if run:
                marked.append((kind, " ".join(run)))
    return tuple(marked)


def _text(part: Part | None) -> str:
    if part is None:
        return ""
    return part.title if isinstance(part, ProvisionGroup) else part.text


def _change(name: str, old: Part | None, new: Part | None, moved: bool) -> Change:
    if old is None or new is None:
        kind = "added" if old is None else "removed"
        return Change(kind, name, old, new, ((kind, _text(new or old)),))
    moved = moved or bool(old.annex) != bool(new.annex)
    renumbered = old.number != new.number
    words = words_between(_text(old), _text(new))
    kind = _kind(_text(old) != _text(new), moved, renumbered)
    return Change(kind, name, old, new, words, moved, renumbered)


def _kind(changed: bool, moved: bool, renumbered: bool) -> str:
    facts = {"changed": changed, "moved": moved, "renumbered": renumbered}
    return next((kind for kind, holds in facts.items() if holds), "unchanged")


def _passed_to_annex(change: Change) -> bool:
    if change.old is None or change.new is None:
        return False
    return bool(change.old.annex) != bool(change.new.annex)


def _moved(common: list[str], order: Iterable[str]) -> set[str]:
    """Those outside the longest run that kept its order: the fewest possible."""
    places = {name: place for place, name in enumerate(common)}
    names = [name for name in order if name in places]
    tails: list[int] = []
    before: dict[str, str | None] = {}
    last: list[str] = []
    for name in names:
        at = bisect_left(tails, places[name])
        tails[at : at + 1] = [places[name]]
        last[at : at + 1] = [name]
        before[name] = last[at - 1] if at else None
    in_order: set[str] = set()
    step = last[-1] if last else None
    while step is not None:
        in_order.add(step)
        step = before[step]
    return set(names) - in_order


def _merged(old: Iterable[str], new: Iterable[str]) -> list[str]:
    """The new order, with what was removed after what it used to follow."""
    new = list(new)
    stays, anchor = set(new), ""
    after: dict[str, list[str]] = {"": []}
    for name in old:
        if name in stays:
            anchor = name
            after[anchor] = []
        else:
            after[anchor].append(name)
    merged = list(after[""])
    for name in new:
        merged += [name, *after.get(name, ())]
    return merged
