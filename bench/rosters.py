"""A list of 5,000 mandates: how quickly it is read, planned and written.

Half of the people are known, a tenth of their rows change. The register is a
file of its own; the transaction is committed.
"""

from bench.sizes import sized
from collections.abc import Iterator
from collective.conduct.core.registers.lists.applying import write
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.columns import guess
from collective.conduct.core.registers.lists.known import RegisterSnapshot
from collective.conduct.core.registers.lists.planning import planned
from collective.conduct.imports.common.tables import read
from collective.conduct.storage.registers.register import Register
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import transaction
import ZODB
import ZODB.FileStorage


ROWS = sized(5_000, 500)
BODIES = {f"n{number}": f"Nämnd {number}" for number in range(50)}


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``rosters``."""
    with TemporaryDirectory(prefix="bench-") as folder:
        storage = ZODB.FileStorage.FileStorage(str(Path(folder) / "Data.fs"))
        database = ZODB.DB(storage)
        root = database.open().root()
        root["register"] = Register()
        _bring(root["register"], _list(ROWS // 2, "S"))
        before = perf_counter()
        plan = _bring(root["register"], _list(ROWS, "V"))
        yield "seconds_of_5000", perf_counter() - before
        database.close()
    if plan.writes < ROWS // 2 or plan.in_the_way:
        raise RuntimeError("the list was not brought in")


def _list(rows: int, party: str) -> bytes:
    lines = ["Id;Namn;Organ;Uppdrag;Parti;Från"]
    for number in range(rows):
        own = party if not number % 10 else "M"
        lines.append(
            f"nr {number};Person Nummer {number};Nämnd {number % 50};Ledamot;{own};"
            "2026-10-15"
        )
    return "\n".join(lines).encode()


def _bring(register: Register, data: bytes):
    sheet = read(data)
    people = {each.id: each for each in register.people()}
    known = RegisterSnapshot(people, register.roster().rows, bodies=BODIES)
    plan = planned(sheet, Choices(guess(sheet, {})), known)
    write(plan, register, 100)
    transaction.commit()
    return plan
