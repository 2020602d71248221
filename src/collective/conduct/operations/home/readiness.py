"""Readiness checks: whether everything that the product needs is there (DESIGN 8)."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.conduct.core.common import versions
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.pinned_time import CLOCK_VARIABLE
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import IDataDirectory
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.core.registers.mandates import PREFIX
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.reports.ports import IDesignedForms
from collective.conduct.notifications.mail.subjects import public_address
from collective.conduct.operations.cases.vault_readiness import lines
from collective.conduct.operations.common import site_version
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.hub import hub
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.home.soundness import projections
from collective.conduct.operations.ledger.ledgers import ledger_status
from collective.conduct.operations.mail.post import overview
from collective.conduct.operations.registers import account_watch
from dataclasses import dataclass
from dataclasses import field
from importlib import import_module
from plone import api
from typing import Any
from zope.component import getUtility

import logging
import os


logger = logging.getLogger(__name__)
# What is needed once reports are handled: any of these functions, so many people.
LATER = {
    "office": (("municipal_secretary", "head_of_office"), 1),
    "hr": (("hr",), 1),
    "security": (("security", "security_coordinator"), 1),
    "legal": (("legal",), 1),
    "archive": (("archive",), 1),
    "identity_approver": (("identity_approver",), 1),
    "escrow_holder": (("escrow_holder",), 3),
}
OK, LOOK, MISSING, UNKNOWN = "ok", "look", "missing", "unknown"
DAY = 24 * 60 * 60
_POST = "/@@conduct-post"


@dataclass(frozen=True)
class Check:
    """The result of one check: its key and state, and where to correct it.

    ``key`` names the sentence of the page, ``values`` its numbers; ``where``
    is a path from the site, None when it is mended outside of it; ``items``
    are titles of what is missing.
    """

    key: str
    state: str
    values: dict[str, Any] = field(default_factory=dict)
    where: str | None = None
    items: tuple[str, ...] = ()


def checks() -> list[Check]:
    """Run all checks; one that raises an error gives a line, not a traceback."""
    authorise("see_readiness")
    return [made for name, look in LOOKS.items() for made in _looked(name, look)]


def _looked(name: str, look: Callable[[], Iterator[Check]]) -> list[Check]:
    try:
        return list(look())
    except Exception as problem:  # what is broken is exactly what is asked here
        logger.warning("The look at %s failed", name, exc_info=True)
        code = getattr(problem, "code", type(problem).__name__)
        return [Check(name, UNKNOWN, {"code": code})]


def _version() -> Iterator[Check]:
    here = {"version": site_version.installed(api.portal.get()) or 0}
    values = {**here, "needed": versions.CURRENT}
    waits_for = site_version.refusal()
    if waits_for == "site_newer":
        yield Check("version_newer", MISSING, values)
    else:
        state = MISSING if waits_for else OK
        yield Check("version", state, values, "/prefs_install_products_form")


def _hub() -> Iterator[Check]:
    found = hub() is not None
    yield Check(
        "hub", OK if found else MISSING, where="" if found else "/++add++ConductHub"
    )


def _bodies() -> Iterator[Check]:
    titles = _titles("ConductBody")
    yield Check("bodies", OK if titles else MISSING, {"count": len(titles)}, _home())
    groups = _groups()
    empty = [
        title for key, title in titles.items() if f"{PREFIX}body:{key}" not in groups
    ]
    if empty:
        yield Check("members", LOOK, {"count": len(empty)}, _home(), tuple(empty))


def _designed_forms() -> Iterator[Check]:
    made = getUtility(IDesignedForms).made()
    where = f"{_home()}/@@report-forms"
    wrong = tuple(f"{each.title} ({each.language})" for each in made if each.faults)
    if wrong:
        yield Check("designed_forms", MISSING, {"count": len(wrong)}, where, wrong)
    elif made:
        used = sum(each.used for each in made)
        yield Check("designed_forms", OK, {"count": used}, where)


def _mandates() -> Iterator[Check]:
    register = getUtility(IRegister)
    officials = _groups().get(OFFICIALS, frozenset())
    state = OK if officials else MISSING
    yield Check("mandates", state, {"count": len(officials)}, _home())
    known = [register.person(person) for person in officials]
    without = sorted(person.name for person in known if not person.userid)
    if without:
        values = {"count": len(without), "all": len(known)}
        yield Check("accounts", LOOK, values, "/@@usergroup-userprefs")
    if parted := account_watch.names_of_all():
        where = f"{_home()}/@@people"
        yield Check("accounts_parted", LOOK, {"count": len(parted)}, where, parted)


def _functions() -> Iterator[Check]:
    groups = _groups()
    for function in ("registrar", "publisher", "auditor"):
        held = groups.get(f"{PREFIX}function:{function}", ())
        yield Check(function, OK if held else MISSING, {"count": len(held)}, _home())
    titles = _titles("ConductBody")
    without = [
        title
        for key, title in titles.items()
        if f"{PREFIX}function:secretary:{key}" not in groups
    ]
    values = {"count": len(titles) - len(without), "all": len(titles)}
    yield Check("secretary", LOOK if without else OK, values, _home(), tuple(without))


def _functions_later() -> Iterator[Check]:
    groups = _groups()
    for key, (functions, needed) in LATER.items():
        held = frozenset().union(
            *(groups.get(f"{PREFIX}function:{each}", ()) for each in functions)
        )
        values = {"count": len(held), "needed": needed}
        yield Check(key, OK if len(held) >= needed else LOOK, values, _home())


def _documents() -> Iterator[Check]:
    shelf, today = getUtility(IEditionIndex).documents(), getUtility(IClock).today()
    titles = _documents_by_uid()
    without = [
        title
        for uid, title in titles.items()
        if in_force(shelf.get(uid, ()), today) is None
    ]
    values = {"count": len(titles) - len(without), "all": len(titles)}
    state = OK if titles and not without else LOOK
    yield Check("documents", state, values, _home(), tuple(without))


def _mail() -> Iterator[Check]:
    records = ("plone.smtp_host", "plone.email_from_address")
    values = [api.portal.get_registry_record(each, default="") for each in records]
    yield Check("mail", OK if all(values) else MISSING, where="/@@mail-controlpanel")


def _post() -> Iterator[Check]:
    found = overview()
    values = {**found.counts, "today": found.sent_today}
    dead = found.counts["dead"]
    yield Check("post_dead" if dead else "post", LOOK if dead else OK, values, _POST)
    if not public_address():
        yield Check("address", MISSING, where="/@@conduct-settings")


def _home_folder() -> Iterator[Check]:
    try:
        path = getUtility(IDataDirectory).path()
    except ConductError:
        yield Check("home", MISSING)
        return
    writable = os.access(path, os.R_OK | os.W_OK | os.X_OK)
    private = not path.stat().st_mode & 0o077
    yield Check("home", OK if writable else MISSING)
    if not private:
        yield Check("home_open", LOOK)


def _job() -> Iterator[Check]:
    home, ledger = getUtility(IDataDirectory), getUtility(ILedger)
    now = now_in_seconds()
    ran, waiting = home.last_run(ledger.ledger_id), ledger.unsealed()
    state = OK if ran and now - ran <= DAY else MISSING
    yield Check("job" if ran else "job_never", state, {"when": ran, "count": waiting})


def _seals() -> Iterator[Check]:
    found = ledger_status()
    if found.faults:
        items = tuple(f"{each.where}: {each.sentence}" for each in found.faults)
        yield Check("seals", MISSING, {"count": len(items)}, _home(), items)
    elif found.kept is None:
        yield Check("seals_unread", MISSING)
    else:
        values = {"count": found.seals, "entries": found.entries}
        yield Check("seals", OK, values, _home())


def _clock() -> Iterator[Check]:
    if os.environ.get(CLOCK_VARIABLE):
        yield Check("clock_set", MISSING)
    else:
        yield Check("clock", OK)


def _pdf() -> Iterator[Check]:
    try:
        import_module("weasyprint")
    except (ImportError, OSError):
        yield Check("pdf", MISSING)
    else:
        yield Check("pdf", OK)


def _keys() -> Iterator[Check]:
    now = int(getUtility(IClock).now().timestamp())
    yield from (Check(*each) for each in lines(now))


def _removal() -> Iterator[Check]:
    name = "collective.conduct.allow_removal"
    if api.portal.get_registry_record(name, default=False):
        yield Check("removal", MISSING, where="/@@conduct-settings")


LOOKS = {
    "version": _version,
    "hub": _hub,
    "bodies": _bodies,
    "mandates": _mandates,
    "functions": _functions,
    "functions_later": _functions_later,
    "documents": _documents,
    "designed_forms": _designed_forms,
    "mail": _mail,
    "post": _post,
    "home": _home_folder,
    "job": _job,
    "seals": _seals,
    "projections": lambda: (Check(*each) for each in projections()),
    "clock": _clock,
    "pdf": _pdf,
    "keys": _keys,
    "removal": _removal,
}


def _groups() -> dict[str, frozenset[int]]:
    return getUtility(IRegister).roster().groups(getUtility(IClock).today())


def _titles(portal_type: str) -> dict[str, str]:
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(
        portal_type=portal_type, sort_on="sortable_title"
    )
    return {brain.getId: brain.Title for brain in found}


def _documents_by_uid() -> dict[str, str]:
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(
        portal_type=("ConductPolicy", "ConductCode"), sort_on="sortable_title"
    )
    return {brain.UID: brain.Title for brain in found}


def _home() -> str:
    home = hub()
    if home is None:
        return "/++add++ConductHub"
    site = api.portal.get()
    return "/" + "/".join(home.getPhysicalPath()[len(site.getPhysicalPath()) :])
