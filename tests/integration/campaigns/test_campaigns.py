"""A campaign from plan to close, through the operations."""

from collections import Counter
from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.answers.coverage import figures
from collective.conduct.core.campaigns.plans import digest_of
from collective.conduct.core.common.access import CAMPAIGN_STATES
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.core.obligations.campaigns import ASSIGNED
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.campaigns import campaign_people
from collective.conduct.operations.campaigns import launch
from collective.conduct.operations.campaigns import pending_work
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.obligations import assigned
from collective.conduct.operations.registers import rows as registers
from collective.conduct.workflow.documents.frozen import ALLOW_REMOVAL
from contextlib import contextmanager
from datetime import date
from datetime import timedelta
from plone import api
from tests.support import sample_municipality
from tests.support.sample_municipality import TODAY
from zExceptions import Forbidden
from zope.component import getUtility

import pytest


DAY = timedelta(days=1)
REFUSALS = ("CopyError", "Forbidden", "Unauthorized", "ValueError")


@pytest.fixture
def stage() -> str:
    return "code in force"


def launched(municipality, **values):
    campaign = sample_municipality.plan(municipality, municipality.document, **values)
    with municipality.acting("registrar"):
        launch.launch(campaign)
    return campaign


def stand(municipality, campaign, role="registrar"):
    with municipality.acting(role):
        return {each.name: each.outcome for each in campaign_people.people_of(campaign)}


def say(municipality, role, kind="committed"):
    with municipality.acting(role):
        shown = show(municipality.edition)
        seen = (municipality.edition.manifest_hash, shown.statement_hash)
        return answer(municipality.edition, Answer(kind, "sv", *seen))


@contextmanager
def refused(kind, code):
    with pytest.raises(kind) as found:
        yield
    assert found.value.code == code


# planning and launching


def test_a_plan_asks_nobody(municipality):
    campaign = sample_municipality.plan(municipality, municipality.document)
    assert api.content.get_state(campaign) == "planned"
    assert getUtility(ICampaigns).everything() == []
    with municipality.acting("leader"), refused(Refused, "not_in_this_state"):
        campaign_people.people_of(campaign)


def test_the_preview_says_who_how_many_and_what_they_get(municipality):
    say(municipality, "leader")
    alone = getUtility(IRegister).enrol(None, "Utan Konto")
    sample_municipality.hold(Mandate(alone, "bun", "ordinary", "M", TODAY))
    campaign = sample_municipality.plan(
        municipality, municipality.document, escalate_to="municipal_secretary"
    )
    with municipality.acting("registrar"):
        found = campaign_people.preview(campaign)
    assert (
        figures(found.lines).asked,
        figures(found.lines).answered,
        found.no_account,
    ) == (3, 1, 1)
    due = campaign.due
    assert [(each.reminder_step, each.day) for each in found.letters] == [
        ("new", TODAY),
        ("-7", due - 7 * DAY),
        ("+0", due),
        ("+7", due + 7 * DAY),
        ("escalated", due + 14 * DAY),
    ]


def test_the_preview_follows_the_scope_of_the_document(municipality):
    document = sample_municipality.write(municipality, "namndens", applies_to=["bun"])
    sample_municipality.propose(municipality, document)
    sample_municipality.decide(municipality, document)
    sample_municipality.hold(
        Mandate(municipality.people["official"], "bun", "ordinary", "S", TODAY)
    )
    with municipality.acting("registrar"):
        asked = {
            name: campaign_people.preview(
                sample_municipality.plan(municipality, document, name, plus=plus)
            )
            for name, plus in (
                ("alla", ["conduct:officials"]),
                ("egna", ["conduct:body:bun"]),
            )
        }
    assert (figures(asked["alla"].lines).asked, asked["alla"].outside) == (2, 1)
    assert (figures(asked["egna"].lines).asked, asked["egna"].outside) == (1, 0)


def test_a_launch_is_one_line_in_the_record_and_a_row_that_everybody_counts_by(
    municipality,
):
    before = getUtility(ILedger).unsealed()
    campaign = launched(municipality)
    assert api.content.get_state(campaign) == "running"
    facts = getUtility(ICampaigns).get(campaign.UID())
    assert facts == launch.facts_of(campaign)
    (entry,) = getUtility(ILedger).entries(campaign.stream)
    assert (entry.kind, entry.campaign) == ("launched", campaign.UID())
    assert entry.by == municipality.people["registrar"]
    assert entry.details["facts"] == digest_of(facts)
    assert getUtility(ILedger).unsealed() == before + 1


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"start": TODAY - DAY}, "start_passed", "start"),
        ({"due": TODAY - DAY}, "due_before_start", "due"),
        ({"plus": []}, "audience_missing", "plus"),
        ({"plus": ["conduct:body:ingen"]}, "audience_empty", "plus"),
        ({"kind": "sing"}, "campaign_kind", "kind"),
    ],
)
def test_a_plan_that_asks_nothing_or_nobody_is_not_launched(
    municipality, values, code, field
):
    campaign = sample_municipality.plan(municipality, municipality.document, **values)
    with municipality.acting("registrar"), refused(Invalid, code):
        launch.launch(campaign)
    assert api.content.get_state(campaign) == "planned"
    assert getUtility(ICampaigns).everything() == []
    assert not campaign.launched_on
    with municipality.acting("registrar"), pytest.raises(Invalid) as found:
        launch.launch(campaign)
    assert found.value.values_["field"] == field


