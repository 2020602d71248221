"""What is destroyed opens nothing any more, in an old copy of the database either.

The copy is the database as it was when everything still opened; whoever holds it has
today's keystore, all passphrases and the seven words (TRUST 16, T10).
"""

from collective.conduct.core.cases.key_requests import Request
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.vault.key_ports import IShredKeys
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.storage.cases import key_requests
from collective.conduct.storage.cases.desks import Desks
from collective.conduct.storage.cases.key_requests import KeyRequests
from collective.conduct.storage.cases.reporter_mailbox import LETTER
from collective.conduct.storage.cases.reporter_mailbox import RECEIPT
from collective.conduct.storage.cases.reporter_mailbox import ReporterMailbox
from collective.conduct.storage.vault import open_case
from collective.conduct.storage.vault import shred_keys
from collective.conduct.storage.vault import vault_rows
from collective.conduct.storage.vault.cases import Vault
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.keystore import Keystore
from collective.conduct.storage.vault.open_vault import UnlockedVault
from collective.conduct.storage.vault.server_keys import DerivedReceipt
from collective.conduct.storage.vault.shred_keys import ShredKeys
from collective.conduct.storage.vault.vault_rows import BOX
from collective.conduct.storage.vault.vault_rows import Box
from contextlib import contextmanager
from tests.support.permissions import may_approve
from tests.support.permissions import may_keep
from tests.support.permissions import may_read
from ZODB.DB import DB
from ZODB.MappingStorage import MappingStorage
from zope.component import getGlobalSiteManager
from zope.interface.verify import verifyObject

import pytest
import time
import transaction


CASE, OTHER = "0" * 31 + "1", "0" * 31 + "2"
NOW, DAY = 1_800_000_000, 24 * 60 * 60
HOLDERS = {number: boxes.new_pair() for number in range(1, 8)}
PUBLIC = {number: pair[1] for number, pair in HOLDERS.items()}
LOOKUP, KEPT = bytes(16), bytes([1] * 16)
RECEIPT_PAIR = boxes.new_pair()
STORES = {
    "vault": Vault,
    "receipts": ReporterMailbox,
    "requests": KeyRequests,
    "desks": Desks,
    "shred_keys": ShredKeys,
}


def unlocked(person: int) -> UnlockedVault:
    return UnlockedVault(person, HOLDERS[person][0])


def words_for(lookup: bytes) -> DerivedReceipt:
    return DerivedReceipt(lookup, RECEIPT_PAIR[1], RECEIPT_PAIR[0])


@pytest.fixture
def keystore(tmp_path, monkeypatch):
    tmp_path.chmod(0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path))
    manager, made = getGlobalSiteManager(), Keystore()
    manager.registerUtility(made, IKeystore)
    yield made
    manager.unregisterUtility(made, IKeystore)


@pytest.fixture
def root(keystore):
    """The stores in a database, the shred keys known to it."""
    database = DB(MappingStorage())
    connection = database.open()
    root = connection.root()
    for name, store in STORES.items():
        root[name] = store()
    transaction.commit()
    manager = getGlobalSiteManager()
    manager.registerUtility(root["shred_keys"], IShredKeys)
    yield root
    manager.unregisterUtility(provided=IShredKeys)
    transaction.abort()
    connection.close()
    database.close()


@contextmanager
def old_copy(root):
    """The database as it is now, whatever happens to it later."""
    connection = root._p_jar
    connection.sync()
    copy = connection.db().open(before=connection._storage._start)
    try:
        yield copy.root()
    finally:
        copy.close()


def fill(root) -> None:
    """A case with everything that opens any part of it, and a report that is kept."""
    publics = {each: PUBLIC[each] for each in (1, 2)}
    escrow = {each: PUBLIC[each] for each in (5, 6, 7)}
    readers, keepers = may_read(CASE, publics), may_keep(CASE, escrow)
    case = root["vault"].begin(CASE, readers, keepers)
    case.put("content", b"words")
    case.seal_identity(b"Anna", may_approve(CASE, {3: PUBLIC[3]}))
    root["vault"].approve_identity(CASE, unlocked(3), *may_read(CASE, {1: PUBLIC[1]}))
    for holder in (5, 6):
        root["vault"].give_half(
            CASE, (5, 6), unlocked(holder), *may_read(CASE, {4: PUBLIC[4]})
        )
    case.revoke(readers, keepers)
    for holder in (5, 6):
        root["vault"].give_half(
            CASE, (5, 6), unlocked(holder), *may_read(CASE, {4: PUBLIC[4]})
        )
    root["receipts"].add(LOOKUP, CASE, RECEIPT_PAIR[1])
    root["receipts"].put(LOOKUP, "report", NOW, b"words")
    root["requests"].put(Request("again", CASE, 4, NOW), b"why", {1: PUBLIC[1]})
    transaction.commit()


