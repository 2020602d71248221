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
    assert set(series_of("note")) == {"note", "request", "choice", "event", "outside"}
    assert series_of("posted")[0] == "posted" and "message" in series_of("posted")
    assert series_of("content") == ("content",)


def test_doubts_are_told_by_kind_then_number_then_name():
    named = {("note", "10"): "a", ("note", "9"): "a", ("key", "b 2"): "a"}
    found = {("key", "a 2"): "x", ("note", "9"): "b"}
    assert streams.doubts(named, found) == [
        Doubt("key", "a 2", streams.UNKNOWN),
        Doubt("key", "b 2", streams.MISSING),
        Doubt("note", "9", streams.CHANGED),
        Doubt("note", "10", streams.MISSING),
    ]


def test_a_row_that_is_only_known_to_be_there_is_no_doubt():
    assert streams.doubts({("file", "1"): "a"}, {("file", "1"): ""}) == []
    assert [each.finding for each in streams.doubts({}, {("file", "1"): ""})] == [
        streams.UNKNOWN
    ]


def test_an_entry_names_a_row_and_it_is_read_back():
    named = streams.name_of("key", "1 reader 7 0")
    assert named == "key 1 reader 7 0"
    entries = [StreamEntry({named: "a", streams.name_of("summary", ""): "b"})]
    found = {("key", "1 reader 7 0"): "a", ("summary", ""): "b"}
    assert streams.named_rows(entries) == found


def test_a_name_without_numbers_has_neither_number_nor_holder():
    for name in ("", "reader", "7", "reader x", "x 0"):
        assert Doubt("key", name, streams.MISSING).holder == 0, name
    assert Doubt("key", "7 0", streams.MISSING).holder == 7
    assert Doubt("file", "2 last", streams.CHANGED).number == 0


def test_files_are_posted_and_all_else_that_is_no_box_is_handled():
    assert streams.stream_of("file") == streams.POSTED
    for kind in {*streams.OTHER_ROWS} - {"file"}:
        assert streams.stream_of(kind) == streams.HANDLED


def test_what_an_entry_does_not_name_stays_as_it_was():
    entries = [StreamEntry({"note 1": "a"}), StreamEntry({"note 2": "b"})]
    assert streams.named_rows(entries) == {("note", "1"): "a", ("note", "2"): "b"}
    assert entries[0].rows == {"note 1": "a"}
