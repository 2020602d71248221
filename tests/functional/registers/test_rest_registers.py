"""The registers over REST: what the pages do, by the same operations."""

from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from dataclasses import replace
from datetime import timedelta
from tests.support.sample_municipality import hold
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import pytest


REGISTER = "/trygghet/@conduct-register"
SENT = {
    "kind": "mandate",
    "account": "member",
    "body": "bun",
    "office": "chair",
    "party": "Ängen",
    "start": "2027-03-01",
    "extent": 40,
    "source": "KF § 7",
}


def rows_of(municipality, role):
    return getUtility(IRegister).roster().rows_of(municipality.people[role])


def rest_request(client, role, method, path, data=None):
    found = client.rest(role, method, path, data)
    return found.status_int, (found.json if found.body else None)


@pytest.mark.parametrize("place", ["", "/trygghet"])
def test_everybody_reads_of_a_body_what_its_page_shows(client, municipality, place):
    row = rows_of(municipality, "leader")[0]
    getUtility(IRegister).close(row.row, 0)
    hold(replace(row, row=0, extent=40, source="Hemlig notis"))
    path = f"{place}/@conduct-register?body=ks"
    status, found = rest_request(client, "member", "GET", path)
    assert status == 200
    assert [each["name"] for each in found["items"]] == [
        "Leader Lind",
        "Official Lind",
        "Secretary Lind",
    ]
    assert found["items"][0] == {
        "kind": "mandate",
        "name": "Leader Lind",
        "body": "ks",
        "office": "group_leader",
        "party": "S",
        "start": "2026-01-01",
        "end": None,
    }
    _status, kept = rest_request(client, "registrar", "GET", path)
    assert kept["items"][0]["source"] == "Hemlig notis"


@pytest.mark.parametrize("query", ["", "?person=1", "?body=ks&person=1"])
def test_all_rows_are_for_those_who_keep_the_registers(client, municipality, query):
    status, found = rest_request(client, "member", "GET", f"{REGISTER}{query}")
    assert (status, found["code"]) == (403, "not_allowed")
    status, _found = rest_request(client, "manager", "GET", f"{REGISTER}{query}")
    assert status == 200


@pytest.mark.parametrize("place", ["", "/trygghet"])
def test_nobody_reads_without_logging_in(client, municipality, place):
    found = client.rest("anonymous", "GET", f"{place}/@conduct-register?body=ks")
    assert found.status_int in (401, 403)
    assert "Lind" not in found.text


def test_rows_are_asked_for_on_a_day_as_they_were_known(client, municipality):
    (row,) = rows_of(municipality, "official")
    municipality.clock.pass_days(1)
    path = f"{REGISTER}/{row.row}"
    rest_request(client, "registrar", "POST", path, {"last": "2027-01-31"})
    number = municipality.people["official"]
    path = f"{REGISTER}?person={number}&on=2027-03-01"
    assert rest_request(client, "registrar", "GET", path)[1]["items_total"] == 0
    path += f"&known={TODAY}"
    assert (
        rest_request(client, "registrar", "GET", path)[1]["items"][0]["row"] == row.row
    )
    for wrong in ("on=yesterday", "known=2027-13-01"):
        status, found = rest_request(client, "registrar", "GET", f"{REGISTER}?{wrong}")
        assert (status, found["code"]) == (400, "date_unreadable")


