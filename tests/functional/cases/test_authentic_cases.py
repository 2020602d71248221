"""Whoever writes to the database without a key is found out (TRUST 12-15, S11).

The edits are made as a program with the database alone would make them: in the
trees, past every port. The keystore and the handlers' keys are out of its reach.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.conduct.cli.home import doctor
from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IDesks
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.answers import ReportAnswer
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.cases.records.cases import NoteRecord
from collective.conduct.core.cases.records.cases import ReportRecord
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.sealed_records import encode
from collective.conduct.core.ledger.entries import KINDS
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.vault.keys import BoxPlace
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases import deadline_actions
from collective.conduct.operations.cases.available_recipients import missing
from collective.conduct.operations.cases.streams import checking
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.home import soundness
from collective.conduct.operations.ledger import ledgers
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.vault import my_key
from collective.conduct.storage.ledger import outcomes
from collective.conduct.storage.vault import sealed_heads
from collective.conduct.storage.vault.ciphers import boxes
from collective.conduct.storage.vault.open_case import INBOX
from collective.conduct.storage.vault.signatures import MARK
from collective.conduct.storage.vault.vault_rows import BOX
from collective.conduct.storage.vault.vault_rows import Box
from collective.conduct.storage.vault.vault_rows import public_part
from random import Random
from tests.functional.cases.test_rest_desk import token_of
from tests.support import handlers
from tests.support.profiles import examples
from typing import Any
from typing import NamedTuple
from ZODB.blob import Blob
from zope.component import getUtility

import os
import pytest
import transaction


EDITS = 1000
FILE = Upload("bild.jpg", "image/jpeg", b"sak", b"ren")


@pytest.fixture(autouse=True)
def no_line_is_fresh(monkeypatch) -> None:
    """Lines count at once: nobody reads beside the test."""
    monkeypatch.setattr(sealed_heads, "FRESH", 0)


@pytest.fixture
def worked(municipality) -> list[str]:
    """Two cases in which everything was written that can be; sealed outside."""
    return [_worked(municipality) for _time in range(2)]


def _vault(municipality, name: str):
    return my_key.vault_of(my_key.open_vault(handlers.PHRASE))


def _worked(municipality) -> str:
    case, words = handlers.send_report(identity={"name": "Anna"}, files=(FILE,))
    with municipality.acting("office"):
        vault = _vault(municipality, "office")
        opened = case_access.open_case(case, vault)
        case_reading.read(opened)
        answering.answer(opened, "Vi ringer.", files=(FILE,))
        answering.write_note(opened, "Ringt.")
        answering.write_note(opened, "Ringt igen.")
        deadline_actions.pause(opened, "Semester.")
    reporter_followup.write(words, "Tack.", lambda: (FILE,))
    reporter_followup.write(words, "Tack igen.")
    transaction.commit()
    return case


def _seal(municipality) -> None:
    """Let an interval pass, and the timed job write its line."""
    municipality.clock.pass_days(1)
    checking.seal()
    transaction.commit()


# edits


class Place(NamedTuple):
    """A row of a case: the tree that holds it, its key, how its case names it."""

    tree: OOBTree
    key: Any
    row: tuple[str, str]


def _places(case: str) -> Iterator[Place]:
    """Yield every row of a case, wherever it is stored."""
    vault, cases = getUtility(IVault), getUtility(ICases)
    for rows in (vault._keys, vault._boxes, vault._files, cases._history):
        tree = rows._tree(case)
        for key in list(tree.keys((case,), (f"{case}\0",))):
            yield Place(tree, key, rows.named(key))
    yield Place(vault._epochs._tree(case), case, ("epoch", ""))
    (facts,) = [tree for tree in cases._facts if case in tree]
    yield Place(facts, case, ("summary", ""))
    mailbox, streams = getUtility(IReporterMailbox), getUtility(ICaseStreams)
    for lookup in mailbox.of(case):
        name = lookup.hex()
        yield Place(mailbox._rows._tree(lookup), lookup, ("receipt", name))
        for place, _letter in mailbox._own(lookup):
            letters = mailbox._letters._tree(lookup)
            yield Place(letters, place, ("letter", f"{name} {place[1]}"))
    tree = streams._entries._tree(case)
    for key in list(tree.keys((case,), (f"{case}\0",))):
        kind = "reading" if key[1] == "read" else "line"
        yield Place(tree, key, (kind, f"{key[1]} {key[2]}"))


def _other(chance: Random, value: Any) -> Any:
    """Return a row that differs in one field, of the same shape."""
    if isinstance(value, Blob):
        made = Blob()
        with made.open("w") as file:
            file.write(chance.randbytes(90))
        return made
    if isinstance(value, bytes):
        return chance.randbytes(len(value) or 1)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, tuple):
        at = chance.randrange(1 if len(value) > 1 else 0, len(value)) if value else None
        if at is None:
            return (1,)
        return (*value[:at], _other(chance, value[at]), *value[at + 1 :])
    return f"{value}x"


def _overwrite(chance: Random, place: Place, _others: list[Place]) -> bool:
    place.tree[place.key] = _other(chance, place.tree[place.key])
    return True


def _delete(_chance: Random, place: Place, _others: list[Place]) -> bool:
    del place.tree[place.key]
    return True


def _insert(_chance: Random, place: Place, _others: list[Place]) -> bool:
    """Add a copy of a row behind the last of its kind."""
    if not isinstance(place.key, tuple) or not isinstance(place.key[-1], int):
        return False
    place.tree[(*place.key[:-1], place.key[-1] + 100)] = place.tree[place.key]
    return True


def _swap(chance: Random, place: Place, others: list[Place]) -> bool:
    alike = [
        each
        for each in others
        if each.row[0] == place.row[0]
        and repr(each.tree[each.key]) != repr(place.tree[place.key])
    ]
    if not alike:
        return False
    other = chance.choice(alike)
    one, two = place.tree[place.key], other.tree[other.key]
    place.tree[place.key], other.tree[other.key] = two, one
    return True


def _named(case: str) -> set[tuple[str, str]]:
    """Return the rows that the readers of a case are told of."""
    doubts = checking.doubts_of(case, files=True)
    return {(each.kind, each.name) for each in [*doubts, *_of_readings(case)]}


def _of_readings(case: str) -> list:
    return getUtility(IAccessLog).doubts(case)


@pytest.mark.examples
def test_every_edit_is_found_and_its_row_is_named(municipality, worked):
    _seal(municipality)
    assert soundness.is_sound()
    assert not any(_named(case) for case in worked)
    chance, kinds, done = Random(2027), set(), 0
    ways = (_overwrite, _delete, _insert, _swap)
    while done < examples(EDITS):
        places = [place for case in worked for place in _places(case)]
        # Each kind as often as another, though there are more keys than summaries.
        kind = chance.choice(sorted({each.row[0] for each in places}))
        place = chance.choice([each for each in places if each.row[0] == kind])
        way, case = chance.choice(ways), worked[0]
        case = next(each for each in worked if place in list(_places(each)))
        if not way(chance, place, places):
            continue
        done += 1
        kinds.add(kind)
        what = f"{way.__name__} of {place.row}"
        expected = place.row
        if way is _insert:
            stem, _space, last = expected[1].rpartition(" ")
            expected = (kind, f"{stem} {int(last) + 100}".strip())
        named = _named(case)
        if kind in ("line", "reading") and way is _insert:
            assert {each[0] for each in named} & {kind}, what
        else:
            assert expected in named, what
        assert not soundness.is_sound(), what
        transaction.abort()
    if examples(EDITS) == EDITS:
        assert kinds >= {"key", "posted", "note", "letter", "reading", "deadline"}
    assert soundness.is_sound()


# what a handler sees


SHOWN = ("not by this program", "past the program")


@pytest.mark.parametrize("way", [_overwrite, _delete])
def test_every_page_stays_and_says_what_is_wrong(municipality, open_desk, way):
    case, chance = _worked(municipality), Random(3)
    office = open_desk("office")
    office.post("@@case", case=case)
    first = {place.row[0]: place for place in reversed([*_places(case)])}
    assert len(first) >= 14
    for kind, place in first.items():
        transaction.begin()
        before = place.tree[place.key]
        way(chance, place, [])
        transaction.commit()
        for view in ("@@case", "@@case-log", "@@case-people", "@@case-record"):
            page = office.post(view, case=case)
            assert page.status_int in (200, 503), (kind, view, page.text)
            told = "@@case-log" if kind == "reading" else "@@case"
            if page.status_int == 503 or view == told:
                assert any(words in page.text for words in SHOWN), (kind, view)
        transaction.begin()
        place.tree[place.key] = before
        transaction.commit()
    for view in ("@@case", "@@case-log"):
        page = office.post(view, case=case).text
        assert not any(words in page for words in SHOWN), view


def test_a_report_replaced_by_a_box_for_the_inbox_is_not_shown(open_desk, municipality):
    case = handlers.send_report()[0]
    vault = getUtility(IVault)
    place = BoxPlace(case, "content", 1, vault.newest(case))
    inbox = public_part(vault._keys[(case, place.epoch, INBOX, 0, 0)])
    words = encode(
        ReportRecord("harassment", (ReportAnswer("a", "text", "A", "Fusk"),))
    )
    forged = boxes.wrap(inbox, words, place.context(INBOX))
    row = BOX.pack(Box(place.epoch, 1, forged))
    vault._boxes._tree(case)[(case, "content", 1)] = row
    transaction.commit()
    page = open_desk("office").post("@@case", case=case)
    assert page.status_int == 200
    assert "The report: was changed, and not by this program." in page.text
    assert "Fusk" not in page.text


def test_a_note_forged_by_a_former_reader_is_not_a_colleagues(open_desk, municipality):
    case = handlers.send_report()[0]
    with municipality.acting("office"):
        opened = case_access.open_case(case, _vault(municipality, "office"))
        answering.write_note(opened, "Min anteckning.")
        transaction.commit()
        head = municipality.people["head"]
        own = opened.vault
        place = getUtility(IVault).fresh(case, "note", opened.epoch)
        words = encode(NoteRecord("", "Jag fuskade.", 1, by=head))
        signed = own.sign(words, place.context("signed", own.public.hex()))
        for content in (words, MARK + own.public + signed + words):
            box = boxes.seal(opened.key_of(place), content, place.context())
            row = BOX.pack(Box(place.epoch, 0, box))
            getUtility(IVault)._boxes._tree(case)[(case, "note", place.number)] = row
            transaction.commit()
            found = case_reading.read(opened)
            assert "Jag fuskade." not in [each.text for each in found.notes]
            named = {(each.kind, each.name) for each in found.doubts}
            assert ("note", str(place.number)) in named
    page = open_desk("head").post("@@case", case=case).text
    assert "Jag fuskade." not in page and "Min anteckning." in page
    assert "Note 2: was added, and not by this program." in page


def test_a_reader_overwritten_in_the_access_log_is_said(open_desk, desk_rest):
    case = handlers.send_report()[0]
    office = open_desk("office")
    for _time in range(2):
        office.post("@@case", case=case)
    tree = getUtility(ICaseStreams)._entries._tree(case)
    chain, box = tree[(case, "read", 1)][1:]
    tree[(case, "read", 1)] = (1, chain, bytes(len(box)))
    transaction.commit()
    page = office.post("@@case-log", case=case).text
    assert "Line 1 of who has read it: was changed" in page
    token = token_of(desk_rest, "office")
    found = desk_rest("office", "POST", "@conduct-case/log", {"case": case}, token).json
    assert found["doubts"] == [{"kind": "reading", "number": 1, "finding": "changed"}]
    assert len(found["items"]) == 1


def test_over_rest_the_row_is_named_too(desk_rest):
    case = handlers.send_report(files=(FILE,))[0]
    vault = getUtility(IVault)
    del vault._boxes._tree(case)[(case, "attachment", 1)]
    transaction.commit()
    token = token_of(desk_rest, "office")
    found = desk_rest("office", "POST", "@conduct-case", {"case": case}, token)
    assert found.status_int == 200 and "dialekt" in found.text
    assert found.json["doubts"] == [
        {"kind": "attachment", "number": 1, "finding": "missing"}
    ]


def test_nobody_writes_to_a_key_that_was_exchanged(municipality):
    case = handlers.send_report()[0]
    public = boxes.new_pair()[1]
    vault, mailbox = getUtility(IVault), getUtility(IReporterMailbox)
    vault._keys._tree(case)[(case, 1, INBOX, 0, 0)] = (1, b"", public)
    (lookup,) = mailbox.of(case)
    row = mailbox._rows[lookup]
    mailbox._rows._tree(lookup)[lookup] = (*row[:2], public)
    transaction.commit()
    with pytest.raises(Unavailable, match="case_not_sound"):
        vault.post(case, "posted", b"hemligt")
    with pytest.raises(Unavailable, match="case_not_sound"):
        mailbox.put(lookup, "message", 1, b"hemligt")


def test_a_reader_whose_key_was_exchanged_gets_no_new_one(municipality):
    case = handlers.send_report()[0]
    vault, public = getUtility(IVault), boxes.new_pair()[1]
    place = (case, 1, "reader", municipality.people["head"], 0)
    vault._keys._tree(case)[place] = (*vault._keys[place][:2], public)
    transaction.commit()
    with municipality.acting("office"):
        opened = case_access.open_case(case, _vault(municipality, "office"))
        with pytest.raises(Unavailable, match="case_not_sound"):
            opened.revoke((), ())


def test_a_letter_forged_for_the_reporter_is_not_shown(municipality):
    case, words = handlers.send_report()
    mailbox = getUtility(IReporterMailbox)
    (lookup,) = mailbox.of(case)
    public = mailbox._rows[lookup][2]
    forged = encode(MessageRecord("Ring 0123."))
    box = boxes.wrap(public, forged, boxes.bind("conduct-receipt/1", "message", 2, 1))
    mailbox._letters._tree(lookup)[(lookup, 2)] = (1, "message", 1, box)
    transaction.commit()
    assert [each.kind for each in reporter_followup.status(words).letters] == ["report"]
    assert _named(case) == {("letter", f"{lookup.hex()} 2")}


# seals


def test_yesterdays_database_is_found_and_closes_the_intake(municipality, capsys):
    handlers.send_report()
    _seal(municipality)
    streams = getUtility(ICaseStreams)
    seal = streams._heads._seal
    old = list(streams._heads._groups.items()), streams._heads._digests
    rows = [dict(group.rows) for _which, group in old[0]]
    case = handlers.send_report()[0]
    _seal(municipality)
    assert missing() == [] and doctor.run() == 0
    # back to yesterday: the new case is gone, and all that names it
    for (which, group), before in zip(old[0], rows, strict=True):
        group.rows = before
        streams._heads._groups[which] = group
    for which in set(streams._heads._groups) - {which for which, _group in old[0]}:
        del streams._heads._groups[which]
    streams._heads._digests = old[1]
    streams._heads._seal = seal
    streams.drop(case)
    transaction.commit()
    assert missing() == ["behind"] and doctor.run() == 1
    said = capsys.readouterr().out
    assert "NOT SOUND" in said and case not in said
    with pytest.raises(Unavailable, match="intake_closed"):
        handlers.send_report()
    assert not streams.seal(municipality.clock.now().timestamp() + 10**6)
    assert doctor.run(accept=True) in (0, 1)
    assert missing() == []


def test_the_end_of_a_stream_that_was_sealed_is_missed(municipality, worked):
    _seal(municipality)
    case = worked[0]
    tree = getUtility(ICaseStreams)._entries._tree(case)
    last = max(key[2] for key in tree.keys((case, "handled"), (case, "handled\0")))
    del tree[(case, "handled", last)]
    assert ("line", f"handled {last}") in _named(case)


def test_lines_have_one_length_whatever_happened(municipality, key_folder):
    path = key_folder / f"cases-{getUtility(ILedger).ledger_id}.seals"
    serial = []
    for with_report in (False, False, True, False, True):
        if with_report:
            handlers.send_report()
        _seal(municipality)
        serial.append(os.path.getsize(path))
    assert [size // serial[0] for size in serial] == [1, 2, 3, 4, 5]
    assert len({len(line) for line in path.read_text().splitlines()}) == 1
    assert len(set(path.read_text().split())) == 2 * len(serial)


def test_a_line_lost_after_the_commit_is_written_again(municipality, monkeypatch):
    handlers.send_report()
    _seal(municipality)
    handlers.send_report()
    with monkeypatch.context() as patch:
        patch.setattr(sealed_heads, "_write", lambda *line: None)
        _seal(municipality)
    assert not checking.is_behind()
    _seal(municipality)
    assert not checking.is_behind() and soundness.is_sound()


def test_a_desk_that_shows_something_else_is_found(municipality):
    handlers.send_report()
    assert not soundness.desks_differ()
    (trees, *_rest) = getUtility(IDesks)._rows.values()
    for tree in trees:
        for key in [key for key in tree if key[0]]:
            del tree[key]
    assert soundness.desks_differ() and not soundness.is_sound()


def test_a_forged_answer_is_found(municipality, monkeypatch):
    ledger = getUtility(ILedger)
    assert [each.state for each in soundness.projections()] == ["ok"] * 3
    ledger.open_edition("a" * 64)
    edition = ledger._words.find("a" * 64)
    forged = outcomes.value(1, KINDS["acknowledged"])
    ledger._outcomes.keep(edition, municipality.people["office"], forged)
    found = {each.key: each.state for each in soundness.projections()}
    assert found == {"case_seals": "ok", "desks": "ok", "outcomes": "missing"}
    monkeypatch.setattr(ledgers, "authorise", lambda right: None)
    assert ledgers.OUTCOMES_DIFFER in ledgers.verify()
