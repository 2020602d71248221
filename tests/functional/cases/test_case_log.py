"""Nobody reads a case without a line, and the line is written first (S23)."""

from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.operations.common.uploads import all_received
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.storage.cases.access_log import AccessLog
from contextlib import suppress
from tests.functional.cases.test_rest_desk import token_of
from tests.support import handlers
from tests.support.http_client import File
from zope.component import getUtility

import pytest
import transaction


WORD = "dialekt"  # of the report


@pytest.fixture
def ask(client, municipality):
    hub = municipality.hub.absolute_url()

    def asked(name, path, data, token):
        headers = {"X-Conduct-Vault": token}
        return client.rest(name, "POST", f"{hub}/{path}", data, **headers)

    return asked


def lines(case) -> list[tuple[str, int]]:
    transaction.begin()
    return [(each.kind, each.person) for each in getUtility(IAccessLog).of(case)]


def test_each_reading_is_a_line_for_the_group(open_desk, municipality):
    case = handlers.send_report(
        files=(Upload("bild.jpg", "image/jpeg", b"sak", b"ren"),)
    )[0]
    office, me = open_desk("office"), municipality.people["office"]
    assert WORD in office.post("@@case", case=case).text
    office.post("@@case-people", case=case)  # nothing of the case is shown there
    office.post("@@case", case=case, file="1")
    assert lines(case) == [("read_case", me), ("read_file", me)]
    page = open_desk("head").post("@@case-log", case=case).text
    assert "Office Ek" in page and "A file" in page
    assert "opened the case" not in office.post("@@case", case=case).text


def test_a_refused_deed_shows_the_case_and_writes_the_line(open_desk):
    case = handlers.send_report()[0]
    office = open_desk("office")
    page = office.post("@@case", case=case, deed="answer", text=" ")
    assert page.status_int == 400 and WORD in page.text
    assert [kind for kind, _by in lines(case)] == ["read_case"]
    page = office.post("@@case", case=case, deed="triage", text="x")
    assert page.status_int == 200 and len(lines(case)) == 2


@pytest.mark.parametrize("name", ["legal", "approver", "escrow1"])
def test_for_others_there_is_neither_a_case_nor_a_log(open_desk, name):
    case = handlers.send_report()[0]
    handler = open_desk(name)
    for view in ("@@case", "@@case-log", "@@case-people"):
        found, none = (handler.post(view, case=each) for each in (case, "f" * 32))
        assert found.status_int == none.status_int == 404
    assert lines(case) == []


def test_an_enclosed_file_is_a_line_before_it_is_sent(
    open_desk, municipality, monkeypatch
):
    """Those of messages, and of notes (H4)."""
    case, words = handlers.send_report()
    file = all_received([("a.txt", "text/plain", b"kanariexv")])
    reporter_followup.write(words, "Se.", lambda: file)
    transaction.commit()
    office, me = open_desk("office"), municipality.people["office"]
    office.post("@@case-outside", case=case, deed="outside_begin", who="Firma Alm")
    sent = {"exchange": "1", "text": "Se.", "files": File("a.txt", b"kanariexv")}
    office.post("@@case-outside", case=case, deed="outside_send", **sent)

    def taken(of, number):
        wanted = {"of": of, "enclosed": f"file.{number}.0"}
        return office.post("@@case", case=case, **wanted)

    before = len(lines(case))
    assert taken("message", 1).body == taken("note", 2).body == b"kanariexv"
    assert lines(case)[before:] == [("read_file", me)] * 2
    monkeypatch.setattr(AccessLog, "note", broken)
    for of, number in (("message", 1), ("note", 2)):
        with suppress(RuntimeError):
            assert b"kanariexv" not in taken(of, number).body


def broken(*args, **kw):
    raise RuntimeError("disk full")


@pytest.mark.parametrize("fields", [{}, {"file": "1"}, {"deed": "answer", "text": ""}])
def test_without_the_line_nothing_is_shown(open_desk, monkeypatch, fields):
    case = handlers.send_report(files=(Upload("b.txt", "text/plain", WORD.encode()),))[
        0
    ]
    office = open_desk("office")
    monkeypatch.setattr(AccessLog, "note", broken)
    said = ""
    with suppress(RuntimeError):
        said = office.post("@@case", case=case, **fields).text
    assert WORD not in said


def test_programs_read_by_the_same_door(ask, client, municipality):
    case = handlers.send_report(identity={"name": "Anna Alm"})[0]

    def opens(name, method, path, data):
        return client.rest(
            name, method, f"{municipality.hub.absolute_url()}/{path}", data
        )

    token = token_of(opens, "office")
    ask("office", "@conduct-case", {"case": case}, token)
    found = ask("office", "@conduct-case/log", {"case": case}, token).json["items"]
    assert [each["kind"] for each in found] == ["read_case"]
    other = token_of(opens, "legal")
    assert ask("legal", "@conduct-case/log", {"case": case}, other).status_int == 404
    assert len(lines(case)) == 1


def test_the_reporter_is_told_the_days_and_not_who_read(
    open_desk, client, municipality
):
    """Their page names who can read it (T23), and the days; not who read it when."""
    case, words = handlers.send_report()
    assert reporter_followup.status(words).read == ()
    open_desk("office").post("@@case", case=case)
    municipality.clock.pass_days(3)
    open_desk("head").post("@@case", case=case)
    transaction.begin()
    first, last = reporter_followup.status(words).read
    assert (last - first).days == 3
    page = client.form(
        "anonymous", f"{municipality.hub.absolute_url()}/@@report-status", words=words
    ).text
    assert "first on" in page and page.count("Office Ek") == page.count("Hrchef Ek")


def test_the_lines_name_nobody_in_clear_and_are_not_in_the_ledger_of_the_answers(
    open_desk, municipality
):
    case = handlers.send_report()[0]
    before = set(getUtility(ILedger).streams())
    for _time in range(3):
        open_desk("office").post("@@case", case=case)
    transaction.begin()
    assert set(getUtility(ILedger).streams()) == before
    person = str(municipality.people["office"])
    rows = getUtility(ICaseStreams)._entries.within((case, "read"), (case, "read\0"))
    assert len(rows) == 3 and not any(person in repr(row) for _place, row in rows)
