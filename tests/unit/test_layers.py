"""Imports run downwards only (docs/explanation/layers.md)."""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import ast
import pytest
import sys


SRC = Path(__file__).parents[2] / "src"
ROOT = "collective.conduct"
# Lowest first. Packages of one storey do not import each other.
STOREYS = (
    {"core"},
    {"i18n", "interfaces"},
    {"behaviors", "content", "imports", "storage", "vocabularies"},
    {"exports", "indexers", "notifications", "principals", "workflow"},
    {"operations"},
    {"browser", "cli", "easyform", "services"},
    {"setuphandlers", "upgrades"},
    {"testing"},
)
LEVEL = {name: level for level, storey in enumerate(STOREYS) for name in storey}
# Frameworks of the uppermost storey: nobody below it knows a request or a form.
OUTER = ("Products.Five", "z3c.form", "plone.restapi", "collective.easyform")
BELOW_PAGES = {name for name in LEVEL if LEVEL[name] <= LEVEL["operations"]}
CORE_MAY = {*sys.stdlib_module_names, "zope.interface"}


def _name(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in SRC.rglob("*.py")}


def _imports(module: str) -> Iterator[str]:
    """Give every import, those hidden in function bodies included."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in MODULES else str(node.module)


def _package(module: str) -> str:
    return module.removeprefix(f"{ROOT}.").split(".")[0]


def _within(module: str, names) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def _own(module: str) -> set[str]:
    return {name for name in _imports(module) if name.startswith(f"{ROOT}.")}


INNER = sorted(name for name in MODULES if name.startswith(f"{ROOT}."))


def test_every_package_has_its_storey() -> None:
    assert {_package(name) for name in INNER} <= set(LEVEL)


@pytest.mark.parametrize("module", INNER)
def test_a_module_imports_only_its_own_package_and_lower_storeys(module: str) -> None:
    mine = _package(module)
    others = {_package(name) for name in _own(module)} - {mine}
    assert {name for name in others if LEVEL[name] >= LEVEL[mine]} == set()


@pytest.mark.parametrize("module", [n for n in INNER if _package(n) == "core"])
def test_the_core_needs_the_standard_library_and_zope_interface(module: str) -> None:
    assert {
        name for name in _imports(module) if not _within(name, {*CORE_MAY, ROOT})
    } == set()


@pytest.mark.parametrize("module", [n for n in INNER if _package(n) in BELOW_PAGES])
def test_no_framework_of_pages_is_known_below_the_pages(module: str) -> None:
    assert {name for name in _imports(module) if _within(name, OUTER)} == set()


def test_no_two_modules_import_each_other_even_by_a_detour() -> None:
    # static_order() raises CycleError, whose message names the cycle.
    graph = {name: _own(name) - {name} for name in INNER}
    assert len([*TopologicalSorter(graph).static_order()]) >= len(INNER)


# Ports: who knows the modules behind them. A site has to be opened before it has
# any port, so whoever opens one outside of a request may ask for that.
COMPOSE = {"setuphandlers", "storage", "upgrades"}
OPENS_A_SITE = {
    f"{ROOT}.browser.urgent": {f"{ROOT}.storage.outside"},
    f"{ROOT}.cli.opened": {f"{ROOT}.storage.outside"},
}


@pytest.mark.parametrize("module", [n for n in INNER if _package(n) not in COMPOSE])
def test_what_is_stored_is_reached_through_ports(module: str) -> None:
    behind = {name for name in _own(module) if _within(name, {f"{ROOT}.storage"})}
    assert behind == OPENS_A_SITE.get(module, set())


# Private keys: outside of the vault's own modules there are ``OpenVault`` and
# ``OpenCase``, which give none out.
VAULT = f"{ROOT}.storage.vault"
PRIVATE = ("private", "private_key")
OPENERS = ("private_key", "unwrap")


@pytest.mark.parametrize("module", [n for n in INNER if not _within(n, {VAULT})])
def test_no_private_key_is_passed_outside_of_the_vault(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    nodes = [*ast.walk(tree)]
    taken = {each.arg for each in nodes if isinstance(each, ast.arg)}
    assert taken.isdisjoint(PRIVATE)
    kept = [each for each in nodes if isinstance(each, ast.AnnAssign)]
    typed = {ast.unparse(each.target) for each in kept if _is_bytes(each.annotation)}
    assert typed.isdisjoint(PRIVATE)
    if not _within(module, {f"{ROOT}.storage"}):
        asked = {each.attr for each in nodes if isinstance(each, ast.Attribute)}
        assert asked.isdisjoint(OPENERS)


def _is_bytes(annotation: ast.expr) -> bool:
    return "bytes" in ast.unparse(annotation)
