"""What upgrades are made of: each version names the steps that it needs."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IServerHalf
from collective.conduct.operations import retention
from collective.conduct.operations.cases.summary import reindex_desks
from collective.conduct.operations.home.reconcile import renew_content
from collective.conduct.operations.ledger.adopting import mark_home
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


def remember_half(setup) -> None:
    """Let the site know the server's half that it has used so far.

    ``Unavailable`` "half_missing" when it is not there: put it back, then upgrade.
    """
    used = any(getUtility(ICases).everything()) or getUtility(IReporterMailbox).owners()
    if used:
        getUtility(IKeystore).half(make=False)
        getUtility(IServerHalf).remember()


def enclose_boxes(setup) -> None:
    """Put what opens a case under its shred key; no passphrase is needed."""
    retention.enclose_all()


def mark_site(setup) -> None:
    """Let a copy of the site be known for one from now on."""
    mark_home()


def renew_rights(setup) -> None:
    """Let the new roles reach what exists: rights lie on each object."""
    renew_content()


def fill_desks(setup) -> None:
    """Let every case stand on the desks of those who can open it."""
    for facts in getUtility(ICases).everything():
        reindex_desks(facts.case)
