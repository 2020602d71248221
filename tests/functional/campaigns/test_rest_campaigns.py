"""Campaigns over REST: as strict as the pages, and no door beside them."""

from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.operations.campaigns import launch
from collective.conduct.operations.campaigns.launch import facts_of
from plone import api
from tests.support import sample_municipality
from tests.support.sample_municipality import TODAY
from zope.component import getUtility

import pytest
import transaction


ALL = ["conduct:officials"]


@pytest.fixture
def running(municipality):
    made = sample_municipality.plan(municipality, municipality.document)
    with municipality.acting("registrar"):
        launch.launch(made)
    return made


def planned(municipality, **values) -> dict:
    return {
        "@type": "ConductCampaign",
        "title": "Alla svarar",
        "document": municipality.document.UID(),
        "kind": "commit",
        "plus": ALL,
        "start": TODAY.isoformat(),
        "due": "2027-04-09",
        "ladder": [-14, 5],
        **values,
    }


def ask(client, role, method, campaign, path="", data=None):
    url = f"{campaign.absolute_url()}{path}"
    return client.rest(role, method, url, data)


def test_a_campaign_is_planned_and_changed(client, municipality):
    made = client.rest("publisher", "POST", "/trygghet", planned(municipality))
    assert made.status_int == 201
    campaign = municipality.hub[made.json["id"]]
    changed = ask(client, "registrar", "PATCH", campaign, data={"due": "2027-04-20"})
    assert changed.status_int == 204
    found = ask(client, "registrar", "GET", campaign).json
    assert (found["due"], found["ladder"], found["kind"]) == (
        "2027-04-20",
        [-14, 5],
        "commit",
    )
    assert found["state"] == "planned"


@pytest.mark.parametrize(
    "wrong",
    [
        {"due": "2027-03-09"},
        {"plus": []},
        {"plus": ["conduct:body:ingen"]},
        {"plus": ["Administrators"]},
        {"ladder": [366]},
        {"ladder": [True]},
        {"kind": "sing"},
        {"document": "f" * 32},
        {"joiner_days": -1},
        {"embargo_days": 400},
        {"escalate_to": "borgmästare"},
        {"undertaking_sv": "x" * 2001},
        {"start": None},
    ],
    ids=str,
)
def test_what_the_form_refuses_is_refused(client, municipality, wrong):
    made = client.rest("publisher", "POST", "/trygghet", planned(municipality, **wrong))
    assert made.status_int == 400
    campaign = sample_municipality.plan(municipality, municipality.document)
    before = facts_of(campaign)
    assert ask(client, "publisher", "PATCH", campaign, data=wrong).status_int == 400
    transaction.begin()
    assert facts_of(campaign) == before


def test_what_only_a_step_sets_is_not_written(client, municipality):
    campaign = sample_municipality.plan(municipality, municipality.document)
    sneaked = {"launched_on": "2027-03-01", "closed_on": "2027-03-01", "stream": 7}
    ask(client, "registrar", "PATCH", campaign, data=sneaked)
    transaction.begin()
    assert not (campaign.launched_on or campaign.closed_on or campaign.stream)


@pytest.mark.parametrize("role", ["official", "secretary", "auditor", "manager"])
def test_nobody_else_plans(client, municipality, role):
    made = client.rest(role, "POST", "/trygghet", planned(municipality))
    assert made.status_int in (401, 403)


def test_the_preview_and_the_steps(client, municipality):
    campaign = sample_municipality.plan(municipality, municipality.document)
    found = ask(client, "registrar", "GET", campaign, "/@conduct-campaign/preview")
    assert found.json["figures"]["asked"] == 2
    assert found.json["letters"][0] == {"rung": "new", "day": TODAY.isoformat()}
    for step, state in (
        ("launch", "running"),
        ("wind-down", "closing"),
        ("close", "closed"),
    ):
        path = f"/@conduct-campaign/{step}"
        assert ask(client, "official", "POST", campaign, path, {}).status_int == 401
        done = ask(client, "registrar", "POST", campaign, path, {})
        assert done.json["state"] == state
        again = ask(client, "registrar", "POST", campaign, path, {})
        assert again.json["code"] == "not_in_this_state"
    transaction.begin()
    assert getUtility(ICampaigns).get(campaign.UID()).state == "closed"


