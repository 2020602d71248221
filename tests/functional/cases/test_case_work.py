"""Cases that belong together, exchange with outside, diary, secrecy, the copy."""

from collective.conduct.core.interfaces import IReceipts
from collective.conduct.core.interfaces import IRegister
from collective.conduct.operations.cases import outside
from collective.conduct.operations.cases.facts import change
from collective.conduct.operations.cases.facts import facts_of
from collective.conduct.operations.reports import returning
from tests.support import desk
from tests.support.http_client import File
from zope.component import getUtility

import pytest
import re
import transaction


@pytest.fixture
def built(built, monkeypatch, tmp_path):
    tmp_path.chmod(0o700)
    desk.cheap(monkeypatch)
    desk.man(built)
    return built


@pytest.fixture
def at(client, built):
    return lambda name: desk.Handler(client, built, name).open()


@pytest.fixture
def beyond(client, built):
    """Somebody outside, who has been told the words."""
    path = f"{built.hub.absolute_url()}/@@exchange"
    return lambda **fields: client.form("anonymous", path, **fields)


def only(built, *names) -> dict:
    return {"recipients": frozenset(built.people[each] for each in names)}


class TestMerging:
    def test_two_reports_of_one_matter_go_on_in_one(self, at, built):
        first, words = desk.report(**only(built, "office"))
        second, others = desk.report(**only(built, "office", "head"))
        office = at("office")
        page = office.post("@@case-links", case=first, deed="merge", other=second)
        assert "They are merged" in page.text and second in page.text
        transaction.begin()
        assert facts_of(first).joined == second
        # whoever reads one reads both
        assert "dialekt" in at("head").post("@@case", case=first).text
        # the reporters keep their own words and answers
        office.post("@@case", case=first, deed="answer", text="Till den första.")
        transaction.begin()
        said = [len(returning.status(each).letters) for each in (words, others)]
        assert said == [2, 1]
        desk_page = office.get("@@desk").text
        assert "Goes on in another case" in desk_page
        assert office.post("@@case", case=second).text.count("merged another") == 1

    def test_apart_again(self, at, built):
        first, second = desk.report()[0], desk.report()[0]
        office = at("office")
        office.post("@@case-links", case=first, deed="merge", other=second)
        page = office.post("@@case-links", case=first, deed="part")
        assert "go on apart" in page.text
        transaction.begin()
        assert not facts_of(first).joined and not facts_of(second).took_in

    def test_who_may_not_know_of_one_may_not_know_of_the_other(self, at, built):
        about = frozenset({built.people["hrchef"]})
        concerns = desk.report(about=about, **only(built, "office"))[0]
        plain = desk.report(**only(built, "office", "hrchef"))[0]
        office = at("office")
        page = office.post("@@case-links", case=concerns, deed="merge", other=plain)
        assert "may not know of the other" in page.text
        transaction.begin()
        assert not facts_of(concerns).joined
        assert built.people["hrchef"] not in facts_of(plain).excluded
        third = desk.report(**only(built, "office", "head"))[0]
        office.post("@@case-links", case=concerns, deed="merge", other=third)
        transaction.begin()
        assert built.people["hrchef"] in facts_of(third).excluded
        # and who is shut out of one is shut out of both
        out = built.people["head"]
        office.post("@@case-people", case=third, deed="exclude", person=out)
        transaction.begin()
        assert at("head").post("@@case", case=concerns).status_int == 404
        assert at("head").post("@@case", case=third).status_int == 404

    def test_knots_are_refused(self, at, built):
        one, two, three = (desk.report()[0] for _each in range(3))
        office = at("office")
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

    def test_nothing_goes_on_in_a_closed_case(self, at, built):
        one, two = desk.report()[0], desk.report()[0]
        change(two, state="closed")
        transaction.commit()
        page = at("office").post("@@case-links", case=one, deed="merge", other=two)
        assert page.status_int == 403 and not facts_of(one).joined

    def test_cases_of_others_cannot_be_named(self, at, built):
        own = desk.report(**only(built, "office"))[0]
        others = desk.report(**only(built, "head"))[0]
        office = at("office")
        for deed in ("merge", "series"):
            for other in (others, "0" * 32):
                page = office.post("@@case-links", case=own, deed=deed, other=other)
                assert page.status_int == 404
        assert others not in office.post("@@case-links", case=own).text


class TestSeries:
    def test_each_sees_those_that_they_may_open(self, at, built):
        one, two = desk.report()[0], desk.report()[0]
        hidden = desk.report(**only(built, "office"))[0]
        office = at("office")
        office.post("@@case-links", case=one, deed="series", other=two)
        page = office.post("@@case-links", case=hidden, deed="series", other=one)
        assert "belong to one series" in page.text
        assert len({facts_of(each).series for each in (one, two, hidden)}) == 1
        seen = at("head").post("@@case-links", case=one).text
        assert two in seen and hidden not in seen
        office.post("@@case-links", case=two, deed="leave_series")
        transaction.begin()
        assert not facts_of(two).series

    def test_a_reprisal_is_seen_beside_what_it_follows(self, at, built):
        first, words = desk.report()
        linked = tuple(returning.linked(words)["linked"])
        after = desk.report(form="reprisal", linked=linked)[0]
        assert after in at("head").post("@@case-links", case=first).text
        assert first in at("head").post("@@case-links", case=after).text


