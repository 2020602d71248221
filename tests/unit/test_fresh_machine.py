"""What `make` says and does on a machine where something is missing or half made."""

from pathlib import Path

import os
import pytest
import shutil
import stat
import subprocess
import sys
import venv


ROOT = Path(__file__).parents[2]
BASE = sys._base_executable
FILES = ("Makefile", "constraints.txt", "setup.py", "scripts")
# Stands for a Debian without python3-venv.
WITHOUT_VENV = """\
#!/bin/sh
exec {python} -c '
import runpy, sys
sys.modules["ensurepip"] = None
sys.argv.pop(0)
runpy.run_path(sys.argv[0], run_name="__main__")' "$@"
"""
# Makes an environment without pip, and lays a uv into it that writes down its calls.
WITH_UV = """\
#!/bin/sh
case "$*" in
"-m venv --clear .venv")
  echo "made .venv" >> calls
  {python} -m venv --without-pip --clear .venv
  printf '#!/bin/sh\\necho "uv $*" >> calls\\n' > .venv/bin/uv
  chmod +x .venv/bin/uv ;;
*) exec {python} "$@" ;;
esac
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout in a path with a space, as far as `make install` needs it."""
    folder = tmp_path / "a folder åäö"
    folder.mkdir()
    for name in FILES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def python(tmp_path):
    """Write a stand-in for the Python of the system and return its path."""

    def written(script: str) -> Path:
        path = tmp_path / "python"
        path.write_text(script.format(python=BASE), encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return written


def make(checkout: Path, target: str, python: Path) -> subprocess.CompletedProcess:
    command = ["make", "--no-print-directory", target, f"PYTHON={python}"]
    # The tests may run from a make themselves: ours is not to take over its words.
    own = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        command, cwd=checkout, env=own, capture_output=True, text=True
    )


def half_made(checkout: Path) -> None:
    """Leave what Debian's `python3 -m venv` leaves without python3-venv."""
    venv.create(checkout / ".venv", symlinks=True)


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def calls(checkout: Path) -> list[str]:
    return (checkout / "calls").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("target", ["install", "start"])
def test_without_venv_one_line_names_the_package_and_nothing_is_made(
    checkout, python, target
):
    before = names(checkout)
    done = make(checkout, target, python(WITHOUT_VENV))
    said, stopped = done.stderr.splitlines()
    assert done.returncode != 0 and stopped.startswith("make: ***")
    assert "ensurepip is missing (Debian: apt-get install python3-venv)" in said
    made = names(checkout) - before
    assert {name for name in made if "__pycache__" not in name} == set()


def test_an_install_makes_the_environment_once(checkout, python):
    stand_in = python(WITH_UV)
    first = make(checkout, "install", stand_in)
    assert (first.returncode, first.stderr) == (0, "")
    assert "anew" not in first.stdout
    made = calls(checkout)
    assert made[0] == "made .venv"
    assert made[-1].endswith("--no-deps --no-build-isolation -e .")
    again = make(checkout, "install", stand_in)
    assert (again.returncode, calls(checkout)) == (0, made)


def test_a_half_made_environment_is_made_anew(checkout, python):
    half_made(checkout)
    done = make(checkout, "install", python(WITH_UV))
    assert done.returncode == 0
    assert ".venv is made anew: it is half made." in done.stdout
    assert calls(checkout)[0] == "made .venv"


def test_an_environment_whose_python_is_gone_is_made_anew(checkout, python):
    half_made(checkout)
    for link in (checkout / ".venv" / "bin").glob("python*"):
        link.unlink()
        link.symlink_to("/usr/bin/a-python-that-was-removed")
    done = make(checkout, "install", python(WITH_UV))
    assert ".venv is made anew: its Python is gone." in done.stdout
    assert calls(checkout)[0] == "made .venv"


def test_an_environment_of_another_folder_is_made_anew(checkout, python):
    stand_in = python(WITH_UV)
    make(checkout, "install", stand_in)
    moved = checkout.rename(checkout.with_name("another folder"))
    done = make(moved, "install", stand_in)
    assert ".venv is made anew: it was made in another folder." in done.stdout
    assert calls(moved).count("made .venv") == 2


def test_an_install_that_was_interrupted_goes_on(checkout, python):
    stand_in = python(WITH_UV)
    make(checkout, "install", stand_in)
    (checkout / ".venv" / ".installed-from-constraints").unlink()
    done = make(checkout, "install", stand_in)
    assert "anew" not in done.stdout
    assert calls(checkout).count("made .venv") == 1
    assert (checkout / ".venv" / ".installed-from-constraints").exists()


def test_an_interrupted_creation_is_not_taken_for_the_system(checkout, python):
    half_made(checkout)
    (checkout / ".venv" / "pyvenv.cfg").unlink()
    done = make(checkout, "install", python(WITH_UV))
    assert ".venv is made anew: it is half made." in done.stdout


def test_an_environment_of_another_python_is_made_anew(checkout, python):
    half_made(checkout)
    (checkout / ".venv" / ".installed-from-constraints").touch()
    (checkout / ".venv" / "lib").rename(checkout / ".venv" / "old")
    done = make(checkout, "install", python(WITH_UV))
    assert ".venv is made anew: it was made for another Python." in done.stdout
