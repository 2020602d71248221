"""Role x state x action: every cell of ``core.common.access``, refusals included.

Each action is tried as the account of each role, by the operation itself; what
has none (looking, editing) by the permission that guards its door.
"""

from collections.abc import Callable
from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.common.access import ACTIONS
from collective.conduct.core.common.access import allowed
from collective.conduct.core.common.access import CAMPAIGN_STATES
from collective.conduct.core.common.access import DOCUMENT_STATES
from collective.conduct.core.common.access import EDITION_STATES
from collective.conduct.core.common.access import NOWHERE
from collective.conduct.core.common.access import PERMISSIONS
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Refused
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.answers.answering import Paper
from collective.conduct.operations.answers.answering import record_on_behalf
from collective.conduct.operations.answers.coverage import coverage
from collective.conduct.operations.campaigns import launch
from collective.conduct.operations.campaigns.pending_work import remind
from collective.conduct.operations.campaigns.pending_work import waive
from collective.conduct.operations.common.authority import may
from collective.conduct.operations.documents import adopt
from collective.conduct.operations.documents.drafting import move
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.operations.home.readiness import checks
from collective.conduct.operations.ledger.ledgers import export
from collective.conduct.operations.mail.post import outbox_status
from collective.conduct.operations.mail.templates import everything
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContentInContainer
from tests.support import running_campaign
from tests.support import sample_municipality
from tests.support.sample_municipality import TODAY

import pytest
import transaction
import zExceptions


DAY = timedelta(days=1)
DOCUMENT_DEEDS = [
    deed for deed in ACTIONS if set(ACTIONS[deed]) <= set(DOCUMENT_STATES)
]
EDITION_DEEDS = [deed for deed in ACTIONS if set(ACTIONS[deed]) <= set(EDITION_STATES)]
CAMPAIGN_DEEDS = [
    deed for deed in ACTIONS if set(ACTIONS[deed]) <= set(CAMPAIGN_STATES)
]
HOME_DEEDS = [deed for deed in ACTIONS if set(ACTIONS[deed]) == {NOWHERE}]


# how to bring about each state


def _draft(municipality):
    return sample_municipality.write(municipality, "kod")


def _proposed(municipality):
    document = _draft(municipality)
    sample_municipality.propose(municipality, document)
    return document


def _adopted(municipality):
    return sample_municipality.adopted(municipality, "kod")


def _revision(municipality):
    document = _adopted(municipality)
    with municipality.acting("publisher"):
        move(document, "revise")
    return document


def _revision_proposed(municipality):
    document = _revision(municipality)
    sample_municipality.propose(municipality, document)
    return document


def _upcoming(municipality):
    document = _proposed(municipality)
    return sample_municipality.decide(
        municipality, document, valid_from=TODAY + 9 * DAY
    )


def _in_force(municipality):
    municipality.document = _proposed(municipality)
    # who holds no mandate is asked by a campaign alone
    running_campaign.put_facts(municipality, plus=("conduct:function:employee",))
    return sample_municipality.decide(municipality, municipality.document)


def _superseded(municipality):
    document = _revision_proposed(municipality)
    municipality.clock.pass_days(1)
    sample_municipality.decide(municipality, document, valid_from=TODAY + DAY)
    return document["edition-1"]


def _expired(municipality):
    edition = sample_municipality.decide(
        municipality, _proposed(municipality), valid_to=TODAY + DAY
    )
    municipality.clock.pass_days(2)
    return edition


def _repealed(municipality):
    edition = _in_force(municipality)
    with municipality.acting("registrar"):
        adopt.repeal(edition, "Ersätts av en lag.")
    return edition


def _annulled(municipality):
    edition = _upcoming(municipality)
    with municipality.acting("registrar"):
        adopt.annul(edition, "Fel text.")
    return edition


def _planned(municipality):
    return sample_municipality.plan(
        municipality, sample_municipality.adopted(municipality, "kod")
    )


def _stepped(municipality, *steps):
    campaign = _planned(municipality)
    with municipality.acting("registrar"):
        for step in steps:
            step(campaign)
    return campaign


def _running(municipality):
    return _stepped(municipality, launch.launch)


def _closing(municipality):
    return _stepped(municipality, launch.launch, launch.wind_down)


def _closed(municipality):
    return _stepped(municipality, launch.launch, launch.close)


# how to try each action; a refusal is an exception


def _holds(permission: str) -> Callable:
    def look(municipality, subject) -> None:
        if not api.user.has_permission(permission, obj=subject):
            raise Refused("not_allowed")

    return look


def _on_channel(permission: str) -> Callable:
    return lambda municipality, hub: _holds(permission)(municipality, hub["jouren"])


def _add(portal_type: str, **values) -> Callable:
    def add(municipality, subject) -> None:
        where = municipality.portal if portal_type == "ConductHub" else municipality.hub
        if portal_type == "ConductHub":
            _holds(PERMISSIONS["add_hub"])(municipality, where)  # there is one already
            return
        createContentInContainer(where, portal_type, title="Ny", **values)

    return add


def _move(deed: str) -> Callable:
    return lambda municipality, document: move(document, deed)


def _adopt(municipality, document) -> None:
    day = municipality.clock.today()
    adopt.adopt(document, adopt.Decision("ks", day, "§ 8", day + DAY))


def _answer(municipality, edition) -> None:
    shown = show(edition)
    given = Answer("committed", "sv", edition.manifest_hash, shown.statement_hash)
    answer(edition, given)


def _record(municipality, edition) -> None:
    people = [municipality.people["official"]]
    record_on_behalf(edition, people, "acknowledged", Paper("", "Pärm 1", ""))


