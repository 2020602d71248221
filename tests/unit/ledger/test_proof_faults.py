"""What is wrong is named, and where: each change of an export has its own fault."""

from collective.conduct.core.ledger import proof
from copy import deepcopy
from tests.support.ledger_samples import filled

import json
import pytest


OTHER = proof.digest("something else")


@pytest.fixture(scope="module")
def sound():
    ledger, kept = filled()
    return json.loads(json.dumps(ledger.export())), kept


@pytest.fixture
def export(sound):
    return deepcopy(sound[0])


def told(export, kept=None) -> set[tuple[str, str]]:
    return {(each.where, each.code) for each in proof.verify_ledger(export, kept)}


def sealed_anew(export, number: int) -> None:
    """Give a seal the digest of its fields; what follows it is left as it is."""
    seal = export["seals"][number - 1]
    seal["digest"] = proof.seal_digest(export["ledger"], seal)


def test_a_fault_says_where_and_in_words_what():
    found = proof.fault("here", "seal_lost")
    assert found == ("here", "seal_lost", proof.SENTENCES["seal_lost"])


def test_each_field_of_a_seal_is_looked_at(sound):
    """Whoever seals anew changes one field, and the digest with it."""
    for name, code in (
        ("number", "seal_order"),
        ("previous", "seal_order"),
        ("total", "seal_total"),
        ("count", "seal_root"),
        ("root", "seal_root"),
    ):
        export = deepcopy(sound[0])
        seal = export["seals"][1]
        seal[name] = seal[name] + 1 if isinstance(seal[name], int) else OTHER
        assert ("seal 2", "seal") in told(export), name
        sealed_anew(export, 2)
        found = told(export)
        assert ("seal 2", code) in found and ("seal 2", "seal") not in found, name
        assert ("seal 3", "seal_order") in found and ("seal 1", code) not in found


def test_the_time_of_a_seal_does_not_go_back(export):
    first, second = export["seals"][:2]
    second["when"] = first["when"]
    sealed_anew(export, 2)
    assert ("seal 2", "seal_total") not in told(export), "two in one second"
    second["when"] = first["when"] - 1
    sealed_anew(export, 2)
    assert ("seal 2", "seal_total") in told(export)


def test_the_time_of_an_entry_does_not_go_back(export):
    stream, entries = next(
        (name, each) for name, each in export["streams"].items() if len(each) > 1
    )
    entries[1]["when"] = entries[0]["when"]
    assert (f"stream {stream}, entry 2", "time") not in told(export)
    entries[1]["when"] -= 1
    found = told(export)
    assert (f"stream {stream}, entry 2", "time") in found
    assert (f"stream {stream}, entry 2", "chain") in found
    assert (f"stream {stream}, entry 1", "time") not in found


@pytest.mark.parametrize("name", ["chain", "count"])
def test_a_head_names_the_end_of_its_stream(export, name):
    stream, head = next(iter(export["heads"].items()))
    head[name] = OTHER if name == "chain" else head[name] + 1
    assert told(export) == {(f"stream {stream}", "head")}


def test_a_stream_without_head_is_a_fault(export):
    stream = next(iter(export["heads"]))
    del export["heads"][stream]
    assert told(export) == {(f"stream {stream}", "head")}


def test_a_number_that_is_skipped_is_a_fault(export):
    stream, entries = next(iter(export["streams"].items()))
    entries[0]["seq"] = 2
    found = told(export)
    assert (f"stream {stream}, entry 1", "sequence") in found


def test_kept_lines_are_named_by_their_place(sound, export):
    kept = deepcopy(sound[1])
    assert told(export, kept) == set() and told(export, []) == set()
    kept[1]["count"] += 1
    assert told(export, kept) == {("kept line 2", "kept_line")}


def test_a_kept_seal_that_was_made_anew_is_named(sound, export):
    kept = deepcopy(sound[1])
    again = kept[1] | {"count": kept[1]["count"] + 1}
    again["digest"] = proof.seal_digest(export["ledger"], again)
    assert told(export, [*kept, again]) == {("kept seal 2", "kept_twice")}
    kept[1] = again
    assert told(export, kept) == {("seal 2", "seal_changed")}


def test_kept_lines_of_another_ledger_prove_nothing(sound, export):
    others = [each | {"ledger": "f" * 32} for each in sound[1]]
    assert told(export, others) == {("kept seals", "kept_other")}


def test_whatever_a_seal_covers_is_there_and_in_order(sound):
    def changed(change) -> set:
        export = deepcopy(sound[0])
        change(export["seals"][0]["covers"])
        return told(export)

    stream, first, count = sound[0]["seals"][0]["covers"][0]
    for run in (
        [stream, first],
        [stream, first, count, 0],
        [stream, first, 0],
        [stream, first + 1, count],
        [stream, first, 10**6],
        [0, 1, 1],
        [stream + 1, first, count],
    ):

        def change(covers, run=run):
            covers[0] = run

        assert ("seal 1", "seal_covers") in changed(change), run
    assert ("seal 1", "seal_covers") in changed(lambda covers: covers.reverse())
    assert ("seal 1", "seal_root") in changed(lambda covers: covers.pop())


def test_a_head_without_its_stream_is_named(export):
    export["heads"]["5"] = {"count": 1, "chain": OTHER}
    assert told(export) == {("heads", "stream_lost")}


def test_a_stream_of_another_shape_is_named(export):
    stream, entries = next(iter(export["streams"].items()))
    del entries[0]["kind"]
    with pytest.raises(proof.Unreadable) as told_:
        proof.verify_ledger(export)
    wanted = f"stream {stream}, entry 1 does not have exactly the fields seq, "
    assert str(told_.value).startswith(wanted)
    export["streams"]["one"] = []
    del export["streams"][stream]
    with pytest.raises(proof.Unreadable) as told_:
        proof.verify_ledger(export)
    assert str(told_.value) == "the name of a stream is not a number"