def test_a_document_without_an_edition_is_not_asked_about(municipality):
    campaign = sample_municipality.plan(
        municipality, sample_municipality.write(municipality, "utkast")
    )
    with municipality.acting("registrar"), refused(Invalid, "no_edition_to_answer"):
        launch.launch(campaign)
    campaign.document = "f" * 32
    with municipality.acting("registrar"), refused(Invalid, "no_edition_to_answer"):
        launch.launch(campaign)


def test_what_was_launched_is_the_same_for_every_writer(municipality):
    campaign = launched(municipality)
    for name, value in (
        ("title", "Smugen"),
        ("due", TODAY + 99 * DAY),
        ("plus", ["conduct:employed"]),
        ("undertaking_sv", "Smuget"),
        ("launched_on", None),
        ("stream", 7),
    ):
        with pytest.raises(Forbidden):
            setattr(campaign, name, value)
    campaign.description = campaign.rights = "Smuget"
    assert (campaign.description, campaign.rights) == ("", "")


def test_a_launched_campaign_stays_where_it_is(municipality):
    campaign = launched(municipality)
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(municipality.portal, "Folder", "annan")
        for move in (
            lambda: municipality.hub.manage_delObjects([campaign.getId()]),
            lambda: municipality.hub._delObject(campaign.getId()),
            lambda: api.content.rename(campaign, "nytt"),
            lambda: api.content.move(campaign, other),
            lambda: api.content.copy(campaign, municipality.hub, "kopia"),
            lambda: municipality.portal.manage_delObjects([municipality.hub.getId()]),
        ):
            with pytest.raises(Exception) as found:
                move()
            assert type(found.value).__name__ in REFUSALS
    assert municipality.hub.objectIds().count(campaign.getId()) == 1


def test_a_campaign_is_found_when_what_holds_it_was_renamed(municipality):
    campaign = launched(municipality)
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(municipality.hub, "nytt-hem")
    facts = getUtility(ICampaigns).get(campaign.UID())
    assert facts.path == "nytt-hem/kampanj"


def test_a_plan_can_be_copied_and_removed(municipality):
    campaign = sample_municipality.plan(municipality, municipality.document)
    with municipality.acting("registrar"):
        api.content.copy(campaign, municipality.hub, "kopia")
        api.content.delete(campaign)
    assert "kampanj" not in municipality.hub.objectIds()
    assert api.content.get_state(municipality.hub["kopia"]) == "planned"


def test_removal_that_an_administrator_allowed_forgets_the_row(municipality):
    uid = launched(municipality).UID()
    api.portal.set_registry_record(ALLOW_REMOVAL, True)
    with api.env.adopt_roles(["Manager"]):
        municipality.portal.manage_delObjects(["trygghet"])
    with pytest.raises(Missing):
        getUtility(ICampaigns).get(uid)


# who owes


def test_all_active_mandates_are_asked_and_whoever_joins_today_is_pending(municipality):
    campaign = launched(municipality)
    assert stand(municipality, campaign) == {
        "Official Lind": "pending",
        "Leader Lind": "pending",
    }
    new = getUtility(IRegister).enrol(None, "Ny Ledamot")
    with municipality.acting("registrar"):
        registers.record(
            registers.Who(known=new), Mandate(0, "bun", "ordinary", "M", TODAY)
        )
    assert stand(municipality, campaign)["Ny Ledamot"] == "pending"


def test_three_roles_owe_one_answer_and_are_counted_once(municipality):
    sample_municipality.hold(
        Mandate(municipality.people["official"], "bun", "chair", "S", date(2026, 1, 1)),
        Function(municipality.people["official"], "employee", start=date(2026, 1, 1)),
    )
    campaign = launched(municipality, plus=["conduct:officials", "conduct:employed"])
    with municipality.acting("registrar"):
        found = campaign_people.people_of(campaign)
        counts = campaign_people.counted(campaign)
    own = [each for each in found if each.person == municipality.people["official"]]
    assert [each.body for each in own] == ["", "bun", "ks"]
    people = {each.person for each in assigned(launch.facts_of(campaign))}
    assert counts.asked == len(people) == 7


