"""The ledger in a database: conflicts, loads, stored objects, undo."""

from collective.conduct.core.ledger import proof
from collective.conduct.storage.ledger.ledger import Ledger
from dataclasses import asdict
from random import Random
from tests.support.ledger_samples import answer
from tests.support.ledger_samples import EDITIONS
from tests.support.ledger_samples import SPRING
from tests.support.ledger_samples import STATEMENT
from ZODB.DemoStorage import DemoStorage
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ConflictError

import pytest
import transaction
import ZODB


FIRST, SECOND, THIRD = EDITIONS


class Writer:
    """A connection of its own, as another process would have."""

    def __init__(self, db):
        self.manager = transaction.TransactionManager()
        self.connection = db.open(self.manager)

    @property
    def ledger(self):
        return self.connection.root()["ledger"]

    def begin(self):
        self.manager.begin()
        return self.ledger

    def commit(self):
        self.manager.commit()


@pytest.fixture
def db():
    database = ZODB.DB(DemoStorage(), cache_size=10_000)
    started(database)
    yield database
    database.close()


def started(database):
    writer = Writer(database)
    writer.manager.begin()
    writer.connection.root()["ledger"] = ledger = Ledger()
    for edition in EDITIONS:
        ledger.open_edition(edition)
    # The first answer interns the statement, the campaign and the language.
    answer(ledger, 1, FIRST, SPRING)
    ledger.seal(SPRING)
    writer.commit()
    return writer


def collide(one, other, first, second):
    """Do two actions in transactions that overlap; both must commit."""
    first(one.begin())
    second(other.begin())
    one.commit()
    other.commit()


def test_answers_of_different_people_at_once_do_not_conflict(db):
    one, other, random = Writer(db), Writer(db), Random(5)
    people = random.sample(range(2, 2**31), 600)
    for turn in range(0, 600, 2):
        collide(
            *(one, other),
            lambda ledger, who=people[turn]: answer(ledger, who, FIRST, SPRING),
            lambda ledger, who=people[turn + 1]: answer(ledger, who, FIRST, SPRING),
        )
        if turn % 100 == 98:
            one.begin().seal(SPRING)
            one.commit()
    ledger = one.begin()
    assert len(ledger.outcomes(FIRST, people)) == 600
    assert proof.verify_ledger(ledger.export()) == []
    assert ledger.differences() == []


def test_answers_in_the_same_shard_at_once_do_not_conflict(db):
    one, other = Writer(db), Writer(db)
    for turn in range(2, 40, 2):
        collide(
            *(one, other),
            lambda ledger, who=turn * 16: answer(ledger, who, FIRST, SPRING),
            lambda ledger, who=turn * 16 + 16: answer(ledger, who, FIRST, SPRING),
        )
    assert len(list(one.begin().streams())) == 39


def test_two_answers_of_one_person_at_once_are_never_both_kept(db):
    one, other = Writer(db), Writer(db)
    for length in range(18):
        with pytest.raises(ConflictError):
            collide(
                *(one, other),
                lambda ledger: answer(ledger, 7, FIRST, SPRING),
                lambda ledger: answer(ledger, 7, SECOND, SPRING),
            )
        other.manager.abort()
        assert len(list(one.begin().entries(7))) == length + 1


@pytest.mark.parametrize("seal_first", [True, False])
def test_an_answer_while_a_seal_is_made_is_sealed_by_the_next(db, seal_first):
    one, other = Writer(db), Writer(db)
    answer(one.begin(), 23, FIRST, SPRING)
    one.commit()
    deeds = [
        lambda ledger: ledger.seal(SPRING),
        lambda ledger: answer(ledger, 23, SECOND, SPRING),
    ]
    collide(one, other, *(deeds if seal_first else reversed(deeds)))
    ledger = one.begin()
    assert ledger.unsealed() == 1
    assert ledger.inclusion(23, 1)["seal"] == 2
    assert ledger.inclusion(23, 2) is None
    ledger.seal(SPRING)
    assert ledger.inclusion(23, 2)["seal"] == 3
    assert proof.verify_ledger(ledger.export()) == []


