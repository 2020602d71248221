"""The files around the package agree with each other."""

from importlib.metadata import entry_points
from importlib.metadata import requires
from pathlib import Path

import ast
import configparser
import json
import re


ROOT = Path(__file__).parents[2]


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _constraints() -> dict[str, str]:
    lines = (
        line.split(";")[0].strip() for line in _read("constraints.txt").splitlines()
    )
    pins = (line.split("==") for line in lines)
    return {_canonical(pin[0]): pin[1] for pin in pins if len(pin) == 2}


def _names(requirements: list[str]) -> set[str]:
    return {_canonical(re.split(r"[\s;<>=!~\[]", line)[0]) for line in requirements}


def test_buildout_and_pip_install_the_same_versions() -> None:
    parser = configparser.ConfigParser(delimiters=["="], interpolation=None)
    parser.read_string(_read("versions.cfg"))
    versions = {_canonical(k): v for k, v in parser["versions"].items()}
    assert versions == _constraints()


def test_everything_that_the_package_requires_is_pinned() -> None:
    assert _names(requires("collective.conduct") or []) <= set(_constraints())


def test_everything_that_the_package_requires_stands_in_requirements_in() -> None:
    lines = [line for line in _read("requirements.in").splitlines() if line]
    listed = _names([line for line in lines if not line.startswith("#")])
    indirect = {"lxml", "plone-api"}
    assert _names(requires("collective.conduct") or []) - indirect <= listed


def test_the_namespace_is_native() -> None:
    assert not (ROOT / "src" / "collective" / "__init__.py").exists()


def test_plone_finds_the_package_by_itself() -> None:
    points = entry_points(group="plone.autoinclude.plugin")
    ours = [point for point in points if point.dist.name == "collective.conduct"]
    assert [point.value for point in ours] == ["plone"]


def test_the_browser_tests_install_axe_core_and_nothing_else() -> None:
    packages = json.loads(_read("package-lock.json"))["packages"]
    pinned = {name: meta["version"] for name, meta in packages.items() if name}
    assert pinned == {"node_modules/axe-core": "4.14.1"}


def test_the_lock_file_names_no_registry() -> None:
    assert "resolved" not in _read("package-lock.json")


def test_every_page_of_the_docs_is_reached_from_its_index() -> None:
    pages = [page for page in (ROOT / "docs").rglob("*.md") if page.name != "index.md"]
    lost = [p for p in pages if f"({p.name})" not in _index(p.parent)]
    assert pages and lost == []


def _index(folder: Path) -> str:
    return (folder / "index.md").read_text(encoding="utf-8")


def test_links_between_our_own_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    dead = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)[)#]", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


def test_content_classes_have_no_type_hints_in_their_bodies():
    """A hint makes a class-level ``__annotations__``, which zope.annotation
    would then share between all instances."""
    hinted = [
        f"{path.name}: {kind.name}"
        for path in (ROOT / "src/collective/conduct/content").glob("*.py")
        for kind in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(kind, ast.ClassDef)
        and any(isinstance(line, ast.AnnAssign) for line in kind.body)
    ]
    assert hinted == []
