"""Cases that belong together, exchange with outside, diary, secrecy, the copy."""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.answers import Reporter
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases.disclosure import external_exchange
from collective.conduct.operations.cases.summary import change
from collective.conduct.operations.cases.summary import facts_of
from collective.conduct.operations.common.uploads import all_received
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.vault import my_key
from collective.conduct.storage.cases.access_log import AccessLog
from contextlib import suppress
from lxml import html
from tests.support import handlers
from tests.support.http_client import File
from zope.component import getUtility
from zope.i18n.interfaces import ITranslationDomain

import json
import pytest
import re
import transaction


@pytest.fixture
def beyond(client, municipality):
    """Somebody outside, who has been told the words."""
    path = f"{municipality.hub.absolute_url()}/@@exchange"
    return lambda **fields: client.form("anonymous", path, **fields)


def only(municipality, *names) -> dict:
    """Who alone was shown and ticked: nobody is unticked."""
    people = frozenset(municipality.people[each] for each in names)
    return {"recipients": people, "shown": people}


class TestMerging:
    def test_two_reports_of_one_matter_go_on_in_one(self, open_desk, municipality):
        first, words = handlers.send_report(**only(municipality, "office"))
        second, others = handlers.send_report(**only(municipality, "office", "head"))
        office = open_desk("office")
        page = office.post("@@case-links", case=first, deed="merge", other=second)
        assert "They are merged" in page.text and second in page.text
        transaction.begin()
        assert facts_of(first).merged_into == second
        # whoever reads one reads both
        assert "dialekt" in open_desk("head").post("@@case", case=first).text
        # the reporters keep their own words and answers
        office.post("@@case", case=first, deed="answer", text="Till den första.")
        transaction.begin()
        said = [len(reporter_followup.status(each).letters) for each in (words, others)]
        assert said == [2, 1]
        desk_page = office.get("@@desk").text
        assert "Goes on in another case" in desk_page
        assert office.post("@@case", case=second).text.count("merged another") == 1

    def test_apart_again(self, open_desk, municipality):
        first, second = handlers.send_report()[0], handlers.send_report()[0]
        office = open_desk("office")
        office.post("@@case-links", case=first, deed="merge", other=second)
        page = office.post("@@case-links", case=first, deed="part")
        assert "go on apart" in page.text
        transaction.begin()
        assert not facts_of(first).merged_into and not facts_of(second).merged_from

    def test_who_may_not_know_of_one_may_not_know_of_the_other(
        self, open_desk, municipality
    ):
        about = frozenset({municipality.people["hrchef"]})
        concerns = handlers.send_report(about=about, **only(municipality, "office"))[0]
        plain = handlers.send_report(**only(municipality, "office", "hrchef"))[0]
        office = open_desk("office")
        page = office.post("@@case-links", case=concerns, deed="merge", other=plain)
        assert "may not know of the other" in page.text
        transaction.begin()
        assert not facts_of(concerns).merged_into
        assert municipality.people["hrchef"] not in facts_of(plain).excluded
        third = handlers.send_report(**only(municipality, "office", "head"))[0]
        office.post("@@case-links", case=concerns, deed="merge", other=third)
        transaction.begin()
        assert municipality.people["hrchef"] in facts_of(third).excluded
        # and who is shut out of one is shut out of both
        out, head = municipality.people["office"], open_desk("head")
        head.post("@@case-people", case=third, deed="exclude", person=out)
        transaction.begin()
        assert office.post("@@case", case=concerns).status_int == 404
        assert office.post("@@case", case=third).status_int == 404

    def test_knots_are_refused(self, open_desk, municipality):
        one, two, three = (handlers.send_report()[0] for _each in range(3))
        office = open_desk("office")
        assert (
            "another case"
            in office.post("@@case-links", case=one, deed="merge", other=one).text
        )
        assert (
            "Choose a case"
            in office.post("@@case-links", case=one, deed="merge", other="").text
        )
        office.post("@@case-links", case=one, deed="merge", other=two)
        for case, other in ((two, three), (one, three), (three, one)):
            page = office.post("@@case-links", case=case, deed="merge", other=other)
            assert "merged already" in page.text

    def test_nothing_goes_on_in_a_closed_case(self, open_desk, municipality):
        one, two = handlers.send_report()[0], handlers.send_report()[0]
        change(two, state="closed")
        transaction.commit()
        page = open_desk("office").post(
            "@@case-links", case=one, deed="merge", other=two
        )
        assert page.status_int == 403 and not facts_of(one).merged_into

    def test_cases_of_others_cannot_be_named(self, open_desk, municipality):
        own = handlers.send_report(**only(municipality, "office"))[0]
        others = handlers.send_report(**only(municipality, "head"))[0]
        office = open_desk("office")
        for deed in ("merge", "series"):
            for other in (others, "0" * 32):
                page = office.post("@@case-links", case=own, deed=deed, other=other)
                assert page.status_int == 404
        assert others not in office.post("@@case-links", case=own).text