@pytest.mark.parametrize("seal_first", [True, False])
def test_with_very_many_waiting_an_answer_is_retried_and_not_lost(db, seal_first):
    one, other = Writer(db), Writer(db)
    ledger = one.begin()
    for turn in range(400):  # more than one bucket of the waiting set
        ledger.append(16 * turn + 16, "adopted", SPRING)
    one.commit()
    deeds = [
        lambda ledger: ledger.seal(SPRING),
        lambda ledger: answer(ledger, 16 * 900, FIRST, SPRING),
    ]
    ordered = deeds if seal_first else deeds[::-1]
    try:
        collide(one, other, *ordered)
    except ConflictError:
        other.manager.abort()
        ordered[1](other.begin())
        other.commit()
    ledger = one.begin()
    ledger.seal(SPRING)
    assert ledger.unsealed() == 0
    assert ledger.inclusion(16 * 900, 1)
    assert proof.verify_ledger(ledger.export()) == []
    assert len(list(ledger.seals())) >= 2


def test_two_seals_at_once_do_not_both_happen(db):
    one, other = Writer(db), Writer(db)
    answer(one.begin(), 23, FIRST, SPRING)
    one.commit()
    with pytest.raises(ConflictError):
        collide(one, other, *[lambda ledger: ledger.seal(SPRING)] * 2)
    other.manager.abort()
    assert other.begin().seal(SPRING) is None


def test_two_new_texts_at_once_do_not_get_one_number(db):
    one, other = Writer(db), Writer(db)
    with pytest.raises(ConflictError):
        collide(
            *(one, other),
            lambda ledger: ledger.append(23, "adopted", SPRING, campaign="våren 1"),
            lambda ledger: ledger.append(24, "adopted", SPRING, campaign="våren 2"),
        )
    other.manager.abort()
    assert one.begin().entry(23, 1).campaign == "våren 1"


def test_an_answer_stores_at_most_4_objects_but_for_a_split_bucket(db):
    writer, random = Writer(db), Random(7)
    people = random.sample(range(2, 2**31), 40)
    counts = []
    for turn in range(20):
        for person in people:
            plain(writer.begin(), person, turn)
            writer.connection.getTransferCounts(clear=True)
            writer.commit()
            counts.append(writer.connection.getTransferCounts()[1])
    above = [count for count in counts if count > 4]  # a full bucket was split
    assert len(above) < 0.02 * len(counts)
    assert max(counts) <= 6
    assert sum(counts) / len(counts) < 3.5


def plain(ledger, person, turn):
    edition = EDITIONS[turn % 3]
    ledger.append(person, "acknowledged", SPRING + turn, edition=edition, by=person)


def test_an_objection_stores_its_words_in_one_object_more(db):
    writer = Writer(db)
    answer(writer.begin(), 7, FIRST, SPRING)
    writer.commit()
    answer(writer.begin(), 7, FIRST, SPRING)
    writer.connection.getTransferCounts(clear=True)
    writer.commit()
    assert writer.connection.getTransferCounts()[1] == 4


def cold(writer, ask):
    """Return the answer to a question and how many objects it loaded."""
    writer.begin()
    writer.connection.cacheMinimize()
    writer.connection.getTransferCounts(clear=True)
    answered = ask(writer.ledger)
    return answered, writer.connection.getTransferCounts()[0]


