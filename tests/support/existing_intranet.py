"""An intranet that existed before the add-on: own theme, workflow, groups, content.

``describe`` returns its whole configuration; installing must not change any of it.
"""

from plone import api
from plone.app.contenttypes.content import Document
from plone.app.testing import applyProfile
from plone.app.viewletmanager.interfaces import IViewletSettingsStorage
from plone.registry.interfaces import IRegistry
from plone.uuid.interfaces import ATTRIBUTE_NAME
from Products.CMFCore.indexing import processQueue
from Products.CMFPlone.factory import addPloneSite
from Products.PlonePAS.plugins.group import GroupManager
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from typing import Any
from zope.component import getUtility
from zope.component.hooks import setSite


WORKFLOW = "lind_review"
INDEX = "lind_unit"
INDEXED = ("path", "UID", "portal_type", "allowedRolesAndUsers", "modified", INDEX)
UNITS = ("skola", "omsorg", "teknik")
THEME = "plone.app.theming.interfaces.IThemeSettings."


def make_site(where):
    """Make a bare site with our dependencies; it becomes the current site."""
    made = addPloneSite(where, "bare", distribution_name="classic", setup_content=False)
    setSite(made)
    for profile in ("plone.app.layout:default", "plone.restapi:default"):
        applyProfile(made, profile)
    return made


def build(site: Any, documents: int) -> None:
    """Give a bare site theme, workflow, groups, permissions, index and content."""
    with api.env.adopt_roles(["Manager"]):
        _look(site)
        _people(site)
        _rights(site)
        _write(site, documents)


def _look(site: Any) -> None:
    api.portal.set_registry_record(f"{THEME}currentTheme", "lind")
    api.portal.set_registry_record(f"{THEME}rules", "/++theme++lind/rules.xml")
    site.manage_addProperty("lind_footer", "Lindens kommun", "string")
    order = getUtility(IViewletSettingsStorage)
    order.setOrder("plone.portalheader", "Plone Default", ("plone.logo", "lind.search"))
    order.setHidden("plone.portalfooter", "Plone Default", ("plone.colophon",))
    site.portal_catalog.addIndex(INDEX, "FieldIndex")
    site.portal_catalog.addColumn(INDEX)


def _people(site: Any) -> None:
    site.acl_users._setObject("lind_groups", GroupManager("lind_groups"))
    site.acl_users.plugins.activatePlugin(IGroupsPlugin, "lind_groups")
    site.acl_users.plugins.movePluginsTop(IGroupsPlugin, ["lind_groups"])
    for unit in UNITS:
        api.group.create(unit, title=unit.title(), roles=["Contributor"])
    api.user.create("astrid@lind.example", "astrid", "Ett-langt-losen-1")
    api.group.add_user(groupname="skola", username="astrid")


def _rights(site: Any) -> None:
    site._addRole("Granskare")
    site.manage_permission("WebDAV access", ["Granskare"], acquire=0)
    site.manage_permission("View", ["Anonymous", "Granskare"], acquire=0)
    tool = site.portal_workflow
    copied = tool.manage_copyObjects(["simple_publication_workflow"])
    made = tool.manage_pasteObjects(copied)[0]["new_id"]
    tool.manage_renameObject(made, WORKFLOW)
    for state in tool[WORKFLOW].states.objectValues():
        state.setPermission("View", 0, ["Granskare", "Manager", "Owner"])
    tool.setChainForPortalTypes(["Document"], (WORKFLOW,))


def _write(site: Any, documents: int) -> None:
    folder = api.content.create(site, "Folder", "rutiner", title="Rutiner")
    folder.manage_setLocalRoles("skola", ["Editor"])
    folder.manage_permission("Add portal content", ["Granskare"], acquire=1)
    for number in range(documents):
        _add(folder, site, number)


def _add(folder: Any, site: Any, number: int) -> None:
    """Add a document without the events, which take most of the time."""
    name = f"rutin-{number}"
    made = Document(name, title=f"Rutin {number}", language="sv")
    made.portal_type = "Document"
    made.lind_unit = UNITS[number % 3]
    setattr(made, ATTRIBUTE_NAME, f"{number:032x}")
    folder._setObject(name, made, set_owner=0, suppress_events=True)
    there = folder._getOb(name)
    site.portal_workflow[WORKFLOW].notifyCreated(there)
    site.portal_catalog.catalog_object(there, idxs=list(INDEXED))


