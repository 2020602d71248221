"""What a handler calls their cases: sealed for them alone, for nobody else to see."""

from collections.abc import Mapping
from collective.conduct.core.errors import Invalid
from collective.conduct.core.interfaces import IDesks
from collective.conduct.core.open_vault import OpenCase
from collective.conduct.core.open_vault import OpenVault
from zope.component import getUtility

import json


LONGEST = 60  # characters


def nicknames(vault: OpenVault) -> Mapping[str, str]:
    """The acting person's own names of cases; none after a new key."""
    return json.loads(getUtility(IDesks).kept(vault) or "{}")


def call(case: OpenCase, name: str) -> None:
    """Call a case by a name of one's own; "" takes it back.

    ``Invalid`` "nickname_long".
    """
    said = " ".join(name.split())
    if len(said) > LONGEST:
        raise Invalid("nickname_long", limit=LONGEST)
    names = {key: kept for key, kept in nicknames(case.vault).items() if key != case.id}
    names |= {case.id: said} if said else {}
    words = json.dumps(names, ensure_ascii=False).encode()
    getUtility(IDesks).keep(case.vault, words)
