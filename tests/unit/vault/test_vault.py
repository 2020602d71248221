"""Boxes, files, passphrases, the keystore and the keys of cases."""

from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.vault.keys import BoxPlace
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.keys import INTAKE
from collective.conduct.core.vault.keys import pairs
from collective.conduct.core.vault.keys import spelled
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IVault
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.ciphers import files
from collective.conduct.storage.vault.ciphers import passphrases
from collective.conduct.storage.vault.keystore import Keystore
from collective.conduct.storage.vault.open_vault import UnlockedVault
from contextlib import suppress
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from tests.support.permissions import may_approve
from tests.support.permissions import may_keep
from tests.support.permissions import may_read
from tests.support.profiles import examples
from threading import Barrier
from threading import Event
from threading import Thread
from zope.component import getGlobalSiteManager
from zope.interface.verify import verifyObject

import os
import pytest


CASE, OTHER = "0" * 31 + "1", "0" * 31 + "2"
UNSIGNED = [kind for kind, each in ENVELOPES.items() if each.writer == INTAKE]
HOLDERS = {number: boxes.new_pair() for number in range(1, 8)}
PRIVATE = {number: pair[0] for number, pair in HOLDERS.items()}
PUBLIC = {number: pair[1] for number, pair in HOLDERS.items()}
ESCROW = {number: PUBLIC[number] for number in (5, 6, 7)}


@pytest.fixture
def home(tmp_path, monkeypatch):
    path = tmp_path / "home"
    path.mkdir(mode=0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(path))
    return path


@pytest.fixture
def keystore(home):
    manager, made = getGlobalSiteManager(), Keystore()
    manager.registerUtility(made, IKeystore)
    yield made
    manager.unregisterUtility(made, IKeystore)


@pytest.fixture
def vault(keystore):
    return Vault()


def begun(vault, *readers: int):
    publics = {each: PUBLIC[each] for each in readers}
    return vault.begin(CASE, may_read(CASE, publics), may_keep(CASE, ESCROW))


def unlocked(person: int, whose: int = 0) -> UnlockedVault:
    """The vault of a person, with their own key or somebody else's."""
    return UnlockedVault(person, PRIVATE[whose or person])


def identity_for(vault, person: int) -> bytes:
    return vault.open_with(CASE, unlocked(person)).open_identity()


# boxes


@given(st.binary(max_size=2000))
def test_a_box_gives_back_what_was_put_in(words):
    key = boxes.new_key()
    assert boxes.unseal(key, boxes.seal(key, words, b"here"), b"here") == words


@given(st.integers(0, 255), st.integers(0, 255))
def test_a_box_does_not_tell_the_length_of_short_words(one, other):
    key = boxes.new_key()
    sizes = {len(boxes.seal(key, bytes(size % 255), b"")) for size in (one, other)}
    assert len(sizes) == 1


def test_a_box_opens_in_its_own_place_only():
    key, here = boxes.new_key(), BoxPlace(CASE, "note", 1)
    box = boxes.seal(key, b"words", here.context())
    for place in (
        BoxPlace(OTHER, "note", 1),
        BoxPlace(CASE, "message", 1),
        BoxPlace(CASE, "note", 2),
        BoxPlace(CASE, "note", 1, 2),
    ):
        with pytest.raises(Refused, match="box_shut"):
            boxes.unseal(key, box, place.context())