def test_questions_load_few_objects(db):
    writer = Writer(db)
    ledger, people = writer.begin(), Random(9).sample(range(2, 2**31), 2000)
    for person in people:
        ledger.append(person, "acknowledged", SPRING, edition=FIRST, by=person)
    ledger.seal(SPRING)
    writer.commit()
    said, loads = cold(writer, lambda ledger: ledger.outcome(FIRST, people[5]))
    assert (said, loads <= 15) == ("acknowledged", True)
    found, loads = cold(writer, lambda ledger: ledger.inclusion(people[5], 1))
    assert (found["size"], loads <= 15) == (2000, True)
    sealed, loads = cold(writer, lambda ledger: ledger.seal(SPRING))
    assert (sealed, loads <= 40) == (None, True)


def test_what_somebody_said_is_not_loaded_to_find_what_they_read(db):
    writer = Writer(db)
    ledger = writer.begin()
    for turn in range(6):
        answer(ledger, 7, FIRST, SPRING, place=turn)
    ledger.append(7, "informed", SPRING, statement=STATEMENT, by=7)
    writer.commit()
    read, few = cold(writer, lambda ledger: [*ledger.entries(7, ("informed",))])
    told, many = cold(writer, lambda ledger: [*ledger.entries(7)])
    assert (read, len(told)) == (told[-1:], 7)
    assert many - few == sum(entry.details is not None for entry in told) > 0


def test_no_tree_holds_a_dict(db):
    """A tree cannot merge dicts: overlapping answers would conflict."""
    writer = Writer(db)
    for person in range(2, 40):
        answer(writer.begin(), person, FIRST, SPRING, place=person)
        writer.commit()
    writer.begin().seal(SPRING)
    writer.commit()
    trees = 0
    for record in db.storage.iterator():
        for each in record:
            held = writer.connection.get(each.oid)
            if type(held).__module__.startswith("BTrees.") and hasattr(held, "values"):
                trees += 1
                assert not any(isinstance(value, dict) for value in held.values())
    assert trees > 30


@pytest.fixture
def undoable(tmp_path):
    database = ZODB.DB(FileStorage(str(tmp_path / "Data.fs")))
    yield database
    database.close()


def undo_last(db, writer):
    writer.begin()
    db.undo(db.undoLog(0, 1)[0]["id"], writer.manager.get())
    writer.commit()
    return writer.begin()


def test_an_undone_unsealed_answer_leaves_no_trace_and_the_docs_say_so(undoable):
    writer = started(undoable)
    answer(writer.begin(), 7, FIRST, SPRING)
    writer.commit()
    ledger = undo_last(undoable, writer)
    assert list(ledger.entries(7)) == []
    assert proof.verify_ledger(ledger.export()) == []
    assert ledger.differences() == []


def test_an_undone_seal_that_is_made_anew_is_seen_in_the_kept_file(undoable):
    writer = started(undoable)
    ledger = writer.begin()
    kept = [{"ledger": ledger.ledger_id} | asdict(seal) for seal in ledger.seals()]
    answer(ledger, 7, FIRST, SPRING)
    writer.commit()
    kept.append({"ledger": ledger.ledger_id} | asdict(writer.begin().seal(SPRING)))
    writer.commit()
    ledger = undo_last(undoable, writer)
    faults = proof.verify_ledger(ledger.export(), kept)
    assert [fault.code for fault in faults] == ["seal_lost"]
    answer(ledger, 8, FIRST, SPRING)
    kept.append({"ledger": ledger.ledger_id} | asdict(ledger.seal(SPRING)))
    writer.commit()
    faults = proof.verify_ledger(writer.begin().export(), kept)
    assert {fault.code for fault in faults} == {"kept_twice", "seal_changed"}
    assert writer.ledger.inclusion(8, 1)["seal"] == 2


def test_an_entry_is_found_in_its_seal_after_an_undone_seal(undoable):
    writer = started(undoable)
    answer(writer.begin(), 7, FIRST, SPRING)
    writer.commit()
    writer.begin().seal(SPRING)
    writer.commit()
    ledger = undo_last(undoable, writer)
    assert ledger.inclusion(7, 1) is None
    ledger.seal(SPRING)
    writer.commit()
    assert writer.begin().inclusion(7, 1)["seal"] == 2
