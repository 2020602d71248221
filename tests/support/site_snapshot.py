"""Snapshot of a site's configuration, to be compared before and after.

Each part consists of plain values; none keeps an object.
"""

from collective.conduct.storage.home import KEY
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from plone.browserlayer.utils import registered_layers
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility


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
    tool = site.portal_types
    return {name: tuple(tool[name].propertyItems()) for name in tool.objectIds()}


def _viewlets(site):
    settings = getUtility(IViewletSettingsStorage)
    return repr(settings._order), repr(settings._hidden)


def _properties(site):
    return dict(site.propertyItems())


def _workflows(site):
    tool = site.portal_workflow
    return set(tool.objectIds()), dict(tool._chains_by_type), tool._default_chain


def _states(site):
    tool = site.portal_workflow
    return {
        (name, state.getId()): dict(state.permission_roles or {})
        for name in tool.objectIds()
        for state in tool[name].states.objectValues()
    }


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
        _states,
        _viewlets,
        _properties,
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


def of(site):
    """Return all parts of the snapshot, by name."""
    return {name: look(site) for name, look in LOOKS.items()}
