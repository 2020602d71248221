"""A case is opened once in a request, and what was opened lasts no longer than that.

The counts are those of keys unwrapped for a case and of boxes decrypted: no machine
alters them.
"""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases.access_log import lines_of
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.vault import my_key
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.open_case import UnlockedCase
from tests.support import handlers

import json
import pickle
import pytest
import transaction


@pytest.fixture
def case(municipality):
    """A case with a message, a note and a line of the diary."""
    made, words = handlers.send_report()
    reporter_followup.write(words, "En fråga.")
    transaction.commit()
    return made


@pytest.fixture
def office(open_desk):
    return open_desk("office")


@pytest.fixture
def opened(monkeypatch):
    """How often a case was opened, and how many boxes were."""
    seen = {"cases": 0, "boxes": 0}
    unwrap, get = Vault._opened, UnlockedCase.written

    def opening_(self, *args):
        seen["cases"] += 1
        return unwrap(self, *args)

    def getting(self, *args):
        seen["boxes"] += 1
        return get(self, *args)

    monkeypatch.setattr(Vault, "_opened", opening_)
    monkeypatch.setattr(UnlockedCase, "written", getting)
    return seen


# page, what is posted, boxes decrypted: those that are shown, and what the action reads
PAGES = [
    ("@@case", {}, 2),
    ("@@case", {"deed": "answer", "text": "Tack.", "seen": "1"}, 3),
    ("@@case", {"deed": "note", "text": "Ringt.", "seen": "0"}, 3),
    ("@@case", {"deed": "heard"}, 3),
    ("@@case", {"deed": "met"}, 3),
    ("@@case-clocks", {"deed": "pause", "reason": "Sommar."}, 0),
    ("@@case-record", {}, 2),
    ("@@case-record", {"deed": "diary", "text": "Skrivelse"}, 4),
    ("@@case-record", {"deed": "check"}, 2),
    ("@@case-record", {"deed": "copy"}, 2),
    ("@@case-outside", {"deed": "outside_begin", "who": "Ada Alm"}, 1),
    ("@@case-people", {"deed": "step_back", "reason": "Jäv."}, 0),
    ("@@case-log", {}, 0),
]


@pytest.mark.parametrize(("page", "fields", "boxes"), PAGES)
def test_a_page_opens_its_case_once(office, case, opened, page, fields, boxes):
    answered = office.post(page, case=case, **fields)
    assert answered.status_int in (200, 303), answered.text
    assert opened == {"cases": 1, "boxes": boxes}


def test_an_exchange_opens_its_case_once(office, case, opened):
    office.post("@@case-outside", case=case, deed="outside_begin", who="Ada Alm")
    for deed, boxes in (("outside_send", 3), ("outside_end", 5)):
        opened.update(cases=0, boxes=0)
        fields = {"exchange": "1", "text": "Utredning."}
        office.post("@@case-outside", case=case, deed=deed, **fields)
        assert opened == {"cases": 1, "boxes": boxes}


SERVICES = [
    ("", {}, 2),
    ("answer", {"text": "Tack."}, 0),
    ("note", {"text": "Ringt."}, 0),
    ("clocks", {"deed": "pause", "reason": "Sommar."}, 0),
    ("record", {"deed": "enter", "text": "Skrivelse"}, 4),
    ("redacted", {}, 2),
    ("outside", {"deed": "begin", "who": "Ada Alm"}, 1),
    ("links", {}, 0),
    ("log", {}, 0),
]


@pytest.mark.parametrize(("step", "data", "boxes"), SERVICES)
def test_a_service_opens_its_case_once(
    client, municipality, case, opened, step, data, boxes
):
    with municipality.acting("office"):
        token = my_key.open_vault(handlers.PHRASE)
    transaction.commit()
    path = f"{municipality.hub.absolute_url()}/@conduct-case/{step}".rstrip("/")
    headers = {"Accept": "application/json", "X-Conduct-Vault": token}
    body = json.dumps({"case": case, **data}).encode()
    headers["Content-Type"] = "application/json"
    answered = client.send("office", "POST", path, body, headers)
    assert answered.status_int in (200, 204), answered.text
    assert opened == {"cases": 1, "boxes": boxes}


def vault_of(municipality, name):
    with municipality.acting(name):
        return my_key.vault_of(my_key.open_vault(handlers.PHRASE))


def test_what_was_opened_never_opens_more_than_opening_anew(municipality, case):
    office, head = vault_of(municipality, "office"), vault_of(municipality, "head")
    with municipality.acting("office"):
        before = case_access.open_case(case, office)
        assert case_access.open_case(case, office) is before
    with municipality.acting("head"):
        case_access.exclude(
            case_access.open_case(case, head), municipality.people["office"]
        )
        assert case_access.open_case(case, head).epoch == before.epoch + 1
    with municipality.acting("office"):
        with pytest.raises(Missing, match="no_case"):
            case_access.open_case(case, office)
        with pytest.raises(Refused, match="box_shut"):
            answering.write_note(before, "ord")


def test_a_case_opens_again_after_what_was_done_is_undone(municipality, case):
    head = vault_of(municipality, "head")
    with municipality.acting("head"):
        undo = transaction.savepoint(optimistic=True).rollback
        case_access.exclude(
            case_access.open_case(case, head), municipality.people["office"]
        )
        undo()
        found = case_access.open_case(case, head)
        assert found.epoch == 1 and municipality.people[
            "office"
        ] in case_access.readers(case)
        assert answering.write_note(found, "ord")


def test_nobody_acts_with_the_vault_of_somebody_else(municipality, case):
    office = vault_of(municipality, "office")
    with municipality.acting("head"), pytest.raises(Missing, match="no_case"):
        case_access.open_case(case, office)
    with municipality.acting("head"), pytest.raises(Refused, match="not_allowed"):
        case_access.recover(case, office)


def test_a_closed_vault_opens_nothing_and_remembers_nothing(municipality, case):
    office = vault_of(municipality, "office")
    with municipality.acting("office"):
        case_access.open_case(case, office)
        office.close()
        with pytest.raises(ConductError):
            case_access.open_case(case, office)


def test_an_open_vault_is_never_stored_and_shows_nothing(municipality, case):
    office = vault_of(municipality, "office")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="never stored"):
            pickle.dumps(office, protocol)
    with municipality.acting("office"):
        found = case_access.open_case(case, office)
    key = office.private_key
    for shown in (repr(office), repr(found)):
        assert repr(key) not in shown and repr(found.data[1]) not in shown


def test_each_look_is_written_down_once_and_before_anything_is_opened(
    municipality, case, monkeypatch
):
    office, lines = vault_of(municipality, "office"), []

    def getting(self, *args):
        lines.append(len(lines_of(case)))
        raise Refused("box_shut")

    with municipality.acting("office"):
        found = case_access.open_case(case, office)
        assert lines_of(case) == []  # opening alone is no look
        monkeypatch.setattr(UnlockedCase, "written", getting)
        case_reading.read(found)
    assert set(lines) == {1} and facts_of(case).state == "received"
