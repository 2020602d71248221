"""The demonstration as `make start` serves it, on a clock that the tests set."""

from collective.conduct.cli.jobs import tick
from collective.conduct.setuphandlers.demo import tables
from collective.conduct.storage.common.clock import VARIABLE
from datetime import datetime
from datetime import UTC
from pathlib import Path

import json
import os
import requests
import shutil
import signal
import socket
import subprocess
import sys


SERVE = Path(__file__).parents[2] / "scripts" / "serve.py"
READY = "Stop with Ctrl-C"
SENDS = """
from collective.conduct.cli import common
from pathlib import Path
from plone import api
import sys
import transaction
with common.database(Path(sys.argv[1])) as database, common.site(database, "/Plone"):
    for name, value in {
        "plone.smtp_host": "127.0.0.1",
        "plone.smtp_port": int(sys.argv[2]),
        "plone.email_from_address": "kommunen@lindasa.example",
        "plone.email_from_name": "Lindåsa kommun",
        "collective.conduct.public_address": "https://intra.lindasa.example",
    }.items():
        api.portal.set_registry_record(name, value)
    transaction.commit()
"""
NAMED = "CONDUCT_INSTANCE"  # the tests name their sites by it
# After the sample's decision (26 April 2027), before its first day (1 May).
START = datetime(2027, 4, 27, 8, 0, tzinfo=UTC)


class Clock:
    """The time of the server, in a file; it only goes forward."""

    def __init__(self, path: Path, moment: datetime) -> None:
        self.path = path
        self.set(moment)

    def set(self, moment: datetime) -> None:
        """Let it be that moment; a reader sees the old time or the new one."""
        self.moment = moment
        fresh = self.path.with_suffix(".new")
        fresh.write_text(moment.isoformat(), encoding="utf-8")
        fresh.replace(self.path)


class Demo:
    """A server process with its folder, its port, its accounts and its clock."""

    def __init__(self, folder: Path, moment: datetime = START) -> None:
        self.folder = folder
        self.passwords: dict[str, str] = {}  # those that a test has changed
        self.clock = Clock(folder / "clock", moment)
        self.process = subprocess.Popen(
            [sys.executable, SERVE, folder / "var", _free_port()],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**_environment(), VARIABLE: str(self.clock.path)},
        )
        said = ""
        for line in self.process.stdout:
            said += line
            if READY in line:
                break
        else:
            raise RuntimeError(f"The server ended: {said[-2000:]}")
        known = folder / "var" / "demo.json"
        self.known = json.loads(known.read_text(encoding="utf-8"))
        alive = self.url.replace("/Plone", "/conduct-alive")
        if requests.get(alive, timeout=60).text != self.known["marker"]:
            raise RuntimeError("Another server answers on that port.")
        # The first page compiles templates and bundles: no test waits for that.
        requests.get(f"{self.url}/login", timeout=180).raise_for_status()

    @property
    def url(self) -> str:
        return self.known["url"]

    @property
    def hub(self) -> str:
        """The address of the hub."""
        return self.url + self.known["hub"]

    def account(self, who: str) -> tuple[str, str]:
        """Log-in and password of a role, or of a log-in of the demonstration."""
        found = self.known["accounts"].get(who)
        if found:
            return found["login"], found["password"]
        return who, self.passwords.get(who) or tables.password_of(who)

    def rest(self, who: str, method: str, path: str, **options) -> requests.Response:
        """Send a REST request as somebody, to an address below the hub."""
        headers = {"Accept": "application/json"}
        return requests.request(
            method,
            f"{self.hub}/{path}",
            auth=self.account(who),
            headers=headers,
            timeout=60,
            **options,
        )

    def copied(self, folder: Path) -> "Demo":
        """Serve a copy of the database and of the folder beside it."""
        shutil.copytree(self.folder / "var", folder / "var")
        return Demo(folder, self.clock.moment)

    def adopted(self, what: str, mail: int = 0) -> "Demo":
        """Stop; say what this copy is, as its administrator would; serve it again.

        ``mail``: the port that it sends its letters to.
        """
        self.stop()
        adopt = Path(sys.executable).with_name("conduct-adopt-copy")
        conf = self.folder / "var" / "etc" / "zope.conf"
        commands = [[adopt, f"--{what}", "--conf", conf, "--site", "/Plone"]]
        if mail:
            commands.append([sys.executable, "-c", SENDS, conf, str(mail)])
        for each in commands:
            subprocess.run(each, check=True, env=_environment(), timeout=120)
        return Demo(self.folder, self.clock.moment)

    def ticks(self) -> None:
        """Run the timed job once, as cron would."""
        token = self.folder / "var" / "conduct" / "tick.token"
        assert tick.main(["--url", self.url, "--token-file", str(token)]) == 0

    def stop(self) -> None:
        """Stop this process, and no other."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.communicate()


def _environment() -> dict[str, str]:
    """What a site is started with: it tells by itself whether it is a copy."""
    return {key: kept for key, kept in os.environ.items() if key != NAMED}


def _free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return str(free.getsockname()[1])
