"""The history of keys in an export: what was changed, removed or swapped is named."""

from collective.conduct.core.ledger import proof
from copy import deepcopy
from tests.support.ledger_samples import SPRING

import hashlib
import pytest


STREAM = 77
FIELDS = ("kind", "person", "when", "public", "verifier", "function", "by")


def event(kind: str, person: int, public: str = "") -> dict:
    values = (kind, person, SPRING, public, "", "", person)
    return {**dict(zip(FIELDS, values, strict=True)), "signer": "", "signature": ""}


EVENTS = [
    event("made", 1, "a1"),
    event("before", 2, "b1"),
    event("confirmed", 1, "c1"),
    event("replaced", 1, "a2"),
    event("made", 3, "d1"),
    event("replaced", 3, "d2"),
    event("restored", 3, "d1"),
    event("made", 4, "e1"),
]
USED = {"1": "a2", "2": "b1", "3": "d1", "4": "e1"}


def exported(events=EVENTS, used=USED) -> dict:
    """A ledger that is not sealed, with an entry for each event of ``EVENTS``."""
    entries, statement, chain = [], "", ""
    for seq, each in enumerate(EVENTS, 1):
        statement = proof.key_chain(statement, each)
        texts = dict.fromkeys(("edition", "campaign", "language", "commitment"), "")
        covered = {"stream": STREAM, "seq": seq, "kind": "key", "when": SPRING, "by": 1}
        covered |= {**texts, "statement": statement}
        chain = proof.chain(chain, covered)
        del covered["stream"]
        entries.append({**covered, "chain": chain, "salt": "", "details": None})
    return {
        "format": "conduct-ledger/1",
        "ledger": "a" * 32,
        "streams": {str(STREAM): entries},
        "heads": {str(STREAM): {"count": len(entries), "chain": chain}},
        "seals": [],
        "keys": {"stream": STREAM, "events": list(events), "used": dict(used)},
    }


def told(export) -> list[tuple[str, str]]:
    return [(each.where, each.code) for each in proof.verify_ledger(export)]


def test_a_history_that_the_ledger_has_is_sound():
    assert told(exported()) == []


def test_the_hash_of_an_event_stays_what_it_is():
    spelled = proof.canonical(EVENTS[0])
    first = hashlib.sha256(b"conduct-key/1\0" + bytes(32) + spelled).hexdigest()
    assert proof.key_chain("", EVENTS[0]) == first
    tagged = b"conduct-key/1\0" + bytes.fromhex(first) + spelled
    assert proof.key_chain(first, EVENTS[0]) == hashlib.sha256(tagged).hexdigest()


@pytest.mark.parametrize("place", range(len(EVENTS)))
def test_an_event_that_was_changed_is_named(place):
    events = deepcopy(EVENTS)
    events[place]["when"] += 1
    where = f"key event {place + 1} of person {events[place]['person']}"
    assert told(exported(events)) == [(where, "key_chain")]


def test_what_follows_a_changed_event_is_not_judged():
    events = deepcopy(EVENTS)
    events[2]["when"] += 1
    found = told(exported(events, {**USED, "1": "ff"}))
    assert found == [("key event 3 of person 1", "key_chain")]


def test_an_event_that_was_removed_or_added_is_named():
    assert told(exported(EVENTS[:-2], {"1": "a2", "3": "d2"})) == [("keys", "key_lost")]
    assert told(exported([*EVENTS, event("made", 5)])) == [
        ("key event 9 of person 5", "key_chain")
    ]
    assert told(exported([], {})) == [("keys", "key_lost")]


@pytest.mark.parametrize(
    ("person", "public"), [("1", "a1"), ("1", "c1"), ("2", "ff"), ("3", "d2")]
)
def test_a_key_in_use_is_the_last_that_its_person_made(person, public):
    found = told(exported(used={**USED, person: public}))
    assert found == [(f"key of person {person}", "key_swapped")]


def test_a_key_that_nobody_made_is_named():
    assert told(exported(used={"9": "a2"})) == [("key of person 9", "key_swapped")]


def test_without_a_stream_of_keys_all_events_are_unknown():
    export = exported()
    export["keys"]["stream"] = STREAM + 1
    assert told(export) == [("key event 1 of person 1", "key_chain")]
    export["keys"]["events"] = []
    export["keys"]["used"] = {}
    assert told(export) == []


def test_faults_of_keys_stand_beside_those_of_entries():
    export = exported(used={"4": "ff"})
    export["heads"][str(STREAM)]["count"] = 1
    assert told(export) == [
        (f"stream {STREAM}", "head"),
        ("key of person 4", "key_swapped"),
    ]