@given(st.data())
def test_a_box_with_one_bit_changed_stays_shut(data):
    key = boxes.new_key()
    box = bytearray(boxes.seal(key, b"words", b""))
    box[data.draw(st.integers(0, len(box) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Refused):
        boxes.unseal(key, bytes(box), b"")


@given(st.binary(max_size=200))
def test_what_is_no_box_is_refused_and_nothing_else_happens(junk):
    with pytest.raises(Refused):
        boxes.unseal(boxes.new_key(), junk, b"")
    with pytest.raises(Refused):
        boxes.unwrap(PRIVATE[1], junk, b"")


def test_a_wrapped_key_opens_for_its_recipient_and_purpose_only():
    key = boxes.new_key()
    wrapped = boxes.wrap(PUBLIC[1], key, b"purpose")
    assert boxes.unwrap(PRIVATE[1], wrapped, b"purpose") == key
    for private_key, purpose in ((PRIVATE[2], b"purpose"), (PRIVATE[1], b"another")):
        with pytest.raises(Refused):
            boxes.unwrap(private_key, wrapped, purpose)


def test_a_refusal_carries_no_cause_that_could_be_logged():
    with pytest.raises(Refused) as told:
        boxes.unseal(boxes.new_key(), bytes(64), b"")
    assert told.value.__cause__ is None and told.value.__suppress_context__


@given(st.lists(st.text()), st.lists(st.text()))
def test_two_lists_of_texts_never_look_alike(one, other):
    assert (spelled(*one) == spelled(*other)) == (one == other)


# files


@pytest.mark.parametrize(
    "size", [0, 1, files.CHUNK - 1, files.CHUNK, files.CHUNK + 1, 3 * files.CHUNK]
)
def test_a_file_comes_back_whatever_its_size_and_pieces(size):
    key, content = boxes.new_key(), os.urandom(size)
    pieces = [content[at : at + 50_000] for at in range(0, size, 50_000)]
    sealed = b"".join(files.seal_file(key, pieces, b"place"))
    again = [sealed[at : at + 7_777] for at in range(0, len(sealed), 7_777)]
    assert b"".join(files.unseal_file(key, again, b"place")) == content


def _tampered(sealed: bytes):
    body, size = sealed[files.SALT :], files.CHUNK + files.TAG
    chunks = [body[at : at + size] for at in range(0, len(body), size)]
    salt = sealed[: files.SALT]
    yield "cut off in a chunk", sealed[:-1]
    yield "last chunk gone", salt + b"".join(chunks[:-1])
    yield "chunks swapped", salt + b"".join([chunks[1], chunks[0], *chunks[2:]])
    yield "chunk doubled", salt + b"".join([chunks[0], *chunks])
    yield "something behind", sealed + b"x"
    yield "other salt", bytes(files.SALT) + body
    yield "nothing", b""
    yield "salt alone", salt


def test_a_file_that_was_tampered_with_is_refused():
    key = boxes.new_key()
    content = os.urandom(2 * files.CHUNK + 10)
    sealed = b"".join(files.seal_file(key, [content], b"place"))
    for what, changed in _tampered(sealed):
        with pytest.raises(Refused):
            list(files.unseal_file(key, [changed], b"place"))
            pytest.fail(what)
    with pytest.raises(Refused):
        list(files.unseal_file(key, [sealed], b"another place"))


def test_a_large_file_is_never_whole_in_memory():
    def long():
        for _ in range(64):
            yield bytes(files.CHUNK)

    largest = max(map(len, files.seal_file(boxes.new_key(), long(), b"")))
    assert largest == files.CHUNK + files.TAG


# passphrases


CHEAP = passphrases.Cost(memory=64, passes=1)


@pytest.fixture
def cheap(monkeypatch):
    monkeypatch.setattr(passphrases, "Cost", lambda: CHEAP)


def test_a_key_opens_with_its_passphrase_however_it_is_spelled(cheap):
    locked = passphrases.lock(PRIVATE[1], PUBLIC[1], "Blåbär på tåget", 1, 1)
    decomposed = " Bla\u030aba\u0308r pa\u030a ta\u030aget "
    assert passphrases.unlock(locked, decomposed) == PRIVATE[1]
    with pytest.raises(Refused, match="box_shut"):
        passphrases.unlock(locked, "blåbär på tåget")


def test_a_locked_key_is_nobody_elses_and_of_no_other_epoch(cheap):
    locked = passphrases.lock(PRIVATE[1], PUBLIC[1], "en lång lösenfras", 1, 1)
    for changed in ({"owner": 2}, {"epoch": 2}, {"public": PUBLIC[2]}):
        moved = passphrases.Locked(**{**vars(locked), **changed})
        with pytest.raises(Refused):
            passphrases.unlock(moved, "en lång lösenfras")


def test_a_short_passphrase_is_refused(cheap):
    with pytest.raises(Invalid, match="passphrase_short"):
        passphrases.lock(PRIVATE[1], PUBLIC[1], "elva tecken", 1, 1)


def test_a_crowd_at_the_door_is_asked_to_come_back_and_takes_no_thread():
    pair = boxes.new_pair()
    locked = passphrases.lock(*pair, "en lång lösenfras", 1, 1)
    inside, asked = Barrier(passphrases.AT_ONCE + 1), Event()

    def slow(*args):
        inside.wait(10)
        asked.wait(10)
        return bytes(32)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passphrases, "stretched", slow)
        crowd = [Thread(target=_try, args=(locked,)) for _ in range(2)]
        for each in crowd:
            each.start()
        inside.wait(10)  # both places are taken
        passphrases._line.acquire()  # and so is the one where one waits
        with pytest.raises(Unavailable, match="vault_busy") as told:
            passphrases.unlock(locked, "en lång lösenfras")
        assert told.value.values_ == {"seconds": passphrases.RETRY_AFTER}
        passphrases._line.release()
        asked.set()
        for each in crowd:
            each.join()
    assert passphrases.unlock(locked, "en lång lösenfras") == pair[0]


def test_those_who_log_in_at_once_take_little_memory():
    """However many there are: ``LINE`` of them compute or wait, others come back."""
    assert passphrases.AT_ONCE * passphrases.Cost().memory <= 128 * 1024  # KiB


def _try(locked) -> None:
    with suppress(Refused):
        passphrases.unlock(locked, "fel")


def test_whoever_comes_back_with_words_never_stands_in_that_line():
    with (
        passphrases._place(passphrases._line, 0),
        passphrases._place(passphrases._line, 0),
        passphrases._place(passphrases._line, 0),
    ):
        assert passphrases.stretched("sju ord", bytes(16), CHEAP)


def test_argon2id_gives_the_published_value():
    """RFC 9106 names no vector without secret and data; this one is libargon2's."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    made = Argon2id(
        salt=b"somesalt", length=32, iterations=2, lanes=1, memory_cost=65536
    ).derive(b"password")
    assert made.hex() == (
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    )


# the keystore


def test_the_keystore_keeps_its_promise(keystore):
    assert verifyObject(IKeystore, keystore)
    key = keystore.create(CASE)
    assert keystore.get(CASE) == key and keystore.half() == Keystore().half()


def test_a_destroyed_key_is_gone_and_destroying_twice_is_harmless(keystore, home):
    key = keystore.create(CASE)
    keystore.destroy(CASE)
    keystore.destroy(CASE)
    with pytest.raises(Missing, match="key_destroyed"):
        keystore.get(CASE)
    kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert key not in kept


def test_a_key_is_never_made_anew_over_another(keystore):
    key = keystore.create(CASE)
    with pytest.raises(FileExistsError):
        keystore.create(CASE)
    assert keystore.get(CASE) == key


@pytest.mark.parametrize("name", ["../server.half", "", "x" * 32, "A" * 32, "0" * 31])
def test_no_name_leads_out_of_the_keystore(keystore, name):
    keystore.half()
    with pytest.raises(Missing):
        keystore.get(name)


def test_a_keystore_that_others_can_read_is_refused(keystore, home):
    keystore.create(CASE)
    (home / "keys" / CASE).chmod(0o640)
    with pytest.raises(Unavailable, match="keystore_open"):
        keystore.get(CASE)
    home.chmod(0o750)
    with pytest.raises(Unavailable, match="keystore_open"):
        keystore.half()


def test_a_damaged_key_is_said_to_be_damaged(keystore, home):
    keystore.create(CASE)
    (home / "keys" / CASE).write_bytes(b"short")
    with pytest.raises(Unavailable, match="keystore_damaged"):
        keystore.get(CASE)


# cases


def _shut(call, *given):
    with pytest.raises(Refused, match="box_shut"):
        call(*given)


def test_the_vault_keeps_its_promise(vault):
    assert verifyObject(IVault, vault)


def test_readers_open_what_was_sealed_and_others_do_not(vault):
    number = begun(vault, 1, 2).put("content", b"words")
    for person in (1, 2):
        key = vault.open_with(CASE, unlocked(person))
        assert key.get("content", number) == b"words"
    for other in (unlocked(3), unlocked(1, 2), unlocked(5)):
        with pytest.raises(Refused):
            vault.open_with(CASE, other)
    with pytest.raises(Refused):
        vault.open_with(OTHER, unlocked(1))


def test_a_box_moved_to_another_case_or_kind_stays_shut(vault):
    key = begun(vault, 1)
    number = key.put("content", b"words")
    other = vault.begin(OTHER, may_read(OTHER, {1: PUBLIC[1]}), [])
    vault._boxes[(OTHER, "content", 1)] = vault._boxes[(CASE, "content", number)]
    vault._boxes[(CASE, "note", 1)] = vault._boxes[(CASE, "content", number)]
    for opener, kind in ((other, "content"), (key, "note")):
        with pytest.raises(Refused):
            opener.get(kind, 1)


def test_who_is_granted_reads_what_was_before(vault):
    key = begun(vault, 1)
    first = key.put("content", b"first")
    key = key.revoke(may_read(CASE, {1: PUBLIC[1]}), may_keep(CASE, ESCROW))
    vault.open_with(CASE, unlocked(1)).grant(*may_read(CASE, {2: PUBLIC[2]}))
    newcomer = vault.open_with(CASE, unlocked(2))
    assert newcomer.get("content", first) == b"first"


def test_who_was_revoked_does_not_open_what_came_later(vault):
    begun(vault, 1, 2)
    old = vault.open_with(CASE, unlocked(2))
    key = vault.open_with(CASE, unlocked(1)).revoke(
        may_read(CASE, {1: PUBLIC[1]}), may_keep(CASE, ESCROW)
    )
    later = key.put("note", b"later")
    with pytest.raises(Refused):
        vault.open_with(CASE, unlocked(2))
    for deed in (
        lambda: old.get("note", later),
        lambda: old.put("note", b"mine"),
        lambda: old.grant(*may_read(CASE, {2: PUBLIC[2]})),
    ):
        with pytest.raises(Refused):
            deed()
    assert vault.readers(CASE) == (1,)


def test_two_of_three_escrow_holders_open_together_and_one_does_not(vault):
    number = begun(vault, 1).put("content", b"words")
    assert vault.escrow(CASE) == ((5, 6), (5, 7), (6, 7))
    for one, other in ((5, 6), (7, 5), (6, 7)):
        key = vault.recover(CASE, unlocked(one), unlocked(other))
        assert key.get("content", number) == b"words"
    for one, other in (
        (unlocked(5), unlocked(5)),
        (unlocked(5), unlocked(6, 5)),
    ):
        with pytest.raises(Refused):
            vault.recover(CASE, one, other)


def test_an_excluded_escrow_holder_is_counted_out(vault):
    two = may_keep(CASE, {5: PUBLIC[5], 6: PUBLIC[6]})
    vault.begin(CASE, may_read(CASE, {1: PUBLIC[1]}), two)
    assert vault.escrow(CASE) == ((5, 6),) == pairs((6, 5))
    with pytest.raises(Refused):
        vault.recover(CASE, unlocked(5), unlocked(7))


def test_without_its_shred_key_a_case_opens_for_nobody(vault, keystore):
    opened = begun(vault, 1)
    number = opened.put("content", b"words")
    keystore.destroy(CASE)
    _shut(vault.open_with, CASE, unlocked(1))
    _shut(vault.recover, CASE, unlocked(5), unlocked(6))
    with pytest.raises(Missing, match="key_destroyed"):
        opened.get("content", number)


def test_an_old_database_does_not_open_with_a_new_shred_key(vault, keystore):
    number = begun(vault, 1).put("content", b"words")
    keystore.destroy(CASE)
    keystore.create(CASE)
    with pytest.raises(Refused):
        vault.open_with(CASE, unlocked(1)).get("content", number)


def test_a_reporter_who_comes_back_writes_without_a_key(vault):
    key = begun(vault, 1)
    first = vault.post(CASE, "posted", b"before")
    key = key.revoke(may_read(CASE, {1: PUBLIC[1]}), may_keep(CASE, ESCROW))
    second = vault.post(CASE, "posted", b"after")
    key.grant(*may_read(CASE, {2: PUBLIC[2]}))
    for person in (1, 2):
        opener = vault.open_with(CASE, unlocked(person))
        assert opener.get("posted", first) == b"before"
        assert opener.get("posted", second) == b"after"


def test_what_was_posted_is_closed_to_whoever_was_revoked(vault):
    old = begun(vault, 1, 2)
    old.revoke(may_read(CASE, {1: PUBLIC[1]}), may_keep(CASE, ESCROW))
    _shut(old.get, "posted", vault.post(CASE, "posted", b"after"))


def test_a_file_lies_sealed_with_its_name(vault):
    key = begun(vault, 1)
    content = os.urandom(3 * files.CHUNK)
    number = key.put_file("attachment", b"secret-name.pdf", [content])
    head, pieces = key.get_file("attachment", number)
    assert (head, b"".join(pieces)) == (b"secret-name.pdf", content)
    with vault._files[(CASE, "attachment", number)].open("r") as kept:
        assert content[:64] not in kept.read()


def test_nobody_opens_an_identity_alone(vault):
    key = begun(vault, 1, 2)
    key.seal_identity(b"Anna", may_approve(CASE, {3: PUBLIC[3]}))
    _shut(identity_for, vault, 1)
    _shut(vault.approve_identity, CASE, unlocked(3, 1), *may_read(CASE, {1: PUBLIC[1]}))
    _shut(vault.approve_identity, CASE, unlocked(4), *may_read(CASE, {1: PUBLIC[1]}))
    vault.approve_identity(CASE, unlocked(3), *may_read(CASE, {1: PUBLIC[1]}))
    assert identity_for(vault, 1) == b"Anna"
    _shut(identity_for, vault, 2)
    _shut(vault.open_with, CASE, unlocked(3))
    vault.withdraw_approval(CASE, 1)
    _shut(identity_for, vault, 1)


def test_no_approver_approves_for_themself(vault):
    key = begun(vault, 1)
    key.seal_identity(b"Anna", may_approve(CASE, {1: PUBLIC[1]}))
    _shut(vault.approve_identity, CASE, unlocked(1), *may_read(CASE, {1: PUBLIC[1]}))


def test_without_an_approver_no_identity_is_taken_in(vault):
    with pytest.raises(Invalid, match="no_approver"):
        begun(vault, 1).seal_identity(b"Anna", [])


def test_without_a_reader_a_pair_opens_it_and_without_a_pair_there_is_no_case(vault):
    first = next(iter(ESCROW))
    with pytest.raises(Invalid, match="no_reader"):
        vault.begin(CASE, [], may_keep(CASE, {first: ESCROW[first]}))
    case = "e" * 32
    vault.begin(case, [], may_keep(case, ESCROW)).put("content", b"words")
    assert not vault.readers(case) and len(vault.escrow(case)) == 3
    one, other = (unlocked(person) for person in sorted(ESCROW)[:2])
    assert vault.recover(case, one, other).get("content", 1) == b"words"
    for person in ESCROW:
        with pytest.raises(Refused, match="box_shut"):
            vault.open_with(case, unlocked(person))


def test_no_envelope_of_another_kind(vault):
    with pytest.raises(Invalid, match="unknown_envelope"):
        vault.begin(OTHER, may_read(OTHER, {1: PUBLIC[1]}), []).put("title", b"words")
    with pytest.raises(Missing, match="no_box"):
        vault.open_with(OTHER, unlocked(1)).get("note", 1)


def test_no_key_shows_itself(vault):
    key = begun(vault, 1)
    assert key.data[1].hex() not in repr(key) and repr(key.data[1]) not in repr(key)


class Access(RuleBasedStateMachine):
    """Grant, revoke and write in any order: only the permitted can open."""

    def __init__(self) -> None:
        super().__init__()
        self.manager, self.store = getGlobalSiteManager(), MemoryKeystore()
        self.manager.registerUtility(self.store, IKeystore)
        self.vault, self.allowed, self.written = Vault(), {1}, {}
        self.key = self.vault.begin(
            CASE, may_read(CASE, {1: PUBLIC[1]}), may_keep(CASE, ESCROW)
        )
        self.stale: list = []

    def teardown(self) -> None:
        self.manager.unregisterUtility(self.store, IKeystore)

    @rule(person=st.integers(1, 4))
    def grant(self, person) -> None:
        self.key.grant(*may_read(CASE, {person: PUBLIC[person]}))
        self.allowed.add(person)

    @rule(person=st.integers(1, 4))
    def revoke(self, person) -> None:
        if self.allowed - {person}:
            self.stale.append((self.key, frozenset(self.written)))
            self.allowed -= {person}
            publics = {each: PUBLIC[each] for each in self.allowed}
            self.key = self.key.revoke(may_read(CASE, publics), may_keep(CASE, ESCROW))

    @rule(words=st.binary(max_size=20), kind=st.sampled_from(UNSIGNED))
    def write(self, words, kind) -> None:
        self.written[(kind, self.key.put(kind, words))] = words

    @rule(pair=st.sampled_from(pairs((5, 6, 7))))
    def recover(self, pair) -> None:
        one, other = (unlocked(person) for person in pair)
        self.key = self.vault.recover(CASE, one, other)

    @invariant()
    def only_the_permitted_open(self) -> None:
        assert set(self.vault.readers(CASE)) == self.allowed
        for person in range(1, 5):
            try:
                key = self.vault.open_with(CASE, unlocked(person))
            except ConductError:
                assert person not in self.allowed
                continue
            assert person in self.allowed
            for (kind, number), words in self.written.items():
                assert key.get(kind, number) == words

    @invariant()
    def an_old_key_opens_nothing_new(self) -> None:
        for key, known in self.stale[-2:]:
            for kind, number in set(self.written) - known:
                with pytest.raises(Refused):
                    key.get(kind, number)


class MemoryKeystore:
    """See IKeystore; without files."""

    def __init__(self) -> None:
        self.keys = {}
        self.server = boxes.new_key()

    def create(self, case, site=""):
        return self.keys.setdefault(case, boxes.new_key())

    def settle(self, case):
        """Nothing: it is no file."""

    def get(self, case):
        if case not in self.keys:
            raise Missing("key_destroyed")
        return self.keys[case]

    def destroy(self, case):
        self.keys.pop(case, None)

    def half(self, make=True):
        return self.server


TestAccess = Access.TestCase
TestAccess.settings = settings(
    max_examples=examples(25),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