def keep(root) -> None:
    root["receipts"].add(KEPT, "", RECEIPT_PAIR[1])
    root["receipts"].put(KEPT, "kept", NOW, b"words")
    transaction.commit()


def all_that_opens(root) -> dict:
    """Each way to a word of the case: what comes of it."""
    vault = root["vault"]
    ways = {
        "reader": lambda: vault.open_with(CASE, unlocked(1)).get("content", 1),
        "other reader": lambda: vault.open_with(CASE, unlocked(2)).get("content", 1),
        "escrow": lambda: vault.recover(CASE, unlocked(5), unlocked(6)).id,
        "halves": lambda: vault.open_given(CASE, (5, 6), unlocked(4)).id,
        "approver": lambda: vault.approve_identity(
            CASE, unlocked(3), *may_read(CASE, {2: PUBLIC[2]})
        ),
        "words": lambda: root["receipts"].letters(words_for(LOOKUP)),
        "reason": lambda: root["requests"].reason(1, unlocked(1)),
    }
    return {name: _came_of(way) for name, way in ways.items()}


def _came_of(way) -> str:
    try:
        way()
    except ConductError as error:
        return error.code
    return "opened"


def test_in_an_old_copy_nothing_opens_what_was_destroyed(root, keystore):
    fill(root)
    with old_copy(root) as copy:
        assert set(all_that_opens(root).values()) == {"opened"}
        transaction.abort()
        keystore.destroy(CASE)
        found = all_that_opens(copy)
    assert set(found.values()) <= {"box_shut", "key_destroyed"}, found


def test_no_key_in_the_copy_opens_by_itself(root):
    """Taken out of its row by hand: without the outer box's key it is no wrap."""
    fill(root)
    for (case, epoch, role, person, other), row in root["vault"]._keys.items():
        if role in (open_case.INBOX, open_case.LINK):
            continue
        both = (person, other) if role == open_case.ESCROW else ()
        for holder, (private_key, _public) in HOLDERS.items():
            context = open_case.bound(case, epoch, role, holder, both)
            for part in row[1:]:
                if isinstance(part, bytes):
                    with pytest.raises(Refused):
                        boxes.unwrap(private_key, part, context)
    for row in root["receipts"]._letters.values():
        with pytest.raises(Refused):
            boxes.unwrap(RECEIPT_PAIR[0], LETTER.unpack(row).box, b"")


def test_a_kept_report_that_was_thrown_away_is_gone_from_a_copy(root):
    keep(root)
    with old_copy(root) as copy:
        assert copy["receipts"].letters(words_for(KEPT)) == [("kept", NOW, b"words")]
        root["receipts"].forget(KEPT)
        transaction.commit()
        with pytest.raises(Missing, match="key_destroyed"):
            copy["receipts"].letters(words_for(KEPT))


def test_what_is_thrown_away_and_rolled_back_is_still_there(root):
    keep(root)
    root["receipts"].forget(KEPT)
    transaction.abort()
    assert root["receipts"].letters(words_for(KEPT)) == [("kept", NOW, b"words")]


def test_a_process_that_dies_after_the_commit_destroys_at_the_next_run(
    root, keystore, monkeypatch
):
    keep(root)
    (owner,) = root["receipts"].owners()
    with monkeypatch.context() as died:
        died.setattr(Keystore, "destroy", lambda *_given: None)
        root["receipts"].forget(KEPT)
        transaction.commit()
    assert keystore.get(owner)
    assert [root["shred_keys"].settle() for _twice in range(2)] == [1, 0]
    with pytest.raises(Missing):
        keystore.get(owner)


def test_only_a_pending_key_of_ours_a_day_old_is_tidied(root, keystore, tmp_path):
    keys = root["shred_keys"]
    assert verifyObject(IShredKeys, keys)
    fill(root)  # committed: its key is not pending
    for owner, site in (("a" * 32, keys.site), ("b" * 32, "another site")):
        keystore.create(owner, site)
    keystore.create(OTHER)  # of a database that is being restored, for all we know
    before = int(time.time()) - DAY
    assert keys.tidy(before, root["vault"].has) == 0  # not old enough
    assert keys.tidy(before + 2 * DAY, root["vault"].has) == 1
    left = {path.name for path in (tmp_path / "keys").iterdir()}
    assert left == {CASE, OTHER, "b" * 32, "b" * 32 + ".pending"}


def test_a_pending_key_that_the_database_knows_is_needed(root, keystore, monkeypatch):
    with monkeypatch.context() as died:
        died.setattr(Keystore, "settle", lambda *_given: None)
        fill(root)
    later = int(time.time()) + DAY
    assert root["shred_keys"].tidy(later, root["vault"].has) == 0
    assert keystore.get(CASE) and root["shred_keys"].unsettled(later) == []


