"""Receipts and editions: what a person holds, verified without the site."""

from collective.conduct.core.ledger import proof
from copy import deepcopy
from dataclasses import asdict
from tests.support.ledger_samples import answer
from tests.support.ledger_samples import CHOICES
from tests.support.ledger_samples import EDITIONS
from tests.support.ledger_samples import filled
from tests.support.ledger_samples import SPRING

import json
import pytest


def receipt(ledger, entry):
    inclusion = ledger.inclusion(entry.stream, entry.seq)
    seals = {seal.number: asdict(seal) for seal in ledger.seals()}
    return {
        "format": "conduct-receipt/1",
        "ledger": ledger.ledger_id,
        "entry": proof.payload(entry),
        "previous": entry.previous,
        "chain": entry.chain,
        "salt": entry.salt,
        "details": entry.details,
        "edition": {
            "title": "Kod för förtroendevalda",
            "number": 2,
            "manifest_hash": entry.edition,
            "url": "https://intranet.example/kod/2",
        },
        "person": "Maja Lindqvist",
        "statement": CHOICES,
        "inclusion": inclusion,
        "seal": inclusion and seals[inclusion["seal"]],
    }


@pytest.fixture(scope="module")
def sample():
    """A sealed receipt of an objection, and the kept seals."""
    ledger, kept = filled()
    stream = next(
        each for each in ledger.streams() if ledger.entry(each, 2).kind == "objected"
    )
    made = receipt(ledger, ledger.entry(stream, 2))
    return json.loads(json.dumps(made)), kept


def codes(made, kept=None):
    return {fault.code for fault in proof.verify_receipt(made, kept)}


def test_a_sealed_receipt_is_sound(sample):
    assert proof.verify_receipt(*sample) == []


def test_a_receipt_that_is_not_yet_sealed_is_sound():
    ledger, kept = filled(people=1)
    person = next(ledger.streams())
    made = receipt(ledger, answer(ledger, person, EDITIONS[0], SPRING + 10**6))
    assert made["seal"] is None
    assert proof.verify_receipt(made, kept) == []


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("entry", "kind"), "acknowledged", "chain"),
        (("entry", "when"), SPRING, "chain"),
        (("entry", "by"), 17, "chain"),
        (("entry", "commitment"), "", "chain"),
        (("entry", "edition"), EDITIONS[0], "edition"),
        (("edition", "manifest_hash"), EDITIONS[0], "edition"),
        (("statement",), CHOICES | {"objected": "Jag håller med."}, "statement"),
        (("statement",), {}, "statement"),
        (("previous",), "", "chain"),
        (("chain",), EDITIONS[0], "inclusion"),
        (("salt",), "0" * 32, "details"),
        (("details",), {"words": "Allt är bra."}, "details"),
        (("details",), None, "details"),
        (("inclusion", "seal"), 3, "inclusion_seal"),
        (("inclusion", "index"), 5, "inclusion"),
        (("inclusion", "size"), 9, "inclusion_seal"),
        (("inclusion", "path"), [], "inclusion"),
        (("inclusion", "root"), EDITIONS[0], "inclusion"),
        (("seal", "when"), SPRING, "seal"),
        (("seal", "total"), 1, "seal"),
        (("seal", "root"), EDITIONS[0], "inclusion_seal"),
        (("seal", "digest"), EDITIONS[0], "seal"),
        (("ledger",), "0" * 32, "seal"),
    ],
)
def test_every_part_that_is_hashed_is_guarded(sample, path, value, code):
    made = deepcopy(sample[0])
    inner = made
    for name in path[:-1]:
        inner = inner[name]
    assert inner[path[-1]] != value
    inner[path[-1]] = value
    assert code in codes(made)


def test_the_name_and_the_address_are_not_guarded_and_the_command_says_so(
    sample, tmp_path, capsys
):
    made = deepcopy(sample[0])
    made["person"] = "Någon Annan"
    made["edition"]["url"] = "https://elsewhere.example"
    assert codes(made) == set()
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(made))
    assert proof.main(["receipt", str(file)]) == 0
    assert "No hash covers the person's name" in capsys.readouterr().out


def test_a_receipt_with_a_seal_of_its_own_making_needs_the_kept_seals(sample):
    made, kept = deepcopy(sample)
    made["entry"]["kind"] = "acknowledged"
    made["chain"] = proof.chain(made["previous"], made["entry"])
    top = proof.root([proof.leaf(bytes.fromhex(made["chain"]))]).hex()
    seal = made["seal"] | {"count": 1, "root": top}
    made["seal"] = seal | {"digest": proof.seal_digest(made["ledger"], seal)}
    made["inclusion"] |= {"index": 0, "size": 1, "path": [], "root": top}
    assert codes(made) == set()
    assert codes(made, kept) == {"seal_unknown"}


def test_a_seal_without_a_proof_of_inclusion_is_no_receipt(sample):
    for name in ("seal", "inclusion"):
        with pytest.raises(proof.Unreadable):
            proof.verify_receipt(sample[0] | {name: None})


def test_disposed_words_leave_the_receipt_sound(sample):
    made = sample[0] | {"salt": "", "details": None}
    assert codes(made, sample[1]) == set()


def test_an_edition_is_sound_while_its_manifest_gives_its_hash():
    manifest = {"title": "Kod", "provisions": ["Jag lyssnar först.", "Jag frågar."]}
    made = {
        "format": "conduct-edition/1",
        "manifest": manifest,
        "manifest_hash": proof.digest(manifest),
    }
    assert proof.verify_edition(made) == []
    changed = made | {"manifest": manifest | {"title": "Koden"}}
    assert [fault.code for fault in proof.verify_edition(changed)] == ["manifest"]
