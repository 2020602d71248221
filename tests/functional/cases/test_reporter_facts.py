"""The reporter's page says what was done with the report: who reads, what was opened.

Before, it was silent on an exclusion, on escrow and on an opened identity (T23).
"""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.letters import SentReport
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import identity
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.cases import linking
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.vault import my_key
from collective.conduct.operations.vault.receipt_code import opened
from contextlib import contextmanager
from datetime import date
from lxml import html
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.http_client import File
from zope.component import getUtility

import json
import pytest
import transaction


STATUS = "/trygghet/@@report-status"


class ReporterView:
    """What somebody with the seven words sees on the page."""

    def __init__(self, client, words: str) -> None:
        headers = {"Accept-Language": "en"}
        fields = {"words": words, "act": "look"}
        answered = client.request("anonymous", "POST", STATUS, fields, headers)
        assert answered.status_int == 200, answered.text
        self.tree = html.fromstring(answered.text)

    def lines(self, section: str) -> list[str]:
        (found,) = self.tree.cssselect(f"section[aria-labelledby={section}]")
        return [" ".join(e.text_content().split()) for e in found.cssselect("li")]

    @property
    def readers(self) -> list[str]:
        return self.lines("readers")

    @property
    def facts(self) -> list[str]:
        """The latest first."""
        return self.lines("facts")


@pytest.fixture
def see(client, municipality):
    return lambda words: ReporterView(client, words)


@contextmanager
def at_work(municipality, name, case, phrase=handlers.PHRASE):
    """The case, opened by a handler; what was done is stored."""
    transaction.begin()
    with municipality.acting(name):
        vault = my_key.vault_of(my_key.open_vault(phrase))
        yield case_access.open_case(case, vault)
        vault.close()
    transaction.commit()


def test_who_reads_it_today_is_named_with_function_and_since_when(see, municipality):
    people = municipality.people
    case, words = handlers.send_report()
    assert see(words).readers == [
        "Head Ek, Head of office – since 10 March 2027",
        "Hrchef Ek, Head of HR – since 10 March 2027",
        "Office Ek, Municipal secretary – since 10 March 2027",
    ]
    assert see(words).facts == []
    municipality.clock.pass_days(2)
    with at_work(municipality, "office", case) as opened_case:
        case_access.grant_access(opened_case, people["legal"], True)
    municipality.clock.pass_days(1)
    with at_work(municipality, "office", case) as opened_case:
        case_access.recuse(opened_case, "Vi är vänner.")
    page = see(words)
    assert [each.split(",")[0] for each in page.readers] == [
        "Head Ek",
        "Hrchef Ek",
        "Legal Ek",
    ]
    assert page.readers[2].endswith("since 12 March 2027")
    assert page.facts == [
        "13 March 2027 Office Ek stepped back and no longer reads it.",
        "12 March 2027 Office Ek let Legal Ek read it.",
    ]
    assert "vänner" not in page.tree.text_content()


def test_that_somebody_was_shut_out_is_told_and_named_only_if_named_before(
    see, municipality
):
    people = municipality.people
    named, words = handlers.send_report(about=frozenset({people["legal"]}))
    other, others = handlers.send_report()
    for case, person in ((named, "legal"), (other, "hrchef")):
        with at_work(municipality, "office", case) as opened_case:
            case_access.exclude(opened_case, people[person])
    assert see(words).facts[0].startswith("10 March 2027 Office Ek shut Legal Ek out.")
    page = see(others)
    assert page.facts[0].startswith("10 March 2027 Office Ek shut a person out.")
    assert "Hrchef" not in page.tree.text_content()
    assert [each.split(",")[0] for each in page.readers] == ["Head Ek", "Office Ek"]


def test_that_the_name_was_asked_for_and_opened_is_told(see, municipality):
    case, words = handlers.send_report(identity={"name": "Anna Alm"})
    with at_work(municipality, "office", case) as opened_case:
        number = identity.ask(opened_case, "Vi behöver ringa.")
    with municipality.acting("approver"):
        vault = my_key.vault_of(my_key.open_vault(handlers.PHRASE))
        identity.decide(number, vault, True)
    transaction.commit()
    municipality.clock.pass_days(1)
    with at_work(municipality, "office", case) as opened_case:
        identity.open_identity(opened_case)
    assert see(words).facts == [
        "11 March 2027 Office Ek opened your envelope.",
        "10 March 2027 Approver Ek approved that Office Ek opens your envelope, for"
        " seven days.",
        "10 March 2027 Office Ek asked to see the name in your envelope.",
    ]
    assert "ringa" not in see(words).tree.text_content()


def test_that_escrow_was_used_is_told(see, municipality):
    _case, words = handlers.send_report()
    with municipality.acting("office"):
        my_key.replace(handlers.OTHER, sure=True)
        key_recovery.ask()
    handlers.confirm_with_passphrases(municipality, office=handlers.OTHER)
    for name in ("escrow1", "escrow2"):
        with municipality.acting(name):
            (request,) = key_recovery.for_escrow()
            vault = my_key.vault_of(my_key.open_vault(handlers.PHRASE))
            key_recovery.give(request.number, vault)
    with municipality.acting("office"):
        vault = my_key.vault_of(my_key.open_vault(handlers.OTHER))
        assert key_recovery.come_back(vault) == 1
    transaction.commit()
    told = [each.removeprefix("10 March 2027 ") for each in see(words).facts]
    assert told[0].startswith("Office Ek opened it with the halves of two escrow keys")
    assert [each[:33] for each in told[1:]] == [
        "Escrow2 Ek, who holds an escrow k",
        "Escrow1 Ek, who holds an escrow k",
    ]


