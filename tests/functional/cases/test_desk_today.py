"""What awaits a handler: filters, order, own names, people met before, clocks."""

from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.registers.mandates import Function
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.vault import my_key
from plone import api
from tests.support import handlers
from tests.support import sample_municipality
from zope.component import getUtility

import re
import transaction


NAME = "Busshållplatsen i Lindåsa"


def listed(page) -> list[str]:
    """The cases of the list, in their order."""
    return re.findall(r'name="case"\s+type="hidden"\s+value="(\w+)"', page.text)


def counts(page) -> dict[str, int]:
    found = re.findall(r"show=(\w+)\"[^>]*>[^<]*\((\d+)\)", page.text)
    return {key: int(number) for key, number in found}


def test_today_says_what_wants_something(open_desk, municipality):
    old, words = handlers.send_report()
    municipality.clock.pass_days(8)
    new = handlers.send_report()[0]
    page = open_desk("office").get("@@desk")
    assert listed(page) == [old, new]
    assert counts(page) == {
        "open": 2,
        "week": 2,
        "new": 2,
        "wrote": 0,
        "late": 1,
        "closed": 0,
    }
    reporter_followup.write(words, "Har ni läst?")
    transaction.commit()
    page = open_desk("office").get("@@desk?show=wrote")
    assert listed(page) == [old] and counts(page)["wrote"] == 1
    office = open_desk("office")
    office.post("@@case", case=old, deed="answer", text="Ja.")
    assert counts(office.get("@@desk"))["wrote"] == 0
    assert listed(office.get("@@desk?show=late")) == []


def test_what_needs_no_answer_waits_no_longer(open_desk, municipality):
    case, words = handlers.send_report()
    reporter_followup.write(words, "Tack ska ni ha.")
    transaction.commit()
    office = open_desk("office")
    assert "It needs no answer" in office.post("@@case", case=case).text
    page = office.post("@@case", case=case, deed="heard").text
    assert "no longer waits" in page and "says that it needs no answer" in page
    assert "It needs no answer</button>" not in page
    assert counts(office.get("@@desk"))["wrote"] == 0


def test_what_was_taken_back_waits_until_somebody_has_taken_it_on(
    open_desk, municipality
):
    case, words = handlers.send_report()
    reporter_followup.withdraw(words)
    transaction.commit()
    office = open_desk("office")
    assert listed(office.get("@@desk?show=week")) == [case]
    office.post("@@case", case=case, deed="triage")
    assert listed(office.get("@@desk?show=week")) == []
    assert listed(office.get("@@desk?show=open")) == [case]


def test_the_list_is_sorted_by_its_headings(open_desk, municipality):
    first = handlers.send_report(form="code")[0]
    municipality.clock.pass_days(1)
    second = handlers.send_report(form="risk_use")[0]
    office = open_desk("office")
    for order, expected in (
        ("received", [first, second]),
        ("-received", [second, first]),
        ("form", [first, second]),
        ("-number", sorted((first, second), reverse=True)),
        ("nonsense", [first, second]),
    ):
        assert listed(office.get(f"@@desk?sort={order}")) == expected, order
    page = office.get("@@desk?sort=received").text
    assert 'aria-sort="ascending"' in page and "sort=-received" in page


def test_a_name_of_ones_own_is_seen_by_nobody_else(open_desk, municipality):
    case = handlers.send_report()[0]
    office = open_desk("office")
    page = office.post("@@case", case=case, deed="nickname", nickname=NAME).text
    assert NAME in page
    assert NAME in office.get("@@desk").text
    office.post("@@my-key", deed="lock")
    assert (
        NAME
        not in handlers.HandlerClient(office.client, municipality, "office")
        .get("@@desk")
        .text
    )
    head = open_desk("head")
    assert NAME not in head.get("@@desk").text
    assert NAME not in head.post("@@case", case=case).text
    kept = getUtility(IDesks)._own[municipality.people["office"]]
    assert NAME.encode() not in kept
    office = open_desk("office")
    long = office.post("@@case", case=case, deed="nickname", nickname="x" * 61)
    assert "at most 60" in long.text
    office.post("@@case", case=case, deed="nickname", nickname=" ")
    assert NAME not in office.get("@@desk").text


def test_people_are_met_in_ones_own_cases_and_each_look_is_written_down(
    open_desk, municipality
):
    about = frozenset({municipality.people["official"]})
    before = handlers.send_report(about=about)[0]
    of_others = handlers.send_report(
        about=about, recipients=frozenset({municipality.people["head"]})
    )
    case = handlers.send_report(witnesses=about)[0]
    office = open_desk("office")
    page = office.post("@@case", case=case)
    assert "met these people" in page.text
    found = office.post("@@case", case=case, deed="met").text
    assert desk_number(before) in found and desk_number(of_others[0]) not in found
    transaction.begin()
    kinds = [each.kind for each in getUtility(IAccessLog).of(before)]
    assert kinds == ["searched"]
    assert not list(getUtility(IAccessLog).of(of_others[0]))
    nobody = handlers.send_report()[0]
    assert "met these people" not in office.post("@@case", case=nobody).text


