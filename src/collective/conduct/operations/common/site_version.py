"""Whether the records of the site are those of this version: the one place to ask.

The bases of pages and services ask it on every request, so it must cost nothing:
that a site is as it should be is remembered for as long as the database is open.
Until then the answer is looked up, since an upgrade may end at any time.
"""

from collective.conduct.core.common import versions
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IPhoneNumbers
from collective.conduct.core.common.ports import ISiteMark
from plone import api
from typing import Any
from weakref import WeakKeyDictionary
from zope.component import queryUtility


PROFILE = "collective.conduct:default"
# database -> sites that are as they should be, with the version they were asked for
_known: WeakKeyDictionary[Any, dict[bytes, bool]] = WeakKeyDictionary()  # for trial?
_right: WeakKeyDictionary[Any, set[tuple[bytes, int]]] = WeakKeyDictionary()


def installed(site: Any) -> int | None:
    """The version of a site's records, None without the add-on."""
    found = site.portal_setup.getLastVersionForProfile(PROFILE)
    try:
        return int(found[0])
    except ValueError:  # "unknown"
        return None


def refusal(site: Any = None) -> str:
    """See ``versions.refusal``; of the site of the request when none is given."""
    site = api.portal.get() if site is None else site
    if site._p_jar is None:  # just being made
        return ""
    right = _right.setdefault(site._p_jar.db(), set())
    this = (site._p_oid, versions.CURRENT)
    if this in right:
        return ""
    found = versions.refusal(installed(site))
    if not found:
        right.add(this)
    return found


def copied(site: Any = None) -> str:
    """ "site_copied" for a copy that nobody has adopted; "" for any other site."""
    return "site_copied" if _standing(site) is None else ""


def is_trial(site: Any = None) -> bool:
    """Whether the site was adopted as a test copy."""
    return bool(_standing(site))


def refuse_waiting(site: Any = None) -> None:
    """``Unavailable`` while the site waits for an upgrade, or is none of ours.

    Also while it is a copy: this stands before everything that writes.
    """
    found = refusal(site) or copied(site)
    if found:
        raise Unavailable(found)


def refuse_unread(site: Any = None) -> None:
    """``Unavailable`` while the records cannot be read; a copy can be."""
    found = refusal(site)
    if found:
        raise Unavailable(found)


def _standing(site: Any) -> bool | None:
    """Whether a site is for trial; None for a copy. Remembered as in ``refusal``."""
    site = api.portal.get() if site is None else site
    mark = queryUtility(ISiteMark)
    if site._p_jar is None or mark is None:
        return False
    known = _known.setdefault(site._p_jar.db(), {})
    if site._p_oid not in known:
        if mark.is_copy():
            return None
        known[site._p_oid] = mark.trial
    return known[site._p_oid]


def phone_numbers() -> list[tuple[str, str]]:
    """Whom to call meanwhile: name and number; none when they cannot be read."""
    found = queryUtility(IPhoneNumbers)
    try:
        return found.to_call() if found is not None else []
    except Exception:  # whatever an older record makes of it
        return []
