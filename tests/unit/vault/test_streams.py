"""Rules of the streams: what a case must have, and what is found instead."""

from collective.conduct.core.vault import streams
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.keys import series_of
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import Doubt
from collective.conduct.core.vault.streams import StreamEntry
from collective.conduct.storage.vault.case_streams import CaseStreams
from hypothesis import given
from hypothesis import strategies as st
from zope.interface.verify import verifyObject


ROWS = st.dictionaries(
    st.tuples(st.sampled_from(("note", "key", "file")), st.sampled_from("123")),
    st.sampled_from(("a", "b", "c")),
)


def test_the_streams_keep_their_promise():
    assert verifyObject(ICaseStreams, CaseStreams())


@given(named=ROWS, found=ROWS)
def test_every_difference_is_one_doubt(named, found):
    doubts = {(e.kind, e.name): e.finding for e in streams.doubts(named, found)}
    for row in {*named, *found}:
        if row not in found:
            assert doubts.pop(row) == streams.MISSING
        elif row not in named:
            assert doubts.pop(row) == streams.UNKNOWN
        elif named[row] != found[row]:
            assert doubts.pop(row) == streams.CHANGED
    assert not doubts


def test_the_last_word_about_a_row_counts():
    entries = [
        StreamEntry({"note 1": "a", "key 1 reader 7 0": "b"}),
        StreamEntry({"note 1": "c", "key 1 reader 7 0": ""}),
    ]
    assert streams.named_rows(entries) == {("note", "1"): "c"}


def test_a_doubt_says_number_and_holder_and_no_more():
    assert Doubt("note", "3", streams.CHANGED).number == 3
    assert Doubt("file", "attachment 2", streams.CHANGED).number == 2
    assert Doubt("key", "1 reader 17 0", streams.MISSING).holder == 17
    assert Doubt("note", "1 17 0", streams.MISSING).holder == 0
    assert Doubt("summary", "", streams.CHANGED).number == 0


def test_what_is_posted_meets_nothing_that_handlers_write():
    for kind, envelope in ENVELOPES.items():
        stream = streams.stream_of(kind)
        assert (stream == streams.HANDLED) == (envelope.writer == "handlers")
    assert streams.stream_of("summary") == streams.HANDLED


def test_the_kinds_of_one_list_are_counted_together():
    assert set(series_of("note")) == {"note", "request", "event", "outside"}
    assert series_of("posted")[0] == "posted" and "message" in series_of("posted")
    assert series_of("content") == ("content",)
