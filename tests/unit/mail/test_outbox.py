"""The outbox: everything leaves at least once, whatever happens in between."""

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections import Counter
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.jobs.ports import ILease
from collective.conduct.core.mail.notices import AGAIN
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.storage.jobs import Lease
from collective.conduct.storage.mail.outbox import CLAIM
from collective.conduct.storage.mail.outbox import KEEP
from collective.conduct.storage.mail.outbox import Outbox
from hypothesis import strategies as st
from hypothesis.stateful import invariant
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.MappingStorage import MappingStorage
from zope.interface.verify import verifyObject

import pytest
import transaction


NOW = 1_800_000_000


def notice(key="a", person=7, kind="duty_new", urgent=False):
    return Notice(key, person, kind, NOW, {"campaign": "f" * 32}, urgent)


@pytest.fixture
def outbox():
    return Outbox()


def test_the_outbox_and_the_lease_keep_their_promises(outbox):
    assert verifyObject(IOutbox, outbox)
    assert verifyObject(ILease, Lease())


def test_a_key_is_put_once_even_after_it_was_sent(outbox):
    assert outbox.put(notice())
    assert not outbox.put(notice())
    outbox.sent(outbox.take(NOW).number, NOW)
    assert not outbox.put(notice())
    assert outbox.knows("a") and not outbox.knows("b")
    assert outbox.take(NOW + 10**6) is None


def test_an_unknown_kind_is_refused_and_nothing_is_kept(outbox):
    with pytest.raises(Invalid, match="unknown_notice"):
        outbox.put(notice(kind="gossip"))
    assert not outbox.knows("a")


def test_what_may_wait_leaves_in_one_letter_for_each_person(outbox):
    for key, person in (("a", 1), ("b", 2), ("c", 1)):
        outbox.put(notice(key, person))
    parcels = [outbox.take(NOW), outbox.take(NOW)]
    assert outbox.take(NOW) is None
    found = {each.person: [one.key for one in each.notices] for each in parcels}
    assert found == {1: ["a", "c"], 2: ["b"]}


def test_urgent_notices_leave_alone_and_first(outbox):
    outbox.put(notice("a", 1))
    outbox.put(notice("b", 1, urgent=True))
    outbox.put(notice("c", 1, kind="enquiry"))
    taken = [outbox.take(NOW) for _each in range(3)]
    assert [len(each.notices) for each in taken] == [1, 1, 1]
    assert taken[2].notices[0].key == "a"


def test_a_claim_runs_out_and_the_same_letter_is_given_again(outbox):
    outbox.put(notice("a"))
    first = outbox.take(NOW)
    outbox.put(notice("b"))
    second = outbox.take(NOW)
    assert [each.key for each in second.notices] == ["b"]
    outbox.sent(second.number, NOW)
    again = outbox.take(NOW + CLAIM)
    assert again.message_id == first.message_id
    assert (again.number, again.tries) == (first.number, 2)


def test_a_letter_is_tried_as_the_table_says_and_then_is_dead(outbox):
    outbox.put(notice())
    now = NOW
    for wait in AGAIN:
        parcel = outbox.take(now)
        outbox.failed(parcel.number, "mail_down", now)
        assert outbox.take(now + wait - 1) is None
        assert outbox.delayed()[0].due == now + wait
        now += wait
    outbox.failed(outbox.take(now).number, "mail_down", now)
    assert outbox.take(now + 10**8) is None
    assert [(each.code, each.at) for each in outbox.dead()] == [("mail_down", now)]
    assert outbox.counts() == {"waiting": 0, "claimed": 0, "sent": 0, "dead": 1}


def test_a_dead_letter_can_be_tried_again_or_taken_out(outbox):
    outbox.put(notice())
    number = outbox.take(NOW).number
    with pytest.raises(Missing, match="no_parcel"):
        outbox.retry(number, NOW)
    outbox.failed(number, "mail_refused", NOW, final=True)
    outbox.retry(number, NOW)
    assert outbox.take(NOW).tries == 1
    outbox.failed(number, "mail_refused", NOW, final=True)
    outbox.discard(number)
    assert outbox.dead() == [] and outbox.knows("a")
    with pytest.raises(Missing, match="no_parcel"):
        outbox.discard(number)


def test_of_what_was_sent_the_hash_of_the_key_stays_alone(outbox):
    outbox.put(notice("a"))
    outbox.sent(outbox.take(NOW).number, NOW)
    assert outbox.sent_since(NOW) == 1
    assert len(outbox._notices) == len(outbox._parcels) == 0
    outbox.put(notice("b"))
    later = NOW + KEEP + 1
    outbox.sent(outbox.take(later).number, later)
    assert outbox.sent_since(1) == 1
    assert outbox.counts()["sent"] == 2