class TestOutside:
    def begun(self, at, case) -> tuple:
        office = at("office")
        page = office.post(
            "@@case-outside", case=case, deed="outside_begin", who="Firma Alm"
        )
        words = re.search(r"<strong>([a-zåäöé]+(?: [a-zåäöé]+){6})</strong>", page.text)
        number = re.search(
            r'name="exchange"\s+type="hidden"\s+value="(\d+)"', page.text
        )
        return office, words[1], number[1]

    def test_words_and_files_pass_both_ways(self, at, beyond, built):
        case = desk.report()[0]
        office, words, number = self.begun(at, case)
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

    def test_it_is_no_way_to_the_report(self, at, beyond, client, built):
        case, reporter = desk.report()
        office, words, _number = self.begun(at, case)
        path = f"{built.hub.absolute_url()}/@@report-status"
        assert "Nothing is found" in client.form("anonymous", path, words=words).text
        assert "Nothing is found" in beyond(words=reporter).text
        office.post("@@case", case=case, deed="answer", text="Till anmälaren.")
        assert "Till anmälaren." not in beyond(words=words).text
        assert len(getUtility(IReceipts).of(case)) == 1

    def test_it_ends_by_a_deed_and_by_itself(self, at, beyond, built):
        case = desk.report()[0]
        office, words, number = self.begun(at, case)
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
        _office, words, _number = self.begun(at, case)
        built.clock.pass_days(90)
        assert "Nothing is found" in beyond(words=words).text
        assert not outside.letters(words)

    def test_nothing_said_is_refused_and_loses_nothing(self, at, beyond, built):
        case = desk.report()[0]
        office, words, _number = self.begun(at, case)
        page = office.post("@@case-outside", case=case, deed="outside_begin", who=" ")
        assert "Write with whom" in page.text
        assert beyond(words=words, act="write", text=" ").status_int == 400
        wrong = beyond(
            words=words, act="write", text="Kvar", files=File("Tom.txt", b"")
        )
        assert "Kvar" in wrong.text and wrong.status_int == 400


class TestRecord:
    def test_the_line_of_the_diary_tells_nothing(self, at, built):
        cases = [desk.report()[0] for _each in range(3)]
        office, numbers = at("office"), []
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
        empty = office.post("@@case-record", case=desk.report()[0], deed="diary")
        assert "Write what the diary says" in empty.text

    def test_what_is_secret_is_in_no_copy(self, at, built):
        official = built.people["official"]
        case, words = desk.report(
            about=frozenset({official}),
            answers={
                "Vad hände?": f"{_name(official)} skrek.",
                "Vem såg det?": "Grannen.",
            },
        )
        returning.write(words, "Det hände igen.")
        transaction.commit()
        office = at("office")
        office.post(
            "@@case-record",
            case=case,
            deed="secrecy",
            **{"basis-1": "OSL 39:2", "basis-2": ""},
        )
        page = office.post("@@case-record", case=case, copy="yes").text
        copy = page[page.index('id="copy-shown"') : page.index('id="diary"')]
        assert "Grannen" not in copy and "OSL 39:2" in copy
        assert "[A] skrek." in copy and _name(official) not in copy
        assert "Det hände igen." in copy
        long = office.post(
            "@@case-record", case=case, deed="secrecy", **{"basis-0": "x" * 201}
        )
        assert "at most 200" in long.text
        office.post("@@case-record", case=case, deed="secrecy")
        page = office.post("@@case-record", case=case, copy="yes").text
        assert "Grannen" in page

    def test_who_tells_of_it_is_in_no_copy_whatever_was_decided(self, at, built):
        answers = {
            "Vad hände?": "Anna Alm blev utskälld, och Annas bror såg det.",
            "Vem som berättar": "Anna Alm\n070-1",
        }
        case = desk.report(answers=answers)[0]
        office = at("office")
        page = office.post("@@case-record", case=case, copy="yes").text
        copy = page[page.index('id="copy-shown"') : page.index('id="diary"')]
        assert "Anna" not in copy and "070-1" not in copy and "utskälld" in copy
        assert 'id="basis-1"' in page and 'id="basis-2"' not in page  # and messages


def _name(person: int) -> str:
    return getUtility(IRegister).person(person).name


def desk_number(case: str) -> str:
    return f"{case[:4]}-{case[4:8]}".upper()


@pytest.mark.parametrize("view", ["@@case-links", "@@case-outside", "@@case-record"])
def test_nobody_else_finds_these_pages(at, client, built, view):
    case = desk.report(**only(built, "head"))[0]
    office = at("office")
    assert office.post(view, case=case).status_int == 404
    assert office.post(view, case="0" * 32).status_int == 404
    assert office.get(view).status_int == 303
    assert client.page("official", f"/trygghet/{view}").status_int == 404
