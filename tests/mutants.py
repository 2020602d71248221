"""Change the rules a little, one change at a time, and see that a unit test notices.

``make mutants`` asks mutmut for the mutants of the modules in ``mutants.toml``. It
fails when fewer are noticed than the share there says, or when one is missed that
``mutants_that_change_nothing.toml`` does not explain. A mutant that never ends is
missed. ``make mutants OF=cases/matter`` tries one module.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import ast
import json
import re
import shutil
import subprocess
import sys
import time
import tomllib


ROOT = Path(__file__).parents[1]
HERE = ROOT / "tests"
CORE = "src/collective/conduct/core"
NOTICED = 1  # pytest's own number for "some tests failed"
LEFT_BEHIND = shutil.ignore_patterns(
    "__pycache__", "*.mo", "*.po", "browser", "databases", "functional", "integration"
)
# In a copy of the checkout, for one module.
SETTINGS = """
[tool.pytest.ini_options]
consider_namespace_packages = true
pythonpath = ["src"]

[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{core}/{module}.py"]
pytest_add_cli_args = {options}
pytest_add_cli_args_test_selection = {tests}
track_dependencies = false
use_git_change_detection = false
use_setproctitle = false
"""


class Mutant(NamedTuple):
    """One change of one line or more; ``where``: function, or class and method."""

    module: str
    where: str
    old: str
    new: str


def tabled() -> dict:
    """Return what ``mutants.toml`` says."""
    return tomllib.loads((HERE / "mutants.toml").read_text("utf-8"))


def explained() -> dict[Mutant, str]:
    """Return the mutants that change nothing, and why."""
    listed = HERE / "mutants_that_change_nothing.toml"
    rows = tomllib.loads(listed.read_text("utf-8")).get("mutant", [])
    return {Mutant(*(row[name] for name in Mutant._fields)): row["why"] for row in rows}


def opened(source: str) -> str:
    """Write ``@property`` below a method instead of above it: mutmut skips it above."""
    lines = source.splitlines()
    methods = [
        (node, node.decorator_list[0])
        for kind in ast.walk(ast.parse(source))
        if isinstance(kind, ast.ClassDef)
        for node in kind.body
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1
    ]
    for node, decorator in sorted(methods, key=lambda each: -each[0].lineno):
        if isinstance(decorator, ast.Name) and "property" in decorator.id:
            name = node.name
            lines.insert(node.end_lineno, f"    {name} = {decorator.id}({name})")
            del lines[decorator.lineno - 1]
    return "\n".join(lines) + "\n"


def missed(module: str, tests: list[str]) -> tuple[int, list[Mutant]]:
    """Return how many mutants a module has, and those that no test noticed."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for name in ("src", "tests"):
            shutil.copytree(ROOT / name, place / name, ignore=LEFT_BEHIND)
        file = place / CORE / f"{module}.py"
        file.write_text(opened(file.read_text("utf-8")), "utf-8")
        chosen = json.dumps([f"tests/unit/{each}" for each in tests])
        options = ["-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
        for each in tabled()["left_out"]:
            options += ["--deselect", f"tests/unit/{each}"]
        words = SETTINGS.format(
            core=CORE, module=module, tests=chosen, options=json.dumps(options)
        )
        (place / "pyproject.toml").write_text(words, "utf-8")
        _run(place, "-m", "mutmut", "run", "--max-children", "1")
        told = (place / "mutants" / CORE / f"{module}.py.meta").read_text("utf-8")
        codes = json.loads(told)["exit_code_by_key"]
        names = [name for name, code in codes.items() if code != NOTICED]
        return len(codes), _described(place, module, names)


def _run(place: Path, *words: str) -> str:
    done = subprocess.run(
        (sys.executable, *words),
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout[-4000:])
        raise SystemExit("mutmut did not work")
    return done.stdout


# Prints the changed lines of the mutants that are named.
DESCRIBE = """
from mutmut.mutation.diff_apply import get_diff_for_mutant as diff
import json
import sys
print(json.dumps([diff(name) for name in sys.argv[1:]]))
"""


def _described(place: Path, module: str, names: list[str]) -> list[Mutant]:
    """Return mutants as people read them; a number would change with its neighbours."""
    told = json.loads(_run(place, "-c", DESCRIBE, *names))
    found = []
    for name, diff in zip(names, told, strict=True):
        lines = [each for each in diff.splitlines() if each[:3] not in ("---", "+++")]
        old, new = (
            " ".join(line[1:].strip() for line in lines if line.startswith(sign))
            for sign in "-+"
        )
        where = re.sub("^x_?|__mutmut_.*$", "", name.rpartition(".")[2])
        found.append(Mutant(module, where.strip("ǁ").replace("ǁ", "."), old, new))
    return found


def _changed_operators(named: list[str]) -> set[str]:
    from mutmut.mutation.mutators import mutation_operators

    here = {each.__name__ for _node, each in mutation_operators}
    return {each.removeprefix("operator_") for each in here} ^ set(named)


def _told(module: str, tests: list[str], share: int) -> Iterator[str]:
    """Try one module; yield a line for each reason to fail."""
    began = time.monotonic()
    known = {each for each in explained() if each.module == module}
    count, left = missed(module, tests)
    noticed = count - len(left)
    took = time.monotonic() - began
    print(f"{noticed:4} of {count:4} noticed {took:4.0f} s  {module}", flush=True)
    if noticed * 100 < share * count:
        yield f"{module}: fewer than {share} % are noticed"
    for each in dict.fromkeys(left):
        if each not in known:
            yield f"{each.where} in {module}\n  - {each.old}\n  + {each.new}"
    for each in known - set(left):
        yield f"{each.where} in {module}: noticed, or gone\n  + {each.new}"


def main(names: list[str]) -> int:
    """Try the modules that are named, or all."""
    table = tabled()
    if other := _changed_operators(table["operators"]):
        print("The tool has other operators than the table:", *sorted(other))
        return 1
    problems = [
        line
        for name in names or table["modules"]
        for line in _told(name, table["modules"][name], table["share"])
    ]
    print(*problems, sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
