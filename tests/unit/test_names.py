"""One name, one thing: no two public classes of one name, no name of old.

``RENAMED`` are the terms that standard ones took the place of (the glossary has
them); a name of old that means something else today stands with its reason.
"""

from collections import defaultdict
from pathlib import Path

import ast
import pytest


SRC = Path(__file__).parents[2] / "src" / "collective" / "conduct"
# class -> why two may bear that name
TWICE: dict[str, str] = {}
# As a name of anything in src: definition, import, use, argument, attribute.
RENAMED = (
    *("CASE_DEEDS", "CaseFacts", "DEEDS", "Discreet", "FIRST_RUNG", "IFeeds", "IHome"),
    *("IPost", "IReadings", "IReceipts", "IRequests", "IShelf", "Parcel", "Quiet"),
    *("Secluded", "Sharded", "Standing", "Ways", "apart_from", "deeds", "fire", "noon"),
    *("openers", "rung", "stand", "taken_out", "together", "took_in", "wordless"),
)
# As a name that a module defines.
RENAMED_AT_THE_TOP = (
    *("Clock", "Letter", "Reading", "Term", "able", "blank", "holder"),
    *("let_in", "let_out", "mark_of", "standing", "step_back"),
)
# (name, a part of the path) -> why it may stand there
KEPT = {
    ("Clock", "storage"): "the system's clock is one; a deadline is not",
    ("mark_of", "recognition"): "the mark of a list, in a text that is recognised",
    ("deed", "operations"): "what an error tells: a key of the REST API",
    ("deed", "services"): "a key of the REST API",
    ("rung", "services"): "a key of the REST API",
}


def _sources():
    for path in sorted(SRC.rglob("*.py")):
        yield str(path.relative_to(SRC)), ast.parse(path.read_text("utf-8"))


SOURCES = dict(_sources())


def _names(tree: ast.AST):
    """Every identifier of a module, with those of its keyword arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword):
            yield node.arg
        elif isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield from node.name.split(".")
            yield node.asname


def _defined(tree: ast.Module):
    """What a module defines itself."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (e.id for e in node.targets if isinstance(e, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


NAMES = {path: frozenset(_names(tree)) for path, tree in SOURCES.items()}


def _may_stand(name: str, path: str) -> bool:
    return any(name == kept and part in path for kept, part in KEPT)


def test_no_two_public_classes_have_one_name():
    found = defaultdict(list)
    for path, tree in SOURCES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path)
    twice = {name: paths for name, paths in found.items() if len(paths) > 1}
    assert {k: v for k, v in twice.items() if k not in TWICE} == {}
    assert set(TWICE) <= set(twice)


@pytest.mark.parametrize("name", [*RENAMED, "deed"])
def test_a_name_of_old_is_used_nowhere(name):
    found = [
        path
        for path, names in NAMES.items()
        if name in names and not _may_stand(name, path)
    ]
    assert found == []


@pytest.mark.parametrize("name", RENAMED_AT_THE_TOP)
def test_a_name_of_old_is_defined_nowhere(name):
    found = [
        path
        for path, tree in SOURCES.items()
        if name in set(_defined(tree)) and not _may_stand(name, path)
    ]
    assert found == []


def test_a_private_key_says_that_it_is_a_key():
    """``private`` alone is a tuple of names of fields, in pages."""
    found = [
        path
        for path, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.arg) and node.arg == "private"
    ]
    assert found == []
