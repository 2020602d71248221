"""Every door x type x role: what was adopted and recorded stays as it was."""

from collective.conduct.content.campaigns import FACTS
from collective.conduct.content.campaigns import STEPS
from collective.conduct.content.documents.edition import BORN
from collective.conduct.content.documents.edition import LEFT_ASIDE
from collective.conduct.core.common.access import ROLES
from collective.conduct.core.documents import editions as core
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.operations.campaigns import launch
from collective.conduct.operations.documents.drafting import move
from dataclasses import replace
from persistent import Persistent
from plone import api
from tests.support import plone_entry_points
from tests.support import sample_municipality
from zope.component import getUtility

import pytest
import transaction


SUBJECTS = ("hub", "body", "revised", "adopted", "edition", "campaign")
VISITORS = (*ROLES, "root")
# what moving an ancestor rightly changes
PLACED = {"path", "getObjPositionInParent", "allowedRolesAndUsers"}


@pytest.fixture
def site(municipality):
    """A code under revision, a policy in force, folders to move things to."""
    with municipality.acting("publisher"):
        move(municipality.document, "revise")
    municipality.revised = municipality.document
    municipality.adopted = sample_municipality.adopted(
        municipality, "rutin", "ConductPolicy"
    )
    municipality.body = municipality.hub["ks"]
    municipality.campaign = sample_municipality.plan(municipality, municipality.revised)
    with municipality.acting("registrar"):
        launch.launch(municipality.campaign)
    sample_municipality.enrol("root", "Rot")
    api.user.grant_roles(username="root", roles=["Manager"])
    with api.env.adopt_roles(["Manager"]):
        municipality.other = api.content.create(municipality.portal, "Folder", "annan")
        municipality.loose = api.content.create(municipality.portal, "Document", "los")
    transaction.commit()
    return municipality


def _edition(edition):
    edition._p_activate()
    kept = {
        name: repr(value)
        for name, value in vars(edition).items()
        # CMFCore leaves _old_path behind when an ancestor was renamed.
        if not name.startswith(("_v_", "__parent__", "_old_path"))
        and not isinstance(value, Persistent)
    }
    return kept | {"hash": core.manifest_hash(edition.manifest)}


def _catalogued(catalog, brain):
    found = catalog.getIndexDataForRID(brain.getRID())
    kept = {name: repr(value) for name, value in found.items() if name not in PLACED}
    return kept | {name: repr(brain[name]) for name in catalog.schema()}


def _evidence(site):
    """Everything that no door may change, by UID."""
    transaction.begin()
    catalog = site.portal.portal_catalog
    brains = catalog.unrestrictedSearchResults(portal_type="ConductEdition")
    return {
        "editions": {b.UID: _edition(b._unrestrictedGetObject()) for b in brains},
        "catalog": {b.UID: _catalogued(catalog, b) for b in brains},
        "states": [
            api.content.get_state(each)
            for each in (site.revised, site.adopted, site.campaign)
        ],
        "campaign": {
            name: repr(getattr(site.campaign, name))
            for name in (*FACTS, *STEPS, *BORN, *LEFT_ASIDE - {"layout"})
        },
        "campaigns": {
            each.uid: repr(replace(each, path=""))  # what holds it may be renamed
            for each in getUtility(ICampaigns).everything()
        },
        "ledger": getUtility(ILedger).export(),
        "shelf": {
            uid: [(each.uid, each.manifest_hash, each.valid_from) for each in rows]
            for uid, rows in getUtility(IEditionIndex).documents().items()
        },
        "held": {name: _place(getattr(site, name)) for name in SUBJECTS},
    }


def _place(thing):
    """Where it hangs, by UID: it is there, and nowhere else."""
    home = thing.aq_parent
    return home.UID(), any(each.UID() == thing.UID() for each in home.objectValues())


def _differing(before, after, way="") -> list[str]:
    if before == after:
        return []
    if not isinstance(before, dict) or not isinstance(after, dict):
        return [f"{way}: {before!r:.60} -> {after!r:.60}"]
    return [
        found
        for key in {**before, **after}
        for found in _differing(before.get(key), after.get(key), f"{way}/{key}")
    ]


@pytest.mark.parametrize("name", plone_entry_points.ENTRY_POINTS)
def test_a_door_changes_nothing_that_counts(client, site, name):
    before = _evidence(site)
    changed = []
    for subject in SUBJECTS:
        for role in VISITORS:
            visitor = plone_entry_points.Visitor(client, site, role)
            plone_entry_points.ENTRY_POINTS[name](visitor, getattr(site, subject))
            after = _evidence(site)
            changed += [
                f"{role} at {subject}{each}" for each in _differing(before, after)
            ]
            before = after
    assert changed == []


# Doors that change nothing of an ordinary page either: they add, order or mark
# something else, or Plone itself keeps them shut here.
IDLE = {
    "bulk_order",
    "display_settings",
    "methods",
    "rest_add_edition",
    "rest_move_into",
    "rest_patch_order",
    "rest_put",
    "rest_rules",
    "rest_upload",
    "rest_working_copy",
    "status_history",
}


@pytest.fixture
def ordinary(site):
    """A page in a folder, with the workflow that Plone brings."""
    tool = api.portal.get_tool("portal_workflow")
    tool.setChainForPortalTypes(["Document"], ["simple_publication_workflow"])
    with api.env.adopt_roles(["Manager"]):
        place = api.content.create(site.portal, "Folder", "plats")
        page = api.content.create(place, "Document", "ark", title="Ark")
    transaction.commit()
    return page


def _ordinary(site, uid):
    transaction.begin()
    brains = list(site.portal.portal_catalog.getAllBrains())
    found = [brain._unrestrictedGetObject() for brain in brains if brain.UID == uid]
    kept = [
        {name: repr(value) for name, value in vars(each).items() if name[:2] != "_v"}
        for each in found
        if each._p_activate() is None
    ]
    return sorted(brain.getPath() for brain in brains), kept


@pytest.mark.parametrize("name", plone_entry_points.ENTRY_POINTS)
def test_a_door_is_open_where_nothing_is_kept(client, site, ordinary, name):
    """What the test above shows is our doing: elsewhere the same doors open."""
    uid = ordinary.UID()
    before = _ordinary(site, uid)
    plone_entry_points.ENTRY_POINTS[name](
        plone_entry_points.Visitor(client, site, "root"), ordinary
    )
    changed = _ordinary(site, uid) != before
    assert changed is (name not in IDLE)