class TestSeries:
    def test_each_sees_those_that_they_may_open(self, open_desk, municipality):
        one, two = handlers.send_report()[0], handlers.send_report()[0]
        hidden = handlers.send_report(**only(municipality, "office"))[0]
        office = open_desk("office")
        office.post("@@case-links", case=one, deed="series", other=two)
        page = office.post("@@case-links", case=hidden, deed="series", other=one)
        assert "belong to one series" in page.text
        assert len({facts_of(each).series for each in (one, two, hidden)}) == 1
        seen = open_desk("head").post("@@case-links", case=one).text
        assert two in seen and hidden not in seen
        office.post("@@case-links", case=two, deed="leave_series")
        transaction.begin()
        assert not facts_of(two).series

    def test_a_reprisal_is_seen_beside_what_it_follows(self, open_desk, municipality):
        first, words = handlers.send_report()
        linked = tuple(reporter_followup.linked(words)["linked"])
        after = handlers.send_report(form="reprisal", linked=linked)[0]
        assert after in open_desk("head").post("@@case-links", case=first).text
        assert first in open_desk("head").post("@@case-links", case=after).text


class TestOutside:
    def begun(self, open_desk, case) -> tuple:
        office = open_desk("office")
        page = office.post(
            "@@case-outside", case=case, deed="outside_begin", who="Firma Alm"
        )
        words = re.search(r"<strong>([a-zåäöé]+(?: [a-zåäöé]+){6})</strong>", page.text)
        number = re.search(
            r'name="exchange"\s+type="hidden"\s+value="(\d+)"', page.text
        )
        return office, words[1], number[1]

    def test_words_and_files_pass_both_ways(self, open_desk, beyond, municipality):
        case = handlers.send_report()[0]
        office, words, number = self.begun(open_desk, case)
        assert words not in office.post("@@case-outside", case=case).text
        assert "Nothing has been sent" in beyond(words=words).text
        office.post(
            "@@case-outside",
            case=case,
            deed="outside_send",
            exchange=number,
            text="Se bilagan.",
            files=File("Uppdrag.txt", b"Utred."),
        )
        shown = beyond(words=words).text
        assert "Se bilagan." in shown and "Uppdrag.txt" in shown
        assert "dialekt" not in shown, "nothing else of the case"
        assert beyond(words=words, act="file.0.0").body == b"Utred."
        sent = beyond(
            words=words, act="write", text="Svar.", files=File("Svar.txt", b"Klart.")
        )
        assert "It is sent" in sent.text
        page = office.post("@@case", case=case).text
        assert "From outside: Svar." in page and "Svar.txt" in page
        note = re.search(r'value="file\.(\d+)\.0"', page[page.index("Svar.txt") :])[1]
        got = office.post("@@case", case=case, of="note", enclosed=f"file.{note}.0")
        assert got.body == b"Klart."

    def test_it_is_no_way_to_the_report(self, open_desk, beyond, client, municipality):
        case, reporter = handlers.send_report()
        office, words, _number = self.begun(open_desk, case)
        path = f"{municipality.hub.absolute_url()}/@@report-status"
        assert "Nothing is found" in client.form("anonymous", path, words=words).text
        assert "Nothing is found" in beyond(words=reporter).text
        office.post("@@case", case=case, deed="answer", text="Till anmälaren.")
        assert "Till anmälaren." not in beyond(words=words).text
        assert len(getUtility(IReporterMailbox).of(case)) == 1

    def test_it_ends_by_a_deed_and_by_itself(self, open_desk, beyond, municipality):
        case = handlers.send_report()[0]
        office, words, number = self.begun(open_desk, case)
        office.post("@@case-outside", case=case, deed="outside_end", exchange=number)
        assert "Nothing is found" in beyond(words=words).text
        again = office.post(
            "@@case-outside",
            case=case,
            deed="outside_send",
            exchange=number,
            text="x",
        )
        assert again.status_int == 404
        _office, words, _number = self.begun(open_desk, case)
        municipality.clock.pass_days(90)
        assert "Nothing is found" in beyond(words=words).text
        assert not external_exchange.letters(words)

    def test_nothing_said_is_refused_and_loses_nothing(
        self, open_desk, beyond, municipality
    ):
        case = handlers.send_report()[0]
        office, words, _number = self.begun(open_desk, case)
        page = office.post("@@case-outside", case=case, deed="outside_begin", who=" ")
        assert "Write with whom" in page.text
        assert beyond(words=words, act="write", text=" ").status_int == 400
        wrong = beyond(
            words=words, act="write", text="Kvar", files=File("Tom.txt", b"")
        )
        assert "Kvar" in wrong.text and wrong.status_int == 400


