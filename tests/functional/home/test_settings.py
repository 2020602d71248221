"""The settings: a form in the control panel, the same over REST."""

from collective.conduct.content.settings import IConductSettings
from collective.conduct.core.cases.deadlines import LINES
from collective.conduct.core.documents.headers import DIARY_PATTERNS
from collective.conduct.operations.common.settings import setting
from html import unescape
from plone import api
from plone.protect.authenticator import createToken
from tests.support import sample_municipality

import pytest


PATTERNS = "collective.conduct.diary_patterns"
KEYS = "collective.conduct.roster_keys"


@pytest.fixture
def root(municipality):
    sample_municipality.enrol("root", "Rot")
    api.user.grant_roles(username="root", roles=["Manager"])
    return "root"


BARRED = "head_of_office: municipal_secretary"


def _save(
    client,
    municipality,
    root,
    patterns,
    keys="account\nkey",
    barred=BARRED,
    clocks=LINES,
):
    with municipality.acting(root):
        token = createToken()
    form = {
        "form.widgets.diary_patterns": patterns,
        "form.widgets.roster_keys": keys,
        "form.widgets.first_term_day": "2022-10-15",
        "form.widgets.term_years": "4",
        "form.widgets.smallest_figure": "5",
        "form.widgets.case_clocks": "\n".join(clocks),
        "form.widgets.days_off": "SE",
        "form.widgets.may_not_handle": barred,
        "form.widgets.allow_removal-empty-marker": "1",
        "form.buttons.save": "Save",
    }
    return client.form(root, "/@@conduct-settings", _authenticator=token, **form)


def test_the_control_panel_lists_readiness_and_settings(client, root):
    page = client.page(root, "/@@overview-controlpanel").text
    assert "@@conduct-readiness" in page and "@@conduct-settings" in page


def test_the_form_shows_and_saves_a_pattern(client, municipality, root):
    assert DIARY_PATTERNS[0] in unescape(client.page(root, "/@@conduct-settings").text)
    _save(client, municipality, root, "\\d{4}/\\d+\nKS \\d+")
    assert api.portal.get_registry_record(PATTERNS) == ["\\d{4}/\\d+", "KS \\d+"]


def test_what_is_no_pattern_is_refused_at_the_field(client, municipality, root):
    before = api.portal.get_registry_record(PATTERNS)
    page = _save(client, municipality, root, "KS (\\d+")
    assert "not a regular expression" in page.text
    assert api.portal.get_registry_record(PATTERNS) == before


def test_what_may_identify_people_in_a_list_is_saved_in_its_order(
    client, municipality, root
):
    _save(client, municipality, root, DIARY_PATTERNS[0])
    assert api.portal.get_registry_record(KEYS) == ["account", "key"]
    page = _save(client, municipality, root, DIARY_PATTERNS[0], keys="name")
    assert "Write key, account or email, each once." in page.text
    assert api.portal.get_registry_record(KEYS) == ["account", "key"]


def test_the_settings_are_in_the_rest_interface(client, root):
    found = client.rest(root, "GET", "/@controlpanels/conduct-settings").json
    assert found["data"]["allow_removal"] is False
    assert set(found["schema"]["properties"]) == set(IConductSettings.names())
    panels = client.rest(root, "GET", "/@controlpanels").json
    assert "conduct-settings" in [each["@id"].split("/")[-1] for each in panels]


def test_the_settings_can_be_changed_over_rest(client, root):
    path = "/@controlpanels/conduct-settings"
    sent = client.rest(root, "PATCH", path, {"diary_patterns": ["KS \\d+"]})
    assert sent.status_int == 204
    assert api.portal.get_registry_record(PATTERNS) == ["KS \\d+"]
    refused = client.rest(root, "PATCH", path, {"diary_patterns": ["KS (\\d+"]})
    assert refused.status_int == 400


@pytest.mark.parametrize("role", ["anonymous", "publisher", "registrar", "auditor"])
def test_settings_are_for_those_who_manage_the_site(client, municipality, role):
    page = client.page(role, "/@@conduct-settings")
    assert page.status_int in (302, 401, 403)
    found = client.rest(role, "GET", "/@controlpanels/conduct-settings")
    assert found.status_int in (401, 403)


def test_who_may_not_handle_whom_can_be_emptied_and_must_be_readable(
    client, municipality, root
):
    record = "collective.conduct.may_not_handle"
    page = _save(
        client, municipality, root, DIARY_PATTERNS[0], barred="head_of_office hr"
    )
    assert "a colon" in page.text
    _save(client, municipality, root, DIARY_PATTERNS[0], barred="head_of_office: hr")
    assert api.portal.get_registry_record(record) == ["head_of_office: hr"]
    _save(client, municipality, root, DIARY_PATTERNS[0], barred="")
    assert not setting("may_not_handle")


@pytest.mark.parametrize(
    "clocks",
    [
        ["* confirmation 7 days"],
        ["* confirmation 7 days", "* answer 0 days"],
        ["* confirmation 7 days", "* answer 3 months", "murder answer 1 days"],
        ["* confirmation 7 days", "* answer three months"],
    ],
)
def test_deadlines_that_break_a_promise_are_refused(client, municipality, root, clocks):
    record = "collective.conduct.case_clocks"
    before = api.portal.get_registry_record(record)
    page = _save(client, municipality, root, DIARY_PATTERNS[0], clocks=clocks)
    assert "how many and unit" in page.text
    assert api.portal.get_registry_record(record) == before
