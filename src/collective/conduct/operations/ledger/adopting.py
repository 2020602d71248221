"""Adopt a copy of a site: the command of those who run it says what it is for.

Until then a copy is read-only and silent (DESIGN 4). Nobody can do it in a browser:
who can read ``zope.conf`` could change the database as well.
"""

from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.ports import ISiteMark
from collective.conduct.core.ledger.ports import ILedger
from zope.component import getUtility

import logging


logger = logging.getLogger(__name__)


def mark_home() -> None:
    """Mark the site as the one that is here, if it can be; else its first seal does."""
    try:
        getUtility(ISiteMark).make()
    except Unavailable:
        logger.warning("CONDUCT_HOME is not set up, so a copy is not known for one.")


def adopt_moved(even_so: bool = False) -> str:
    """Go on as the site that is gone: the same record; return the ledger's id.

    ``Refused`` "no_copy" when this is no copy, unless ``even_so``: a clone of a
    whole machine cannot be told from it.
    """
    _refuse_original(even_so)
    getUtility(ISiteMark).renew(trial=False)
    return getUtility(ILedger).ledger_id


def adopt_trial(even_so: bool = False) -> str:
    """Go on as a test copy, with a record of its own; return the new ledger's id.

    It sends no letter, and says on every page what it is. ``Refused`` "no_copy".
    """
    _refuse_original(even_so)
    getUtility(ILedger).begin_anew()
    getUtility(ISiteMark).renew(trial=True)
    return getUtility(ILedger).ledger_id


def _refuse_original(even_so: bool) -> None:
    if not even_so and not getUtility(ISiteMark).is_copy():
        raise Refused("no_copy")