def test_a_step_is_not_taken_by_a_form_of_another_site(client, municipality):
    campaign = sample_municipality.plan(municipality, municipality.document)
    url = f"{campaign.absolute_url()}/@conduct-campaign/launch"
    sent = client.form("registrar", url, accept="application/json", a="1")
    assert sent.json["code"] == "not_json"
    transaction.begin()
    assert api.content.get_state(campaign) == "planned"


def test_how_it_goes_is_told_within_the_scope(client, municipality, running):
    sample_municipality.hold(
        Mandate(
            sample_municipality.enrol("official2", "Olle Ek"),
            "bun",
            "ordinary",
            "M",
            TODAY,
        )
    )
    for role, count in (("registrar", 3), ("secretary", 2), ("leader", 2)):
        found = ask(client, role, "GET", running, "/@conduct-campaign")
        assert found.headers["Cache-Control"] == "private, no-store"
        assert found.json["figures"]["asked"] == count
        assert len(found.json["assignments"]) == count
        assert ("bun" in found.json["bodies"]) is (role == "registrar")
    for role in ("official", "member", "anonymous"):
        refused = ask(client, role, "GET", running, "/@conduct-campaign")
        assert "Lind" not in refused.text and refused.status_int == 401


def test_people_are_let_off_and_reminded(client, municipality, running):
    people = [municipality.people["official"]]
    path = "/@conduct-campaign/waive"
    sent = {"people": people, "reason": ""}
    refused = ask(client, "secretary", "POST", running, path, sent)
    assert (refused.status_int, refused.json["code"]) == (400, "reason_missing")
    reminded = ask(
        client,
        "secretary",
        "POST",
        running,
        "/@conduct-campaign/remind",
        {"people": people},
    )
    assert reminded.json["sent"] == 1
    sent["reason"] = "Tjänstledig."
    done = ask(client, "secretary", "POST", running, path, sent)
    assert done.json["waived"] == 1
    again = ask(client, "secretary", "POST", running, path, sent)
    assert (again.status_int, again.json["code"]) == (409, "not_waiting")
    other = {"people": [municipality.people["member"]], "reason": "Tjänstledig."}
    refused = ask(client, "secretary", "POST", running, path, other)
    assert (refused.status_int, refused.json["code"]) == (403, "other_part")
    for wrong in ("alla", ["1"], [True], {}):
        sent = {"people": wrong, "reason": "Tjänstledig."}
        assert ask(client, "registrar", "POST", running, path, sent).status_int == 400


def test_an_unknown_step_leads_nowhere(client, municipality, running):
    for method in ("GET", "POST"):
        path = "/@conduct-campaign/smyg"
        assert ask(client, "registrar", method, running, path, {}).status_int == 404


@pytest.mark.parametrize("role", ["publisher", "registrar", "manager"])
def test_a_launched_campaign_is_not_changed_by_anybody(
    client, municipality, running, role
):
    before = facts_of(running)
    for data in ({"title": "Smugen"}, {"due": "2027-12-24"}, {"id": "smugen"}):
        assert ask(client, role, "PATCH", running, data=data).status_int in (401, 403)
    assert ask(client, role, "DELETE", running).status_int in (401, 403)
    assert ask(client, role, "POST", running, "/@workflow/close", {}).status_int == 403
    listed = ask(client, role, "GET", running, "/@workflow")
    assert listed.status_int == 401 or listed.json["transitions"] == []
    transaction.begin()
    assert facts_of(running) == before