class TestRecord:
    def test_the_line_of_the_diary_tells_nothing(self, open_desk, municipality):
        cases = [handlers.send_report()[0] for _each in range(3)]
        office, numbers = open_desk("office"), []
        for case in cases:
            page = office.post(
                "@@case-record", case=case, deed="diary", text="Skrivelse"
            ).text
            numbers.append(re.search(r"20\d\d-[2-9A-Z]{4}-[2-9A-Z]{4}", page)[0])
            assert "left out (secret)" in page
            assert desk_number(case) not in numbers[-1]
        assert len(set(numbers)) == 3
        again = office.post("@@case-record", case=cases[0], deed="diary", text="x")
        assert numbers[0] in again.text and again.status_int == 409
        empty = office.post(
            "@@case-record", case=handlers.send_report()[0], deed="diary"
        )
        assert "Write what the diary says" in empty.text

    def test_a_copy_shows_nothing_that_nobody_opened(self, open_desk, municipality):
        """Before, what was left empty was shown, and no line told of a copy (T21)."""
        official = municipality.people["official"]
        case, words = handlers.send_report(
            about=frozenset({official}),
            answers={"Vad hände?": f"{_name(official)} skrek.", "Var?": "Torget."},
            files=all_received([("Lönelista.txt", "text/plain", b"x")]),
        )
        reporter_followup.write(words, "Det hände igen.")
        transaction.commit()
        office = open_desk("office")
        office.post("@@case", case=case, deed="note", text="Ringde grannen.")
        office.post("@@case", case=case, deed="triage")
        closed = made_copy(office, case)
        hidden = ("skrek", "Torget", "Lönelista", "Det hände", "Ringde", "took the")
        assert not [each for each in (*hidden, "[A]", "Office Ek,") if each in closed]
        assert closed.count("withheld") == 9  # what, where, role, channel, ...
        decide(office, case, "answer:Vad hände?", "note:2", "file:1")
        copy = made_copy(office, case)
        assert "[A] skrek." in copy and _name(official) not in copy
        assert "Office Ek took the case on." in copy and "Lönelista.txt" in copy
        assert not [each for each in ("Torget", "Det hände", "Ringde") if each in copy]
        assert "decided by Office Ek" in copy and "Copy made by Office Ek" in copy
        decide(office, case, "fact:about", "answer:Vad hände?")
        assert made_copy(office, case).count(_name(official)) == 2

    def test_each_copy_is_written_down_before_it_is_shown(
        self, open_desk, municipality, monkeypatch
    ):
        case = handlers.send_report()[0]
        office = open_desk("office")
        decide(office, case, "answer:Vad hände?")
        page = office.post("@@case-record", case=case, deed="check").text
        assert "Check the copy" in page and "dialekt" in page
        assert "A redacted copy" not in office.post("@@case-log", case=case).text
        made_copy(office, case)
        assert "A redacted copy" in office.post("@@case-log", case=case).text

        def broken(*args, **named):
            raise RuntimeError

        monkeypatch.setattr(AccessLog, "note", broken)
        said = ""
        with suppress(RuntimeError):
            said = office.post("@@case-record", case=case, deed="copy").text
        assert "dialekt" not in said

    def test_what_comes_after_the_decision_is_withheld(self, open_desk, municipality):
        case, words = handlers.send_report()
        reporter_followup.write(words, "Det hände igen.")
        transaction.commit()
        office = open_desk("office")
        laws = {"note": "OSL 39:3"}
        decide(office, case, "answer:Vad hände?", "message:1", **laws)
        reporter_followup.write(words, "Nu också hemma.")
        transaction.commit()
        office.post("@@case", case=case, deed="note", text="Ringde grannen.")
        copy = made_copy(office, case)
        assert "Det hände igen." in copy
        assert "hemma" not in copy and "grannen" not in copy and "OSL 39:3" in copy

    def test_a_black_mark_is_of_one_size(self, open_desk, municipality):
        """Neither how long a text is nor that it is empty shows on the paper."""
        office, seen = open_desk("office"), []
        for text in ("Ja.", "Han skrek åt mig. " * 400):
            case = handlers.send_report(answers={"Vad hände?": text})[0]
            seen.append(made_copy(office, case).replace(desk_number(case), ""))
        assert seen[0] == seen[1]

    def test_a_decision_of_a_colleague_is_not_overwritten(
        self, open_desk, municipality
    ):
        case = handlers.send_report()[0]
        office, head = open_desk("office"), open_desk("head")
        decide(office, case, "answer:Vad hände?")
        checked = form_of(office.post("@@case-record", case=case, deed="check"))
        stale = form_of(office.post("@@case-record", case=case))
        assert stale["shown"] == "answer:Vad hände?"
        decide(head, case)
        found = office.post("@@case-record", deed="secrecy", **stale)
        assert found.status_int == 409 and "A colleague has decided" in found.text
        assert "shown" not in form_of(found)  # what is sent next is theirs
        found = office.post("@@case-record", deed="copy", **checked)
        assert found.status_int == 409 and 'class="conduct-print"' not in found.text

    @pytest.mark.parametrize(
        "wrong",
        [
            {"part": ["answer:Vad hände?"], "basis": ["x" * 201]},
            {"part": ["answer:Vad hände?"], "basis": []},
            {"part": ["answer:x"], "basis": [""]},
            {"part": ["message"], "basis": [""], "shown": ["note:1"]},
            {},
        ],
    )
    def test_what_cannot_be_decided_is_refused(self, open_desk, municipality, wrong):
        case = handlers.send_report()[0]
        office = open_desk("office")
        found = office.post("@@case-record", case=case, deed="secrecy", **wrong)
        assert found.status_int == 400
        assert "dialekt" not in made_copy(office, case)

    def test_no_translation_decides_what_is_left_out(
        self, open_desk, municipality, monkeypatch
    ):
        """The words of the field changed after it was sent (FINDINGS T20)."""
        teller = Reporter("Anna Alm", "070-1", "Vem som berättar")
        answers = {"Vad hände?": "Anna Alm grät.", "Vem såg det?": "Grannen."}
        case = handlers.send_report(answers=answers, reporter=teller)[0]
        _say_otherwise(monkeypatch, "label_reporter")
        office = open_desk("office")
        decide(office, case, "answer:Vad hände?", **{"answer:Vem såg det?": "OSL 39:2"})
        copy = made_copy(office, case)
        assert "Anna" not in copy and "070-1" not in copy and "[...] grät." in copy
        assert "Grannen" not in copy and "OSL 39:2" in copy

    def test_who_tells_of_it_is_in_no_copy_unless_that_was_opened(
        self, open_desk, municipality
    ):
        answers = {"Vad hände?": "Anna Alm blev utskälld, och Annas bror såg det."}
        teller = Reporter("Anna Alm", "070-1", "Vem som berättar")
        case = handlers.send_report(answers=answers, reporter=teller)[0]
        office = open_desk("office")
        decide(office, case, "answer:Vad hände?")
        copy = made_copy(office, case)
        assert "Anna" not in copy and "070-1" not in copy and "utskälld" in copy
        decide(office, case, "answer:Vad hände?", "fact:reporter")
        copy = made_copy(office, case)
        assert "Anna Alm blev utskälld" in copy and "070-1" in copy

    def test_what_was_decided_before_stays_secret_and_the_rest_is_closed(
        self, open_desk, municipality
    ):
        """A decision of profile 1004: answers by name, one law for all messages."""
        answers = {"Vad hände?": "Han skrek.", "Var?": "Torget."}
        case, words = handlers.send_report(answers=answers)
        reporter_followup.write(words, "Det hände igen.")
        with municipality.acting("office"):
            vault = my_key.vault_of(my_key.open_vault(handlers.PHRASE))
            before = {"record": "secrecy", "version": 1, "by": vault.person, "when": 1}
            before |= {"answers": {"Var?": "OSL 39:2"}, "messages": "OSL 21:1"}
            opened = case_access.open_case(case, vault)
            opened.put("record", json.dumps(before).encode())
        transaction.commit()
        copy = made_copy(open_desk("office"), case)
        assert "skrek" not in copy and "Torget" not in copy and "igen" not in copy
        assert "OSL 39:2" in copy and "OSL 21:1" in copy


