"""docs/reference/proof.md is enough to write another program: here is one."""

from collective.conduct.core.ledger import proof
from hashlib import sha256
from pathlib import Path

import json
import pytest
import re


PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "proof.md").read_text(
    "utf-8"
)
EDITION, LEDGER, RECEIPT, KEPT = (
    json.loads(block) for block in re.findall(r"```json\n(.*?)\n```", PAGE, re.DOTALL)
)
PAYLOAD, LEAVES, SEAL = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)


def spelled(value):
    dense = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return dense.encode()


def hashed(*parts):
    return sha256(b"".join(parts)).hexdigest()


def payload(stream, entry):
    beside = ("chain", "salt", "details")
    covered = {name: entry[name] for name in entry if name not in beside}
    return covered | {"stream": int(stream)}


def top(hashes):
    """The tree as RFC 9162 defines it: split, not paired."""
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(b"\1" + top(hashes[:split]) + top(hashes[split:])).digest()


def test_the_manifest_hash_is_recomputed():
    assert hashed(spelled(EDITION["manifest"])) == EDITION["manifest_hash"]
    assert f"manifest hash is `{EDITION['manifest_hash']}`" in PAGE


def test_the_statement_hash_is_recomputed():
    said = hashed(spelled(RECEIPT["statement"]))
    assert said == RECEIPT["entry"]["statement"]
    assert f"`{said}`" in PAGE
    assert f"`{spelled(RECEIPT['statement']).decode()}`" in PAGE


def test_the_commitment_is_recomputed():
    salt = bytes.fromhex(RECEIPT["salt"])
    details = spelled(RECEIPT["details"])
    committed = hashed(b"conduct-details/1\0", salt, details)
    assert committed == RECEIPT["entry"]["commitment"]
    assert f"`{details.decode()}`" in PAGE
    assert f"`{committed}`" in PAGE


def test_every_chain_hash_is_recomputed():
    for stream, entries in LEDGER["streams"].items():
        before = bytes(32)
        for entry in entries:
            covered = spelled(payload(stream, entry))
            assert hashed(b"conduct-chain/1\0", before, covered) == entry["chain"]
            before = bytes.fromhex(entry["chain"])
        head = {"count": len(entries), "chain": entries[-1]["chain"]}
        assert LEDGER["heads"][stream] == head


def test_the_payload_stands_as_it_is_hashed():
    assert PAYLOAD == spelled(RECEIPT["entry"]).decode()
    assert f"`{RECEIPT['chain']}`" in PAGE


def test_the_root_and_the_digest_of_the_seal_are_recomputed():
    (seal,) = LEDGER["seals"]
    chains = [
        bytes.fromhex(LEDGER["streams"][str(stream)][place]["chain"])
        for stream, first, count in seal["covers"]
        for place in range(first - 1, first - 1 + count)
    ]
    leaves = [sha256(b"\0" + each).digest() for each in chains]
    assert [each.hex() for each in leaves] == LEAVES.split()
    assert top(leaves).hex() == seal["root"]
    covered = {"ledger": LEDGER["ledger"]} | seal
    del covered["covers"], covered["digest"]
    assert spelled(covered).decode() == SEAL
    assert hashed(b"conduct-seal/1\0", spelled(covered)) == seal["digest"]


def test_our_verifier_agrees():
    assert proof.verify_edition(EDITION) == []
    assert proof.verify_receipt(RECEIPT, [KEPT]) == []
    assert proof.verify_ledger(LEDGER, [KEPT]) == []


@pytest.mark.parametrize("field", proof.PAYLOAD)
def test_every_field_of_the_payload_is_in_the_table(field):
    table = PAGE.partition("| field | is |")[2].partition("**Chain hash**")[0]
    assert f"`{field}`" in table


def test_our_spelling_is_the_spelling_of_the_page():
    tricky = {"b": '\x00\x1f\x7f"\\/\b\t\n\f\r', "å": [True, None, -7], "a": {}}
    assert proof.canonical(tricky) == spelled(tricky)
