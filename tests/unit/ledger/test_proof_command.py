"""The command: exit codes, plain sentences, and never a traceback."""

from collective.conduct.core.ledger import proof
from copy import deepcopy
from hypothesis import given
from hypothesis import strategies as st
from pathlib import Path
from tests.support.ledger_samples import filled

import json
import pytest
import shutil
import subprocess
import sys


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["0" * 64, "a" * 32, "1"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner)
    ),
    max_leaves=8,
)
LEDGER, KEPT = filled(people=3)
EXPORT = json.loads(json.dumps(LEDGER.export()))


@pytest.fixture
def files(tmp_path):
    """An export and its kept seals as files, and how to write another."""
    (tmp_path / "ledger.json").write_text(json.dumps(EXPORT))
    (tmp_path / "seals.jsonl").write_text("".join(f"{json.dumps(k)}\n" for k in KEPT))
    return tmp_path


def run(*arguments):
    return proof.main([str(each) for each in arguments])


def test_a_sound_ledger_exits_0_and_counts(files, capsys):
    kept = files / "seals.jsonl"
    assert run("ledger", files / "ledger.json", "--seals", kept) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Sound.",
        "9 entries in 3 streams, 3 seals.",
        "0 entries are not yet sealed.",
    ]


def test_without_the_kept_seals_the_limit_is_said(files, capsys):
    assert run("ledger", files / "ledger.json") == 0
    assert "Without --seals FILE" in capsys.readouterr().out


def test_disposed_words_and_unkept_seals_are_told(files, capsys):
    export = deepcopy(EXPORT)
    for entries in export["streams"].values():
        entries[0] |= {"salt": "", "details": None}
    (files / "ledger.json").write_text(json.dumps(export))
    (files / "seals.jsonl").write_text(json.dumps(KEPT[0]))
    seals = files / "seals.jsonl"
    assert run("ledger", files / "ledger.json", "--seals", seals) == 0
    said = capsys.readouterr().out
    assert "Words not in the file, disposed of or withheld: 1 entries." in said
    assert "2 seals are not in the kept file" in said


def test_an_unsound_ledger_exits_1_and_names_the_entry(files, capsys):
    export = deepcopy(EXPORT)
    stream = next(iter(export["streams"]))
    export["streams"][stream][2]["language"] = "da"
    (files / "ledger.json").write_text(json.dumps(export))
    assert run("ledger", files / "ledger.json") == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"stream {stream}, entry 3: its content")
    assert last == "NOT SOUND. Faults: 1."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not JSON in UTF-8"),
        (b"{", "it is not JSON in UTF-8"),
        (b"\xff\xfe", "it is not JSON in UTF-8"),
        (b"[" * 200_000, "it is nested too deeply"),
        (b"1" * 5000, "it is not JSON in UTF-8"),
        (b'{"a": 1.5}', "a number that is not whole"),
        (b'{"a": NaN}', "a number that is not whole"),
        (b'{"a": 1, "a": 2}', "the same key twice"),
        (b"[]", "not a file of the format conduct-ledger/1"),
        (b'{"format": "conduct-receipt/1"}', "the format conduct-ledger/1"),
        (b'{"format": "conduct-ledger/1"}', "exactly the fields"),
    ],
)
def test_what_is_no_such_file_exits_2_with_one_line(files, capsys, content, reason):
    file = files / "broken.json"
    file.write_bytes(content)
    assert run("ledger", file) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Cannot be verified: ")
    assert reason in line


@pytest.mark.parametrize("command", ["edition", "receipt", "ledger"])
def test_a_file_that_is_not_there_exits_2(files, capsys, command):
    assert run(command, files / "absent.json") == 2
    assert "No such file" in capsys.readouterr().err
    assert run(command, files) == 2
    assert "directory" in capsys.readouterr().err


def test_words_nested_beyond_the_limit_exit_2(files, capsys):
    nested = None
    for _ in range(100):
        nested = {"a": nested}
    export = deepcopy(EXPORT)
    entry = next(iter(export["streams"].values()))[0]
    entry |= {"salt": "0" * 32, "details": nested}
    (files / "ledger.json").write_text(json.dumps(export))
    assert run("ledger", files / "ledger.json") == 2
    assert "nested deeper than 64" in capsys.readouterr().err


def test_a_broken_line_of_the_kept_seals_exits_2(files, capsys):
    (files / "seals.jsonl").write_text('{"number": 1}\n')
    seals = files / "seals.jsonl"
    assert run("ledger", files / "ledger.json", "--seals", seals) == 2
    assert "the kept seals, line 1" in capsys.readouterr().err


@given(JSON)
def test_no_json_at_all_makes_a_verifier_stumble(value):
    for verify in (proof.verify_edition, proof.verify_receipt, proof.verify_ledger):
        with pytest.raises(proof.Unreadable):
            verify(value)


@given(st.data(), JSON)
def test_no_value_anywhere_makes_the_verifier_stumble(data, value):
    export = deepcopy(EXPORT)
    inner = export
    while True:
        keys = sorted(inner) if isinstance(inner, dict) else range(len(inner))
        key = data.draw(st.sampled_from(list(keys)))
        if not inner[key] or not isinstance(inner[key], dict | list):
            break
        if data.draw(st.booleans()):
            break
        inner = inner[key]
    inner[key] = value
    try:
        assert isinstance(proof.verify_ledger(export, KEPT), list)
    except ValueError as refused:
        assert str(refused)


def test_the_file_runs_alone_in_an_empty_folder(files):
    alone = files / "alone"
    alone.mkdir()
    shutil.copy(Path(proof.__file__), alone / "proof.py")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "proof.py", "ledger", "../ledger.json"],
        cwd=alone,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Sound.\n9 entries")