def form_of(page) -> dict:
    """Return the fields of the first form after the tabs, as a browser sends them."""
    tree = html.fromstring(page.text)
    forms = [each for each in tree.forms if "case-record" in (each.action or "")]
    form = next(each for each in forms if "seen" in each.fields)
    found: dict = {}
    for name, value in form.form_values():
        if name != "_authenticator":
            found.setdefault(name, []).append(value)
    return {key: each if len(each) > 1 else each[0] for key, each in found.items()}


def decide(handler, case: str, *shown: str, **laws: str) -> None:
    """Tick these parts, and no others, in the form as it is shown."""
    fields = form_of(handler.post("@@case-record", case=case))
    basis = [laws.get(name, "") for name in fields["part"]]
    fields |= {"shown": list(shown), "basis": basis}
    page = handler.post("@@case-record", deed="secrecy", **fields)
    assert page.status_int == 200, page.text


def made_copy(handler, case: str) -> str:
    """Check a copy and make it; return what is printed."""
    fields = form_of(handler.post("@@case-record", case=case, deed="check"))
    page = handler.post("@@case-record", deed="copy", **fields)
    (paper,) = html.fromstring(page.text).cssselect(".conduct-print")
    return " ".join(paper.text_content().split())


def _say_otherwise(monkeypatch, msgid: str) -> None:
    """Let a message be translated otherwise from now on, in every language."""
    domain = getUtility(ITranslationDomain, "collective.conduct")
    real = domain.translate

    def translate(message, *args, **values):
        return "Annat" if str(message) == msgid else real(message, *args, **values)

    monkeypatch.setattr(domain, "translate", translate)


def _name(person: int) -> str:
    return getUtility(IRegister).person(person).name


def desk_number(case: str) -> str:
    return f"{case[:4]}-{case[4:8]}".upper()


@pytest.mark.parametrize("view", ["@@case-links", "@@case-outside", "@@case-record"])
def test_nobody_else_finds_these_pages(open_desk, client, municipality, view):
    case = handlers.send_report(**only(municipality, "head"))[0]
    office = open_desk("office")
    assert office.post(view, case=case).status_int == 404
    assert office.post(view, case="0" * 32).status_int == 404
    assert office.get(view).status_int == 303
    assert client.page("official", f"/trygghet/{view}").status_int == 404
