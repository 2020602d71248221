"""Small rules of a case: how long an approval holds, what a redacted copy shows."""

from collective.conduct.core.cases.key_requests import GRANTED
from collective.conduct.core.cases.key_requests import REFUSED
from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.cases.key_requests import WAITING
from collective.conduct.core.cases.records.secrecy import MESSAGE
from collective.conduct.core.cases.records.secrecy import part
from collective.conduct.core.cases.records.secrecy import SecrecyRecord


def test_an_approved_identity_can_be_opened_for_seven_days():
    asked = Request("identity", "ab", 7, 100, GRANTED, 8, decided=1000)
    assert asked.open_until() == 1000 + 7 * 24 * 60 * 60
    for state in (WAITING, REFUSED, "done"):
        other = Request("identity", "ab", 7, 100, state, 8, decided=1000)
        assert other.open_until() == 0
        assert other.waits is (state == WAITING)


def test_a_part_is_named_by_its_kind_and_its_place():
    assert part("answer", "what") == "answer:what"
    assert part("file", "message", 3, 0) == "file:message:3:0"


def test_a_copy_shows_what_was_opened_and_nothing_else():
    record = SecrecyRecord(shown=("answer:what", "message:1"))
    assert record.shows("answer:what") and record.shows("message:1")
    for other in ("answer:where", "message", "message:2", "answer", ""):
        assert not record.shows(other)


def test_the_law_of_a_part_is_its_own_or_that_of_its_kind():
    record = SecrecyRecord(basis={"message": "26:1", "message:3": "21:1"})
    assert record.law("message:3") == "21:1"
    assert record.law("message:4") == record.law("message") == "26:1"
    assert record.law("file:message:3:0") == "", "of another kind"
    assert record.law("answer:what") == ""
    assert SecrecyRecord(basis={"file": "21:1"}).law("file:message:3:0") == "21:1"


def test_what_was_secret_before_stays_secret_by_the_same_law():
    old = {"answers": {"what": "26:1"}, "messages": "21:1", "when": 5}
    assert SecrecyRecord.upgraded(1, dict(old)) == {
        "when": 5,
        "basis": {"answer:what": "26:1", MESSAGE: "21:1"},
    }
    assert SecrecyRecord.upgraded(1, {"by": 7}) == {"by": 7, "basis": {}}
    assert SecrecyRecord.upgraded(1, {"messages": ""}) == {"basis": {}}
