"""Clocks of cases: told once before and once after, seen by all who wait (S26)."""

from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.jobs.running import run_slice
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.storage.mail.outbox import NOTICE
from tests.support import handlers
from zope.component import getUtility

import transaction


def notified(case) -> list[int]:
    """Who is told when the timed job runs, twice."""
    transaction.begin()
    before = set(getUtility(IOutbox)._known)
    for _time in range(2):
        said = run_slice("clocks", transaction.commit)
        assert "clocks" not in said and said["overdue"] == 0
    new = [key for key in getUtility(IOutbox)._known if key not in before]
    kept = getUtility(IOutbox)._notices
    notices = [NOTICE.unpack(kept[key]) for key in new]
    return sorted(each.person for each in notices if each.kind == "case_new")


def test_the_readers_are_told_once_before_and_once_when_it_is_late(municipality):
    case = handlers.send_report()[0]
    readers = sorted(municipality.people[name] for name in ("hrchef", "office", "head"))
    assert notified(case) == []
    for days, expected in ((4, []), (1, readers), (1, []), (1, []), (1, readers)):
        municipality.clock.pass_days(days)
        assert notified(case) == expected, days
    for _day in range(10):
        municipality.clock.pass_days(5)
        assert notified(case) == []


def test_nobody_is_told_of_what_was_done_or_taken_back(municipality, open_desk):
    case = handlers.send_report()[0]
    words = handlers.send_report()[1]
    open_desk("office").post(
        "@@case", case=case, deed="answer", text="Tack.", final="yes"
    )
    reporter_followup.withdraw(words)
    transaction.commit()
    municipality.clock.pass_days(200)
    assert notified(case) == []


def test_a_word_confirms_and_the_answer_is_said_to_be_one(
    municipality, open_desk, client
):
    case, words = handlers.send_report()
    office = open_desk("office")
    assert "Confirm that it has come" in office.get("@@desk").text
    office.post("@@case", case=case, deed="answer", text="Vi har fått den.")
    transaction.begin()
    confirmation, answer = reporter_followup.status(words).clocks
    assert confirmation.met_on and not answer.met_on
    municipality.clock.pass_days(100)
    office = open_desk("office")
    page = office.post("@@case", case=case).text
    assert "Late:" in page and "This is the answer" in page
    path = f"{municipality.hub.absolute_url()}/@@report-status"
    shown = client.form("anonymous", path, words=words).text
    assert "This is late" in shown
    office.post("@@case", case=case, deed="answer", text="Så blev det.", final="yes")
    transaction.begin()
    assert deadlines(case).answered
    assert all(each.met_on for each in reporter_followup.status(words).clocks)
    page = office.post("@@case", case=case).text
    assert "Late:" not in page and "This is the answer" not in page


def test_what_is_late_stands_first_after_the_urgent(municipality, open_desk):
    late = handlers.send_report()[0]
    municipality.clock.pass_days(9)
    handlers.send_report()
    page = open_desk("office").get("@@desk").text
    assert page.index(f'value="{late}"') < page.index("Confirm that", page.index(late))
    assert page.count("Late:") == 1


def test_the_desk_is_read_in_pages_and_narrowed(municipality, open_desk, monkeypatch):
    monkeypatch.setattr("collective.conduct.browser.cases.desk.PAGE", 2)
    cases = [handlers.send_report()[0] for _each in range(3)]
    municipality.clock.pass_days(9)
    fresh = handlers.send_report()[0]
    office = open_desk("office")
    first, second = office.get("@@desk"), office.get("@@desk?show=open&page=2")
    assert "Page 1 of 2" in first.text and "Page 2 of 2" in second.text
    seen = [
        case for case in [*cases, fresh] for page in (first, second) if case in page
    ]
    assert sorted(seen) == sorted([*cases, fresh])
    assert fresh not in office.get("@@desk?show=late&page=1").text
    assert "None of your cases" in office.get("@@desk?show=closed").text
    for odd in ("show=x&page=99", "page=-1", "page=x", "show="):
        assert office.get(f"@@desk?{odd}").status_int == 200