def test_a_keystore_that_cannot_be_used_says_so_and_not_that_words_are_wrong(
    root, tmp_path
):
    fill(root)
    tmp_path.chmod(0o750)
    for look in (
        lambda: root["receipts"].letters(words_for(LOOKUP)),
        lambda: root["vault"].open_with(CASE, unlocked(1)),
    ):
        with pytest.raises(Unavailable, match="keystore_open"):
            look()


def test_who_reads_a_case_is_told_without_its_key(root, keystore):
    fill(root)
    keystore.destroy(CASE)
    assert root["vault"].readers(CASE) == (1, 2)
    assert root["vault"].publics(CASE) == {each: PUBLIC[each] for each in (1, 2)}
    assert root["vault"].escrow(CASE) == ((5, 6), (5, 7), (6, 7))


# rows of before 1005


def bared(root) -> None:
    """Turn what is stored into what 1004 stored."""
    keys = root["vault"]._keys
    for place in list(keys):
        keys[place] = vault_rows.found(keys, place)
    receipts = root["receipts"]
    for place, row in list(receipts._letters.items()):
        letter, receipt = (
            LETTER.unpack(row),
            RECEIPT.unpack(receipts._rows[place[0]]),
        )
        context = boxes.bind("conduct-letter/1", place[0].hex(), place[1])
        owner = receipt.own or receipt.case
        box = shred_keys.disclosed(owner, letter.box, context)
        receipts._letters[place] = (1, letter.kind, letter.when, box)
    for lookup, row in list(receipts._rows.items()):
        receipts._rows[lookup] = (1, *row[1:3])
    reasons = root["requests"]._reasons
    for number, person in list(reasons):
        context = key_requests._context(number, person)
        reasons[(number, person)] = boxes.wrap(PUBLIC[person], b"why", context)
    transaction.commit()


def test_rows_of_before_open_and_are_enclosed_without_a_passphrase(root, keystore):
    fill(root)
    keep(root)
    bared(root)
    assert set(all_that_opens(root).values()) == {"opened"}
    transaction.abort()
    sizes = []
    for _twice in range(2):
        for name in ("vault", "receipts", "requests"):
            root[name].enclose_all()
        transaction.commit()
        sizes.append([dict(root["vault"]._keys), dict(root["receipts"]._letters)])
    assert sizes[0] == sizes[1]
    assert set(all_that_opens(root).values()) == {"opened"}
    transaction.abort()
    assert root["receipts"].letters(words_for(KEPT)) == [("kept", NOW, b"words")]
    assert root["requests"].reason(1, unlocked(1)) == b"why"
    (owner,) = root["receipts"].owners()
    keystore.destroy(owner)
    keystore.destroy(CASE)
    assert set(all_that_opens(root).values()) <= {"box_shut", "key_destroyed"}
    with pytest.raises(Missing):
        root["receipts"].letters(words_for(KEPT))


def test_posts_of_before_are_read_and_new_ones_do_not_tell_their_length(root):
    fill(root)
    vault = root["vault"]
    opened = vault.open_with(CASE, unlocked(1))
    place = vault.fresh(CASE, "posted", opened.epoch)
    public = vault.key(CASE, opened.epoch, open_case.INBOX)
    bare = boxes.wrap(public, b"before", place.context(open_case.INBOX))
    row = BOX.pack(Box(opened.epoch, open_case.POSTED_BARE, bare))
    vault._boxes[(CASE, "posted", place.number)] = row
    assert opened.get("posted", place.number) == b"before"
    numbers = [vault.post(CASE, "posted", bytes(size)) for size in (0, 1, 100, 255)]
    assert [len(opened.get("posted", each)) for each in numbers] == [0, 1, 100, 255]
    boxed = {len(vault.box(CASE, "posted", each)[2]) for each in numbers}
    assert len(boxed) == 1


def test_letters_reasons_and_private_words_do_not_tell_their_length(root):
    fill(root)
    for size in (0, 1, 100):
        root["receipts"].put(LOOKUP, "message", NOW, bytes(size))
        request = Request("again", CASE, 4, NOW)
        root["requests"].put(request, bytes(size), {1: PUBLIC[1]})
    sent = [LETTER.unpack(row) for row in root["receipts"]._letters.values()]
    assert len({len(each.box) for each in sent if each.kind == "message"}) == 1
    rows = root["requests"]._reasons.values()
    assert len({len(row[1]) for row in rows}) == 1
    sizes = set()
    for size in (0, 1, 100):
        root["desks"].put_private(unlocked(1), bytes(size))
        assert root["desks"].get_private(unlocked(1)) == bytes(size)
        sizes.add(len(root["desks"]._own[1][1]))
    assert len(sizes) == 1
    before = boxes.wrap(PUBLIC[2], b"before", boxes.bind("conduct-desk/1", 2))
    root["desks"]._own[2] = before
    assert root["desks"].get_private(unlocked(2)) == b"before"
