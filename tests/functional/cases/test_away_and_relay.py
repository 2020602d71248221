"""Substitutes in holidays (desk), leaders who pass on (A29), who may not (E19)."""

from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases.available_recipients import offered
from collective.conduct.operations.cases.deadlines import deadlines
from collective.conduct.operations.cases.summary import facts_of
from datetime import timedelta
from plone import api
from tests.functional.cases.test_rest_desk import token_of
from tests.support import handlers
from zope.component import getUtility

import pytest
import re
import transaction


@pytest.fixture
def today(municipality):
    return getUtility(IClock).today()


def names(form="harassment") -> list[str]:
    return [each.name for each in offered(form)]


class TestAway:
    def test_a_substitute_comes_in_beside_whoever_is_away(
        self, open_desk, municipality, today
    ):
        assert "Hrsub Ek" not in names()
        case = handlers.send_report()[0]
        last = today + timedelta(10)
        hr = open_desk("hrchef")
        page = hr.post(
            "@@desk",
            away="1",
            first=today.isoformat(),
            last=last.isoformat(),
            instead=municipality.people["hrsub"],
        )
        assert page.status_int == 303
        assert "You are away from" in hr.get("@@desk").text
        transaction.begin()
        assert {"Hrsub Ek", "Hrchef Ek"} <= set(names())
        assert municipality.people["hrsub"] in getUtility(IVault).readers(case)
        assert "let" in open_desk("office").post("@@case", case=case).text
        municipality.clock.pass_days(11)
        assert "Hrsub Ek" not in names()

    def test_who_is_there_again_has_no_substitute(self, open_desk, municipality, today):
        hr = open_desk("hrchef")
        days = {"first": today.isoformat(), "last": today.isoformat()}
        hr.post("@@desk", away="1", instead="", **days)
        transaction.begin()
        assert "Hrsub Ek" in names()
        hr.post("@@desk", home="1")
        transaction.begin()
        assert "Hrsub Ek" not in names()
        assert "Note an absence" in hr.get("@@desk").text

    @pytest.mark.parametrize("days", [(3, 1), (None, 1), (1, None), (-5, -1), (0, 500)])
    def test_days_that_cannot_be_meant(self, open_desk, today, days):
        first, last = (
            "" if each is None else (today + timedelta(each)).isoformat()
            for each in days
        )
        page = open_desk("hrchef").post("@@desk", away="1", first=first, last=last)
        assert page.status_int == 400 and "Choose a first and a last day" in page.text
        assert f'value="{last}"' in page.text or not last

    def test_a_program_says_the_same(self, client, municipality, today):
        def ask(name, method, path, data=None, token=""):
            headers = {"X-Conduct-Vault": token} if token else {}
            return client.rest(name, method, f"/trygghet/{path}", data, **headers)

        token = token_of(ask, "hrchef")
        days = {"first": today.isoformat(), "last": today.isoformat()}
        done = ask("hrchef", "POST", "@conduct-case-people/away", days, token)
        assert done.json == {"cases": 0} and "Hrsub Ek" in names()
        ask("hrchef", "POST", "@conduct-case-people/home", {}, token)
        assert "Hrsub Ek" not in names()

    def test_no_absence_lets_in_whom_it_concerns(self, open_desk, municipality, today):
        about = frozenset({municipality.people["hrsub"]})
        case = handlers.send_report(about=about)[0]
        days = {"first": today.isoformat(), "last": today.isoformat()}
        open_desk("hrchef").post(
            "@@desk", away="1", instead=municipality.people["hrsub"], **days
        )
        assert case not in open_desk("hrsub").get("@@desk").text
        people = {each.person for each in offered("harassment", about)}
        assert municipality.people["hrsub"] not in people


class TestRelay:
    def test_a_leader_passes_on_and_gets_the_words(self, client, municipality, today):
        page = client.page("leader", "/trygghet/@@report").text
        assert "register-report" in page
        form = client.page("leader", "/trygghet/@@register-report").text
        assert "How you were told" not in form and "group leader or a chair" in form
        nonce, token = (
            re.search(rf'name="{name}"[^>]*value="([^"]+)"', form)[1]
            for name in ("nonce", "_authenticator")
        )
        told = today - timedelta(2)
        sent = client.form(
            "leader",
            "/trygghet/@@register-report",
            act="send",
            _authenticator=token,
            step="write",
            nonce=nonce,
            form="harassment",
            told="Han skriker på oss.",
            told_on=told.isoformat(),
            identity="without",
        )
        assert "seven words" in sent.text.lower()
        transaction.begin()
        case = handlers.latest_case()
        assert case.channel == "leader" and deadlines(case.case).leader_informed_at

    def test_what_was_passed_on_late_is_seen_at_once(
        self, open_desk, municipality, today
    ):
        with municipality.acting("leader"):
            late = handlers.send_report(channel="leader", told_on=today - timedelta(8))[
                0
            ]
            fresh = handlers.send_report(
                channel="leader", told_on=today - timedelta(7)
            )[0]
        office = open_desk("office")
        page = office.get("@@desk").text
        assert page.count("Passed on late") == 1
        assert page.index(late) < page.index(fresh)
        clocks = office.post("@@case-clocks", case=late).text
        assert "Passed on by the leader" in clocks
        assert (
            "A leader who was told passed it on"
            in office.post("@@case", case=late).text
        )

    def test_whoever_told_a_leader_in_vain_reports_straight(
        self, open_desk, municipality, today
    ):
        case = handlers.send_report(told_on=today - timedelta(30))[0]
        assert "Passed on late" in open_desk("office").get("@@desk").text
        assert facts_of(case).channel == "web"

    def test_a_leader_whom_it_concerns_is_told_nothing(self, municipality):
        about = frozenset({municipality.people["leader"]})
        case = handlers.send_report(about=about)[0]
        assert municipality.people["leader"] in facts_of(case).excluded
        assert municipality.people["leader"] not in getUtility(IVault).readers(case)

    def test_nobody_else_passes_on(self, client, municipality, today):
        for name in ("member", "registrar"):
            found = client.page(name, "/trygghet/@@register-report")
            assert found.status_int in (303, 302, 403) or "told you" not in found.text
            with municipality.acting(name), pytest.raises(Refused):
                handlers.send_report(channel="leader")
        with municipality.acting("leader"), pytest.raises(Refused):
            handlers.send_report(channel="phone")

    @pytest.mark.parametrize("days", [1, -4000])
    def test_a_day_that_cannot_be_meant(self, municipality, today, days):
        with pytest.raises(Invalid, match="told_on"):
            handlers.send_report(told_on=today + timedelta(days))


def test_the_table_of_who_may_not_handle_whom_is_the_municipalitys(municipality):
    record = "collective.conduct.may_not_handle"
    about = frozenset({municipality.people["head"]})
    bars = {each.name for each in offered("harassment", about)}
    assert "Office Ek" not in bars and "Hrchef Ek" in bars
    api.portal.set_registry_record(record, ["head_of_office: hr"])
    changed = {each.name for each in offered("harassment", about)}
    assert "Office Ek" in changed and "Hrchef Ek" not in changed
    api.portal.set_registry_record(record, [])
    assert {"Office Ek", "Hrchef Ek"} <= {e.name for e in offered("harassment", about)}
