"""A report from the first word to the answer: who can open it, and who learns."""

from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Refused
from collective.conduct.core.errors import Unavailable
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IKeyrings
from collective.conduct.core.interfaces import IOutbox
from collective.conduct.core.interfaces import IReceipts
from collective.conduct.core.interfaces import IVault
from collective.conduct.core.mandates import Function
from collective.conduct.operations.post import Told
from collective.conduct.operations.reports import offering
from collective.conduct.operations.reports import returning
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.operations.reports.receiving import Upload
from collective.conduct.operations.reports.words import opened
from collective.conduct.storage.vault import boxes
from collective.conduct.storage.vault import passphrases
from datetime import date
from tests.support import sample_municipality as town
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import json
import pytest
import transaction


SINCE = date(2026, 1, 1)
NONCE = "n" * 32
PHRASE = "en lång lösenfras"
OFFICE = {
    "hrchef": "hr",
    "hrsub": "hr",
    "office": "municipal_secretary",
    "head": "head_of_office",
    "legal": "legal",
    "approver": "identity_approver",
    "escrow1": "escrow_holder",
    "escrow2": "escrow_holder",
    "escrow3": "escrow_holder",
}


class Box:
    """See IOutbox: it keeps what was put."""

    def __init__(self):
        self.put_ = []

    def put(self, notice):
        self.put_.append(notice)
        return True


@pytest.fixture
def built(portal, integration, monkeypatch, tmp_path):
    tmp_path.chmod(0o700)
    monkeypatch.setenv("CONDUCT_HOME", str(tmp_path))
    outbox = Box()
    portal.getSiteManager().registerUtility(outbox, IOutbox)
    with town.stopped_clock() as clock:
        made = town.build(portal)
        made.clock, made.outbox, made.private = clock, outbox, {}
        yield made


@pytest.fixture
def ready(built):
    """Everybody that the intake needs, each with a key."""
    for name, function in OFFICE.items():
        person = built.people[name] = town.enrol(name, f"{name.title()} Ek")
        row = Function(person, function, substitute=name == "hrsub", start=SINCE)
        town.hold(row)
        _give_key(built, person)
    return built


def _give_key(built, person):
    private, public = boxes.new_pair()
    built.private[person] = private
    locked = passphrases.Locked(person, 1, public, b"", b"")
    getUtility(IKeyrings).keep(locked)


def sent(**values) -> Submission:
    given = {"form": "harassment", "nonce": NONCE, "answers": {"what": "kanariefågel"}}
    return Submission(**{**given, **values})


def the_case() -> str:
    (facts,) = getUtility(ICases).everything()
    return facts.case


def opener(built, name):
    person = built.people[name]
    return getUtility(IVault).open_with(the_case(), person, built.private[person])


def readers(built) -> set[str]:
    names = {person: name for name, person in built.people.items()}
    return {names[each] for each in getUtility(IVault).readers(the_case())}


def test_the_intake_stays_closed_until_everything_is_there(built):
    assert offering.missing() == ["handlers", "approver", "escrow"]
    with pytest.raises(Unavailable, match="intake_closed"):
        receive_report(sent())
    assert not list(getUtility(ICases).everything())


def test_before_the_first_word_the_readers_are_named(ready):
    assert offering.missing() == []
    shown = [each.name for each in offering.offered("harassment")]
    assert shown == ["Hrchef Ek", "Office Ek", "Head Ek"]


def test_who_is_ticked_as_concerned_is_out_and_a_substitute_comes_in(ready):
    about = {ready.people["hrchef"]}
    shown = offering.offered("harassment", about)
    assert [each.name for each in shown] == ["Hrsub Ek", "Office Ek", "Head Ek"]
    assert [each.substitute for each in shown] == [True, False, False]


def test_a_report_opens_for_its_readers_and_for_nobody_else(ready):
    receive_report(sent(about=frozenset({ready.people["hrchef"]})))
    assert readers(ready) == {"hrsub", "office", "head"}
    key, vault = opener(ready, "office"), getUtility(IVault)
    content = json.loads(vault.get(key, "content", 1))
    assert content["answers"] == {"what": "kanariefågel"}
    for name in ("hrchef", "legal", "approver", "escrow1"):
        with pytest.raises(Refused):
            opener(ready, name)


def test_readers_learn_that_something_awaits_and_nothing_of_it(ready):
    receive_report(sent(about=frozenset({ready.people["hrchef"]})))
    told = {notice.person for notice in ready.outbox.put_}
    assert told == set(getUtility(IVault).readers(the_case()))
    for notice in ready.outbox.put_:
        assert (notice.kind, notice.about) == ("case_new", {})
        assert the_case() not in notice.key


def test_an_urgent_form_leaves_at_once(ready):
    town.hold(Function(ready.people["hrchef"], "security", start=SINCE))
    leaving: list = []
    note = leaving.append
    manager = getGlobalSiteManager()
    manager.registerHandler(note, (Told,))
    try:
        receive_report(sent(form="threats"))
    finally:
        manager.unregisterHandler(note, (Told,))
    assert [notice.urgent for notice in ready.outbox.put_] == [True]
    assert [event.notice for event in leaving] == ready.outbox.put_