def test_a_row_is_recorded_corrected_ended_and_taken_out(client, municipality):
    status, made = rest_request(client, "registrar", "POST", REGISTER, SENT)
    assert status == 201
    assert (made["person"], made["extent"]) == (municipality.people["member"], 40)
    path = f"{REGISTER}/{made['row']}"
    status, right = rest_request(client, "registrar", "PATCH", path, {"extent": 50})
    assert (status, right["extent"], right["party"]) == (200, 50, "Ängen")
    assert rest_request(client, "registrar", "PATCH", path, {"extent": 60})[0] == 409
    path = f"{REGISTER}/{right['row']}"
    sent = {"last": "2027-03-05", "preview": True}
    status, preview = rest_request(client, "registrar", "POST", path, sent)
    assert (status, preview["rows"], preview["lost"]) == (
        200,
        [right["row"]],
        {str(municipality.people["member"]): ["official"]},
    )
    assert rows_of(municipality, "member")[0].end is None
    rest_request(client, "registrar", "POST", path, {"last": "2027-03-05"})
    (row,) = rows_of(municipality, "member")
    assert row.end.isoformat() == "2027-03-05"
    assert (
        rest_request(client, "registrar", "DELETE", f"{REGISTER}/{row.row}")[0] == 204
    )
    assert rows_of(municipality, "member") == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "crown"}, "field"),
        ({"office": "king"}, "office_unknown"),
        ({"office": ["chair"]}, "field"),
        ({"office": "group_leader", "party": ""}, "leader_without_party"),
        ({"body": "nowhere"}, "body_unknown"),
        ({"body": ""}, "body_unknown"),
        ({"start": "soon"}, "date_unreadable"),
        ({"start": 20270301}, "date_unreadable"),
        ({"start": None}, "date_missing"),
        ({"end": "2027-02-01"}, "ends_before_start"),
        ({"extent": "40"}, "field"),
        ({"extent": True}, "field"),
        ({"extent": 101}, "extent"),
        ({"as_employee": "yes"}, "field"),
        ({"party": "s"}, "party_resembles"),
        ({"account": "nobody-here"}, "account_unknown"),
        ({"account": ""}, "name_missing"),
        ({"kind": "function", "function": "jester"}, "function_unknown"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_its_reason(
    client, municipality, changes, code
):
    before = len(list(getUtility(IRegister).history()))
    status, found = rest_request(
        client, "registrar", "POST", REGISTER, {**SENT, **changes}
    )
    assert (status, found["code"]) == (400, code)
    assert len(list(getUtility(IRegister).history())) == before
    assert found["message"] and found["message"] != code


def test_an_overlap_is_a_conflict(client, municipality):
    sent = {**SENT, "account": "official", "body": "ks", "office": "ordinary"}
    status, found = rest_request(client, "registrar", "POST", REGISTER, sent)
    assert (status, found["code"]) == (409, "overlap")


def test_a_term_ends_when_the_rows_are_those_that_were_shown(client, municipality):
    path = "/trygghet/ks/@conduct-end-term"
    sent = {"last": str(TODAY), "preview": True}
    status, preview = rest_request(client, "registrar", "POST", path, sent)
    assert status == 200
    assert preview["lapsing"] == {"Uppförandekod": 2}
    hold(Mandate(municipality.people["member"], "ks", "ordinary", "V", TODAY))
    sent = {"last": str(TODAY), "rows": preview["rows"]}
    status, found = rest_request(client, "registrar", "POST", path, sent)
    assert (status, found["code"]) == (409, "rows_changed")
    assert rows_of(municipality, "official")[0].end is None
    (row,) = rows_of(municipality, "member")
    sent["rows"].append(row.row)
    assert rest_request(client, "registrar", "POST", path, sent)[0] == 200
    assert rows_of(municipality, "official")[0].end == TODAY


def test_people_are_found_by_a_name_in_the_body(client, municipality):
    path = "/trygghet/@conduct-people"
    _status, found = rest_request(client, "registrar", "GET", f"{path}?b_size=3")
    assert (len(found["items"]), found["items_total"]) == (3, len(municipality.people))
    assert "next" in found["batching"]
    _status, found = rest_request(client, "registrar", "POST", path, {"name": "offi"})
    assert [each["name"] for each in found["items"]] == ["Official Lind"]
    status, found = rest_request(client, "registrar", "GET", f"{path}?account=maybe")
    assert (status, found["code"]) == (400, "field")


def test_a_person_is_shown_renamed_and_given_an_account(client, municipality):
    number = getUtility(IRegister).enrol(name="Åsa Berg")
    path = f"/@conduct-person/{number}"
    assert rest_request(client, "registrar", "GET", path)[1]["has_account"] is False
    status, found = rest_request(client, "registrar", "PATCH", path, {"name": "Åsa Ek"})
    assert (status, found["name"]) == (200, "Åsa Ek")
    status, found = rest_request(
        client, "registrar", "PATCH", path, {"account": "official"}
    )
    assert (status, found["code"]) == (409, "account_taken")
    path = f"/@conduct-person/{municipality.people['official']}"
    found = rest_request(client, "registrar", "GET", path)[1]
    assert found["leaders"][0]["leaders"][0]["name"] == "Leader Lind"
    for wrong in ("1", "x", "", "9" * 20):
        path = f"/@conduct-person/{wrong}"
        assert rest_request(client, "registrar", "GET", path)[0] == 404


@pytest.mark.parametrize("role", ["member", "official", "secretary", "publisher"])
def test_nobody_else_writes_or_looks_at_people(client, municipality, role):
    (row,) = rows_of(municipality, "leader")
    person = municipality.people["leader"]
    for method, path, data in (
        ("POST", REGISTER, SENT),
        ("POST", f"{REGISTER}/{row.row}", {"last": str(TODAY + timedelta(1))}),
        ("PATCH", f"{REGISTER}/{row.row}", {"party": "X"}),
        ("DELETE", f"{REGISTER}/{row.row}", None),
        ("POST", "/trygghet/ks/@conduct-end-term", {"last": str(TODAY)}),
        ("GET", "/@conduct-people", None),
        ("POST", "/@conduct-people", {"name": "x"}),
        ("GET", f"/@conduct-person/{person}", None),
        ("PATCH", f"/@conduct-person/{person}", {"name": "X"}),
    ):
        found = client.rest(role, method, path, data)
        assert found.status_int in (401, 403), (method, path)
        assert "Leader Lind" not in found.text
    assert rows_of(municipality, "leader") == (row,)
    assert rows_of(municipality, "member") == ()


def test_a_form_of_another_site_writes_nothing(client, municipality):
    for path in (REGISTER, "/trygghet/ks/@conduct-end-term", "/@conduct-people"):
        found = client.form(
            "registrar", path, accept="application/json", last=str(TODAY)
        )
        assert found.status_int == 400
        assert found.json["code"] == "not_json"