def _waive(municipality, campaign) -> None:
    waive(campaign, [municipality.people["official"]], "Tjänstledig.")


def _remind(municipality, campaign) -> None:
    remind(campaign, [municipality.people["official"]])


TRIES = {
    "view_hub": _holds("View"),
    "see_own": _holds(PERMISSIONS["see_own"]),
    "add_hub": _add("ConductHub"),
    "add_body": _add("ConductBody", kind="board"),
    "add_document": _add("ConductPolicy"),
    "manage_registers": _holds(PERMISSIONS["manage_registers"]),
    "see_readiness": lambda municipality, subject: checks(),
    "see_coverage": lambda municipality, subject: coverage(municipality.edition),
    "export_ledger": lambda municipality, subject: export(),
    "read_words": _holds(PERMISSIONS["read_words"]),
    "add_channel": _holds(PERMISSIONS["add_channel"]),
    "view_channel": _on_channel("View"),
    "edit_channel": _on_channel("Modify portal content"),
    "delete_channel": _on_channel("Delete objects"),
    "edit_terms": lambda municipality, subject: everything(),
    "see_post": lambda municipality, subject: outbox_status(),
    "add_campaign": _holds(PERMISSIONS["add_campaign"]),
    "view_campaign": _holds("View"),
    "edit_campaign": _holds("Modify portal content"),
    "delete_campaign": _holds("Delete objects"),
    "launch_campaign": lambda municipality, campaign: launch.launch(campaign),
    "wind_down_campaign": lambda municipality, campaign: launch.wind_down(campaign),
    "close_campaign": lambda municipality, campaign: launch.close(campaign),
    "waive": _waive,
    "remind": _remind,
    "view_document": _holds("View"),
    "view_draft": _holds(PERMISSIONS["view_draft"]),
    "edit_document": _holds("Modify portal content"),
    "delete_document": _holds("Delete objects"),
    "propose": _move("propose"),
    "send_back": _move("send_back"),
    "revise": _move("revise"),
    "adopt": _adopt,
    "view_edition": _holds("View"),
    "answer": _answer,
    "record_on_behalf": _record,
    "correct": lambda municipality, edition: adopt.correct(
        edition, "Rätt paragraf: § 9."
    ),
    "annul": lambda municipality, edition: adopt.annul(edition, "Fel text."),
    "repeal": lambda municipality, edition: adopt.repeal(edition, "Ersätts."),
}
REFUSALS = (Refused, zExceptions.Unauthorized)


def _outcome(municipality, role, deed, subject) -> bool:
    """Whether the action went through; what it wrote is taken back."""
    mark = transaction.savepoint()
    try:
        with municipality.acting(role):
            TRIES[deed](municipality, subject)
        return True
    except REFUSALS:
        return False
    except Conflict as error:
        assert error.code == "edition_not_in_force"
        return False
    finally:
        mark.rollback()
        sample_municipality.forget()


def _wrong_cells(municipality, deeds, state, subject) -> list[str]:
    return [
        f"{role} {deed} in {state}: {'refused' if expected else 'went through'}"
        for deed in deeds
        for role in ROLES
        if _outcome(municipality, role, deed, subject)
        is not (expected := allowed(deed, state, {role}))
    ]


def test_every_deed_is_tried_and_belongs_to_one_kind_of_subject():
    assert set(TRIES) == set(ACTIONS)
    kinds = (DOCUMENT_DEEDS, EDITION_DEEDS, CAMPAIGN_DEEDS, HOME_DEEDS)
    assert sorted(deed for kind in kinds for deed in kind) == sorted(ACTIONS)


def test_the_home(municipality):
    municipality.edition = _in_force(municipality)
    with municipality.acting("publisher"):
        api.content.create(municipality.hub, "ConductChannel", "jouren", title="Jouren")
    assert _wrong_cells(municipality, HOME_DEEDS, NOWHERE, municipality.hub) == []


@pytest.mark.parametrize("state", DOCUMENT_STATES)
def test_a_document(municipality, state):
    document = globals()[f"_{state}"](municipality)
    assert api.content.get_state(document) == state
    assert _wrong_cells(municipality, DOCUMENT_DEEDS, state, document) == []


@pytest.mark.parametrize("state", EDITION_STATES)
def test_an_edition(municipality, state):
    edition = globals()[f"_{state}"](municipality)
    assert state_of(edition) == state
    assert _wrong_cells(municipality, EDITION_DEEDS, state, edition) == []


@pytest.mark.parametrize("state", CAMPAIGN_STATES)
def test_a_campaign(municipality, state):
    campaign = globals()[f"_{state}"](municipality)
    assert api.content.get_state(campaign) == state
    assert _wrong_cells(municipality, CAMPAIGN_DEEDS, state, campaign) == []


@pytest.mark.parametrize("state", CAMPAIGN_STATES)
def test_whoever_may_act_on_a_campaign_holds_the_permission_of_its_door(
    municipality, state
):
    campaign = globals()[f"_{state}"](municipality)
    for deed in CAMPAIGN_DEEDS:
        for role in ROLES:
            if allowed(deed, state, {role}):
                with municipality.acting(role):
                    _holds(PERMISSIONS[deed])(municipality, campaign)


@pytest.mark.parametrize("state", DOCUMENT_STATES)
def test_whoever_may_do_a_deed_holds_the_permission_of_its_door(municipality, state):
    document = globals()[f"_{state}"](municipality)
    for deed in DOCUMENT_DEEDS:
        for role in ROLES:
            if allowed(deed, state, {role}):
                with municipality.acting(role):
                    assert may(deed, document, state), (role, deed)
                    _holds(PERMISSIONS[deed])(municipality, document)
