"""What the proof says: the reason of each refusal, and what a sound file shows."""

from collective.conduct.core.ledger import proof
from copy import deepcopy
from tests.unit.ledger.test_proof_receipt import receipt
from tests.unit.ledger.test_proof_receipt import sample  # noqa: F401  a fixture

import json
import pytest


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({1: 2}, "a key is not a text"),
        ({"\u00e5": 1, "a\u030a": 2}, "two keys are the same text in NFC"),
        (proof.LARGEST + 1, "a number has more than 53 bits"),
        (1.5, "a float has no canonical form"),
        (b"", "a bytes has no canonical form"),
    ],
)
def test_what_has_no_spelling_is_refused_with_the_reason(value, reason):
    with pytest.raises(ValueError) as told:
        proof.canonical(value)
    assert str(told.value) == reason


def test_a_field_of_text_is_known_by_its_pattern():
    words, test = proof._text("two letters", "[a-z.]{2}")
    assert words == "two letters" and test("ab") is True
    for other in ("a", "abc", 5, None, ["ab"]):
        assert test(other) is False
    assert proof._text("", ".*")[1]("one\nline more")


def test_a_field_of_a_number_has_limits():
    words, test = proof._number("a number", 5)
    assert words == "a number" and test(0) and test(5)
    for other in (-1, 6, True, "3", 3.0, None):
        assert test(other) is False


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"a": [1]}, "it does not have exactly the fields a, b"),
        ({"a": [1], "b": 1, "c": 1}, "it does not have exactly the fields a, b"),
        ([], "it does not have exactly the fields a, b"),
        ({"a": 1, "b": 1}, "it, a is not a list"),
        ({"a": [1, 2, "x"], "b": 1}, "it, a 3 is not a whole number"),
        ({"a": ["x"], "b": 1}, "it, a 1 is not a whole number"),
        ({"a": [], "b": -1}, "it, b is not a whole number"),
    ],
)
def test_another_shape_is_named_with_its_place(value, reason):
    with pytest.raises(proof.Unreadable) as told:
        proof._fits(value, {"a": [proof._INT], "b": proof._INT}, "it")
    assert str(told.value) == reason


def test_time_may_begin_with_the_epoch():
    covered = {name: "" for name in proof.PAYLOAD} | {"stream": 5, "seq": 1, "by": 0}
    covered |= {"kind": "noted", "when": 0}
    chain = proof.chain("", covered)
    entry = covered | {"chain": chain, "salt": "", "details": None}
    head = {"count": 1, "chain": chain}
    assert list(proof._stream_faults(5, [entry], head)) == []
    seal = {"number": 1, "when": 0, "count": 0, "total": 0, "previous": ""}
    seal |= {"root": proof.root([]).hex(), "covers": []}
    seal["digest"] = proof.seal_digest("a" * 32, seal)
    ledger = {"ledger": "a" * 32, "streams": {}, "seals": [seal]}
    assert list(proof._seals_faults(ledger)) == []


def test_a_seal_covers_each_stream_once_in_order():
    streams = {name: [{"chain": "00"}, {"chain": "01"}] for name in ("1", "2")}
    assert len(proof._covered(streams, [[1, 1, 2], [2, 1, 1]], {})) == 3
    ends: dict = {}
    assert len(proof._covered(streams, [[1, 1, 1]], ends)) == 1 and ends == {1: 1}
    assert len(proof._covered(streams, [[1, 2, 1]], ends)) == 1 and ends == {1: 2}
    assert proof._covered(streams, [[1, 1, 1], [1, 2, 1]], {}) is None
    assert proof._covered(streams, [[2, 1, 1], [1, 1, 1]], {}) is None


def test_every_leaf_of_every_small_tree_leads_to_its_root():
    leaves = [proof.leaf(bytes([each])) for each in range(33)]
    for size in range(1, 34):
        level, top = leaves[:size], proof.root(leaves[:size])
        for index in range(size):
            path = proof.path(level, index)
            place = (index, size, path, top)
            assert proof.included(leaves[index], *place), (index, size)
            assert not proof.included(proof.leaf(b"x"), *place)
            assert not proof.included(leaves[index], index, size, path[:-1], b"")


