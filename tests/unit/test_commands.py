"""What `make start` and `make reset` say when they cannot go on."""

from pathlib import Path

import fcntl
import pytest
import socket
import subprocess
import sys


SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def taken():
    """A loopback port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def running(tmp_path):
    """A data folder whose server runs."""
    (tmp_path / "filestorage").mkdir()
    (tmp_path / "filestorage" / "Data.fs").write_text("kept")
    with open(tmp_path / "server.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield tmp_path


def _run(script: str, *arguments) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, SCRIPTS / script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    return line


def test_a_taken_port_is_one_line_and_nothing_is_made(taken, tmp_path) -> None:
    var = tmp_path / "var"
    line = _one_line(_run("check.py", var, taken))
    assert f"Port {taken} is taken" in line and not var.exists()


def test_the_server_itself_refuses_a_taken_port_as_plainly(taken, tmp_path) -> None:
    var = tmp_path / "var"
    line = _one_line(_run("serve.py", var, taken))
    assert f"Port {taken} is taken" in line and not var.exists()


@pytest.mark.parametrize("port", ["0", "65536", "web", "-1"])
def test_a_port_that_is_none_is_one_line(port, tmp_path) -> None:
    assert "PORT must be a number" in _one_line(_run("check.py", tmp_path, port))


def test_an_old_python_is_told_so(monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import check

    assert "this is Python 3.10" in check.too_old((3, 10, 2))
    assert check.too_old((3, 11, 0)) == ""


def test_a_second_start_says_that_the_first_one_runs(running, taken) -> None:
    assert "running already" in _one_line(_run("check.py", running, taken))


def test_reset_refuses_while_the_server_runs(running) -> None:
    assert "Nothing removed" in _one_line(_run("reset.py", running))
    assert (running / "filestorage" / "Data.fs").read_text() == "kept"


def test_reset_removes_the_data_and_leaves_what_is_not_the_demos(tmp_path) -> None:
    (tmp_path / "filestorage").mkdir()
    (tmp_path / "demo.json").write_text("{}")
    (tmp_path / "buildout").mkdir()
    assert _run("reset.py", tmp_path).returncode == 0
    assert [each.name for each in tmp_path.iterdir()] == ["buildout"]
