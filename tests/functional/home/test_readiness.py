"""The readiness page: green, or what is missing with a link."""

from collective.conduct.core.registers.mandates import Function
from collective.conduct.operations.home.readiness import checks
from collective.conduct.operations.home.readiness import LATER
from collective.conduct.operations.home.readiness import LOOK
from collective.conduct.operations.home.readiness import OK
from tests.support.reader_browser import Reader
from tests.support.sample_municipality import hold


def test_every_line_is_a_state_in_words_and_a_sentence(municipality, app):
    page = Reader(app, "manager")
    page.open(municipality.hub).open(municipality.portal, "@@conduct-readiness")
    states = set(page.find("tbody td:first-child"))
    assert states <= {"In place", "Have a look", "Missing"}
    assert {"In place", "Missing"} <= states
    sentences = page.find("tbody td:last-child span:first-child")
    assert all(sentences) and not any("'" in each for each in sentences)


def test_what_is_missing_is_named_with_a_link(municipality, app):
    page = Reader(app, "registrar")
    page.open(municipality.hub).open(municipality.portal, "@@conduct-readiness")
    assert "Barnnämnden" in page.find("tbody li")  # a body without a secretary
    assert "{" not in page.words
    links = [each.get("href") for each in page.tree.cssselect("tbody a")]
    assert any(link.endswith("/@@mail-controlpanel") for link in links)


def test_functions_of_later_parts_are_worth_a_look_and_not_missing(municipality, app):
    hold(*(Function(municipality.people["member"], each) for each in ("hr", "legal")))
    with municipality.acting("registrar"):
        found = {each.key: each for each in checks() if each.key in LATER}
    assert list(found) == list(LATER)
    assert {key for key, each in found.items() if each.state == OK} == {"hr", "legal"}
    assert {each.state for each in found.values()} == {OK, LOOK}
    page = Reader(app, "registrar")
    page.open(municipality.hub).open(municipality.portal, "@@conduct-readiness")
    assert "0 of 3 needed" in page.words


def test_nobody_else_opens_it(municipality, app):
    for role in ("official", "member", "publisher", "auditor"):
        page = Reader(app, role)
        page.open(municipality.hub).open(municipality.portal, "@@conduct-readiness")
        assert not page.tree.cssselect("tbody"), role
