"""Every module has two coordinates, a floor and a staircase: both are enforced.

See docs/explanation/layers.md. Imports inside functions count like the others.
"""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import ast
import collections
import pytest
import sys


SRC = Path(__file__).parents[2] / "src"
ROOT = "collective.conduct"
# Lowest first. Packages of one storey do not import each other.
STOREYS = (
    {"core"},
    {"i18n", "interfaces"},
    {"behaviors", "content", "imports", "storage", "vocabularies"},
    {"exports", "notifications", "principals", "workflow"},
    {"operations"},
    {"browser", "cli", "easyform", "services"},
    {"setuphandlers", "upgrades"},
    {"testing"},
)
LEVEL = {name: level for level, storey in enumerate(STOREYS) for name in storey}
# The capabilities, lowest first: the same names on every floor.
STAIRCASES = (
    "common",
    "ledger",
    "registers",
    "procedures",
    "documents",
    "obligations",
    "mail",
    "answers",
    "campaigns",
    "contacts",
    "vault",
    "cases",
    "reports",
    "decisions",
    "programme",
    "retention",
    "jobs",
    "home",
)
STAIR = {name: level for level, name in enumerate(STAIRCASES)}
# Floors without staircases: one module, or folders named after something else.
WITHOUT_STAIRS = {
    "behaviors",
    "i18n",
    "interfaces",
    "setuphandlers",
    "testing",
    "upgrades",
}
# What sums up a whole floor stands on the floor itself and may be used from any
# staircase: the fields of the settings, the indexers, the table of endpoints, the
# messages of all errors and the titles of coded values.
SUMS = {
    "content.indexers",
    "content.settings",
    "services.endpoints",
    "vocabularies.errors",
    "vocabularies.terms",
}
MODULES_A_FOLDER = 20
LINES_A_MODULE = 300
LONG_ON_PURPOSE = {"core.ledger.proof"}  # one file, so that an auditor can take it

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


def _inside(module: str) -> list[str]:
    """The parts of a module's name below the package: floor, staircase, rest."""
    return module.removeprefix(f"{ROOT}.").split(".")


def _package(module: str) -> str:
    return _inside(module)[0]


def _staircase(module: str) -> str | None:
    """The capability of a module; None for what has none (see ``SUMS``)."""
    floor, *rest = _inside(module)
    if floor in WITHOUT_STAIRS or not rest or ".".join([floor, *rest]) in SUMS:
        return None
    return rest[0]


def _within(module: str, names) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def _own(module: str) -> set[str]:
    return {name for name in _imports(module) if name.startswith(f"{ROOT}.")}


INNER = sorted(name for name in MODULES if name.startswith(f"{ROOT}."))


def test_every_package_has_its_storey() -> None:
    assert {_package(name) for name in INNER} <= set(LEVEL)


@pytest.mark.parametrize("module", INNER)
def test_every_module_stands_in_a_staircase(module: str) -> None:
    assert _staircase(module) in {*STAIR, None}


@pytest.mark.parametrize("module", INNER)
def test_a_module_imports_only_its_own_package_and_lower_storeys(module: str) -> None:
    mine = _package(module)
    others = {_package(name) for name in _own(module)} - {mine}
    assert {name for name in others if LEVEL[name] >= LEVEL[mine]} == set()


@pytest.mark.parametrize("module", INNER)
def test_a_capability_uses_only_itself_and_those_below(module: str) -> None:
    mine = _staircase(module)
    if mine is not None:
        used = {name: _staircase(name) for name in _own(module)}
        above = {n for n, stair in used.items() if stair and STAIR[stair] > STAIR[mine]}
        assert above == set()


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


def test_no_two_folders_import_each_other_even_by_a_detour() -> None:
    graph: dict[Path, set[Path]] = collections.defaultdict(set)
    for module in INNER:
        if _inside(module) != [_package(module)] and _counts(module):
            used = {MODULES[name].parent for name in _own(module) if _counts(name)}
            graph[MODULES[module].parent] |= used - {MODULES[module].parent}
    assert len([*TopologicalSorter(graph).static_order()]) >= len(graph)


def _counts(module: str) -> bool:
    """Not what sums up a floor: it lies beside the folders that it uses."""
    return module in MODULES and ".".join(_inside(module)) not in SUMS


def test_no_folder_is_a_heap() -> None:
    modules = [path for path in MODULES.values() if path.name != "__init__.py"]
    sizes = collections.Counter(path.parent for path in modules)
    heaps = {path: size for path, size in sizes.items() if size > MODULES_A_FOLDER}
    assert heaps == {}


@pytest.mark.parametrize("module", INNER)
def test_a_module_can_be_read_in_one_sitting(module: str) -> None:
    if ".".join(_inside(module)) not in LONG_ON_PURPOSE:
        lines = MODULES[module].read_text(encoding="utf-8").splitlines()
        assert len(lines) <= LINES_A_MODULE


def test_pages_and_templates_of_a_capability_lie_together() -> None:
    browser = SRC / "collective" / "conduct" / "browser"
    folders = {path.parent for path in browser.rglob("*.pt")}
    assert folders and all(
        path.name == "templates" and path.parent.name in STAIR for path in folders
    )


# Ports: who knows the modules behind them. A site has to be opened before it has
# any port, so whoever opens one outside of a request may ask for that.
COMPOSE = {"setuphandlers", "storage", "upgrades"}
OPENS_A_SITE = {
    f"{ROOT}.browser.mail.urgent": {f"{ROOT}.storage.common.site_connection"},
    f"{ROOT}.cli.common": {f"{ROOT}.storage.common.site_connection"},
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
