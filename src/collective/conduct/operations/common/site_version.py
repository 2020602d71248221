"""Whether the records of the site are those of this version: the one place to ask.

The bases of pages and services ask it on every request, so it must cost nothing:
that a site is as it should be is remembered for as long as the database is open.
Until then the answer is looked up, since an upgrade may end at any time.
"""

from collective.conduct.core.common import versions
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import IPhoneNumbers
from plone import api
from typing import Any
from weakref import WeakKeyDictionary
from zope.component import queryUtility


PROFILE = "collective.conduct:default"
# database -> sites that are as they should be, with the version they were asked for
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


def refuse_waiting(site: Any = None) -> None:
    """``Unavailable`` while the site waits for an upgrade, or is none of ours."""
    found = refusal(site)
    if found:
        raise Unavailable(found)


def phone_numbers() -> list[tuple[str, str]]:
    """Whom to call meanwhile: name and number; none when they cannot be read."""
    found = queryUtility(IPhoneNumbers)
    try:
        return found.to_call() if found is not None else []
    except Exception:  # whatever an older record makes of it
        return []
