"""Streams of cases: how quickly all of them are checked, and signatures verified."""

from bench.sizes import sized
from bench.told import tell
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import os
import transaction


CASES, NOTES = sized(10_000, 200), 12


def measure() -> Iterator[tuple[str, float]]:
    """Yield every value of the group ``streams``."""
    from collective.conduct.core.ledger.ports import ILedger
    from collective.conduct.core.vault.ports import IKeystore
    from collective.conduct.core.vault.ports import IServerKeys
    from collective.conduct.core.vault.stream_ports import ICaseStreams
    from collective.conduct.storage.ledger.ledger import Ledger
    from collective.conduct.storage.vault.case_streams import CaseStreams
    from collective.conduct.storage.vault.cases import Vault
    from collective.conduct.storage.vault.ciphers import boxes
    from collective.conduct.storage.vault.keystore import Keystore
    from collective.conduct.storage.vault.open_vault import UnlockedVault
    from collective.conduct.storage.vault.server_keys import ServerKeys
    from zope.component import getGlobalSiteManager

    with TemporaryDirectory() as folder:
        os.environ["CONDUCT_HOME"] = str(Path(folder) / "home")
        manager, streams, vault = getGlobalSiteManager(), CaseStreams(), Vault()
        manager.registerUtility(Keystore(), IKeystore)
        manager.registerUtility(ServerKeys(), IServerKeys)
        manager.registerUtility(Ledger(), ILedger)
        manager.registerUtility(streams, ICaseStreams)
        person = UnlockedVault(1, boxes.new_pair()[0])
        for number in range(CASES):
            _written(vault, f"{number:032x}", person)
        transaction.commit()
        began, rows = process_time(), 0
        for number in range(CASES):
            case = f"{number:032x}"
            found = [*vault.rows(case)]
            assert not streams.check(case, found)
            rows += len(found)
        took = process_time() - began
        tell(f"{rows} rows of {CASES} cases in {took:.2f} s")
        yield "rows_per_second", rows / took
        yield "signatures_per_second", _verified(vault, streams, person)


def _verified(vault, streams, person) -> float:
    """Return how many authors of opened notes are verified in a second."""
    from collective.conduct.storage.vault.ciphers import boxes
    from collective.conduct.storage.vault.signatures import author_of

    notes = []
    for number in range(min(CASES, 100)):
        opened = vault.open_with(f"{number:032x}", person)
        signers = streams.signers(opened.id)
        for note in opened.numbers("note"):
            place, _how, box = vault.box(opened.id, "note", note)
            content = boxes.unseal(opened.key_of(place), box, place.context())
            notes.append((content, place, signers))
    began = process_time()
    assert all(author_of(*each)[0].person == person.person for each in notes)
    return len(notes) / (process_time() - began)


def _written(vault, case: str, person) -> None:
    from collective.conduct.core.vault.stream_ports import ICaseStreams
    from zope.component import getUtility

    vault.begin(case, {person.person: person.public}, {}).put("content", b"words")
    opened = vault.open_with(case, person)
    for _number in range(NOTES):
        opened.put("note", b"a note of a few words")
    getUtility(ICaseStreams).settle()
