"""Reference pages that are drawn from the tables of the code.

``CONDUCT_RECORD=1 pytest tests/unit/test_docs.py`` writes them anew.
"""

from collective.conduct.core.common import access
from collective.conduct.core.documents.lifecycle import TRANSITIONS
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.core.ledger.entries import KINDS
from collective.conduct.core.obligations import campaigns
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import OFFICES
from dataclasses import fields
from pathlib import Path
from tests.support.formats import row_formats
from tests.support.formats import sealed_kinds

import os
import pytest
import re


ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
NOTE = "*Drawn from the code by `tests/unit/test_docs.py`: do not edit by hand.*"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def who(roles) -> str:
    return ", ".join(role for role in access.ROLES if role in roles) or "nobody"


def access_page() -> str:
    roles = table(
        ["role", "in Plone", "comes from"],
        [[key, name, _source(key)] for key, name in access.ROLES.items()],
    )
    deeds = table(
        ["action", "state", "who", "permission"],
        [
            [deed, state, who(roles), access.PERMISSIONS[deed]]
            for deed, cells in access.ACTIONS.items()
            for state, roles in cells.items()
        ],
    )
    return (
        f"# Access\n\n{NOTE}\n\nWhat is not in the second table is refused. `-` is"
        " the state of what has none. A Manager counts as manager.\n\n"
        f"## Roles\n\n{roles}\n\n## Actions\n\n{deeds}\n"
    )


def _source(key: str) -> str:
    functions = [name for name, role in FUNCTIONS.items() if role == key]
    if functions:
        return f"a row in the register: function {functions[0]}"
    by_mandate = {
        "participant": "a row in the register: any function, or a candidate",
        "official": "a row in the register: any mandate",
        "leader": "a row in the register: mandate as group_leader",
    }
    return by_mandate.get(key, "Plone")


def steps_of(transitions) -> str:
    return table(
        ["step", "from", "to", "who"],
        [
            [
                each.id,
                each.source,
                each.target,
                who(access.ACTIONS[each.action][each.source]),
            ]
            for each in transitions
        ],
    )


def diagram(first: str, transitions) -> str:
    arrows = "\n".join(
        f"    {step.source} --> {step.target}: {step.id}" for step in transitions
    )
    return f"```mermaid\nstateDiagram-v2\n    [*] --> {first}\n{arrows}\n```"


def documents_page() -> str:
    states = "\n".join(f"- `{state}`" for state in access.EDITION_STATES)
    return (
        f"# States\n\n{NOTE}\n\n## A document\n\nDraft and proposed are states of the"
        " document; every step has its own page, Plone's State menu offers none.\n\n"
        f"{steps_of(TRANSITIONS)}\n\n{diagram('draft', TRANSITIONS)}\n\n"
        "## An edition\n\nComputed from its dates whenever somebody asks; at most one"
        f" edition of a document is in force on any day.\n\n{states}\n\n"
        "## A campaign\n\nFrom its launch on nobody changes it; a campaign that winds"
        f" down asks no joiners.\n\n{steps_of(campaigns.TRANSITIONS)}\n\n"
        f"{diagram('planned', campaigns.TRANSITIONS)}\n"
    )


def records_page() -> str:
    kinds = table(
        ["kind", "code", "is"],
        [
            [kind, str(code), "an answer" if kind in ANSWERS else "not an answer"]
            for kind, code in KINDS.items()
        ],
    )
    functions = "\n".join(
        f"- `{name}`" + (f": carries the role *{role}*" if role else "")
        for name, role in FUNCTIONS.items()
    )
    offices = "\n".join(f"- `{name}`" for name in OFFICES)
    return (
        f"# Records\n\n{NOTE}\n\n## Kinds of entry in the ledger\n\n{kinds}\n\n"
        f"## Functions of employees\n\n{functions}\n\n"
        f"## Offices of elected officials\n\n{offices}\n\n"
        "## Sealed records\n\nWhat lies in boxes, letters of receipts and drafts, as"
        f" canonical JSON (`core/common/sealed_records.py`).\n\n{_sealed_records()}\n\n"
        "## Stored rows\n\nTuples that begin with their version"
        " (`storage/common/rows.py`); the key of a row in its tree is not repeated."
        f"\n\n{_stored_rows()}\n"
    )


