"""Loops of the proof end: their steps are counted while its tests run."""

from collective.conduct.core.ledger import proof

import pytest


class Step(int):
    """A whole number that can be halved a hundred times."""

    left = 100

    def __rshift__(self, bits: int) -> "Step":
        made = Step(int(self) >> bits)
        made.left = self.left - 1
        assert made.left, "it never ends"
        return made

    def __sub__(self, other: int) -> "Step":
        return Step(int(self) - other)


@pytest.fixture(autouse=True, scope="module")
def loops_end():
    """Each level of a tree is shorter than the one below, and a path ends."""
    parents, included = proof._parents, proof.included

    def counted_parents(level):
        assert len(level) > 1, "one hash is the root"
        found = parents(level)
        assert len(found) < len(level), "it never ends"
        return found

    def counted_included(hashed, index, size, siblings, top):
        return included(hashed, Step(index), Step(size), siblings, top)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(proof, "_parents", counted_parents)
        patched.setattr(proof, "included", counted_included)
        yield
