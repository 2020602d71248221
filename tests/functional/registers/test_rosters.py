"""Import a list of mandates on pages: look first, write once (issue 3, P3)."""

from collective.conduct.core.obligations.duties import WAITING
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.registers.ports import IRosterMemory
from collective.conduct.operations.answers.duties import duties_of
from plone import api
from plone.protect.authenticator import createToken
from tests.samples import rosters
from tests.support.reader_browser import Reader
from zope.component import getUtility

import pytest
import transaction


@pytest.fixture
def council(municipality):
    """The municipality with a council whose members have accounts, but no mandates."""
    with api.env.adopt_roles(["Manager"]):
        api.content.create(
            municipality.hub, "ConductBody", "kf", title=rosters.COUNCIL, kind="council"
        )
        users = api.portal.get_tool("acl_users").source_users
        for number in range(59):
            users.addUser(f"km{number:02}", f"km{number:02}", "Ett-langt-losen-1")
    return municipality


class Desk(Reader):
    """A registrar who brings a list in."""

    def bring(self, hub, lines, source="Lindasystemet", **values):
        self.open(hub, "@@import-register")
        data = rosters.as_bytes(lines, **values)
        self.browser.getControl(name="file").add_file(data, "text/csv", "lista.csv")
        self.browser.getControl(name="source").value = source
        return self.press("Read the file")

    def press(self, label):
        self.browser.getControl(label).click()
        transaction.begin()
        return self

    def choose(self, name, value):
        self.browser.getControl(name=name).value = [value]
        return self

    @property
    def counts(self):
        facts = self.tree.cssselect(".conduct-facts > div")
        return {
            " ".join(each.cssselect("dt")[0].text_content().split()): int(
                each.cssselect("dd")[0].text_content().split()[0]
            )
            for each in facts
        }

    @property
    def notable(self):
        return self.find("section[aria-labelledby=notable] li")


def in_council():
    rows = getUtility(IRegister).roster().rows
    return {row.person for row in rows if getattr(row, "body", "") == "kf"}


def owing(people):
    """Those who owe one answer, and no more."""
    waiting = {
        who: [duty.state in WAITING for duty in duties_of(who)] for who in people
    }
    return [who for who, states in waiting.items() if states == [True]]


@pytest.fixture
def desk(app):
    return Desk(app, "registrar")


def test_a_council_sworn_in_on_one_day_owes_61_answers_after_its_import(council, desk):
    desk.bring(council.hub, rosters.council())
    assert "63 rows, written as Windows-1252, separated by semicolons." in desk.words
    assert "Personal identity numbers. They were emptied" in desk.words
    assert "19670101" not in desk.browser.contents
    desk.press("Show what would happen")
    assert in_council() == set()
    assert desk.counts == {"New": 63}
    said = "\n".join(desk.notable)
    assert "Ines Utan-Konto (line 61): Has no account." in said
    assert "Jon Utan-Konto (line 62): Has no account." in said
    assert said.count("Has no account.") == 2
    assert said.count("Without a party.") == 1
    assert said.count("Stands on 3 lines: one person.") == 1
    assert said.count("Somebody else has the same name") == 1
    desk.press("Import the list (63)")
    assert "The list is in the register" in desk.words
    people = in_council()
    assert len(people) == 61
    assert len(owing(people)) == 61


def test_the_same_list_again_has_nothing_to_import(council, desk):
    for _time in range(2):
        desk.bring(council.hub, rosters.council()).press("Show what would happen")
        if "Import the list (63)" in desk.browser.contents.replace("\n", " "):
            desk.press("Import")
    assert desk.counts == {"Unchanged": 63}
    assert "There is nothing to import" in desk.words
    assert 'value="import"' not in desk.browser.contents


