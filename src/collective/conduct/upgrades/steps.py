"""What upgrades are made of: each version names the steps that it needs."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.common.key_functions import HOLD_KEYS
from collective.conduct.core.vault.confirming import KeyEvent
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.operations import retention
from collective.conduct.operations.cases.streams.beginning import complete_streams
from collective.conduct.operations.cases.summary import reindex_desks
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.home.reconcile import renew_content
from collective.conduct.operations.ledger.adopting import mark_home
from collective.conduct.operations.vault.key_directory import functions_of
from collective.conduct.operations.vault.key_directory import holders_of
from collective.conduct.operations.vault.key_directory import known_from
from collective.conduct.operations.vault.key_events import tell_holders
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


def take_keys_over(setup) -> None:
    """Let the keys of before there were confirmations go on, and tell everybody.

    Whether their owners made them cannot be known here, so readiness asks for
    confirmations face to face; without it the site would lose its intake.
    """
    directory, rings = getUtility(IKeyDirectory), getUtility(IKeyrings)
    if directory.events():
        return
    people = {who for name in HOLD_KEYS for who in holders_of(name)}
    for person, public in sorted(rings.publics(people).items()):
        functions = functions_of(person)
        for function in functions:
            when = max(now_in_seconds(), known_from(person, function))
            directory.add(KeyEvent("before", person, when, public, b"", function))
        tell_holders("before", person, functions)


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


def begin_streams(setup) -> None:
    """Name what is stored of each case in its streams; no passphrase is needed."""
    complete_streams()
