"""What upgrades are made of: each version names the steps that it needs."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.operations.cases.streams.beginning import complete_streams
from collective.conduct.operations.cases.summary import reindex_desks
from collective.conduct.operations.home.reconcile import renew_content
from collective.conduct.storage.home import connect
from plone import api
from zope.component import getUtility


PROFILE = "profile-collective.conduct:default"
STEPS = (
    "rolemap",
    "typeinfo",
    "workflow",
    "plone.app.registry",
    "controlpanel",
    "actions",
    "catalog",
    "viewlets",
)


def apply_profile(setup) -> None:
    """Bring types, workflows, rights and settings to what the profile says."""
    for step in STEPS:
        setup.runImportStepFromProfile(PROFILE, step, run_dependencies=False)


def complete_records(setup) -> None:
    """Give the records the stores that they lack, and connect them."""
    connect(api.portal.get())


def renew_rights(setup) -> None:
    """Let the new roles reach what exists: rights lie on each object."""
    renew_content()


def fill_desks(setup) -> None:
    """Let every case stand on the desks of those who can open it."""
    for facts in getUtility(ICases).everything():
        reindex_desks(facts.case)


def begin_streams(setup) -> None:
    """Name what is stored of each case in its streams; no passphrase is needed."""
    complete_streams()