def test_the_same_form_gives_the_same_case_and_the_same_words(ready):
    first, second = receive_report(sent()), receive_report(sent())
    assert first == second and len(first.words) == 7
    assert len(list(getUtility(ICases).everything())) == 1
    other = receive_report(sent(nonce="m" * 32))
    assert other.words != first.words


def test_the_words_open_the_report_and_wrong_ones_open_nothing(ready):
    words = " ".join(receive_report(sent()).words)
    found = returning.status(words.upper())
    assert found.state == "received"
    assert found.letters[0].words["answers"] == {"what": "kanariefågel"}
    for wrong in ("", "a b c d e f g", words[:-1], words + " till"):
        assert returning.status(wrong) is None
        assert returning.write(wrong, "hej") is None
        assert returning.withdraw(wrong) is None


def test_a_reporter_writes_and_every_reader_can_read_it(ready):
    words = " ".join(receive_report(sent()).words)
    found = returning.write(words, "En fråga till.")
    assert [each.kind for each in found.letters] == ["report", "own"]
    for name in ("hrchef", "office", "head"):
        key = opener(ready, name)
        said = json.loads(getUtility(IVault).get(key, "message", 1))
        assert said == {"text": "En fråga till.", "when": said["when"]}


def test_withdrawing_is_told_once(ready):
    words = " ".join(receive_report(sent()).words)
    before = len(ready.outbox.put_)
    assert returning.withdraw(words).withdrawn
    assert returning.withdraw(words).withdrawn
    assert len(ready.outbox.put_) == before + 3


def test_the_words_are_kept_nowhere(ready):
    received = receive_report(sent())
    receipts = getUtility(IReceipts)
    kept = repr(list(receipts._rows.items())) + repr(list(receipts._letters.items()))
    assert not any(word in kept for word in received.words if len(word) > 4)


def test_whoever_is_logged_in_stands_nowhere(ready):
    with ready.acting("official"):
        receive_report(sent())
    case = getUtility(ICases).get(the_case())
    state = repr({**vars(case), **vars(case["1"])})
    assert "official" not in state
    assert transaction.get().user == "" and transaction.get().description == "conduct"


def test_a_reporter_is_not_offered_to_themselves(ready):
    with ready.acting("hrchef"):
        names = [each.name for each in offering.offered("harassment")]
        receive_report(sent())
    assert "Hrchef Ek" not in names
    assert "hrchef" not in readers(ready)


def test_identity_needs_two(ready):
    receive_report(sent(identity={"name": "Anna Alm"}))
    vault, case = getUtility(IVault), the_case()
    key, person = opener(ready, "office"), ready.people["office"]
    private = ready.private[person]
    with pytest.raises(Refused):
        vault.open_identity(key, person, private)
    approver = ready.people["approver"]
    public = boxes.public_of(private)
    vault.approve_identity(case, approver, ready.private[approver], person, public)
    assert json.loads(vault.open_identity(key, person, private)) == {"name": "Anna Alm"}


def test_files_are_sealed_with_their_names(ready):
    upload = Upload("hemligt.pdf", "application/pdf", b"%PDF- sak", b"%PDF- ren")
    receive_report(sent(answers={}, files=(upload,)))
    key, vault = opener(ready, "office"), getUtility(IVault)
    head, pieces = vault.get_file(key, "attachment", 1)
    assert json.loads(head)["name"] == "hemligt.pdf"
    assert b"".join(pieces) == b"%PDF- sak"
    assert b"".join(vault.get_file(key, "cleaned", 1)[1]) == b"%PDF- ren"


def test_an_excluded_escrow_holder_is_counted_out(ready):
    receive_report(sent(about=frozenset({ready.people["escrow1"]})))
    left = tuple(sorted((ready.people["escrow2"], ready.people["escrow3"])))
    assert getUtility(IVault).escrow(the_case()) == (left,)


def test_a_reporter_may_choose_among_those_who_are_offered(ready):
    chosen = frozenset({ready.people["head"]})
    receive_report(sent(recipients=chosen))
    assert readers(ready) == {"head"}
    with pytest.raises(Invalid, match="recipient_not_offered"):
        receive_report(
            sent(nonce="o" * 32, recipients=frozenset({ready.people["official"]}))
        )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"form": "other"}, "form_unknown"),
        ({"nonce": "short"}, "form_nonce"),
        ({"answers": {"what": "  "}}, "report_empty"),
        ({"answers": {"what": "a" * 1_000_001}}, "report_too_long"),
        ({"role": "boss"}, "field"),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_nothing(ready, values, code):
    with pytest.raises(Invalid, match=code) as told:
        receive_report(sent(**values))
    assert "kanarie" not in repr(told.value.values_)
    assert not list(getUtility(ICases).everything()) and not ready.outbox.put_


def test_when_everybody_is_concerned_nothing_is_taken_in(ready):
    everybody = frozenset(ready.people.values())
    with pytest.raises(Unavailable, match="nobody_left"):
        receive_report(sent(about=everybody))


def test_other_words_lead_somewhere_else(built):
    one, two = opened("ett två tre"), opened("ett två fyra")
    assert one.lookup != two.lookup and one.private != two.private
    assert opened("Ett  TVÅ-tre").lookup == one.lookup