def test_what_lay_in_one_tree_each_is_spread_and_nothing_is_lost():
    """As a development version kept it."""
    outbox, former = Outbox(), Outbox()
    for key, urgent in (("a", True), ("b", False), ("c", True)):
        former.put(notice(key, urgent=urgent))
    former.sent(former.take(NOW).number, NOW)
    outbox._known = OOTreeSet([b"", *former._known])
    outbox._notices = OOBTree({b"": (), **former._notices})
    outbox._parcels = LOBTree({0: (), **former._parcels})
    outbox._due = OOTreeSet(each for queue in former._due for each in queue)
    outbox._loose, outbox._left, outbox._sent = (
        former._loose,
        former._left,
        former._sent,
    )
    outbox.complete()
    outbox.complete()
    assert outbox.counts() == former.counts()
    assert not any(outbox.put(notice(key)) for key in "abc")
    taken = [outbox.take(NOW), outbox.take(NOW), outbox.take(NOW)]
    assert [each and each.notices[0].key for each in taken[1:]] == ["b", None]
    assert taken[0].notices[0].key in ("a", "c")


def test_a_second_sender_of_one_letter_changes_nothing(outbox):
    outbox.put(notice())
    number = outbox.take(NOW).number
    outbox.sent(number, NOW)
    outbox.sent(number, NOW)
    outbox.failed(number, "mail_down", NOW)
    assert outbox.counts() == {"waiting": 0, "claimed": 0, "sent": 1, "dead": 0}


def test_two_requests_that_put_at_the_same_time_do_not_meet():
    database = DB(DemoStorage())
    managers = [transaction.TransactionManager() for _each in range(2)]
    first, second = (database.open(each) for each in managers)
    first.root()["outbox"] = Outbox()
    managers[0].commit()
    second.sync()
    first.root()["outbox"].put(notice("a", 1))
    second.root()["outbox"].put(notice("b", 2))
    for each in managers:
        each.commit()
    first.sync()
    assert first.root()["outbox"].counts()["waiting"] == 2
    # one takes the last that waits while the other puts: no bucket ran empty
    for _each in range(2):
        parcel = first.root()["outbox"].take(NOW)
        first.root()["outbox"].sent(parcel.number, NOW)
    second.sync()
    second.root()["outbox"].put(notice("c", 3))
    for each in managers:
        each.commit()


class Post(RuleBasedStateMachine):
    """Puts, sends, failures, crashes in any order, each committed or lost."""

    def __init__(self):
        super().__init__()
        self.connection = DB(MappingStorage()).open()
        self.connection.root()["outbox"] = Outbox()
        transaction.commit()
        self.now, self.put_keys, self.left, self.crashes = NOW, set(), Counter(), 0

    @property
    def outbox(self):
        return self.connection.root()["outbox"]

    @rule(
        number=st.integers(1, 40),
        person=st.integers(1, 3),
        kind=st.sampled_from(["duty_new", "enquiry", "test"]),
        urgent=st.booleans(),
    )
    def put(self, number, person, kind, urgent):
        key = f"{number}"
        assert self.outbox.put(notice(key, person, kind, urgent)) is (
            key not in self.put_keys
        )
        self.put_keys.add(key)
        transaction.commit()

    @rule(end=st.sampled_from(["sent", "failed", "before", "after"]))
    def send(self, end):
        parcel = self.outbox.take(self.now)
        if parcel is None:
            transaction.abort()
            return
        transaction.commit()
        if end == "failed":
            self.outbox.failed(parcel.number, "mail_down", self.now)
            transaction.commit()
        if end in ("sent", "after"):
            self.left.update(each.key for each in parcel.notices)
        if end == "after":  # delivered, and gone before it could be marked
            self.crashes += 1
        if end == "sent":
            self.outbox.sent(parcel.number, self.now)
            transaction.commit()

    @rule(seconds=st.sampled_from([1, 60, CLAIM, 86400]))
    def wait(self, seconds):
        self.now += seconds

    @rule()
    def retry_the_dead(self):
        for each in self.outbox.dead():
            self.outbox.retry(each.parcel.number, self.now)
        transaction.commit()

    @invariant()
    def nothing_is_lost(self):
        counts = self.outbox.counts()
        assert sum(counts.values()) == len(self.put_keys)

    def teardown(self):
        self.retry_the_dead()
        for _each in range(200):
            self.now += 86400
            parcel = self.outbox.take(self.now)
            if parcel is None:
                break
            self.left.update(each.key for each in parcel.notices)
            self.outbox.sent(parcel.number, self.now)
        assert set(self.left) == self.put_keys
        assert max(self.left.values(), default=1) <= 1 + self.crashes
        transaction.abort()


TestAnyOrder = Post.TestCase


def test_the_lease_is_held_by_one_until_it_is_given_back_or_runs_out():
    lease = Lease()
    assert lease.acquire("a", NOW, 60)
    assert not lease.acquire("b", NOW + 59, 60)
    assert lease.acquire("a", NOW + 59, 60)
    assert not lease.acquire("b", NOW + 60, 60)
    lease.release("b")
    assert not lease.acquire("b", NOW + 60, 60)
    lease.release("a")
    assert lease.acquire("b", NOW + 60, 60)
    assert lease.acquire("c", NOW + 120, 60)
