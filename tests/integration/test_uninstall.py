"""Uninstalling leaves the site as it was before, and the record in its place."""

from collective.conduct.core.interfaces import ILedger
from collective.conduct.core.interfaces import IRegister
from collective.conduct.storage.site import KEY
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import SITE_OWNER_NAME
from plone.base.utils import get_installer
from plone.browserlayer.utils import registered_layers
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.factory import addPloneSite
from tests import town
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.component import queryUtility
from zope.component.hooks import setSite

import pytest


NAME = "collective.conduct"


@pytest.fixture
def site(app, integration):
    """Another site, with what we depend on, and without us."""
    with api.env.adopt_user(user=app.acl_users.getUser(SITE_OWNER_NAME)):
        made = addPloneSite(
            app, "bare", distribution_name="classic", setup_content=False
        )
        setSite(made)
        for profile in ("plone.app.layout:default", "plone.restapi:default"):
            applyProfile(made, profile)
        yield made


def _registry(site):
    records = getUtility(IRegistry).records
    return {name: repr(records[name].value) for name in records}


def _indexes(site):
    return {
        each.getId(): each.meta_type for each in site.portal_catalog.getIndexObjects()
    }


def _columns(site):
    return set(site.portal_catalog.schema())


def _roles(site):
    manager = site.acl_users.portal_role_manager
    return set(site.__ac_roles__), set(manager.listRoleIds())


def _permissions(site):
    return {
        name: (
            site.acquiredRolesAreUsedBy(name),
            [each["name"] for each in site.rolesOfPermission(name) if each["selected"]],
        )
        for name in site.possible_permissions()
    }


def _attributes(site):
    return {name for name in vars(site) if name.endswith("_Permission")}


def _types(site):
    return set(site.portal_types.objectIds())


def _workflows(site):
    tool = site.portal_workflow
    return set(tool.objectIds()), dict(tool._chains_by_type), tool._default_chain


def _actions(site):
    tool = site.portal_actions
    return {name: tool[name].objectIds() for name in tool.objectIds()}


def _configlets(site):
    return [each.getId() for each in site.portal_controlpanel.listActions()]


def _layers(site):
    return [each.__identifier__ for each in registered_layers()]


def _plugins(site):
    plugins = site.acl_users.plugins
    order = {
        info["id"]: plugins.listPluginIds(info["interface"])
        for info in plugins.listPluginTypeInfo()
    }
    return order, set(site.acl_users.objectIds())


def _bundles(site):
    return {name for name in _registry(site) if name.startswith("plone.bundles/")}


def _utilities(site):
    manager = site.getSiteManager()
    return {
        (each.provided.__identifier__, each.name)
        for each in manager.registeredUtilities()
    }


def _annotations(site):
    return set(IAnnotations(site)) - {KEY}


def _content(site):
    return list(site.objectIds())


LOOKS = {
    look.__name__.strip("_"): look
    for look in (
        _registry,
        _indexes,
        _columns,
        _roles,
        _permissions,
        _attributes,
        _types,
        _workflows,
        _actions,
        _configlets,
        _layers,
        _plugins,
        _bundles,
        _utilities,
        _annotations,
        _content,
    )
}


def _snapshot(site):
    return {name: look(site) for name, look in LOOKS.items()}


@pytest.fixture
def installer(site):
    return get_installer(site)


def _cycle(installer):
    """Install and uninstall; both must say that they did it."""
    assert installer.install_product(NAME)
    assert installer.uninstall_product(NAME)


def test_the_looks_see_the_add_on(site, installer):
    before = _snapshot(site)
    assert installer.install_product(NAME)
    after = _snapshot(site)
    unchanged = {name for name in LOOKS if before[name] == after[name]}
    assert unchanged == {"columns", "annotations", "content"}


def test_uninstalling_leaves_everything_as_it_was(site, installer):
    before = _snapshot(site)
    _cycle(installer)
    after = _snapshot(site)
    assert {name: after[name] for name in LOOKS if after[name] != before[name]} == {}


def test_a_second_round_leaves_nothing_either(site, installer):
    before = _snapshot(site)
    _cycle(installer)
    _cycle(installer)
    assert _snapshot(site) == before


def test_the_record_outlives_the_add_on_and_is_found_again(site, installer):
    assert installer.install_product(NAME)
    with town.stopped_clock():
        built = town.build(site)
        document = town.adopted(built, "kod")
    ledger = getUtility(ILedger)
    known, entries = ledger.ledger_id, list(ledger.entries(document.stream))
    assert installer.uninstall_product(NAME)
    assert queryUtility(ILedger) is None and KEY in IAnnotations(site)
    assert installer.install_product(NAME)
    assert getUtility(ILedger).ledger_id == known
    assert list(getUtility(ILedger).entries(document.stream)) == entries
    assert getUtility(IRegister).person_of("registrar") == built.people["registrar"]


def test_without_the_add_on_the_site_still_knows_who_people_are(site, installer):
    assert installer.install_product(NAME)
    built = town.build(site)
    assert installer.uninstall_product(NAME)
    user = api.user.get(userid="registrar")
    assert built.hub.getId() in site.objectIds()
    assert not [each for each in user.getGroups() if each.startswith("conduct:")]
