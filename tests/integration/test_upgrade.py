"""From 1000 to now: nothing that was said is lost, and all that is new is there."""

from collective.conduct.core.answers.answers import Answer
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.summary import CaseSummary
from collective.conduct.core.cases.summary import STATES
from collective.conduct.core.common.access import READER
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.answers.answering import answer
from collective.conduct.operations.answers.receipts import receipt
from collective.conduct.operations.documents.editions import show
from collective.conduct.operations.home.reconcile import renew_content
from collective.conduct.storage.home import records
from collective.conduct.storage.home import STORES
from collective.conduct.storage.registers.register import PERSON
from collective.conduct.storage.vault import boxes
from collective.conduct.upgrades.steps import fill_desks
from dataclasses import replace
from plone import api
from tests.support import site_snapshot
from zope.component import getUtility

import pytest


PROFILE = "collective.conduct:default"
LATEST = "1004"
STORES_1000 = ("ledger", "register", "shelf")
TYPES_1001 = ("ConductCampaign", "ConductChannel")
SETTINGS_1000 = ("diary_patterns", "allow_removal")
PERMISSIONS_1001 = (
    "Add campaign",
    "Add channel",
    "Edit terms",
    "Run campaign",
    "See post",
    "Send reminder",
    "Waive answer",
)
ROLE_1001 = "Conduct Participant"


@pytest.fixture
def stage() -> str:
    return "code in force"


@pytest.fixture
def municipality(municipality):
    """An official and an employee of the municipality are asked; one has answered."""
    municipality.entry = _answer(municipality, "official")
    return municipality


def _answer(made, role):
    shown = show(made.edition)
    mark, words = made.edition.manifest_hash, shown.statement_hash
    given = Answer("acknowledged", shown.language, mark, words)
    with made.acting(role):
        return answer(made.edition, given)


def go_back(site) -> None:
    """Make of the site what the version 1000 left behind."""
    _old_records(site)
    _old_rights(site)
    _old_types(site)
    _old_settings()
    renew_content()
    site.portal_setup.setLastVersionForProfile(PROFILE, "1000")


def _old_records(site) -> None:
    kept, manager = records(site), site.getSiteManager()
    for name, (port, _store) in STORES.items():
        if name not in STORES_1000:
            manager.unregisterUtility(provided=port)
            delattr(kept, name)
    register = kept.register
    del register._keys
    for person in list(register.people()):
        register._people[person.id] = PERSON.pack(replace(person, key=""))


def _old_rights(site) -> None:
    for name in PERMISSIONS_1001:
        site.manage_permission(f"collective.conduct: {name}", roles=[], acquire=1)
    for name in ("Answer", "See own answers"):
        title = f"collective.conduct: {name}"
        rows = site.rolesOfPermission(title)
        roles = [row["name"] for row in rows if row["selected"]]
        site.manage_permission(title, [each for each in roles if each != ROLE_1001])
    site.__ac_roles__ = tuple(each for each in site.__ac_roles__ if each != ROLE_1001)
    manager = site.acl_users.portal_role_manager
    if ROLE_1001 in manager.listRoleIds():
        manager.removeRole(ROLE_1001)


def _old_types(site) -> None:
    tool = site.portal_workflow
    for name in ("conduct_home", "conduct_document", "conduct_edition"):
        for state in tool[name].states.objectValues():
            for permission, roles in dict(state.permission_roles).items():
                kept = type(roles)(each for each in roles if each != ROLE_1001)
                state.permission_roles[permission] = kept
    tool.manage_delObjects(["conduct_campaign"])
    tool.setChainForPortalTypes(TYPES_1001, ())
    for name in TYPES_1001:
        del tool._chains_by_type[name]
    site.portal_types.manage_delObjects(list(TYPES_1001))
    hub = site.portal_types["ConductHub"]
    allowed = [each for each in hub.allowed_content_types if each not in TYPES_1001]
    hub.manage_changeProperties(allowed_content_types=tuple(allowed))


def _old_settings() -> None:
    from plone.registry.interfaces import IRegistry

    kept = getUtility(IRegistry).records
    for name in [each for each in kept if each.startswith("collective.conduct.")]:
        if name.rpartition(".")[2] not in SETTINGS_1000:
            del kept[name]


def upgrade(site) -> None:
    site.portal_setup.upgradeProfile(PROFILE)


def test_an_upgraded_site_looks_like_a_new_one(portal, municipality):
    before = site_snapshot.of(portal)
    go_back(portal)
    assert site_snapshot.of(portal) != before
    upgrade(portal)
    after = site_snapshot.of(portal)
    assert {name for name in after if after[name] != before[name]} == set()
    assert portal.portal_setup.getVersionForProfile(PROFILE) == LATEST


def test_answers_and_receipts_from_before_the_upgrade_are_valid(portal, municipality):
    with municipality.acting("official"):
        before = receipt(municipality.entry)
    go_back(portal)
    upgrade(portal)
    with municipality.acting("official"):
        after = receipt(getUtility(ILedger).entry(municipality.entry.stream, 1))
    assert after == before
    assert proof.verify_receipt(after) == []


def test_people_and_their_rows_from_before_the_upgrade_are_known(portal, municipality):
    known = {each.id: each for each in getUtility(IRegister).people()}
    rows = list(getUtility(IRegister).history())
    go_back(portal)
    upgrade(portal)
    register = getUtility(IRegister)
    assert {each.id: each for each in register.people()} == known
    assert list(register.history()) == rows
    register.attach(municipality.people["official"], key="TROMAN-7")
    assert register.keyed("TROMAN-7") == municipality.people["official"]


def test_the_new_roles_reach_what_was_there_before(portal, municipality):
    go_back(portal)
    assert ROLE_1001 not in _viewers(municipality.edition.aq_parent)
    upgrade(portal)
    assert ROLE_1001 in _viewers(municipality.edition.aq_parent)
    assert READER in _viewers(municipality.edition)


def _viewers(thing):
    return {row["name"] for row in thing.rolesOfPermission("View") if row["selected"]}


def test_after_the_upgrade_people_answer_and_a_setting_is_kept(portal, municipality):
    api.portal.set_registry_record("collective.conduct.allow_removal", True)
    go_back(portal)
    upgrade(portal)
    assert api.portal.get_registry_record("collective.conduct.allow_removal") is True
    assert _answer(municipality, "leader").seq == 1


def test_upgrading_twice_is_harmless(portal, municipality):
    go_back(portal)
    upgrade(portal)
    first = site_snapshot.of(portal)
    portal.portal_setup.setLastVersionForProfile(PROFILE, "1000")
    upgrade(portal)
    assert site_snapshot.of(portal) == first
    assert getUtility(ILedger).last_answer(
        municipality.people["official"], municipality.edition.manifest_hash
    )


def test_cases_of_before_stand_on_the_desks_of_their_readers(
    municipality, monkeypatch, tmp_path
):
    tmp_path.chmod(0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path))
    case, facts = "ab" * 16, CaseSummary("ab" * 16, "", "received", "code", "code", 1)
    person = municipality.people["auditor"]
    getUtility(IVault).begin(case, {person: boxes.new_pair()[1]}, {})
    getUtility(ICases).put(facts)
    assert not list(getUtility(IDesks).of(person, STATES))
    fill_desks(None)
    (standing,) = getUtility(IDesks).of(person, STATES)
    assert standing.facts == facts and getUtility(IDesks).count(person, "received") == 1
