"""Installing: what the add-on brings, and that doing it twice is harmless."""

from collective.conduct import upgrades
from collective.conduct.content.settings import IConductSettings
from collective.conduct.core.common import versions
from collective.conduct.core.documents.headers import DIARY_PATTERNS
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.interfaces import IConductLayer
from collective.conduct.principals.registers.plugin import PLUGIN_ID
from collective.conduct.setuphandlers import INTERFACES
from collective.conduct.storage.home import records
from pathlib import Path
from plone import api
from plone.base.utils import get_installer
from plone.browserlayer.utils import registered_layers
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

import pytest


PROFILE = "collective.conduct:default"
TYPES = (
    "ConductHub",
    "ConductPolicy",
    "ConductCode",
    "ConductBody",
    "ConductEdition",
    "ConductCampaign",
    "ConductChannel",
)
WORKFLOWS = {
    "ConductHub": ("conduct_home",),
    "ConductBody": ("conduct_home",),
    "ConductPolicy": ("conduct_document",),
    "ConductCode": ("conduct_document",),
    "ConductEdition": ("conduct_edition",),
    "ConductCampaign": ("conduct_campaign",),
    "ConductChannel": ("conduct_channel",),
}


@pytest.fixture
def setup_tool(portal, integration):
    return api.portal.get_tool("portal_setup")


def test_the_add_on_is_installed_with_its_layer(portal, integration):
    assert get_installer(portal).is_product_installed("collective.conduct")
    assert IConductLayer in registered_layers()


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_bound_to_its_own_workflow(portal, integration, name):
    tool = api.portal.get_tool("portal_workflow")
    assert tool.getChainForPortalType(name) == WORKFLOWS[name]


def test_the_ports_are_the_records_of_the_site(portal, integration):
    kept = records(portal)
    for port, behind in (
        (ILedger, kept.ledger),
        (IRegister, kept.register),
        (IEditionIndex, kept.shelf),
    ):
        assert getUtility(port)._p_oid == behind._p_oid


def test_our_plugin_stands_first_wherever_it_is_active(portal, integration):
    plugins = portal.acl_users.plugins
    for interface in INTERFACES:
        assert plugins.listPluginIds(interface)[0] == PLUGIN_ID


def test_installing_again_changes_no_record_and_adds_no_plugin(portal, setup_tool):
    ledger_id = getUtility(ILedger).ledger_id
    setup_tool.runAllImportStepsFromProfile(f"profile-{PROFILE}")
    assert getUtility(ILedger).ledger_id == ledger_id
    for interface in INTERFACES:
        names = portal.acl_users.plugins.listPluginIds(interface)
        assert names.count(PLUGIN_ID) == 1


def test_installing_again_keeps_a_setting_that_was_changed(portal, setup_tool):
    record = "collective.conduct.diary_patterns"
    api.portal.set_registry_record(record, [r"\d{4}/\d+"])
    setup_tool.runAllImportStepsFromProfile(f"profile-{PROFILE}")
    assert api.portal.get_registry_record(record) == [r"\d{4}/\d+"]


def test_settings_have_sane_defaults(portal, integration):
    settings = getUtility(IRegistry).forInterface(
        IConductSettings, prefix="collective.conduct"
    )
    assert settings.allow_removal is False
    assert tuple(settings.diary_patterns) == DIARY_PATTERNS


def test_other_types_keep_their_permissions(portal, integration):
    for title in ("View", "Modify portal content", "Delete objects"):
        assert "Conduct Registrar" not in [
            each["name"]
            for each in portal.rolesOfPermission(title)
            if each["selected"] and each["name"].startswith("Conduct ")
        ]


def test_only_the_default_profile_can_be_installed_by_hand(portal, integration):
    profiles = get_installer(portal).get_install_profiles("collective.conduct")
    assert PROFILE in profiles
    shown = [each["id"] for each in _addons(portal)]
    assert shown.count("collective.conduct") == 1


def _addons(portal):
    view = api.content.get_view("prefs_install_products_form", portal, portal.REQUEST)
    return [*view.get_available(), *view.get_installed()]


def test_the_profile_has_the_version_of_the_last_upgrade(setup_tool):
    steps = setup_tool.listUpgrades(PROFILE, show_old=True)
    flat = [each for group in steps for each in _steps(group)]
    destinations = {int(each["dest"][0]) for each in flat if each["dest"]}
    version = setup_tool.getVersionForProfile(PROFILE)
    assert version == str(max(destinations, default=versions.FIRST_KEPT))
    assert version == str(versions.CURRENT)
    packages = Path(upgrades.__file__).parent.glob("v[0-9]*")
    assert sorted(destinations) == sorted(int(each.name[1:]) for each in packages)


def _steps(group):
    return group if isinstance(group, list) else [group]


def test_no_upgrade_waits_on_a_fresh_site(setup_tool):
    assert setup_tool.listUpgrades(PROFILE) == []
