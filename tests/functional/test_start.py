"""`make start`, from an empty folder to pages, and a second time."""

from pathlib import Path

import json
import os
import pytest
import re
import requests
import signal
import socket
import subprocess
import sys


SERVE = Path(__file__).parents[2] / "scripts" / "serve.py"
READY = "Stop with Ctrl-C"
ROLES = {
    "auditor",
    "leader",
    "manager",
    "member",
    "official",
    "official2",
    "publisher",
    "registrar",
    "secretary",
}


class Server:
    """A server process on its own folder and port."""

    def __init__(self, var: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        self.var = var
        self.process = subprocess.Popen(
            [sys.executable, SERVE, var, port],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={k: v for k, v in os.environ.items() if not k.startswith("CONDUCT_")},
        )
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if READY in line:
                return
        pytest.fail(f"The server ended: {self.said[-1000:]}")

    @property
    def known(self) -> dict:
        return json.loads((self.var / "demo.json").read_text(encoding="utf-8"))

    def get(self, path: str, **options) -> requests.Response:
        return requests.get(self.known["url"] + path, timeout=60, **options)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        self.said += self.process.communicate()[0]
        return self.process.returncode


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    # A folder as people name theirs.
    server = Server(tmp_path_factory.mktemp("demo") / "My $5 förstudie" / "var")
    yield server
    if server.process.poll() is None:
        server.stop()


def test_the_address_and_the_log_ins_are_printed_and_written_down(first) -> None:
    known = first.known
    assert known["accounts"].keys() >= ROLES and known["documents"]
    assert known["url"] + known["hub"] in first.said
    for account in known["accounts"].values():
        assert re.search(f"{account['login']} +{account['password']}\n", first.said)


def test_nobody_but_the_owner_reads_the_log_ins_and_the_data(first) -> None:
    names = ("demo.json", "conduct", "filestorage", "blobstorage", "log")
    modes = {name: (first.var / name).stat().st_mode & 0o077 for name in names}
    assert modes == dict.fromkeys(names, 0)


def test_the_server_can_be_told_from_any_other_one(first) -> None:
    url = first.known["url"].replace("/Plone", "/conduct-alive")
    assert requests.get(url, timeout=60).text == first.known["marker"]


def test_the_site_is_swedish_themed_and_names_no_versions(first) -> None:
    page = first.get("")
    assert page.status_code == 200 and 'lang="sv"' in page.text
    assert "++theme++barceloneta" in page.text
    assert not {"server", "x-powered-by"} & {name.lower() for name in page.headers}


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_account_logs_in_and_sees_the_hub(first, role) -> None:
    account = first.known["accounts"][role]
    page = first.get(
        first.known["hub"],
        auth=(account["login"], account["password"]),
        allow_redirects=False,
    )
    assert page.status_code == 200


def test_a_second_start_keeps_the_data(first) -> None:
    before = first.known
    assert first.stop() == 0
    assert "The data stays" in first.said
    second = Server(first.var)
    try:
        after = second.known
        assert "Creating" not in second.said
        assert second.get("").status_code == 200
    finally:
        second.stop()
    assert before["accounts"] == after["accounts"]
    assert before["marker"] != after["marker"]