def _sealed_records() -> str:
    return table(
        ["record", "version", "fields"],
        [
            [each.record, str(each.version), ", ".join(f.name for f in fields(each))]
            for each in sealed_kinds()
        ],
    )


def _stored_rows() -> str:
    return table(
        ["row", "version", "fields"],
        [
            [name, str(version), ", ".join(names)]
            for name, found in row_formats()
            for version, names in found.versions.items()
        ],
    )


PAGES = {
    "access.md": access_page,
    "states.md": documents_page,
    "records.md": records_page,
}


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_page_says_what_the_code_says(name):
    page, path = PAGES[name](), REFERENCE / name
    if os.environ.get("CONDUCT_RECORD"):
        path.write_text(page, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page


def test_every_promise_of_the_threat_model_names_a_test_that_exists():
    text = (ROOT / "docs" / "explanation" / "threat-model.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text)
    assert len(named) > 8
    for path, test in named:
        source = (ROOT / path).read_text("utf-8")
        assert f"def {test}(" in source if test else "def test_" in source, path


PACKAGE = ROOT / "src" / "collective" / "conduct"
PACKAGES = {each.name for each in PACKAGE.iterdir() if each.is_dir()}
FOLDERS = PACKAGES | {"bench", "docs", "news", "scripts", "src", "tests"}
PAGES_OF_TODAY = [  # decisions tell what was true on their day
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")),
    *(each for each in (ROOT / "docs").rglob("*.md") if "decisions" not in each.parts),
]


def _named(page: Path) -> list[str]:
    """Return every word in code of a page; ``<...>`` becomes ``*``.

    Of ``NNNN``, a version that is still to be made, only the folder is looked for.
    """
    text = page.read_text("utf-8")
    spans = re.findall(r"`([^`\n]+)`", text) + re.findall(r"^ {4,}(.+)$", text, re.M)
    words = (word.strip("(),:;'\"") for span in spans for word in span.split())
    paths = (re.sub(r"[^/]*NNNN.*", "", word.partition("::")[0]) for word in words)
    return [re.sub(r"<\w+>", "*", path) for path in paths]


def _is_file(name: str) -> bool:
    return any(any(root.glob(name.rstrip("/"))) for root in (ROOT, PACKAGE))


def _is_python(name: str) -> bool:
    """Return whether a dotted name is a module, or a name that a module defines."""
    path, *rest = [PACKAGE, *name.removeprefix("collective.conduct.").split(".")]
    while rest and (path / rest[0]).is_dir():
        path /= rest.pop(0)
    if rest and (path / f"{rest[0]}.py").is_file():
        path /= f"{rest.pop(0)}.py"
    if not rest:
        return path.suffix == ".py" or (path / "__init__.py").is_file()
    if path.suffix != ".py":
        return False
    source = path.read_text("utf-8")
    return bool(re.search(rf"^(def |class |.*\b){rest[0]}\b", source, re.M))


@pytest.mark.parametrize("page", PAGES_OF_TODAY, ids=lambda each: each.name)
def test_every_path_that_a_page_names_exists(page):
    named = [name for name in _named(page) if re.fullmatch(r"[\w./*-]+", name)]
    paths = [name for name in named if name.partition("/")[0] in FOLDERS]
    lost = [name for name in paths if "/" in name and not _is_file(name)]
    modules = [name for name in named if re.fullmatch(r"\w+\.py", name)]
    lost += [name for name in modules if not any(ROOT.glob(f"[st]*/**/{name}"))]
    assert lost == []


@pytest.mark.parametrize("page", PAGES_OF_TODAY, ids=lambda each: each.name)
def test_every_module_that_a_page_names_exists(page):
    dotted = [name for name in _named(page) if re.fullmatch(r"\w+(\.\w+)+", name)]
    ours = [
        name
        for name in dotted
        if name.removeprefix("collective.conduct.").partition(".")[0] in PACKAGES
    ]
    assert [name for name in ours if not _is_python(name)] == []


def test_paths_and_modules_of_the_pages_are_found_at_all():
    named = {name for page in PAGES_OF_TODAY for name in _named(page)}
    assert {"tests/support/", "storage/vault/ciphers/boxes.py", "proof.py"} <= named
    assert "core.documents.header_fields.VALUES" in named
    assert not _is_file("core/nowhere.py") and not _is_python("core.cases.nowhere")
