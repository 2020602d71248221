"""Four processes on one real ZEO server, all at once.

They answer the same edition, and every tenth write is a row of the registers.
Each write is one transaction; who loses tries again, as Zope does. Before they
begin all four ask for the lease of the timed job.
"""

from bench.ledger import answer
from bench.ledger import START
from bench.sizes import sized
from bench.told import tell
from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.storage.jobs import Lease
from collective.conduct.storage.ledger.ledger import Ledger
from collective.conduct.storage.registers.register import Register
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from ZODB.POSException import ConflictError

import hashlib
import json
import subprocess
import sys
import transaction
import ZEO


WRITERS, WRITES = 4, sized(250, 30)
TRIES = 1 + 3  # Zope's max_conflict_retries
EDITION = hashlib.sha256(b"edition").hexdigest()
SINCE = date(2026, 10, 15)


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``zeo``."""
    with TemporaryDirectory(prefix="bench-") as folder:
        address, stop = ZEO.server(path=str(Path(folder) / "Data.fs"), threaded=False)
        try:
            _prepare(address)
            said = _let_loose(address)
            _check(address)
        finally:
            stop()
    lost = sum(each["lost"] for each in said)
    yield "conflicts", 100 * lost / (WRITERS * WRITES)
    yield "shown", sum(each["shown"] for each in said)
    yield "leases", sum(each["lease"] for each in said)


def _prepare(address: tuple[str, int]) -> None:
    db = ZEO.DB(address)
    with db.transaction() as connection:
        root = connection.root()
        root["ledger"], root["register"], root["lease"] = Ledger(), Register(), Lease()
        root["ledger"].open_edition(EDITION)
        root["person"] = root["register"].enrol(name="Ada Lind")
    db.close()


def _let_loose(address: tuple[str, int]) -> list[dict]:
    """Start the writers; let them begin when all are ready."""
    command = (sys.executable, "-m", "bench.zeo", address[0], str(address[1]))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writers = [
        subprocess.Popen((*command, str(number)), **pipes) for number in range(WRITERS)
    ]
    for each in writers:
        each.stdout.readline()
    for each in writers:
        each.stdin.write("go\n")
        each.stdin.flush()
    told = [json.loads(each.communicate()[0]) for each in writers]
    tell(f"{told}")
    return told


def _check(address: tuple[str, int]) -> None:
    """Every write is there, and the ledger agrees with itself."""
    db = ZEO.DB(address)
    with db.transaction() as connection:
        root = connection.root()
        rows = len(list(root["register"].history()))
        answers = len(list(root["ledger"].streams()))
        if (
            not root["lease"].holder
            or rows + answers != WRITERS * WRITES
            or root["ledger"].differences()
        ):
            raise RuntimeError("A write was lost.")
    db.close()


class Writer:
    """One process: counts what it lost, and what a person would have seen."""

    def __init__(self, address: tuple[str, int], number: int) -> None:
        self.connection = ZEO.DB(address).open()
        self.number = number
        self.told = {"lost": 0, "shown": 0, "lease": False}

    def run(self) -> dict:
        self.write(self.take_lease)
        self.told["lost"] = 0  # four that want one thing: not what is measured
        for count in range(WRITES):
            self.count = count
            self.write(self.record if count % 10 == 9 else self.answer)
        return self.told

    def write(self, change: Callable[[dict], None]) -> None:
        for _ in range(TRIES):
            transaction.begin()
            try:
                change(self.connection.root())
                transaction.commit()
            except ConflictError:
                transaction.abort()
                self.told["lost"] += 1
            else:
                return
        self.told["shown"] += 1

    def take_lease(self, root: dict) -> None:
        self.told["lease"] = root["lease"].acquire(str(self.number), START, 600)

    def answer(self, root: dict) -> None:
        person = 1 + (self.number * WRITES + self.count) * 2_000_003
        answer(root["ledger"], person, EDITION)

    def record(self, root: dict) -> None:
        row = Mandate(root["person"], "ks", "ordinary", "S", SINCE)
        root["register"].record(row, START + self.count)


if __name__ == "__main__":
    host, port, which = sys.argv[1:]
    writer = Writer((host, int(port)), int(which))
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(writer.run()))