def test_lines_that_cannot_be_used_stand_in_the_way_until_they_are_left_out(
    council, desk
):
    lines = rosters.council()[:4]
    lines[1] = (*lines[1][:6], "2026-02-31")
    lines[2] = (*lines[2][:3], "Byalaget", *lines[2][4:])
    desk.bring(council.hub, lines).press("Show what would happen")
    assert desk.counts == {"Not known here": 1, "Cannot be used": 1, "New": 2}
    assert "The body is not known here: Byalaget." in desk.words
    assert "This is not a day that can be read (First day)" in desk.words
    assert 'value="import"' not in desk.browser.contents
    desk.choose("word-0-key", "kf").press("Look again")
    assert desk.counts == {"Cannot be used": 1, "New": 3}
    desk.browser.getControl(name="leave_out").value = ["1"]
    desk.press("Look again").press("Import the list (3)")
    assert len(in_council()) == 3
    assert getUtility(IRosterMemory).recall("Lindasystemet").words == (
        ("body", "byalaget", "kf"),
    )
    desk.bring(council.hub, lines).press("Show what would happen")
    assert desk.counts == {"Cannot be used": 1, "Unchanged": 3}


def test_who_it_is_must_be_said_for_a_name_that_is_known(council, desk):
    known = getUtility(IRegister).enrol(name="Ines Utan-Konto")
    desk.bring(council.hub, rosters.council()[59:61])
    desk.press("Show what would happen")
    assert desk.counts == {"Who is it?": 1, "New": 1}
    desk.choose("decision-2", f"person:{known}").press("Look again")
    assert desk.counts == {"New": 2}
    desk.press("Import the list (2)")
    assert known in in_council()


def test_a_complete_list_ends_who_is_not_in_it(council, desk):
    desk.bring(council.hub, rosters.council()[:3]).press("Show what would happen")
    desk.press("Import the list (3)")
    desk.bring(council.hub, rosters.council()[:2]).press("Show what would happen")
    desk.choose("complete", "kf").press("Look again")
    assert desk.find("#last-wrong") == [
        "Say on which day those end who are not in the file."
    ]
    desk.browser.getControl(name="last").value = "2027-03-31"
    desk.press("Look again")
    assert desk.counts == {"Ended": 1, "Unchanged": 2}
    desk.press("Import the list (1)")
    rows = getUtility(IRegister).roster().rows
    assert [row.end.isoformat() for row in rows if row.end] == ["2027-03-31"]


def test_what_has_changed_since_the_look_is_shown_before_it_is_written(council, desk):
    desk.bring(council.hub, rosters.council()[:1]).press("Show what would happen")
    getUtility(IRegister).enrol("km00", "Åsa Annan")
    transaction.commit()
    desk.press("Import the list (1)")
    assert "Something has changed since you looked." in desk.words
    assert in_council() == set()
    assert "The register has another name: Åsa Annan." in desk.words


def test_a_column_can_be_changed_and_is_remembered(council, desk):
    head = ("Vem", "Konto", "Hmm", "Organ", "Vad", "Parti", "Från")
    lines = [(*line[:2], "", *line[3:]) for line in rosters.council()[:2]]
    desk.bring(council.hub, lines, head=head)
    desk.choose("column-0", "name").choose("column-4", "office")
    desk.press("Show what would happen").press("Import the list (2)")
    desk.bring(council.hub, lines, head=head)
    assert desk.browser.getControl(name="column-4").value == ["office"]
    assert getUtility(IRosterMemory).sources() == ["Lindasystemet"]
    desk.choose("column-5", "name").press("Show what would happen")
    assert "Two columns cannot be the same thing." in desk.words


def test_the_whole_plan_can_be_downloaded(council, desk):
    desk.bring(council.hub, rosters.council()).press("Show what would happen")
    desk.press("The whole list as CSV")
    assert "attachment" in desk.browser.headers["Content-Disposition"]
    lines = desk.body.decode("utf-8-sig").splitlines()
    assert len(lines) == 64
    assert lines[0] == "Line,What happens,Name,Holds,Party,First day,Last day,To know"


@pytest.mark.parametrize("payload", ["", "x", "eJyLrgUAARUAuQ=="])
def test_a_list_that_is_lost_on_the_way_is_asked_for_again(council, client, payload):
    with council.acting("registrar"):
        token = createToken()
    path = f"{council.hub.absolute_url()}/@@import-register"
    answer = client.form(
        "registrar", path, payload=payload, step="import", _authenticator=token
    )
    assert answer.status_int == 400
    assert "Choose it once more" in answer.text


def test_only_who_looks_after_the_registers_imports(council, client):
    path = f"{council.hub.absolute_url()}/@@import-register"
    for role in ("official", "publisher", "auditor", "secretary", "member"):
        assert "Read the file" not in client.page(role, path).text
    page = client.page("manager", path)
    assert "Read the file" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