def test_faults_of_a_receipt_name_the_entry_and_the_seal(sample):  # noqa: F811
    made, kept = sample
    where = f"stream {made['entry']['stream']}, entry {made['entry']['seq']}"
    number = made["seal"]["number"]

    def told(path, value, kept=None) -> set:
        changed = deepcopy(made)
        inner = changed
        for name in path[:-1]:
            inner = inner[name]
        inner[path[-1]] = value
        return {(each.where, each.code) for each in proof.verify_receipt(changed, kept)}

    assert told(("salt",), "0" * 32) == {(where, "details")}
    assert told(("inclusion", "seal"), 99) == {(where, "inclusion_seal")}
    assert told(("inclusion", "path"), []) == {(where, "inclusion")}
    assert told(("seal", "total"), 1) == {(f"seal {number}", "seal")}
    others = [each for each in kept if each["number"] != number]
    assert told(("person",), "", others) == {(f"seal {number}", "seal_unknown")}


# the command


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Verify a value as a file; return the exit code and the lines."""
    monkeypatch.setenv("COLUMNS", "80")

    def verified(command, value, *seals):
        (tmp_path / "file").write_text(json.dumps(value))
        (tmp_path / "seals").write_text("\n".join(map(json.dumps, seals)))
        more = ["--seals", str(tmp_path / "seals")] if seals else []
        code = proof.main([command, str(tmp_path / "file"), *more])
        return code, capsys.readouterr().out.splitlines()

    return verified


def test_a_sound_edition_shows_its_hash(run):
    manifest = {"title": "Kod"}
    hashed = proof.digest(manifest)
    made = {"manifest": manifest, "manifest_hash": hashed}
    assert run("edition", made | {"format": "conduct-edition/1"}) == (
        0,
        [
            "Sound.",
            f"The manifest has the hash {hashed}.",
            "Compare it with the receipt, or with the entry of the adoption.",
        ],
    )


NO_HASH = "No hash covers the person's name or the title, number and address shown."


def test_a_sound_receipt_shows_when_in_utc_and_what_was_not_compared(
    run,
    sample,  # noqa: F811
    monkeypatch,
):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    made, kept = deepcopy(sample)
    entry = made["entry"]
    lines = [
        "Sound.",
        f"Entry {entry['seq']} of stream {entry['stream']}: 'objected'.",
        "Recorded at 2026-05-29 20:26:40+00:00.",
    ]
    code, said = run("receipt", made)
    assert code == 0 and said[2].endswith("+00:00.")
    lines[2] = said[2]
    compared = "The seal was not compared with a kept file (--seals FILE)."
    assert said == [*lines, compared, NO_HASH]
    assert run("receipt", made, *kept) == (0, [*lines, NO_HASH])
    disposed = made | {"salt": "", "details": None}
    gone = "Its words are not in the file: disposed of, or withheld."
    assert run("receipt", disposed, *kept) == (0, [*lines, gone, NO_HASH])


def test_a_receipt_that_is_not_sealed_says_so(run):
    from tests.support.ledger_samples import answer
    from tests.support.ledger_samples import EDITIONS
    from tests.support.ledger_samples import filled

    ledger, _kept = filled(people=2)
    person = list(ledger.streams())[1]
    made = receipt(ledger, answer(ledger, person, EDITIONS[0], 1_900_000_000, 1))
    code, said = run("receipt", made)
    wait = "The entry is not yet sealed: fetch the receipt again later."
    assert code == 0 and said[3:] == [wait, NO_HASH]


def test_without_kept_seals_a_sound_ledger_says_its_limit(run):
    empty = {"ledger": "a" * 32, "streams": {}, "heads": {}, "seals": []}
    assert run("ledger", empty | {"format": "conduct-ledger/1"}) == (
        0,
        [
            "Sound.",
            "0 entries in 0 streams, 0 seals.",
            "0 entries are not yet sealed.",
            "Without --seals FILE a ledger rewritten from end to end looks sound.",
        ],
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"a": 1.5}', "it holds a number that is not whole"),
        (b'{"a": 1, "a": 2}', "it holds the same key twice in one object"),
        (b"{", "it is not JSON in UTF-8"),
        (b"[" * 200_000, "it is nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path, capsys, content, reason):
    file = tmp_path / "file"
    file.write_bytes(content)
    assert proof.main(["ledger", str(file)]) == 2
    said = capsys.readouterr().err
    assert said == f"Cannot be verified: {str(file)!a}: {reason}\n"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"\xef\xbb\xbf[]")
    assert proof._read(str(file), proof._parsed) == []


def test_what_the_system_does_not_explain_cannot_be_opened(tmp_path):
    def broken(text):
        raise OSError

    (tmp_path / "file").write_text("")
    with pytest.raises(proof.Unreadable, match=r": it cannot be opened$"):
        proof._read(str(tmp_path / "file"), broken)


def test_the_command_explains_itself(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        proof.main(["--help"])
    said = capsys.readouterr().out
    assert said.startswith("usage: conduct-verify ")
    assert "\nVerify an exported file without Plone.\n" in said
    for name in ("edition", "receipt", "ledger"):
        assert f" verify an exported {name}\n" in said
        with pytest.raises(SystemExit):
            proof.main([name, "--help"])
        helped = " the seals kept outside the database\n" in capsys.readouterr().out
        assert helped is (name != "edition")


@pytest.mark.parametrize("words", [[], ["edition", "file", "--seals", "kept"]])
def test_a_command_that_is_none_exits_2(words, capsys):
    with pytest.raises(SystemExit) as told:
        proof.main(words)
    assert told.value.code == 2 and "conduct-verify" in capsys.readouterr().err


def test_whole_numbers_have_53_bits_and_values_64_levels():
    for number in (proof.LARGEST, -proof.LARGEST):
        assert proof.canonical(number) == str(number).encode()
        with pytest.raises(ValueError):
            proof.canonical(number * 2)
    for wrap in (lambda inner: {"a": inner}, lambda inner: [inner]):
        value = 1
        for _level in range(proof.DEPTH):
            value = wrap(value)
        assert proof.canonical(value)
        with pytest.raises(ValueError, match="nested deeper than 64 levels"):
            proof.canonical(wrap(value))


def refused(verify, value) -> str:
    with pytest.raises(proof.Unreadable) as told:
        verify(value)
    return str(told.value)


def test_a_document_with_other_fields_is_named():
    for name in ("edition", "receipt", "ledger"):
        verify = getattr(proof, f"verify_{name}")
        said = refused(verify, {"format": f"conduct-{name}/1"})
        assert said.startswith(f"the {name} does not have exactly the fields format, ")


def test_a_seal_and_its_proof_of_inclusion_are_there_or_not(sample):  # noqa: F811
    names = "seal, index, size, path, root"
    said = refused(proof.verify_receipt, sample[0] | {"inclusion": None})
    assert said == f"the receipt, inclusion does not have exactly the fields {names}"
    said = refused(proof.verify_receipt, sample[0] | {"seal": None})
    assert said.startswith("the receipt, seal does not have exactly the fields number")


def test_a_changed_edition_is_named():
    made = {"format": "conduct-edition/1", "manifest": {}, "manifest_hash": "0" * 64}
    (found,) = proof.verify_edition(made)
    assert (found.where, found.code) == ("edition", "manifest")


def test_another_edition_and_another_statement_are_named_at_the_entry(
    sample,  # noqa: F811
):
    made = deepcopy(sample[0])
    where = f"stream {made['entry']['stream']}, entry {made['entry']['seq']}"
    made["statement"] = {}
    made["edition"]["manifest_hash"] = "0" * 64
    found = {(each.where, each.code) for each in proof.verify_receipt(made)}
    assert found == {(where, "edition"), (where, "statement")}


def test_a_receipt_without_a_statement_is_sound(sample):  # noqa: F811
    made = deepcopy(sample[0])
    made |= {"inclusion": None, "seal": None, "statement": ""}
    made["entry"]["statement"] = ""
    made["chain"] = proof.chain(made["previous"], made["entry"])
    assert proof.verify_receipt(made) == []
