"""The matter of a case: how far each ground reaches, and who makes permissions."""

from collective.conduct.core.cases.bars import bars_with
from collective.conduct.core.cases.bars import FOLLOWING
from collective.conduct.core.cases.bars import GROUNDS
from collective.conduct.core.cases.bars import LINKED
from collective.conduct.core.cases.bars import MERGED
from collective.conduct.core.cases.bars import SERIES
from collective.conduct.core.cases.matter import ANSWERS_TO
from collective.conduct.core.cases.matter import BARRED
from collective.conduct.core.cases.matter import BOTH_ROLES
from collective.conduct.core.cases.matter import Matter
from collective.conduct.core.cases.matter import matter_of
from collective.conduct.core.cases.matter import MatterCase
from collective.conduct.core.cases.matter import may_know
from collective.conduct.core.cases.matter import MayNotKnow
from collective.conduct.core.cases.matter import NO_KEY
from collective.conduct.core.cases.recipients import MAY_NOT_HANDLE
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Roster
from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.storage.vault import permitted
from datetime import date
from pathlib import Path

import ast
import collective.conduct
import pytest


TODAY = date(2026, 3, 3)
KEY = b"k" * 32
SOURCES = Path(collective.conduct.__file__).parent
MAKERS = {"core/cases/matter.py", "core/vault/permissions.py"}


def matter(case: str, *cases: MatterCase, closed=frozenset()) -> Matter:
    return Matter(case, {each.case: each for each in cases}, b"now", closed)


def a_reprisal(bars=()) -> tuple[MatterCase, MatterCase]:
    """A first report with these bars, and a reprisal that follows it."""
    return (
        MatterCase("first", bars=bars, followers=("second",)),
        MatterCase("second", follows=("first",)),
    )


@pytest.mark.parametrize(
    ("reach", "follower", "followed", "merged", "series"),
    [
        (MERGED, False, False, True, False),
        (FOLLOWING, True, False, True, False),
        (LINKED, True, True, True, False),
        (SERIES, True, True, True, True),
    ],
)
def test_a_ground_reaches_as_far_as_the_table_says(
    reach, follower, followed, merged, series
):
    one = MatterCase(
        "one",
        ((7, reach),),
        merged=("merged",),
        follows=("before",),
        followers=("after",),
        series=("other",),
    )
    cases = (
        one,
        MatterCase("merged", merged=("one",)),
        MatterCase("before", followers=("one",)),
        MatterCase("after", follows=("one",)),
        MatterCase("other", series=("one",)),
    )
    for case, reached in (
        ("one", True),
        ("after", follower),
        ("before", followed),
        ("merged", merged),
        ("other", series),
    ):
        assert (7 in matter(case, *cases).barred) == reached, case


def test_a_ground_reaches_over_several_links():
    cases = (
        MatterCase("a", ((7, SERIES),), followers=("b",)),
        MatterCase("b", follows=("a",), series=("c",)),
        MatterCase("c", series=("b",), merged=("d",)),
        MatterCase("d", merged=("c",)),
    )
    assert matter("d", *cases).barred == {7: frozenset({"a"})}


def test_all_cases_with_a_ground_are_named():
    one = MatterCase("one", ((7, LINKED),), merged=("two",), followers=("three",))
    two = MatterCase("two", ((7, MERGED), (8, MERGED)), merged=("one",))
    three = MatterCase("three", ((7, LINKED),), follows=("one",))
    found = matter("one", one, two, three).barred
    assert found == {7: {"one", "two", "three"}, 8: {"two"}}


def test_links_that_go_round_are_walked_once():
    class Counted(dict):
        asked = 0

        def __getitem__(self, name):
            self.asked += 1
            assert self.asked < 100, "it never ends"
            return super().__getitem__(name)

    names = ("a", "b", "c")
    cases = Counted(
        {each: MatterCase(each, merged=names, series=names) for each in names}
    )
    assert Matter("a", cases, b"now").around(SERIES) == {*names}
    assert cases.asked == 3


def test_a_link_to_a_case_that_is_gone_reaches_nothing():
    assert matter("a", MatterCase("a", merged=("gone",))).around(SERIES) == {"a"}


def test_it_concerns_whom_it_concerns_anywhere_in_the_matter():
    bars = ((7, SERIES), (8, LINKED))
    cases = (
        MatterCase("first", followers=("second",)),
        MatterCase("second", bars, follows=("first",), series=("third",)),
        MatterCase("third", ((9, SERIES),), series=("second",)),
    )
    for each in cases:
        assert matter(each.case, *cases).concerned == {7, 9}


def test_the_wider_ground_of_a_person_holds():
    bars = bars_with(bars_with((), 7, "concerned"), 7, "witness")
    assert bars == ((7, SERIES),)
    assert bars_with(((7, MERGED),), 8, "conflict") == ((7, MERGED), (8, LINKED))
    for grounds in (("witness", "unticked"), ("unticked", "witness")):
        found = ()
        for each in grounds:
            found = bars_with(found, 7, each)
        assert found == ((7, FOLLOWING),)
    assert set(GROUNDS.values()) == {MERGED, FOLLOWING, LINKED, SERIES}


