"""A file beside the register: every line has one fate and a reason."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.personal_numbers import holds_identity_number
from collective.conduct.core.registers.lists import columns
from collective.conduct.core.registers.lists.applying import write
from collective.conduct.core.registers.lists.choices import Choices
from collective.conduct.core.registers.lists.known import RegisterSnapshot
from collective.conduct.core.registers.lists.planning import planned
from collective.conduct.core.registers.lists.values import read_day
from collective.conduct.core.registers.lists.values import read_extent
from collective.conduct.core.registers.lists.values import read_yes
from collective.conduct.core.registers.lists.values import UnreadableCell
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.mandates import OFFICES
from collective.conduct.imports.common.tables import read
from collective.conduct.storage.registers.register import Register
from dataclasses import replace
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from tests.support.profiles import examples

import csv
import io
import pytest


BODIES = {"kf": "Kommunfullmäktige", "ks": "Kommunstyrelsen"}
ACCOUNTS = {f"konto{number}": f"konto{number}" for number in range(80)}
START = date(2026, 10, 15)
HEAD = ("Namn", "Id", "Organ", "Uppdrag", "Parti", "Från och med", "Till och med")


class Desk:
    """A register and the files that are brought to it."""

    def __init__(self) -> None:
        self.register = Register()

    @property
    def known(self) -> RegisterSnapshot:
        people = {each.id: each for each in self.register.people()}
        rows = self.register.roster().rows
        emails = {"bo@lind.example": frozenset({"konto7"})}
        return RegisterSnapshot(
            people, rows, ACCOUNTS, emails, {"konto7": "Bo Ek"}, BODIES
        )

    def plan(self, *lines, head=HEAD, **choices):
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([head, *lines])
        sheet = read(out.getvalue().encode())
        given = Choices(columns.guess(sheet, {}), **choices)
        return planned(sheet, given, self.known)

    def bring(self, *lines, **choices):
        plan = self.plan(*lines, **choices)
        write(plan, self.register, 100)
        return plan

    def rows(self, name):
        wanted = [each.id for each in self.register.people() if each.name == name]
        return [row for row in self.register.roster().rows if row.person in wanted]

    def names(self):
        return sorted(each.name for each in self.register.people())


@pytest.fixture
def desk():
    return Desk()


def line(name="Bo Ek", key="17", body="Kommunfullmäktige", office="Ledamot", **more):
    values = {"party": "S", "start": "2026-10-15", "end": ""} | more
    return (name, key, body, office, *values.values())


def kinds(plan):
    return {kind: count for kind, count in plan.counts.items() if count}


def codes(plan):
    return [each.code for found in plan.findings for each in found.reasons]


def about(plan, number=2):
    found = next(each for each in plan.findings if each.line == number)
    return [each.code for each in found.about]


# days, percentages, yes and no
@pytest.mark.parametrize(
    "written",
    ["2026-10-15", "15.10.2026", "15. 10. 2026", "15/10 2026", "15-10-2026",
     "20261015", "46310", "15/10/2026", "2026-10-15 00:00:00", " 2026-10-15 "],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written_in_sweden_denmark_and_excel(written):
    assert read_day(written)[0] == START


@pytest.mark.parametrize(
    "written",
    ["15.10.26", "2026-13-01", "31.2.2026", "i höst", "2026-10", "10/15/2026",
     "2026-10-15 08:30", "1", "99999", "0001-01-01"],
)  # fmt: skip
def test_what_is_no_day_is_refused(written):
    with pytest.raises(UnreadableCell):
        read_day(written)


def test_how_a_doubtful_day_was_read_is_said():
    assert read_day("5/10/2026") == (date(2026, 10, 5), "day_first")
    assert read_day("46310") == (START, "day_serial")
    assert read_day("44848", 1462) == (START, "day_serial")
    assert read_day("") == (None, "")


def test_an_extent_is_a_whole_percentage():
    assert [read_extent(text) for text in ("40", "40 %", "40,0%", "1 %", "0", "")] == [
        40, 40, 40, 1, 0, None,
    ]  # fmt: skip
    for text in ("0,4", "1", "140", "40,5", "halv"):
        with pytest.raises(UnreadableCell):
            read_extent(text)


def test_yes_and_no_are_read_in_three_languages():
    assert read_yes("Ja") and read_yes("x") and read_yes("YES")
    assert read_yes("nej") is False and read_yes("") is None
    with pytest.raises(UnreadableCell):
        read_yes("kanske")


@pytest.mark.parametrize(
    "text",
    ["670101-1234", "19670101-1234", "6701011234", "196701011234", "010167-1234",
     "0101671234", "670161-1234", "Bo Ek 670101-1234", "670101\u20131234"],
)  # fmt: skip
def test_what_looks_like_a_personal_identity_number_is_known(text):
    assert holds_identity_number(text)


@pytest.mark.parametrize("text", ["17", "KS 2026/1234", "2026-10-15", "9999999999"])
def test_what_does_not_look_like_one_is_let_through(text):
    assert not holds_identity_number(text)


# columns
def test_columns_are_guessed_in_three_languages_and_none_twice():
    sheet = read("Förnavn;Efternavn;E-mail;Udvalg;Mail;Hmm\na;b;c;d;e;f\n".encode())
    assert columns.guess(sheet, {}) == ("", "family", "email", "body", "", "")
    remembered = {"hmm": "party", "mail": "email"}
    assert columns.guess(sheet, remembered)[2:] == ("email", "body", "", "party")


def test_a_mapping_that_cannot_be_meant_is_refused():
    sheet = read(b"Namn;Personnummer\nBo;670101-1234\n")
    for fields, code in (
        (("name",), "roster_mapping"),
        (("name", "shoe size"), "roster_mapping"),
        (("name", "name"), "roster_mapped_twice"),
        (("name", "key"), "roster_withheld"),
        (("party", ""), "roster_nobody"),
    ):
        with pytest.raises(Invalid) as caught:
            columns.check(sheet, fields)
        assert caught.value.code == code


# fates
def test_a_new_seat_is_recorded_and_the_same_file_again_changes_nothing(desk):
    assert kinds(desk.bring(line())) == {"new": 1}
    (row,) = desk.rows("Bo Ek")
    assert (row.body, row.office, row.party, row.start) == (
        "kf",
        "ordinary",
        "S",
        START,
    )
    assert kinds(desk.plan(line())) == {"unchanged": 1}


def test_a_changed_seat_is_corrected_and_the_old_row_stays_in_the_history(desk):
    desk.bring(line())
    assert kinds(desk.bring(line(party="V"))) == {"changed": 1}
    assert [row.party for row in desk.rows("Bo Ek")] == ["V"]
    assert [row.party for row in desk.register.history()] == ["S", "V"]


def test_an_empty_party_is_a_member_without_one_and_an_empty_end_says_nothing(desk):
    desk.bring(line(end="2027-01-31"))
    plan = desk.bring(line(party=""))
    assert kinds(plan) == {"changed": 1}
    assert {"roster_no_party", "roster_end_kept"} <= set(about(plan))
    (row,) = desk.rows("Bo Ek")
    assert (row.party, row.end) == ("", date(2027, 1, 31))


def test_a_last_day_ends_the_seat(desk):
    desk.bring(line())
    assert kinds(desk.bring(line(end="2027-01-31"))) == {"ended": 1}
    assert [row.end for row in desk.rows("Bo Ek")] == [date(2027, 1, 31)]


@pytest.mark.parametrize(
    ("values", "kind", "code"),
    [
        ({"body": "Byalaget"}, "unmatched", "roster_body_unknown"),
        ({"office": "Kung"}, "unmatched", "roster_role_unknown"),
        ({"end": "2026-01-01"}, "refused", "roster_ends_before_start"),
        ({"start": "i höst"}, "refused", "roster_day"),
        ({"start": ""}, "refused", "roster_start_missing"),
        ({"key": "670101-1234"}, "refused", "roster_cell_identity"),
        ({"name": "", "key": ""}, "refused", "roster_name_missing"),
        ({"body": ""}, "refused", "roster_body_missing"),
        ({"office": ""}, "refused", "roster_role_missing"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(desk, values, kind, code):
    filler = [line(f"Fyll {number}", str(number)) for number in (901, 902, 903)]
    plan = desk.plan(line(**values), *filler)
    assert kinds(plan) == {"new": 3, kind: 1}
    assert code in codes(plan)


def test_all_that_is_wrong_with_a_line_is_said_at_once(desk):
    plan = desk.plan(line(body="Byalaget", start="nyss"))
    assert codes(plan) == ["roster_body_unknown", "roster_day"]
    assert plan.words == (("body", "Byalaget"),)


def test_a_word_that_was_given_a_meaning_is_understood(desk):
    meanings = {("body", "Byalaget"): "ks", ("role", "Kung"): "chair"}
    desk.bring(line(body="BYALAGET", office="Kung"), meanings=meanings)
    assert [(row.body, row.office) for row in desk.rows("Bo Ek")] == [("ks", "chair")]


def test_what_no_column_says_can_be_said_for_the_whole_file(desk):
    defaults = {"body": "ks", "office": "ordinary", "start": "2026-10-15"}
    desk.bring(("Bo Ek", "17"), head=("Namn", "Id"), defaults=defaults)
    assert [(row.body, row.start) for row in desk.rows("Bo Ek")] == [("ks", START)]


def test_a_function_is_recorded_for_the_site_with_its_substitute(desk):
    head = ("Namn", "Id", "Funktion", "Ersättare", "Från")
    desk.bring(("Bo Ek", "17", "Kanslichef", "ja", "2026-10-15"), head=head)
    (row,) = desk.rows("Bo Ek")
    assert row == Function(
        row.person, "head_of_office", "", True, START, row=row.row, known_from=100
    )


def test_a_member_who_is_marked_as_a_substitute_holds_that_office(desk):
    head = (*HEAD, "Ersättare")
    desk.bring((*line(), "x"), head=head)
    assert [row.office for row in desk.rows("Bo Ek")] == ["substitute"]
    plan = desk.plan((*line(office="Ordförande"), "x"), head=head)
    assert codes(plan) == ["roster_substitute"]


def test_a_line_that_overlaps_a_row_is_refused_with_the_day_of_that_row(desk):
    desk.bring(line(start="2022-10-15"))
    plan = desk.plan(line())
    assert codes(plan) == ["roster_overlap"]
    assert plan.findings[0].reasons[0].values == {"day": date(2022, 10, 15)}


def test_an_open_row_can_end_the_day_before_the_new_one(desk):
    desk.bring(line(start="2022-10-15"))
    plan = desk.bring(line(), follow_on=True)
    assert kinds(plan) == {"new": 1, "ended": 1}
    assert sorted(row.end or date.max for row in desk.rows("Bo Ek")) == [
        START - timedelta(1), date.max,
    ]  # fmt: skip
    assert kinds(desk.plan(line(), follow_on=True)) == {"unchanged": 1}


def test_the_same_seat_twice_in_a_file_is_refused_with_the_other_line(desk):
    plan = desk.plan(line(), line())
    assert kinds(plan) == {"new": 1, "refused": 1}
    assert plan.findings[1].reasons[0].values == {"line": 2}


def test_a_party_that_is_nearly_a_known_one_is_warned_of(desk):
    lines = [line(f"P {n}", str(n), party="Lindpartiet") for n in range(3)]
    plan = desk.plan(*lines, line(party="Lindpartite"), line("Q", "9", party="Älgarna"))
    assert "roster_party_close" in about(plan, 5)
    assert "roster_party_close" not in about(plan, 6)


# people
def test_one_id_is_one_person_whatever_number_of_offices(desk):
    plan = desk.bring(line(), line(office="Ordförande"), line(body="Kommunstyrelsen"))
    assert desk.names() == ["Bo Ek"]
    assert "roster_several" in about(plan)


def test_two_people_of_one_name_with_ids_are_two_and_it_is_said(desk):
    plan = desk.bring(line(key="1"), line(key="2"))
    assert desk.names() == ["Bo Ek", "Bo Ek"]
    assert "roster_namesake" in about(plan, 3)


def test_two_lines_of_one_name_without_an_id_are_asked_about(desk):
    lines = line(key=""), line(key="", office="Ordförande")
    plan = desk.plan(*lines)
    assert kinds(plan) == {"new": 1, "ambiguous": 1}
    assert plan.of_kind("ambiguous")[0].options == ("new", "line:2")
    assert kinds(desk.plan(*lines, decisions={3: "new"})) == {"new": 2}
    desk.bring(*lines, decisions={3: "line:2"})
    assert desk.names() == ["Bo Ek"]


def test_a_name_that_is_known_once_is_asked_about_and_never_merged(desk):
    person = desk.register.enrol(name="Bo Ek")
    for found in (line(key=""), line(key="17")):
        plan = desk.plan(found)
        assert kinds(plan) == {"ambiguous": 1}
        assert plan.findings[0].options == ("new", f"person:{person}")
    desk.bring(line(), decisions={2: f"person:{person}"})
    assert desk.register.person(person).key == "17"
    assert kinds(desk.plan(line())) == {"unchanged": 1}


def test_a_decision_for_somebody_of_another_name_counts_for_nothing(desk):
    other = desk.register.enrol(name="Eva Lund")
    desk.register.enrol(name="Bo Ek")
    plan = desk.plan(line(key=""), decisions={2: f"person:{other}"})
    assert kinds(plan) == {"ambiguous": 1}
    plan = desk.plan(line(), line("Eva Ek", ""), decisions={3: "line:2"})
    assert {each.group for each in plan.findings} == {0, 3}


def test_people_without_an_id_are_unchanged_when_the_file_comes_again(desk):
    lines = line(key=""), line(key="", office="Ordförande"), line("Eva", "")
    decisions = {3: "new"}
    desk.bring(*lines, decisions=decisions)
    assert desk.names() == ["Bo Ek", "Bo Ek", "Eva"]
    assert kinds(desk.plan(*lines)) == {"unchanged": 3}


def test_an_account_is_attached_and_names_are_corrected_by_a_key(desk):
    head = (*HEAD, "Konto")
    desk.bring((*line(), ""), head=head)
    plan = desk.bring((*line("Bo Ek-Lind"), "konto1"), head=head)
    assert kinds(plan) == {"changed": 1}
    assert {"roster_account_given", "roster_renamed"} <= set(about(plan))
    person = desk.register.person_of("konto1")
    assert desk.register.person(person).name == "Bo Ek-Lind"


def test_keys_that_name_two_people_are_refused(desk):
    desk.register.enrol("konto1", "Bo Ek")
    desk.register.enrol(None, "Bo Ek", "17")
    plan = desk.plan((*line(), "konto1"), head=(*HEAD, "Konto"))
    assert codes(plan) == ["roster_keys_disagree"]


def test_lines_of_one_id_with_two_names_are_refused(desk):
    plan = desk.plan(line(), line("Eva Ek", office="Ordförande"))
    assert codes(plan) == ["roster_names_differ"] * 2


def test_an_unknown_log_in_name_is_unmatched_unless_it_may_come_later(desk):
    lines, head = (*line(), "nobody"), (*HEAD, "Konto")
    assert kinds(desk.plan(lines, head=head)) == {"unmatched": 1}
    plan = desk.plan(lines, head=head, without_account=True)
    assert kinds(plan) == {"new": 1}
    assert "roster_account_later" in about(plan)


def test_an_e_mail_address_names_an_account(desk):
    head = (*HEAD, "E-post")
    plan = desk.bring((*line("", ""), "BO@lind.example"), head=head)
    assert kinds(plan) == {"new": 1}
    assert desk.register.person_of("konto7")
    other = line("Bo Ek", "", office="Ordförande")
    plan = desk.plan((*other, "bo@lind.example"), head=head, keys=("key",))
    assert kinds(plan) == {"ambiguous": 1}


# a complete file
def test_who_is_missing_in_a_complete_file_ends_on_the_day_that_was_asked(desk):
    desk.bring(line(), line("Eva", "18"), line("Ulf", "19", "Kommunstyrelsen"))
    last = date(2027, 3, 31)
    plan = desk.bring(line(), complete="kf", last=last)
    assert kinds(plan) == {"unchanged": 1, "ended": 1}
    assert [row.end for row in desk.rows("Eva")] == [last]
    assert [row.end for row in desk.rows("Ulf")] == [None]
    assert kinds(desk.plan(line(), complete="kf", last=last)) == {"unchanged": 1}


# candidates
def test_a_candidate_is_the_same_person_when_the_council_comes(desk):
    desk.bring(line(office="Kandidat", start="2026-08-01", end="2026-09-13"))
    desk.bring(line())
    assert desk.names() == ["Bo Ek"]
    assert [row.office for row in desk.rows("Bo Ek")] == ["candidate", "ordinary"]


# random rosters
rosters = strategies.lists(
    strategies.tuples(
        strategies.integers(0, 9),  # the person
        strategies.sampled_from(sorted(BODIES)),
        strategies.sampled_from(OFFICES),
        strategies.sampled_from(["", "S", "Lindpartiet"]),
        strategies.dates(date(2020, 1, 1), date(2030, 1, 1)),
        strategies.none() | strategies.integers(0, 2000),
    ),
    max_size=12,
    unique_by=lambda each: each[:3],
)


def _written(roster):
    return [
        line(
            f"Person {who % 4}",
            f"nr {who}",
            BODIES[body],
            office if office != "ordinary" else "Ledamot",
            party=party,
            start=start.isoformat(),
            end="" if days is None else (start + timedelta(days)).isoformat(),
        )
        for who, body, office, party, start, days in roster
    ]


def _held(register):
    return {
        (register.person(row.person).key, replace(row, person=0, row=0))
        for row in register.roster().rows
    }


@given(rosters, strategies.randoms())
@settings(max_examples=examples(40), deadline=None)
def test_a_random_roster_comes_in_whole_once_and_in_any_order(roster, random):
    if not roster:
        return
    lines = _written(roster)
    one, other = Desk(), Desk()
    assert kinds(one.bring(*lines)) == {"new": len(lines)}
    assert kinds(one.plan(*lines)) == {"unchanged": len(lines)}
    random.shuffle(lines)
    other.bring(*lines)
    assert _held(one.register) == _held(other.register)
    expected = {
        (f"nr {who}", Mandate(0, body, office, party, start,
                              start + timedelta(days) if days is not None else None,
                              known_from=100))
        for who, body, office, party, start, days in roster
    }  # fmt: skip
    assert _held(one.register) == expected


@given(
    strategies.lists(
        strategies.lists(strategies.text(max_size=12), min_size=7, max_size=7),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=examples(80), deadline=None)
def test_any_words_have_one_fate_each(rows):
    desk = Desk()
    try:
        plan = desk.plan(*rows)
    except (Invalid, csv.Error):
        return
    lines = [each.line for each in plan.findings]
    assert len(lines) == len(set(lines))
    assert sum(plan.counts.values()) == len(lines)
    write(plan, desk.register, 1)
