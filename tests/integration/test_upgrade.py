"""The steps of which upgrades are made: nothing is lost, all that is new is there.

A site is taken back to what an early development version left, as far as the code
of today can say it; then all steps are done.
"""

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
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.upgrades.steps import apply_profile
from collective.conduct.upgrades.steps import complete_records
from collective.conduct.upgrades.steps import fill_desks
from collective.conduct.upgrades.steps import renew_rights
from dataclasses import replace
from plone import api
from tests.support import site_snapshot
from tests.support.permissions import may_read
from zope.component import getUtility

import pytest


PROFILE = "collective.conduct:default"
LATEST = "1005"
EARLY_STORES = ("ledger", "register", "shelf")
LATER_TYPES = ("ConductCampaign", "ConductChannel")
EARLY_SETTINGS = ("diary_patterns", "allow_removal")
LATER_PERMISSIONS = (
    "Add campaign",
    "Add channel",
    "Edit terms",
    "Run campaign",
    "See post",
    "Send reminder",
    "Waive answer",
)
LATER_ROLE = "Conduct Participant"


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
    """Make of the site what an early version left behind."""
    _old_records(site)
    _old_rights(site)
    _old_types(site)
    _old_settings()
    renew_content()


def _old_records(site) -> None:
    kept, manager = records(site), site.getSiteManager()
    for name, (port, _store) in STORES.items():
        if name not in EARLY_STORES:
            manager.unregisterUtility(provided=port)
            delattr(kept, name)
    register = kept.register
    del register._keys
    for person in list(register.people()):
        register._people[person.id] = PERSON.pack(replace(person, key=""))


def _old_rights(site) -> None:
    for name in LATER_PERMISSIONS:
        site.manage_permission(f"collective.conduct: {name}", roles=[], acquire=1)
    for name in ("Answer", "See own answers"):
        title = f"collective.conduct: {name}"
        rows = site.rolesOfPermission(title)
        roles = [row["name"] for row in rows if row["selected"]]
        site.manage_permission(title, [each for each in roles if each != LATER_ROLE])
    site.__ac_roles__ = tuple(each for each in site.__ac_roles__ if each != LATER_ROLE)
    manager = site.acl_users.portal_role_manager
    if LATER_ROLE in manager.listRoleIds():
        manager.removeRole(LATER_ROLE)


def _old_types(site) -> None:
    tool = site.portal_workflow
    for name in ("conduct_home", "conduct_document", "conduct_edition"):
        for state in tool[name].states.objectValues():
            for permission, roles in dict(state.permission_roles).items():
                kept = type(roles)(each for each in roles if each != LATER_ROLE)
                state.permission_roles[permission] = kept
    tool.manage_delObjects(["conduct_campaign"])
    tool.setChainForPortalTypes(LATER_TYPES, ())
    for name in LATER_TYPES:
        del tool._chains_by_type[name]
    site.portal_types.manage_delObjects(list(LATER_TYPES))
    hub = site.portal_types["ConductHub"]
    allowed = [each for each in hub.allowed_content_types if each not in LATER_TYPES]
    hub.manage_changeProperties(allowed_content_types=tuple(allowed))


def _old_settings() -> None:
    from plone.registry.interfaces import IRegistry

    kept = getUtility(IRegistry).records
    for name in [each for each in kept if each.startswith("collective.conduct.")]:
        if name.rpartition(".")[2] not in EARLY_SETTINGS:
            del kept[name]


def upgrade(site) -> None:
    """Do all steps, as the packages of versions name them."""
    for step in (apply_profile, complete_records, renew_rights, fill_desks):
        step(site.portal_setup)


def test_an_upgraded_site_looks_like_a_new_one(portal, municipality):
    before = site_snapshot.of(portal)
    go_back(portal)
    assert site_snapshot.of(portal) != before
    upgrade(portal)
    after = site_snapshot.of(portal)
    assert {name for name in after if after[name] != before[name]} == set()
    assert portal.portal_setup.getVersionForProfile(PROFILE) == LATEST
    assert portal.portal_setup.getLastVersionForProfile(PROFILE) == (LATEST,)


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
    assert LATER_ROLE not in _viewers(municipality.edition.aq_parent)
    upgrade(portal)
    assert LATER_ROLE in _viewers(municipality.edition.aq_parent)
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
    readers = may_read(case, {person: boxes.new_pair()[1]})
    getUtility(IVault).begin(case, readers, [])
    getUtility(ICases).put(facts)
    assert not list(getUtility(IDesks).of(person, STATES))
    fill_desks(None)
    (standing,) = getUtility(IDesks).of(person, STATES)
    assert standing.facts == facts and getUtility(IDesks).count(person, "received") == 1
