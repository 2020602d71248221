"""Key pairs of people, open vaults, receipts and their words."""

from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.secret_words import chosen
from collective.conduct.core.common.secret_words import COUNT
from collective.conduct.core.common.secret_words import folded
from collective.conduct.core.common.secret_words import SIZE
from collective.conduct.core.common.secret_words import tidied
from collective.conduct.core.vault.ports import IKeyrings
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IVaultSessions
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from collective.conduct.storage.vault import sessions
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers import passphrases
from collective.conduct.storage.vault.keyrings import Keyrings
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.server_keys import DerivedReceipt
from collective.conduct.storage.vault.sessions import Sessions
from collective.conduct.vocabularies.vault.receipt_words import LANGUAGES
from collective.conduct.vocabularies.vault.receipt_words import WORDS
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.vault.test_vault import MemoryKeystore
from zope.component import getGlobalSiteManager
from zope.interface.verify import verifyObject

import math
import pytest


NOW = 1_800_000_000
PHRASE = "en lång lösenfras"
PRIVATE, PUBLIC = boxes.new_pair()
OPEN = UnlockedVault(7, PRIVATE)
LOGIN = b"a digest of a password"
LIST = tuple(f"ord{number:04d}" for number in range(SIZE))


@pytest.fixture
def locked(monkeypatch):
    cheap = passphrases.Cost(memory=64, passes=1)
    monkeypatch.setattr(passphrases, "Cost", lambda: cheap)
    return passphrases.lock(PRIVATE, PUBLIC, PHRASE, 7, 1)


@pytest.fixture
def store():
    manager = getGlobalSiteManager()
    made = MemoryKeystore()
    manager.registerUtility(made, IKeystore)
    yield made
    manager.unregisterUtility(made, IKeystore)


# keyrings


def test_a_key_pair_comes_back_and_opens(locked):
    rings = Keyrings()
    assert verifyObject(IKeyrings, rings)
    rings.keep(locked)
    assert passphrases.unlock(rings.of(7), PHRASE) == PRIVATE
    assert rings.publics([7, 8]) == {7: PUBLIC}


def test_a_forgotten_key_pair_keeps_its_number(locked):
    rings = Keyrings()
    rings.keep(locked)
    rings.drop(7)
    assert (rings.of(7), rings.epoch(7), rings.epoch(8)) == (None, 1, 0)


# sessions


def test_an_open_vault_gives_the_private_key_until_it_is_locked(store):
    open_ones = Sessions()
    assert verifyObject(IVaultSessions, open_ones)
    token = open_ones.begin(OPEN, NOW, LOGIN)
    assert open_ones.resume(token, 7, 1, NOW + 5, LOGIN).private_key == PRIVATE
    open_ones.end(7)
    with pytest.raises(Refused, match="vault_locked"):
        open_ones.resume(token, 7, 1, NOW + 6, LOGIN)


@pytest.mark.parametrize(
    ("person", "epoch", "later"),
    [(8, 1, 5), (7, 2, 5), (7, 1, sessions.IDLE + 1)],
)
def test_a_token_is_for_one_person_one_key_and_not_for_long(
    store, person, epoch, later
):
    open_ones = Sessions()
    token = open_ones.begin(OPEN, NOW, LOGIN)
    with pytest.raises(Refused, match="vault_locked"):
        open_ones.resume(token, person, epoch, NOW + later, LOGIN)


def test_a_changed_password_ends_it(store):
    open_ones = Sessions()
    token = open_ones.begin(OPEN, NOW, LOGIN)
    with pytest.raises(Refused, match="vault_locked"):
        open_ones.resume(token, 7, 1, NOW, b"a digest of another")
    assert open_ones.resume(token, 7, 1, NOW, LOGIN)


def test_a_session_of_an_earlier_version_is_opened_anew(store):
    open_ones = Sessions()
    token = open_ones.begin(OPEN, NOW, LOGIN)
    open_ones._rows[7] = (1, *open_ones._rows[7][1:5])
    with pytest.raises(Refused, match="vault_locked"):
        open_ones.resume(token, 7, 1, NOW, LOGIN)


def test_work_keeps_it_open_but_not_over_night(store):
    open_ones = Sessions()
    token = open_ones.begin(OPEN, NOW, LOGIN)
    step = sessions.IDLE - 1
    for later in range(step, sessions.LONGEST, step):
        assert open_ones.resume(token, 7, 1, NOW + later, LOGIN)
    with pytest.raises(Refused):
        open_ones.resume(token, 7, 1, NOW + sessions.LONGEST + 1, LOGIN)


