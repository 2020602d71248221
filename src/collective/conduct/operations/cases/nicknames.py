"""What a handler calls their cases: sealed for them alone, for nobody else to see."""

from collections.abc import Mapping
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.records.cases import NicknamesRecord
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.vault.open_vault import OpenCase
from collective.conduct.core.vault.open_vault import OpenVault
from zope.component import getUtility


LONGEST = 60  # characters


def nicknames(vault: OpenVault) -> Mapping[str, str]:
    """The acting person's own names of cases; none after a new key."""
    words = getUtility(IDesks).get_private(vault)
    return decode(words, NicknamesRecord).names if words else {}


def call(case: OpenCase, name: str) -> None:
    """Call a case by a name of one's own; "" takes it back.

    ``Invalid`` "nickname_long".
    """
    said = " ".join(name.split())
    if len(said) > LONGEST:
        raise Invalid("nickname_long", limit=LONGEST)
    names = {key: kept for key, kept in nicknames(case.vault).items() if key != case.id}
    names |= {case.id: said} if said else {}
    getUtility(IDesks).put_private(case.vault, encode(NicknamesRecord(names)))
