"""The shape of what is stored does not change without a version and a step."""

from collective.conduct.core.common import versions
from tests.support import stored_shapes

import json
import pytest


WAY = (
    "add a version and an upgrade step (docs/how-to/develop.md, Change what is stored)"
)


@pytest.fixture
def shapes(portal, integration):
    return json.loads(json.dumps(stored_shapes.now()))


def test_the_shapes_are_those_of_the_version(shapes):
    kept = json.loads(stored_shapes.file_of(versions.CURRENT).read_text("utf-8"))
    changed = {
        f"{kind}: {name}"
        for kind in {*kept, *shapes}
        for name in {*kept.get(kind, {}), *shapes.get(kind, {})}
        if kept.get(kind, {}).get(name) != shapes.get(kind, {}).get(name)
    }
    assert changed == set(), WAY


@pytest.mark.parametrize("kind", ["content", "names", "persistent", "rows", "sealed"])
def test_every_kind_of_stored_thing_is_looked_at(shapes, kind):
    assert len(shapes[kind]) >= 7


def test_every_store_and_format_is_among_them(shapes):
    assert shapes["persistent"]["registers.register.Register"]
    assert shapes["rows"]["register: Person"]["versions"] == {
        "1": ["name", "userid", "key"]
    }
    assert "text" in shapes["sealed"]["MessageRecord"]
    assert shapes["content"]["ConductEdition"]["class"].startswith("collective.conduct")
