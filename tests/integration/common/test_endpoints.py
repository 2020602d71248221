"""The table of endpoints is what ZCML registers and what the reference lists.

``CONDUCT_RECORD=1 pytest tests/integration/test_endpoints.py`` writes the list in
``docs/reference/rest.md`` anew.
"""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.services.common.base import Refusal
from collective.conduct.services.common.endpoint import Endpoint
from collective.conduct.services.common.endpoint import PLACES
from collective.conduct.services.common.fields import is_required
from collective.conduct.services.common.fields import key_of
from collective.conduct.services.common.fields import read
from collective.conduct.services.endpoints import ENDPOINTS
from collective.conduct.vocabularies.errors import STATUS
from dataclasses import fields
from dataclasses import is_dataclass
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from jsonschema import Draft202012Validator
from lxml import etree
from pathlib import Path
from tests.support.schemas import schema_of
from typing import Any
from typing import get_args

import os
import pytest
import re


ROOT = Path(__file__).parents[3]
SERVICES = ROOT / "src" / "collective" / "conduct" / "services"
REFERENCE = ROOT / "docs" / "reference" / "rest.md"
BEGIN = "<!-- Drawn from the table of endpoints by tests: do not edit by hand. -->"
END = "<!-- Here the drawn list ends. -->"
NAMED = pytest.mark.parametrize(
    "row", ENDPOINTS, ids=[f"{each.verb} {each.path}" for each in ENDPOINTS]
)


def registered() -> set[tuple[str, ...]]:
    """What ZCML says of each service: verb, name, thing, right, class, layer."""
    found = set()
    for path in SERVICES.glob("**/*.zcml"):
        for each in etree.parse(path).iter(
            "{http://namespaces.plone.org/plone}service"
        ):
            names = ("method", "name", "for", "permission", "factory", "layer")
            found.add(tuple(each.get(name) for name in names))
    return found


def in_table() -> set[tuple[str, ...]]:
    """The same of the table: several paths of one name are one service."""
    found = set()
    for row in ENDPOINTS:
        module = row.service.__module__.rpartition(".")[2]
        factory = f".{module}.{row.service.__name__}"
        layer = "collective.conduct.interfaces.IConductLayer"
        for place in row.places:
            thing = PLACES[place]
            found.add((row.verb, row.name, thing, row.permission, factory, layer))
    return found


def test_the_table_and_zcml_say_the_same():
    assert in_table() == registered()
    assert len(registered()) > 70


def test_no_path_is_there_twice_in_one_place():
    places = [(e.verb, e.path, place) for e in ENDPOINTS for place in e.places]
    assert len(set(places)) == len(places)


def test_every_endpoint_that_is_written_is_in_the_table():
    told = [f"{row.verb} {row.path}" for row in ENDPOINTS]
    source = "".join(path.read_text("utf-8") for path in SERVICES.glob("**/*.py"))
    written = re.findall(r"@rest\.endpoint\(\s*\"([^\"]+)\"", source)
    assert set(written) == set(told)


@NAMED
def test_a_schema_can_be_made_of_what_it_takes_and_gives(row):
    for kind in (row.input or type(None), row.output):
        Draft202012Validator.check_schema(schema_of(kind))


@NAMED
def test_it_says_in_a_sentence_what_it_is_for(row):
    assert getattr(row.service, row.method).__doc__.strip().endswith(".")


@NAMED
def test_who_writes_takes_something_and_who_only_asks_takes_texts_and_days(row):
    plones = row.name in ("@copy", "@controlpanels", "@transactions", "@workflow")
    assert (row.input is not None or plones) or row.verb in ("GET", "DELETE")
    if row.verb == "GET" and row.input is not None:
        schemas = schema_of(row.input)["properties"].values()
        plain = [each for one in schemas for each in one.get("anyOf", [one])]
        kinds = [each.get("type", "string") for each in plain]
        assert set(kinds) <= {"string", "null"}


JSON = strategies.recursive(
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.floats()
    | strategies.text(strategies.characters(), max_size=5),
    lambda inner: (
        strategies.lists(inner, max_size=3)
        | strategies.dictionaries(strategies.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@NAMED
@settings(max_examples=25, deadline=None)
@given(data=strategies.data())
def test_whatever_is_sent_is_read_or_refused(row, data):
    if row.input is None:
        return
    names = [key_of(each) for each in fields(row.input)] if _typed(row.input) else ["x"]
    one = strategies.sampled_from(names or ["x"])
    sent = data.draw(strategies.dictionaries(one, JSON, max_size=4))
    try:
        read(row.input, sent)
    except Invalid as error:
        assert error.values_.keys() <= {"field"}
        assert error.values_["field"] in str(schema_of(row.input))


def _typed(kind: Any) -> bool:
    return is_dataclass(kind)


# the list in the reference


def listed() -> str:
    head = ["call", "what", "on", "right", "takes", "gives", "refuses with"]
    lines = [head, ["---"] * len(head), *map(_line, ENDPOINTS)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _line(row: Endpoint) -> list[str]:
    doc = getattr(row.service, row.method).__doc__.splitlines()[0]
    statuses = sorted({code for kind, code in STATUS.items() if kind in row.errors})
    return [
        f"`{row.verb} {row.path}`",
        doc.removesuffix("."),
        ", ".join(row.places),
        row.permission.rpartition(".")[2],
        _keys(row.input),
        _keys(row.output),
        ", ".join(map(str, statuses)),
    ]


def _keys(kind: Any) -> str:
    """The keys of an object; those that must be sent come with a star."""
    if kind is None or kind is type(None):
        return ""
    if not _typed(kind):
        told = [each for each in get_args(kind) if each is not Refusal]
        several = [_keys(each) for each in told if _typed(each)]
        several += ["nothing"] * (type(None) in get_args(kind))
        return "; or ".join(several) or "a file of its own format"
    aside = {"others", "spread"}
    told = [each for each in fields(kind) if not aside & each.metadata.keys()]
    marks = [f"`{key_of(e)}`{'*' * (is_required(e) and _sent(kind))}" for e in told]
    return ", ".join(marks)


def _sent(kind: Any) -> bool:
    return kind in [row.input for row in ENDPOINTS]


def test_the_reference_lists_what_is_in_the_table():
    text = REFERENCE.read_text("utf-8")
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    page = f"{before}{BEGIN}\n\n{listed()}\n\n{END}{after}"
    if os.environ.get("CONDUCT_RECORD"):
        REFERENCE.write_text(page, "utf-8")
    assert REFERENCE.read_text("utf-8") == page


def test_every_call_of_the_examples_is_in_the_table():
    paths = {row.path.partition("{")[0].rstrip("/") for row in ENDPOINTS}
    for path in (REFERENCE.parent / "rest").glob("*.req"):
        asked = path.read_text("utf-8").split(" ")[1].partition("?")[0]
        if "@conduct-" not in asked:
            continue  # Plone's own, of an edition
        name = asked[asked.index("@conduct-") :]
        assert name in paths or name.rpartition("/")[0] in paths, path.name
