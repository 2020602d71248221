"""``@conduct-roster-import``: a dry run writes nothing, an import all of it once."""

from base64 import b64encode
from collective.conduct.core.registers.ports import IRegister
from tests.samples import rosters
from zope.component import getUtility

import pytest


LINES = [
    ("Ines Furåker", "member", "", "Barnnämnden", "Ledamot", "", "2026-10-15"),
    ("Jon Gårdö", "", "", "Barnnämnden", "Kung", "", "2026-10-15"),
]
KING = {"meanings": {"role": {"Kung": "chair"}}}


def send(client, municipality, role="registrar", lines=LINES, **data):
    path = f"{municipality.hub.absolute_url()}/@conduct-roster-import"
    encoded = b64encode(rosters.as_bytes(lines)).decode()
    return client.rest(role, "POST", path, {"data": encoded, **data})


def names():
    return {each.name for each in getUtility(IRegister).people()}


def test_a_dry_run_says_what_would_happen_and_writes_nothing(client, municipality):
    before = names()
    found = send(client, municipality).json
    assert found["written"] is False
    assert (found["counts"]["new"], found["counts"]["unmatched"]) == (1, 1)
    assert found["words"] == [{"kind": "role", "word": "Kung"}]
    assert found["lines"][1]["reasons"] == [
        {"code": "roster_role_unknown", "word": "Kung"}
    ]
    assert found["columns"][2] == {
        "head": "Personnummer",
        "field": "",
        "withheld": True,
    }
    assert names() == before


def test_an_import_is_all_or_nothing_and_once(client, municipality):
    refused = send(client, municipality, dry_run=False)
    assert (refused.status_int, refused.json["code"]) == (400, "roster_in_the_way")
    seen = send(client, municipality, **KING).json["digest"]
    written = send(client, municipality, dry_run=False, seen=seen, **KING).json
    assert (written["written"], written["counts"]["new"]) == (True, 2)
    again = send(client, municipality, dry_run=False, **KING).json
    assert again["counts"]["unchanged"] == 2


def test_another_plan_than_the_one_that_was_seen_is_a_conflict(client, municipality):
    answer = send(client, municipality, dry_run=False, seen="0" * 64, **KING)
    assert (answer.status_int, answer.json["code"]) == (409, "roster_other_plan")


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": "*"},
        {"data": 7},
        {"dry_run": "yes"},
        {"columns": {"Namn": 1}},
        {"columns": {"Annat": "name"}},
        {"columns": {"Namn": "shoe size"}},
        {"defaults": {"shoe": "1"}},
        {"defaults": {"start": "soon"}},
        {"meanings": {"party": {}}},
        {"meanings": []},
        {"decisions": {"x": "new"}},
        {"last": "soon"},
        {"leave_out": 1},
        {"complete": "ks", "last": "2026-10-15"},
    ],
)
def test_a_wish_that_is_none_is_refused(client, municipality, wrong):
    answer = send(client, municipality, **wrong)
    assert answer.status_int == 400
    assert answer.json["message"] != answer.json["code"]


def test_others_than_the_registrar_are_refused(client, municipality):
    for role in ("official", "publisher", "auditor", "secretary", "anonymous"):
        assert send(client, municipality, role=role).status_int in (401, 403)
