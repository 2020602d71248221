"""Setup handlers of the profiles: install and remove plugin, ports and roles."""

from collective.conduct.core.common.access import HANDLER
from collective.conduct.core.common.access import READER
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.common.access import SERVICE
from collective.conduct.operations.home.reconcile import INDEXES
from collective.conduct.operations.home.reconcile import reconcile
from collective.conduct.operations.ledger.adopting import mark_home
from collective.conduct.principals.registers.plugin import MandateGroups
from collective.conduct.principals.registers.plugin import PLUGIN_ID
from collective.conduct.storage.home import connect
from collective.conduct.storage.home import disconnect
from plone.base.interfaces import INonInstallable
from Products.PlonePAS.interfaces.group import IGroupIntrospection
from Products.PlonePAS.interfaces.group import IGroupManagement
from Products.PluggableAuthService.interfaces.plugins import IGroupEnumerationPlugin
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)
INTERFACES = (
    IGroupManagement,
    IGroupIntrospection,
    IGroupsPlugin,
    IGroupEnumerationPlugin,
    IPropertiesPlugin,
    IRolesPlugin,
)


@implementer(INonInstallable)
class HiddenProfiles:
    """Profiles that a site administrator does not install by hand."""

    def getNonInstallableProfiles(self) -> list[str]:
        return [
            "collective.conduct:uninstall",
            "collective.conduct:demo",
            "collective.conduct:testing",
        ]


def post_install(context) -> None:
    """Connect the ports, activate the PAS plugin as first, reconcile the records."""
    from plone import api

    site = api.portal.get()
    connect(site)
    mark_home()
    users = site.acl_users
    if PLUGIN_ID not in users.objectIds():
        users._setObject(PLUGIN_ID, MandateGroups())
    for interface in INTERFACES:
        if PLUGIN_ID not in users.plugins.listPluginIds(interface):
            users.plugins.activatePlugin(interface, PLUGIN_ID)
            users.plugins.movePluginsTop(interface, [PLUGIN_ID])
    logger.info("Records and site agree again: %s", reconcile())


def post_uninstall(context) -> None:
    """Restore the site to its former state; the records stay in its annotation."""
    from plone import api

    site = api.portal.get()
    users = site.acl_users
    if PLUGIN_ID in users.objectIds():
        users.plugins.removePluginById(PLUGIN_ID)
        users.manage_delObjects([PLUGIN_ID])
    disconnect(site)
    catalog = api.portal.get_tool("portal_catalog")
    for index in INDEXES:
        if index in catalog.indexes():
            catalog.delIndex(index)
    _forget_roles(site)


def _forget_roles(site) -> None:
    ours = {
        role
        for role in (*ROLES.values(), SERVICE, READER, HANDLER)
        if role.startswith("Conduct ")
    }
    for permission in [
        name
        for name in site.possible_permissions()
        if name.startswith("collective.conduct: ")
    ]:
        site.manage_permission(permission, roles=[], acquire=1)
    roles = [role for role in site.__ac_roles__ if role not in ours]
    site.__ac_roles__ = tuple(roles)
    manager = site.acl_users.portal_role_manager
    for role in ours & set(manager.listRoleIds()):
        manager.removeRole(role)
