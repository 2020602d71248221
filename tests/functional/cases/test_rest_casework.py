"""Work in a case for programs: the same actions, the same refusals."""

from base64 import b64decode
from base64 import b64encode
from collective.conduct.operations.reports import reporter_followup
from tests.functional.cases.test_rest_desk import token_of
from tests.support import handlers

import pytest


FILE = {"filename": "Uppdrag.txt", "content-type": "text/plain"}
FILE["data"] = b64encode(b"Utred.").decode()
STEPS = ("nickname", "met", "heard", "clocks", "links", "outside", "record", "redacted")


@pytest.fixture
def work(desk_rest):
    """Do something in a case as the office, with its vault open."""
    token = token_of(desk_rest, "office")

    def done(step, **data):
        return desk_rest("office", "POST", f"@conduct-case/{step}", data, token)

    return done


def test_the_desk_is_filtered_sorted_and_counted(desk_rest, municipality):
    first = handlers.send_report(form="risk_use")[0]
    municipality.clock.pass_days(8)
    second = handlers.send_report(form="code")[0]
    found = desk_rest("office", "GET", "@conduct-cases").json
    assert [each["case"] for each in found["items"]] == [first, second]
    assert found["counts"]["late"] == 1 and found["counts"]["open"] == 2
    late = desk_rest("office", "GET", "@conduct-cases?show=late").json
    assert [each["case"] for each in late["items"]] == [first]
    by = desk_rest("office", "GET", "@conduct-cases?sort=-received").json
    assert [each["case"] for each in by["items"]] == [second, first]
    for wrong in ("show=x", "sort=x", "sort=-"):
        status = desk_rest("office", "GET", f"@conduct-cases?{wrong}").status_int
        assert status == (200 if wrong == "sort=-" else 400)


def test_own_names_clocks_and_links(work, municipality):
    about = frozenset({municipality.people["official"]})
    one, two = handlers.send_report(about=about), handlers.send_report(about=about)
    case = one[0]
    assert work("nickname", case=case, nickname="Hållplats").json == {
        "nickname": "Hållplats"
    }
    reporter_followup.write(one[1], "Tack.")
    assert work("heard", case=case).json == {"wrote": False}
    (found,) = work("met", case=case).json["items"]
    assert (found["case"], found["part"]) == (two[0], "about")
    paused = work("clocks", case=case, deed="pause", reason="Polisen.").json
    assert [each["paused"] for each in paused["items"]] == [True, True]
    work("clocks", case=case, deed="resume")
    assert work("clocks", case=case, deed="pause").json["code"] == "clock_reason"
    late = work("clocks", case=case, deed="extend", until="2030-01-01", reason="x")
    assert late.json["items"][1]["due"] == "2030-01-01"
    merged = work("links", case=case, deed="merge", other=two[0]).json
    assert merged["merged"] == [two[0]]
    assert work("links", case=case, deed="part").json["merged"] == []
    assert work("links", case=case, deed="series", other=two[0]).json["series"]


def test_an_exchange_with_somebody_outside(desk_rest, work):
    case = handlers.send_report()[0]
    begun = work("outside", case=case, deed="begin", who="Firma Alm").json
    words, number = begun["receipt"], begun["items"][0]["exchange"]
    assert len(words.split()) == 7
    work(
        "outside",
        case=case,
        deed="send",
        exchange=number,
        text="Se.",
        attachments=[FILE],
    )

    def outside(**data):
        return desk_rest("anonymous", "POST", "@conduct-exchange", data)

    (letter,) = outside(receipt=words).json["letters"]
    assert (letter["text"], letter["files"]) == ("Se.", ["Uppdrag.txt"])
    got = outside(receipt=words, letter=0, file=0).json
    assert b64decode(got["data"]) == b"Utred."
    said = outside(receipt=words, text="Klart.", attachments=[FILE]).json["letters"]
    assert [each["theirs"] for each in said] == [False, True]
    assert outside(receipt="a b c").status_int == 404
    assert outside(receipt=words, text=" ").json["code"] == "said_nothing"
    work("outside", case=case, deed="end", exchange=number)
    assert outside(receipt=words).json["code"] == "receipt_unknown"


def test_diary_secrecy_and_the_copy(work):
    case, words = handlers.send_report(
        answers={"Vad hände?": "Han skrek.", "Var?": "Torget."}
    )
    reporter_followup.write(words, "Igen.")
    entered = work("record", case=case, deed="enter", text="Skrivelse").json
    assert entered["diary"]["text"] == "Skrivelse" and entered["secrecy"] == {}
    again = work("record", case=case, deed="enter", text="x")
    assert (again.status_int, again.json["code"]) == (409, "diary_entered")
    parts = ["answer:Vad hände?", "answer:Var?"]
    parts += ["fact:role", "fact:channel", "message:1"]
    assert entered["parts"] == parts
    closed = work("redacted", case=case).json
    assert {each["withheld"] for each in closed["items"]} == {True}
    assert {each["words"] for each in closed["items"]} == {""}
    basis, shown = {"answer:Var?": "OSL 39:2"}, [parts[0], parts[4]]
    kept = work("record", case=case, deed="decide", shown=shown, basis=basis).json
    assert kept["secrecy"] == basis and set(kept["shown"]) == set(shown)
    checked = work("redacted", case=case, check=True).json
    made = work("redacted", case=case, seen=checked["seen"]).json
    assert made == checked and made["decided_by"] == "Office Ek"
    words = [each["words"] for each in made["items"]]
    assert words == ["Han skrek.", "", "", "", "Igen."]
    assert made["items"][1]["basis"] == "OSL 39:2"
    log = work("log", case=case).json["items"]
    assert [each["kind"] for each in log].count("made_copy") == 2
    old = work("redacted", case=case, seen=0)
    assert (old.status_int, old.json["code"]) == (409, "secrecy_newer")
    for wrong in ({"basis": {"Vem?": "x"}}, {"shown": ["answer:x"]}, {}):
        found = work("record", case=case, deed="decide", **wrong)
        assert (found.status_int, found.json["code"]) == (400, "field")


def test_a_case_of_others_and_none_are_answered_alike(work, municipality):
    case = handlers.send_report(recipients=frozenset({municipality.people["head"]}))[0]
    for step in STEPS:
        found = [work(step, case=each) for each in (case, "f" * 32, "", 3)]
        assert [each.status_int for each in found] == [404, 404, 404, 400], step
        assert len({each.text for each in found[:3]}) == 1
    for step in STEPS[3:7]:
        assert work(step, case=case, deed="nonsense").status_int == 400


@pytest.mark.parametrize("step", STEPS)
def test_for_others_there_is_nothing(desk_rest, step):
    case = handlers.send_report()[0]
    for role in ("official", "manager", "member"):
        path = f"@conduct-case/{step}"
        assert desk_rest(role, "POST", path, {"case": case}).status_int == 404