def test_a_merger_tells_of_the_readers_and_not_of_another_report(see, municipality):
    (one, words), (two, _others) = handlers.send_report(), handlers.send_report()
    with at_work(municipality, "office", two) as opened_case:
        case_access.grant_access(opened_case, municipality.people["legal"], True)
    municipality.clock.pass_days(1)
    with at_work(municipality, "office", one) as opened_case:
        linking.merge(opened_case, two)
    page = see(words)
    assert [each.rpartition(" since ")[::2] for each in page.readers] == [
        ("Head Ek, Head of office –", "10 March 2027"),
        ("Hrchef Ek, Head of HR –", "10 March 2027"),
        ("Legal Ek, Municipal lawyer –", "11 March 2027"),
        ("Office Ek, Municipal secretary –", "10 March 2027"),
    ]
    (told,) = page.facts
    assert "Office Ek changed who handles it" in told and "report" not in told


def test_what_is_not_told_is_a_note_for_handlers_alone(open_desk, see):
    case, words = handlers.send_report()
    office = open_desk("office")
    office.post("@@case", case=case, deed="note", text="Ringde grannen.")
    office.post("@@case", case=case, deed="triage")
    page = see(words)
    assert page.facts == [] and "Nothing yet of what" in page.tree.text_content()
    assert "grannen" not in page.tree.text_content()


def test_files_are_found_beside_facts_by_page_and_rest(open_desk, client, municipality):
    """A fact is no message: what is counted from 0 are the messages."""
    case, words = handlers.send_report()
    with at_work(municipality, "office", case) as opened_case:
        case_access.grant_access(opened_case, municipality.people["legal"], True)
    sent = {"deed": "answer", "text": "Se.", "files": File("Svar.txt", b"bifogat")}
    open_desk("office").post("@@case", case=case, **sent)
    got = client.form("anonymous", STATUS, words=words, act="file.1.0")
    assert got.body == b"bifogat"
    path = "/trygghet/@conduct-report-status"
    shown = client.rest("anonymous", "POST", path, {"receipt": words}).json
    assert [each["kind"] for each in shown["letters"]] == ["report", "message"]
    fact = {"event": "let_in", "day": "2027-03-10"}
    assert shown["facts"] == [fact | {"by": "Office Ek", "person": "Legal Ek"}]
    legal = {"name": "Legal Ek", "functions": ["legal"], "since": "2027-03-10"}
    assert shown["readers"][2] == legal and shown["complete"]


def test_a_report_of_before_says_that_the_list_is_younger(see, municipality):
    """Profile 1004 sealed neither the first readers nor any fact."""
    case, words = handlers.send_report()
    receipt, mailbox = opened(words), getUtility(IReporterMailbox)
    ((_kind, when, copy),) = mailbox.letters(receipt)
    assert decode(copy, SentReport).readers
    before = json.loads(copy) | {"version": 1}
    del before["readers"]
    mailbox.forget(receipt.lookup)
    mailbox.add(receipt.lookup, case, receipt.public)
    mailbox.put(receipt.lookup, "report", when, json.dumps(before).encode())
    transaction.commit()
    page = see(words)
    assert page.readers[0] == "Head Ek, Head of office – since when is not known"
    assert "older than this list" in page.tree.text_content()
    assert len(reporter_followup.status(words).letters) == 1


def test_the_form_promises_what_the_table_tells(client, municipality):
    for path in ("@@report-form?form=harassment", "@@what-is-protected"):
        page = client.page("anonymous", f"/trygghet/{path}").text
        told = " ".join(html.fromstring(page).text_content().split())
        assert "who can read it, by name and function, and since when" in told
        assert "if somebody asked to see the name in your envelope" in told


def test_nobody_else_is_told(open_desk, municipality, client):
    """No account finds the list; wrong words give the page of all wrong words."""
    case, _words = handlers.send_report()
    with at_work(municipality, "office", case) as opened_case:
        case_access.exclude(opened_case, municipality.people["hrchef"])
    wrong = client.form("anonymous", STATUS, words="fel " * 7, act="look").text
    assert "shut" not in wrong and "Office Ek" not in wrong
    for role in ("hrchef", "manager"):
        page = client.form(role, STATUS, words="fel " * 7, act="look").text
        assert "Office Ek shut" not in page


def test_who_loses_access_by_the_end_of_a_function_is_told(see, municipality):
    """Nobody did it: the next colleague who opens the case finds it so."""
    case, words = handlers.send_report()
    municipality.clock.pass_days(1)
    register = getUtility(IRegister)
    for row in register.roster().rows_of(municipality.people["hrchef"]):
        register.end(row.row, date(2027, 3, 9), 1)
    sample_municipality.forget()
    transaction.commit()
    with at_work(municipality, "office", case):
        pass
    page = see(words)
    assert page.facts == ["11 March 2027 A person can no longer read it."]
    assert [each.split(",")[0] for each in page.readers] == ["Head Ek", "Office Ek"]
