"""The small programs in `scripts`: what lint finds, what is mended, what is tried."""

from importlib import util
from pathlib import Path

import pytest
import re
import runpy
import subprocess
import sys
import yaml


ROOT = Path(__file__).parents[2]
ZCML = '<configure xmlns="http://namespaces.zope.org/zope">{}</configure>'


def load(name: str):
    spec = util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


house = load("house")
pythons = load("pythons")
shebangs = load("shebangs")


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<!-- words -->\n  <include file='a.zcml' />\n", []),
        ("\n  stray\n  words\n", [(2, "stray words")]),
        ("<!-- words -->\nafter a comment --&gt;", [(2, "after a comment -->")]),
        ("<include file='a.zcml' />after", [(1, "after")]),
        ("<include file='a.zcml'>inside</include>", [(1, "inside")]),
        ("<?words?><include file='a.zcml' />", []),
    ],
)
def test_text_between_elements_of_zcml_is_found(inside, found):
    assert list(house.stray_text(ZCML.format(inside).encode())) == found


@pytest.mark.parametrize(
    ("path", "source", "right"),
    [
        ("upgrades/v1003/__init__.py", '"""To 1003: desks."""', True),
        ("upgrades/v1003/__init__.py", '"""To 1002: letters."""', False),
        ("upgrades/v1003/__init__.py", '"""From 1002 to 1003."""', True),
        ("upgrades/v1003/steps.py", 'def go():\n    """As v1001 did."""', False),
        ("upgrades/steps.py", 'def to_1003():\n    """Go to 1002."""', False),
        ("upgrades/steps.py", 'def to_1003():\n    """Go to 1003."""', True),
        ("upgrades/steps.py", '"""What 1001 and 1002 needed."""', True),
        ("upgrades/v1003/steps.py", '"""Holds 1000.5 or 21000 cases."""', True),
        ("tests/test_upgrade_1003.py", '"""From 1001 to 1002."""', False),
    ],
)
def test_a_docstring_names_the_version_that_it_stands_in(path, source, right):
    assert (list(house.other_versions(source, path)) == []) is right


def test_lint_ends_with_an_error_and_names_file_and_line(tmp_path):
    (tmp_path / "v1003").mkdir()
    (tmp_path / "v1003" / "__init__.py").write_text('"""To 1002."""')
    (tmp_path / "configure.zcml").write_text(ZCML.format("\nstray"))
    script = [sys.executable, ROOT / "scripts" / "house.py", tmp_path]
    done = subprocess.run(script, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"{tmp_path}/configure.zcml:2: " in done.stdout
    assert f"{tmp_path}/v1003/__init__.py:1: " in done.stdout


def test_this_checkout_has_neither():
    assert house.main([str(ROOT / name) for name in ("src", "tests", "scripts")]) == 0


def test_the_hooks_call_the_tools_of_make_lint_as_it_calls_them():
    """Else one of the two would let through what the other refuses."""
    recipe = (ROOT / "Makefile").read_text("utf-8").split("\nlint:")[1]
    lines = recipe.split("\n\n")[0].splitlines()[1:]
    lint = {line.strip().replace("$(BIN)", ".venv/bin") for line in lines}
    # What make adds are the files, which pre-commit knows by itself.
    lint = {re.sub(r" (\.|\$\(\w+\))$", "", line) for line in lint}
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    (repo,) = hooks["repos"]
    entries = {
        re.sub(r" (--force-exclude|\.)$", "", hook["entry"]) for hook in repo["hooks"]
    }
    assert entries == lint
    assert {hook["language"] for hook in repo["hooks"]} == {"system"}
    assert repo["repo"] == "local"


def test_pre_commit_understands_the_hooks():
    command = [sys.executable, "-m", "pre_commit", "validate-config"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_script_runs_whose_python_lies_below_a_folder_with_a_space(tmp_path):
    python = tmp_path / "a folder" / "python"
    script = tmp_path / "bin" / "script"
    for path in (python, script):
        path.parent.mkdir()
    python.symlink_to(sys.executable)
    script.write_text(f'#!{python}\n\nprint("it runs")\n', encoding="utf-8")
    script.chmod(0o755)
    with pytest.raises(OSError):
        subprocess.run([script])
    shebangs.main([str(script.parent)])
    done = subprocess.run([script], capture_output=True, text=True)
    assert done.stdout == "it runs\n"


@pytest.mark.parametrize(
    "text", ["#!/usr/bin/python3\nprint()\n", "#!/bin/sh\n", "print()\n", ""]
)
def test_a_script_that_runs_stays_as_it_is(text):
    assert shebangs.mended(text) == text


def test_a_mended_script_is_mended_once():
    once = shebangs.mended("#!/a folder/python\nprint()\n")
    assert shebangs.mended(once) == once


def test_the_pythons_to_try_are_those_that_the_package_names():
    setup = (ROOT / "setup.py").read_text("utf-8")
    assert pythons.named(setup) == ["3.11", "3.12", "3.13"]
    workflow = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text("utf-8"))
    matrix = workflow["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix["python"] == pythons.named(setup)


def test_a_python_that_only_seems_to_be_there_is_passed_by(tmp_path, monkeypatch):
    shims, kept = tmp_path / "shims", tmp_path / "versions"
    shims.mkdir()
    (shims / "python3.99").write_text("#!/bin/sh\nexit 127\n")
    (shims / "python3.99").chmod(0o755)
    monkeypatch.setenv("PATH", f"{shims}:/usr/bin:/bin")
    assert pythons.find("3.99", kept) is None
    real = kept / "3.99.1" / "bin" / "python3"
    real.parent.mkdir(parents=True)
    real.symlink_to(sys.executable)
    assert pythons.find("3.99", kept) == real


def test_links_become_absolute_when_the_files_have_an_address(monkeypatch):
    monkeypatch.setattr("setuptools.setup", lambda **options: None)
    described = runpy.run_path(str(ROOT / "setup.py"))["long_description"]
    there = described("https://code.example/conduct/")
    assert "(https://code.example/conduct/docs/index.md)" in there
    assert "](docs/" not in there and "<http://localhost:8080/Plone>" in there
    assert "](" not in described("")