def describe(site: Any) -> dict[str, Any]:
    """Return the configuration and content of the site as values to compare."""
    processQueue()
    return {
        "permissions": _permissions(site),
        "folder": _permissions(site["rutiner"]),
        "documents": _documents(site),
        "catalog": _catalog(site),
        "workflows": _workflows(site),
        "settings": _settings(),
        "viewlets": _viewlets(),
        "properties": dict(site.propertyItems()),
        "people": _accounts(site),
        "plugins": _plugins(site),
        "tools": {name: _names(site, name) for name in TOOLS},
    }


GUARDED = ("_View_Permission", "_Modify_portal_content_Permission")
TOOLS = ("portal_actions", "portal_controlpanel", "portal_types", "portal_skins")


def _names(site: Any, tool: str) -> list[str]:
    return [each for each in site[tool].objectIds() if not each.startswith("Conduct")]


def _permissions(thing: Any) -> dict[str, Any]:
    return {
        name: (
            bool(thing.acquiredRolesAreUsedBy(name)),
            [row["name"] for row in thing.rolesOfPermission(name) if row["selected"]],
        )
        for name in thing.possible_permissions()
        if not name.startswith("collective.conduct: ")
    }


def _documents(site: Any) -> dict[str, Any]:
    return {name: _document(there) for name, there in site["rutiner"].objectItems()}


def _document(there: Any) -> tuple[Any, ...]:
    there._p_activate()  # a ghost has no attributes to look at
    return (
        sorted((key, vars(there)[key]) for key in vars(there) if key in GUARDED),
        there.get_local_roles(),
        len(there.workflow_history[WORKFLOW]),
        str(there.modified()),
    )


def _catalog(site: Any) -> dict[str, Any]:
    catalog = site.portal_catalog._catalog
    within = "/".join((*site.getPhysicalPath(), "rutiner"))
    rows = [row for path, row in catalog.uids.items() if path.startswith(within)]
    theirs = [each for each in catalog.indexes if not each.startswith("conduct_")]
    return {
        "paths": [catalog.paths[row] for row in rows],
        "columns": dict(catalog.schema),
        "metadata": [catalog.data[row] for row in rows],
        **{name: _index(catalog.indexes[name], rows) for name in theirs},
    }


def _index(index: Any, rows: list[int]) -> list[Any]:
    kept = getattr(index, "_unindex", {})
    return [_plain(kept.get(row)) for row in rows]


def _plain(value: Any) -> Any:
    return sorted(value, key=repr) if isinstance(value, (list, tuple, set)) else value


def _workflows(site: Any) -> Any:
    tool = site.portal_workflow
    ours = [each for each in tool.objectIds() if each.startswith("conduct_")]
    chains = {
        name: chain
        for name, chain in tool._chains_by_type.items()
        if not name.startswith("Conduct")
    }
    return sorted({*tool.objectIds()} - {*ours}), chains, tool._default_chain


def _settings() -> dict[str, str]:
    records = getUtility(IRegistry).records
    return {
        name: repr(records[name].value) for name in records if "conduct" not in name
    }


def _viewlets() -> Any:
    order = getUtility(IViewletSettingsStorage)
    return (
        order.getOrder("plone.portalheader", "Plone Default"),
        order.getHidden("plone.portalfooter", "Plone Default"),
    )


def _accounts(site: Any) -> Any:
    groups = {
        each.getId(): (sorted(each.getMemberIds()), sorted(each.getRoles()))
        for each in api.group.get_groups()
        if not each.getId().startswith("conduct:")
    }
    return groups, {role for role in site.__ac_roles__ if role[:8] != "Conduct "}


def _plugins(site: Any) -> dict[str, list[str]]:
    plugins = site.acl_users.plugins
    return {
        info["id"]: [
            each
            for each in plugins.listPluginIds(info["interface"])
            if each != "conduct_mandates"
        ]
        for info in plugins.listPluginTypeInfo()
    }