def test_who_leaves_without_an_answer_lapses_and_an_answer_remains(municipality):
    campaign = launched(municipality)
    say(municipality, "leader")
    rows = {row.person: row for row in getUtility(IRegister).roster().rows}
    with municipality.acting("registrar"):
        for role in ("official", "leader"):
            registers.end_row(rows[municipality.people[role]].row, TODAY)
    municipality.clock.pass_days(1)
    assert stand(municipality, campaign) == {
        "Official Lind": "lapsed",
        "Leader Lind": "answered",
    }


def test_late_is_said_only_when_the_last_day_has_passed(municipality):
    campaign = launched(municipality)
    municipality.clock.pass_days(30)
    assert set(stand(municipality, campaign).values()) == {"pending"}
    municipality.clock.pass_days(1)
    assert set(stand(municipality, campaign).values()) == {"overdue"}


# who sees whom


def test_a_secretary_sees_the_own_body_and_a_leader_the_own_group_of_two(municipality):
    other = sample_municipality.enrol("official2", "Olle Ek")
    sample_municipality.hold(
        Mandate(other, "bun", "ordinary", "M", TODAY),
        Mandate(
            sample_municipality.enrol("official3", "Mia Ny"),
            "ks",
            "ordinary",
            "M",
            TODAY,
        ),
    )
    campaign = launched(municipality)
    seen = {
        role: sorted(stand(municipality, campaign, role))
        for role in ("registrar", "auditor", "secretary", "leader")
    }
    assert len(seen["registrar"]) == len(seen["auditor"]) == 4
    assert seen["secretary"] == ["Leader Lind", "Mia Ny", "Official Lind"]
    assert seen["leader"] == ["Leader Lind", "Official Lind"]
    with municipality.acting("leader"):
        assert campaign_people.counted(campaign).asked == 2


def test_staff_of_a_body_belong_to_the_part_of_its_secretary(municipality):
    made = [getUtility(IRegister).enrol(None, name) for name in ("Anna", "Bo", "Cia")]
    sample_municipality.hold(
        Function(made[0], "employee", "ks", start=TODAY),
        Function(made[1], "employee", "bun", start=TODAY),
        Function(made[2], "employee", start=TODAY),
    )
    campaign = launched(municipality, plus=["conduct:function:employee"])
    assert list(stand(municipality, campaign, "secretary")) == ["Anna"]


# waiving


def waive(
    municipality, campaign, *roles, by="registrar", reason="Sjukskriven till hösten."
):
    with municipality.acting(by):
        return pending_work.waive(
            campaign, [municipality.people[each] for each in roles], reason
        )


@pytest.mark.parametrize("function", ["publisher", "auditor"])
def test_another_function_of_a_secretary_opens_no_other_body(municipality, function):
    other = sample_municipality.enrol("other", "Other")
    secretary = municipality.people["secretary"]
    sample_municipality.hold(
        Mandate(other, "bun", "ordinary", "S", TODAY - DAY),
        Function(secretary, function, start=TODAY - DAY),
    )
    campaign = launched(municipality)
    with municipality.acting("secretary"):
        assert (
            pending_work.waive(campaign, [municipality.people["official"]], "Ledig")
            == 1
        )
        with refused(Refused, "other_part"):
            pending_work.waive(campaign, [other], "Ledig")
        found = {
            line.person for line in campaign_people.within_reach(campaign, "waive")
        }
        assert other not in found and municipality.people["leader"] in found


def test_a_waiver_needs_a_reason_and_says_who_gave_it(municipality):
    campaign = launched(municipality)
    with refused(Invalid, "reason_missing"):
        waive(municipality, campaign, "official", reason="  ")
    assert waive(municipality, campaign, "official", by="secretary") == 1
    entry = list(getUtility(ILedger).entries(municipality.people["official"]))[-1]
    assert (entry.kind, entry.campaign) == ("waived", campaign.UID())
    assert entry.edition == municipality.edition.manifest_hash
    assert entry.by == municipality.people["secretary"]
    assert entry.details == {"reason": "Sjukskriven till hösten."}
    assert stand(municipality, campaign)["Official Lind"] == "waived"


def test_only_who_waits_is_let_off(municipality):
    campaign = launched(municipality)
    say(municipality, "official", "declined")
    with refused(Conflict, "not_waiting"):
        waive(municipality, campaign, "official", "leader")
    with refused(Invalid, "nobody_chosen"):
        waive(municipality, campaign)
    assert stand(municipality, campaign)["Leader Lind"] == "pending"


