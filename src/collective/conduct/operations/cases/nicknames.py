"""What a handler calls their cases: sealed for them alone, for nobody else to see."""

from collections.abc import Mapping
from collective.conduct.core.errors import Invalid
from collective.conduct.core.interfaces import IDesks
from collective.conduct.operations.keys.own import holder
from collective.conduct.operations.keys.sharing import open_case
from collective.conduct.operations.keys.sharing import public_of
from zope.component import getUtility

import json


LONGEST = 60  # characters


def nicknames(private: bytes) -> Mapping[str, str]:
    """The acting person's own names of cases; none after a new key."""
    return json.loads(getUtility(IDesks).kept(holder(), private) or "{}")


def call(case: str, private: bytes, name: str) -> None:
    """Call a case by a name of one's own; "" takes it back.

    ``Invalid`` "nickname_long".
    """
    open_case(case, private)
    own, said = holder(), " ".join(name.split())
    if len(said) > LONGEST:
        raise Invalid("nickname_long", limit=LONGEST)
    names = {key: kept for key, kept in nicknames(private).items() if key != case}
    names |= {case: said} if said else {}
    words = json.dumps(names, ensure_ascii=False).encode()
    getUtility(IDesks).keep(own, public_of(own), words)