def test_opening_anew_ends_the_former_token(store):
    open_ones = Sessions()
    former = open_ones.begin(OPEN, NOW, LOGIN)
    latter = open_ones.begin(OPEN, NOW, LOGIN)
    with pytest.raises(Refused):
        open_ones.resume(former, 7, 1, NOW, LOGIN)
    assert open_ones.resume(latter, 7, 1, NOW, LOGIN).private_key == PRIVATE


def test_a_copy_of_the_database_opens_nothing_without_the_servers_half(store):
    open_ones = Sessions()
    token = open_ones.begin(OPEN, NOW, LOGIN)
    store.server = boxes.new_key()
    with pytest.raises(Refused):
        open_ones.resume(token, 7, 1, NOW, LOGIN)


@given(st.text(max_size=200))
def test_no_made_up_token_opens_a_vault(text):
    manager, store = getGlobalSiteManager(), MemoryKeystore()
    manager.registerUtility(store, IKeystore)
    try:
        open_ones = Sessions()
        open_ones.begin(OPEN, NOW, LOGIN)
        with pytest.raises(Refused, match="vault_locked"):
            open_ones.resume(text, 7, 1, NOW, LOGIN)
    finally:
        manager.unregisterUtility(store, IKeystore)


# receipts


def test_letters_open_for_the_receipt_alone(store):
    store.create("case")
    receipts, lookup = ReporterMailbox(), bytes(16)
    assert verifyObject(IReporterMailbox, receipts)
    receipts.add(lookup, "case", PUBLIC)
    receipts.put(lookup, "message", NOW, b"one")
    receipts.put(lookup, "message", NOW + 1, b"two")
    assert receipts.find(lookup) == ("case", PUBLIC)
    assert receipts.letters(DerivedReceipt(lookup, PUBLIC, PRIVATE)) == [
        ("message", NOW, b"one"),
        ("message", NOW + 1, b"two"),
    ]
    with pytest.raises(Refused):
        receipts.letters(DerivedReceipt(lookup, PUBLIC, boxes.new_pair()[0]))


def test_the_receipts_of_a_case_can_be_forgotten(store):
    receipts = ReporterMailbox()
    for number, case in enumerate(("one", "two")):
        store.create(case)
        receipts.add(bytes([number] * 16), case, PUBLIC)
        receipts.put(bytes([number] * 16), "message", NOW, b"words")
    receipts.drop("one")
    assert receipts.find(bytes(16)) is None
    assert receipts.find(bytes([1] * 16)) == ("two", PUBLIC)
    assert len(receipts._letters) == 1


# words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_its_words_and_no_two_look_alike(language):
    words = WORDS[language]
    assert len(words) == len(set(words)) == SIZE
    assert len({folded(word) for word in words}) == SIZE
    assert list(words) == sorted(words) and all(4 <= len(word) <= 8 for word in words)


def test_seven_words_are_ninety_bits():
    assert COUNT * math.log2(SIZE) > 90


@given(st.binary(min_size=1, max_size=64))
def test_the_same_seed_gives_the_same_words(seed):
    assert chosen(seed, LIST) == chosen(seed, LIST)
    assert len(chosen(seed, LIST)) == COUNT


def test_the_words_are_chosen_evenly():
    counts = dict.fromkeys(LIST, 0)
    for number in range(4000):
        for word in chosen(number.to_bytes(4, "big"), LIST):
            counts[word] += 1
    expected = 4000 * COUNT / SIZE
    spread = sum((each - expected) ** 2 / expected for each in counts.values())
    assert abs(spread - SIZE) < 6 * math.sqrt(2 * SIZE)


def test_a_short_list_is_refused():
    with pytest.raises(Invalid, match="word_list"):
        chosen(b"seed", LIST[:-1])


@pytest.mark.parametrize(
    "typed", ["Bjork aska", "  björk-ÅSKA ", "björk, åska", "bjo\u0308rk   åska"]
)
def test_words_are_understood_as_people_type_them(typed):
    assert tidied(typed) == "bjork aska"


def test_danish_letters_are_understood_too():
    assert (folded("Sø"), folded("Ærø"), folded("Å")) == ("so", "aero", "a")