def test_a_secretary_lets_off_nobody_of_another_body(municipality):
    other = sample_municipality.enrol("official2", "Olle Ek")
    sample_municipality.hold(Mandate(other, "bun", "ordinary", "M", TODAY))
    municipality.people["official2"] = other
    campaign = launched(municipality)
    for roles in (["official2"], ["official", "official2"], ["member"]):
        with refused(Refused, "other_part"):
            waive(municipality, campaign, *roles, by="secretary")
    assert "waived" not in stand(municipality, campaign).values()


@pytest.mark.parametrize("role", ["auditor", "leader", "publisher", "manager"])
def test_nobody_else_lets_anybody_off(municipality, role):
    campaign = launched(municipality)
    with refused(Refused, "not_allowed"):
        waive(municipality, campaign, "official", by=role)


# reminding


def remind(municipality, campaign, *roles, by="registrar"):
    with municipality.acting(by):
        return pending_work.remind(
            campaign, [municipality.people[each] for each in roles]
        )


def test_a_reminder_by_hand_leaves_once_a_day_and_holds_no_words(municipality):
    campaign = launched(municipality)
    assert remind(municipality, campaign, "official") == pending_work.Reminded(1, 0, 0)
    assert remind(
        municipality, campaign, "official", "leader"
    ) == pending_work.Reminded(1, 1, 0)
    now = int(municipality.clock.now().timestamp())
    parcels = [getUtility(IOutbox).take(now) for _each in range(3)]
    assert parcels.pop() is None
    assert {each.person for each in parcels} == {
        municipality.people["official"],
        municipality.people["leader"],
    }
    (notice,) = parcels[0].notices
    assert (notice.kind, dict(notice.about)) == (
        "duty_reminder",
        {
            "campaign": campaign.UID(),
            "round": TODAY.isoformat(),
            "due": campaign.due.isoformat(),
        },
    )
    municipality.clock.pass_days(1)
    assert remind(municipality, campaign, "official").sent == 1


def test_nobody_without_an_account_is_written_to(municipality):
    alone = getUtility(IRegister).enrol(None, "Utan Konto")
    sample_municipality.hold(Mandate(alone, "ks", "ordinary", "M", TODAY))
    municipality.people["alone"] = alone
    campaign = launched(municipality)
    assert remind(municipality, campaign, "alone", by="secretary").no_account == 1
    assert getUtility(IOutbox).counts()["waiting"] == 0


def test_who_has_answered_or_declined_is_not_nagged(municipality):
    campaign = launched(municipality)
    say(municipality, "official", "declined")
    with refused(Conflict, "not_waiting"):
        remind(municipality, campaign, "official")


# the end


def test_who_joins_after_the_winding_down_is_not_asked(municipality):
    campaign = launched(municipality)
    with municipality.acting("publisher"):
        launch.wind_down(campaign)
    assert api.content.get_state(campaign) == "closing"
    assert getUtility(ICampaigns).get(campaign.UID()).joins_until == TODAY
    municipality.clock.pass_days(1)
    new = getUtility(IRegister).enrol(None, "Ny Ledamot")
    sample_municipality.hold(Mandate(new, "ks", "ordinary", "M", TODAY + DAY))
    assert set(stand(municipality, campaign)) == {"Official Lind", "Leader Lind"}


def test_a_closed_campaign_stays_as_it_was_on_its_last_day(municipality):
    campaign = launched(municipality)
    say(municipality, "leader")
    municipality.clock.pass_days(40)
    with municipality.acting("publisher"):
        launch.close(campaign)
    entries = list(getUtility(ILedger).entries(campaign.stream))
    assert [each.kind for each in entries] == ["launched", "closed"]
    assert entries[-1].details == {
        **dict.fromkeys(ASSIGNED, 0),
        "pending": 1,
        "answered": 1,
    }
    municipality.clock.pass_days(1)
    say(municipality, "official")
    say(municipality, "leader", "declined")
    assert stand(municipality, campaign) == {
        "Official Lind": "overdue",
        "Leader Lind": "answered",
    }
    with refused(Refused, "not_in_this_state"):
        waive(municipality, campaign, "official")


def test_everybody_who_was_asked_stands_somewhere(municipality):
    campaign = launched(municipality)
    say(municipality, "leader")
    waive(municipality, campaign, "official")
    found = assigned(launch.facts_of(campaign))
    assert Counter(each.state for each in found) == {"answered": 1, "waived": 1}
    assert {each.state for each in found} <= set(ASSIGNED)


def test_every_state_of_the_table_is_reached(municipality):
    campaign = sample_municipality.plan(municipality, municipality.document)
    reached = [api.content.get_state(campaign)]
    with municipality.acting("registrar"):
        for step in (launch.launch, launch.wind_down, launch.close):
            step(campaign)
            reached.append(api.content.get_state(campaign))
    assert tuple(reached) == CAMPAIGN_STATES
