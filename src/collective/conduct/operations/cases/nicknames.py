"""A handler's nicknames for cases: sealed for them alone."""

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
    """Return the acting person's nicknames for cases; none after a new key."""
    words = getUtility(IDesks).get_private(vault)
    return decode(words, NicknamesRecord).names if words else {}


def call(case: OpenCase, name: str) -> None:
    """Give a case a nickname; "" removes it.

    ``Invalid`` "nickname_long".
    """
    nickname = " ".join(name.split())
    if len(nickname) > LONGEST:
        raise Invalid("nickname_long", limit=LONGEST)
    names = {
        key: other for key, other in nicknames(case.vault).items() if key != case.id
    }
    names |= {case.id: nickname} if nickname else {}
    getUtility(IDesks).put_private(case.vault, encode(NicknamesRecord(names)))
