"""The hashes: one spelling of a value, chain, commitment, Merkle tree."""

from collective.conduct.core.ledger import proof
from hypothesis import given
from hypothesis import strategies as st

import hashlib
import json
import pytest
import unicodedata


# The test vectors that Certificate Transparency published for RFC 6962, whose
# tree RFC 9162 keeps.
LEAVES = [
    proof.leaf(bytes.fromhex(data))
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): [
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    ],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
WHOLE = st.integers(-proof.LARGEST, proof.LARGEST)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner),
    max_leaves=12,
)


def test_a_value_has_one_spelling():
    spelled = proof.canonical({"å": [1, None, True], "a": 'x"\n'})
    assert spelled == '{"a":"x\\"\\n","å":[1,null,true]}'.encode()


def test_two_ways_to_write_a_letter_are_one():
    apart = unicodedata.normalize("NFD", "Åsa är här")
    assert proof.digest({apart: apart}) == proof.digest({"Åsa är här": "Åsa är här"})


def test_the_digest_is_the_sha256_of_the_canonical_form():
    assert proof.digest("läst") == hashlib.sha256('"läst"'.encode()).hexdigest()


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        {1: "a"},
        b"bytes",
        {"set": {1}},
        {"å": 1, "a\u030a": 2},
        "\ud800",
        [float("inf")],
    ],
)
def test_what_other_programs_would_write_otherwise_is_refused(value):
    with pytest.raises(ValueError):
        proof.canonical(value)


def test_more_than_64_levels_are_refused():
    value = []
    for _ in range(63):
        value = [value]
    assert proof.canonical(value)
    with pytest.raises(ValueError, match="nested"):
        proof.canonical([value])


@given(VALUES)
def test_reading_the_spelling_back_gives_the_same_spelling(value):
    try:
        spelled = proof.canonical(value)
    except ValueError:
        return  # two keys that NFC makes equal
    assert proof.canonical(json.loads(spelled)) == spelled


def test_the_chain_begins_with_32_zero_bytes():
    covered = {"stream": 1}
    assert proof.chain("", covered) == proof.chain("00" * 32, covered)
    by_hand = hashlib.sha256(b"conduct-chain/1\0" + bytes(32) + b'{"stream":1}')
    assert proof.chain("", covered) == by_hand.hexdigest()


def test_another_salt_is_another_commitment():
    words = {"words": "Jag delar inte regel 4."}
    assert proof.commitment("00" * 16, words) != proof.commitment("01" * 16, words)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_are_ours(size):
    assert proof.root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert proof.root([]) == hashlib.sha256().digest()


@pytest.mark.parametrize("place", PATHS)
def test_the_published_paths_are_ours(place):
    index, size = place
    found = proof.path(LEAVES[:size], index)
    assert [each.hex() for each in found] == PATHS[place]


@given(st.integers(1, 70), st.data())
def test_a_path_leads_from_its_own_leaf_alone(size, data):
    hashes = [proof.leaf(bytes([number])) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    siblings, top = proof.path(hashes, index), proof.root(hashes)
    assert proof.included(hashes[index], index, size, siblings, top)
    led = proof.included(hashes[other], index, size, siblings, top)
    assert led == (other == index)


@given(st.integers(2, 70), st.data())
def test_a_path_that_is_shortened_or_lengthened_leads_nowhere(size, data):
    hashes = [proof.leaf(bytes([number])) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    siblings, top = proof.path(hashes, index), proof.root(hashes)
    for wrong in (siblings[:-1], siblings[1:], [*siblings, top]):
        assert not proof.included(hashes[index], index, size, wrong, top)
    assert not proof.included(hashes[index], size, size, siblings, top)


@given(st.integers(1, 40))
def test_the_roots_of_full_subtrees_give_the_same_root(size):
    hashes = [proof.leaf(bytes([number])) for number in range(size)]
    tops = [proof.root(hashes[at : at + 8]) for at in range(0, size, 8)]
    assert proof.root(tops) == proof.root(hashes)
