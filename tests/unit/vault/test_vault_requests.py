"""Requests among the holders of keys, and what the vault tells without opening."""

from collective.conduct.core.cases.key_requests import DAYS_OPEN
from collective.conduct.core.cases.key_requests import DONE
from collective.conduct.core.cases.key_requests import GRANTED
from collective.conduct.core.cases.key_requests import REFUSED
from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.cases.key_requests import WAITING
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IVault
from collective.conduct.storage.cases.key_requests import KeyRequests
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from collective.conduct.storage.vault import sessions
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers.passphrases import Locked
from collective.conduct.storage.vault.keyrings import Keyrings
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.sessions import Sessions
from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
from tests.support.permissions import may_approve
from tests.support.permissions import may_keep
from tests.support.permissions import may_read
from tests.unit.vault.test_vault import MemoryKeystore
from zope.component import getGlobalSiteManager
from zope.interface.verify import verifyObject

import pytest


CASE, OTHER = "a" * 32, "b" * 32
NOW = 1_800_000_000
PAIRS = {person: boxes.new_pair() for person in (7, 8, 9)}
PUBLICS = {person: public for person, (_private, public) in PAIRS.items()}
ASKED = Request("identity", CASE, 7, NOW)


@pytest.fixture(autouse=True)
def store():
    manager = getGlobalSiteManager()
    made = MemoryKeystore()
    manager.registerUtility(made, IKeystore)
    for case in (CASE, OTHER):
        made.create(case)
    yield made
    manager.unregisterUtility(made, IKeystore)


def test_a_reason_opens_for_those_whom_it_was_sealed_for_alone():
    requests = KeyRequests()
    assert verifyObject(IKeyRequests, requests)
    publics = {person: PUBLICS[person] for person in (8, 9)}
    number = requests.put(ASKED, b"varf\xc3\xb6r", publics)
    assert requests.told(number) == (8, 9)
    assert requests.reason(number, UnlockedVault(8, PAIRS[8][0])) == b"varf\xc3\xb6r"
    with pytest.raises(Missing, match="no_request"):
        requests.reason(number, UnlockedVault(7, PAIRS[7][0]))
    with pytest.raises(Refused, match="box_shut"):
        requests.reason(number, UnlockedVault(8, PAIRS[9][0]))


def test_the_newest_request_stands_first_and_a_decided_one_in_its_place():
    requests = KeyRequests()
    first = requests.put(ASKED, b"", {})
    second = requests.put(replace(ASKED, case=OTHER), b"ord", {8: PUBLICS[8]})
    assert [each.number for each in requests.everything()] == [second, first]
    requests.replace(replace(requests.get(first), state=DONE, by=8))
    assert requests.get(first).state == DONE
    requests.drop(OTHER)
    assert [each.number for each in requests.everything()] == [first]
    assert requests.told(second) == ()
    with pytest.raises(Missing, match="no_request"):
        requests.get(second)


@given(state=st.sampled_from([WAITING, GRANTED, REFUSED, DONE]), when=st.integers(1))
def test_only_what_was_granted_is_open_and_for_seven_days(state, when):
    until = replace(ASKED, state=state, decided=when).open_until()
    assert until == (when + DAYS_OPEN * 86400 if state == GRANTED else 0)


def test_a_look_does_not_prolong_an_open_vault():
    open_ones = Sessions()
    token = open_ones.begin(UnlockedVault(7, PAIRS[7][0]), NOW, b"login")
    before = dict(open_ones._rows)
    assert open_ones.resume(token, 7, 1, NOW + 600, b"login", prolong=False)
    assert dict(open_ones._rows) == before
    with pytest.raises(Refused, match="vault_locked"):
        open_ones.resume(token, 7, 1, NOW + sessions.IDLE + 1, b"login", prolong=False)


def test_the_vault_tells_whom_a_case_is_sealed_for_and_for_which_key():
    vault = Vault()
    assert verifyObject(IVault, vault)
    key = vault.begin(CASE, may_read(CASE, {7: PUBLICS[7]}), [])
    key.grant(*may_read(CASE, {8: PUBLICS[8]}))
    key.seal_identity(b"namn", may_approve(CASE, {9: PUBLICS[9]}))
    assert vault.publics(CASE) == {7: PUBLICS[7], 8: PUBLICS[8]}
    assert vault.approvers(CASE) == (9,)


def test_a_case_that_is_dropped_leaves_nothing_and_its_neighbour_all():
    vault = Vault()
    for case in (CASE, OTHER):
        key = vault.begin(
            case, may_read(case, {7: PUBLICS[7]}), may_keep(case, PUBLICS)
        )
        key.put("content", b"ord")
        vault.post(case, "posted", b"ord")
    vault.drop(CASE)
    with pytest.raises(Refused, match="box_shut"):
        vault.open_with(CASE, UnlockedVault(7, PAIRS[7][0]))
    left = [*vault._keys, *vault._boxes, *vault._files]
    assert left and {each[0] for each in left} == {OTHER}
    assert vault.open_with(OTHER, UnlockedVault(7, PAIRS[7][0]))


def test_a_key_ring_remembers_when_a_key_was_made():
    rings = Keyrings()
    rings.keep(Locked(7, 1, PUBLICS[7], b"", b""), NOW)
    assert (rings.kept(7), rings.kept(8)) == (NOW, 0)


def test_the_receipts_of_a_case_are_found():
    receipts = ReporterMailbox()
    receipts.add(b"1" * 16, CASE, PUBLICS[7])
    receipts.add(b"2" * 16, OTHER, PUBLICS[8])
    assert receipts.of(CASE) == (b"1" * 16,)