def desk_number(case: str) -> str:
    return f"{case[:4]}-{case[4:8]}".upper()


def test_deadlines_rest_and_are_put_off_with_a_reason(open_desk, municipality, client):
    case, words = handlers.send_report()
    office = open_desk("office")
    refused = office.post("@@case-clocks", case=case, deed="pause", reason=" ")
    assert "Write a reason" in refused.text and not deadlines(case).pauses
    paused = office.post("@@case-clocks", case=case, deed="pause", reason="Polisen.")
    assert "The deadlines rest" in paused.text
    again = office.post("@@case-clocks", case=case, deed="pause", reason="x")
    assert "rest already" in again.text
    shown = client.form(
        "anonymous", f"{municipality.hub.absolute_url()}/@@report-status", words=words
    ).text
    assert "rests for now" in shown and "Polisen" not in shown
    municipality.clock.pass_days(30)
    office = open_desk("office")
    assert listed(office.get("@@desk?show=late")) == []
    office.post("@@case-clocks", case=case, deed="resume")
    transaction.begin()
    status = reporter_followup.status(words)
    assert not status.paused
    assert (status.clocks[0].due - status.received_on).days == 37
    page = office.post("@@case", case=case).text
    assert "let the deadlines rest: Polisen." in page and "go on" in page


def test_an_answer_is_put_off_to_a_later_day_alone(open_desk, municipality):
    case, words = handlers.send_report()
    office = open_desk("office")
    before = reporter_followup.status(words).clocks[1].due
    for until in ("", "2026-01-01", before.isoformat(), "9999-01-01", "soon"):
        refused = office.post(
            "@@case-clocks", case=case, deed="extend", reason="Utreds.", until=until
        )
        assert "Choose a day after" in refused.text, until
        assert "Utreds." in refused.text, "what was typed stays"
    later = before.replace(year=before.year + 1)
    office.post(
        "@@case-clocks",
        case=case,
        deed="extend",
        reason="Utreds.",
        until=later.isoformat(),
    )
    transaction.begin()
    assert reporter_followup.status(words).clocks[1].due == later
    assert "put the answer off: Utreds." in office.post("@@case", case=case).text


def test_a_threat_waits_for_a_talk_on_the_next_day_of_work(open_desk, municipality):
    api.portal.set_registry_record("collective.conduct.days_off", "SE")
    transaction.commit()
    _secure(municipality)
    case, words = handlers.send_report(form="threats")
    guard = open_desk("guard")
    page = guard.post("@@case-clocks", case=case).text
    assert "Talk with whoever was exposed" in page and "It is done" in page
    done = guard.post("@@case-clocks", case=case, deed="meet", kind="contact").text
    assert "written down as done" in done and "It is done</button>" not in done
    wrong = guard.post("@@case-clocks", case=case, deed="meet", kind="answer")
    assert "no such deadline" in wrong.text
    transaction.begin()
    assert [each.kind for each in reporter_followup.status(words).clocks] == [
        "confirmation",
        "answer",
    ]


def _secure(municipality) -> None:
    """Let somebody be in charge of security, with a key."""
    municipality.people["guard"] = sample_municipality.enrol("guard", "Gun Ek")
    sample_municipality.hold(
        Function(municipality.people["guard"], "security", start=handlers.SINCE)
    )
    with municipality.acting("guard"):
        my_key.enrol(handlers.PHRASE)
    handlers.confirm_with_passphrases(municipality)
    transaction.commit()


def test_the_clocks_of_others_are_no_ones_business(open_desk, municipality):
    case = handlers.send_report(recipients=frozenset({municipality.people["head"]}))[0]
    for view in ("@@case-clocks", "@@case"):
        for deed in ("pause", "resume", "extend", "meet", "nickname", "met", ""):
            page = open_desk("office").post(view, case=case, deed=deed, reason="x")
            other = open_desk("office").post(view, case="0" * 32, deed=deed, reason="x")
            assert page.status_int == other.status_int == 404, (view, deed)
    assert not deadlines(case).pauses


def test_the_settings_make_the_clocks_and_a_case_keeps_them(open_desk, municipality):
    name = "collective.conduct.case_clocks"
    lines = ["* confirmation 2 days", "* answer 1 months"]
    _before, words = handlers.send_report()
    api.portal.set_registry_record(name, lines)
    transaction.commit()
    _after, others = handlers.send_report()
    kept, new = (
        (each.clocks[0].due - each.received_on).days
        for each in map(reporter_followup.status, (words, others))
    )
    assert (kept, new) == (7, 2)