def test_who_is_barred_gets_no_permission_whatever_they_hold():
    found = matter("second", *a_reprisal(((7, LINKED),)))
    for function in ("hr", "escrow_holder", "identity_approver"):
        answer = may_know(found, 7, [function], {function: KEY})
        assert answer == MayNotKnow(BARRED, frozenset({"first"}))
        assert isinstance(may_know(found, 8, [function], {function: KEY}), MayKnow)


def test_without_a_key_there_is_no_permission():
    found = matter("first", *a_reprisal())
    assert may_know(found, 7, ["hr"], {}).reason == NO_KEY
    assert may_know(found, 7, [], {"hr": KEY}).reason == NO_KEY
    assert may_know(found, 7, ["publisher"], {"publisher": KEY}).reason == NO_KEY


def test_a_permission_says_for_what_it_is():
    found = matter("first", *a_reprisal())
    keys = {"publisher": b"p" * 32, "legal": KEY, "hr": b"h" * 32}
    functions = ["head_of_office", "publisher", "legal", "hr"]
    wanted = MayKnow("first", 7, KEY, "legal", b"now")
    assert may_know(found, 7, functions, keys) == wanted, "the first that counts"


def test_who_answers_to_the_person_concerned_gets_none_by_that_function():
    found = matter("first", *a_reprisal(), closed=frozenset({"hr"}))
    assert may_know(found, 7, ["hr"], {"hr": KEY}).reason == ANSWERS_TO
    keys = {"hr": KEY, "legal": KEY}
    assert may_know(found, 7, ["hr", "legal"], keys).function == "legal"


def test_the_functions_that_answer_to_somebody_concerned_are_closed():
    roster = Roster((Function(7, "head_of_office", start=date(2026, 1, 1)),))
    cases = {each.case: each for each in a_reprisal(((7, SERIES),))}
    found = matter_of("second", cases, b"now", roster, TODAY, MAY_NOT_HANDLE)
    assert found == Matter("second", cases, b"now", frozenset({"municipal_secretary"}))


def test_who_left_office_closes_no_function():
    left = Function(7, "head_of_office", start=date(2025, 1, 1), end=date(2026, 3, 2))
    cases = {each.case: each for each in a_reprisal(((7, SERIES),))}
    found = matter_of("second", cases, b"now", Roster((left,)), TODAY, MAY_NOT_HANDLE)
    assert found.closed == frozenset()


@pytest.mark.parametrize("role", ["readers", "escrow"])
def test_who_approves_never_reads_and_never_holds_escrow_in_a_matter(role):
    held = {role: {7: KEY}, "approvers": frozenset({8})}
    first = MatterCase("first", followers=("second",), **held)
    found = matter("second", first, MatterCase("second", follows=("first",)))
    approver, hr = "identity_approver", "hr"
    assert may_know(found, 7, [approver], {approver: KEY}).reason == BOTH_ROLES
    assert may_know(found, 8, [hr], {hr: KEY}).reason == BOTH_ROLES
    escrow = "escrow_holder"
    assert may_know(found, 8, [escrow], {escrow: KEY}).reason == BOTH_ROLES
    assert isinstance(may_know(found, 9, [approver], {approver: KEY}), MayKnow)


@pytest.mark.parametrize("asked", ["first", "second"])
def test_both_roles_are_apart_whichever_case_came_first(asked):
    held = {"readers": {7: KEY}, "approvers": frozenset({8})}
    for first, second in ((held, {}), ({}, held)):
        found = matter(
            asked,
            MatterCase("first", followers=("second",), **first),
            MatterCase("second", follows=("first",), **second),
        )
        approver = "identity_approver"
        assert may_know(found, 7, [approver], {approver: KEY}).reason == BOTH_ROLES
        assert may_know(found, 8, ["hr"], {"hr": KEY}).reason == BOTH_ROLES


def test_another_case_of_the_series_has_its_own_approver():
    one = MatterCase("one", series=("two",))
    two = MatterCase("two", series=("one",), approvers=frozenset({8}))
    assert isinstance(
        may_know(matter("one", one, two), 8, ["hr"], {"hr": KEY}), MayKnow
    )


def test_permissions_are_made_in_core_alone():
    found = {
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and "MayKnow" in ast.unparse(node.func)
    }
    assert found == MAKERS


def test_a_permission_is_of_one_case_one_role_and_one_transaction():
    may = MayKnow("one", 7, KEY, "hr", permitted.moment())
    assert permitted.permitted(may, "one", {"hr"}) == (7, KEY)
    for wrong in (
        MayKnow("two", 7, KEY, "hr", may.moment),
        MayKnow("one", 7, KEY, "escrow_holder", may.moment),
        MayKnow("one", 7, KEY, "hr", b"before"),
        (7, KEY),
    ):
        with pytest.raises(Exception, match="not_permitted"):
            permitted.permitted(wrong, "one", {"hr"})
