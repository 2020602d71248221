"""A report from the first word to the answer: who can open it, and who learns."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IReporterMailbox
from collective.conduct.core.cases.records.cases import FileHead
from collective.conduct.core.cases.records.cases import IdentityRecord
from collective.conduct.core.cases.records.cases import MessageRecord
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.common.sealed_records import decode
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import available_recipients
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.mail.post import UrgentNoticePut
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault.receipt_code import opened
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.permissions import may_read
from tests.support.submitting import report_content
from tests.support.submitting import sent_answers
from tests.support.submitting import submission
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import pytest
import transaction


NONCE = "n" * 32
PHRASE = "en lång lösenfras"


@pytest.fixture
def municipality(municipality, recording_outbox):
    municipality.outbox = recording_outbox
    return municipality


@pytest.fixture
def open_intake(municipality):
    """Everybody that the intake needs, each with a key."""
    return handlers.appoint_with_raw_keys(municipality)


def sent(**values):
    given = {"form": "harassment", "nonce": NONCE, "answers": {"what": "kanariefågel"}}
    return submission(**{**given, **values})


def the_case() -> str:
    (facts,) = getUtility(ICases).everything()
    return facts.case


def opener(municipality, name):
    person = municipality.people[name]
    return getUtility(IVault).open_with(the_case(), municipality.vaults[person])


def readers(municipality) -> set[str]:
    names = {person: name for name, person in municipality.people.items()}
    return {names[each] for each in getUtility(IVault).readers(the_case())}


def test_the_intake_stays_closed_until_everything_is_there(municipality):
    assert available_recipients.missing() == ["handlers", "approver", "escrow"]
    with pytest.raises(Unavailable, match="intake_closed"):
        receive_report(sent())
    assert not list(getUtility(ICases).everything())


def test_before_the_first_word_the_readers_are_named(open_intake):
    assert available_recipients.missing() == []
    shown = [each.name for each in available_recipients.offered("harassment")]
    assert shown == ["Hrchef Ek", "Office Ek", "Head Ek"]


def test_who_is_ticked_as_concerned_is_out_and_a_substitute_comes_in(open_intake):
    about = {open_intake.people["hrchef"]}
    shown = available_recipients.offered("harassment", about)
    assert [each.name for each in shown] == ["Hrsub Ek", "Office Ek", "Head Ek"]
    assert [each.substitute for each in shown] == [True, False, False]


def test_a_report_opens_for_its_readers_and_for_nobody_else(open_intake):
    receive_report(sent(about=frozenset({open_intake.people["hrchef"]})))
    assert readers(open_intake) == {"hrsub", "office", "head"}
    content = report_content(opener(open_intake, "office").get("content", 1))
    assert content["answers"] == {"what": "kanariefågel"}
    for name in ("hrchef", "legal", "approver", "escrow1"):
        with pytest.raises(Refused):
            opener(open_intake, name)


def test_readers_learn_that_something_awaits_and_nothing_of_it(open_intake):
    receive_report(sent(about=frozenset({open_intake.people["hrchef"]})))
    told = {notice.person for notice in open_intake.outbox.notices}
    assert told == set(getUtility(IVault).readers(the_case()))
    for notice in open_intake.outbox.notices:
        assert (notice.kind, notice.about) == ("case_new", {})
        assert the_case() not in notice.key


def test_an_urgent_form_leaves_at_once(open_intake):
    sample_municipality.hold(
        Function(open_intake.people["hrchef"], "security", start=handlers.SINCE)
    )
    handlers.confirm_everybody(open_intake.vaults)
    open_intake.outbox.notices.clear()
    leaving: list = []
    note = leaving.append
    manager = getGlobalSiteManager()
    manager.registerHandler(note, (UrgentNoticePut,))
    try:
        receive_report(sent(form="threats"))
    finally:
        manager.unregisterHandler(note, (UrgentNoticePut,))
    assert [notice.urgent for notice in open_intake.outbox.notices] == [True]
    assert [event.notice for event in leaving] == open_intake.outbox.notices


def test_the_same_form_gives_the_same_case_and_the_same_words(open_intake):
    first, second = receive_report(sent()), receive_report(sent())
    assert first == second and len(first.words) == 7
    assert len(list(getUtility(ICases).everything())) == 1
    other = receive_report(sent(nonce="m" * 32))
    assert other.words != first.words


def test_the_words_open_the_report_and_wrong_ones_open_nothing(open_intake):
    words = " ".join(receive_report(sent()).words)
    found = reporter_followup.status(words.upper())
    assert found.state == "received"
    assert sent_answers(found.letters[0]) == {"what": "kanariefågel"}
    for wrong in ("", "a b c d e f g", words[:-1], words + " till"):
        assert reporter_followup.status(wrong) is None
        assert reporter_followup.write(wrong, "hej") is None
        assert reporter_followup.withdraw(wrong) is None


def test_a_reporter_writes_and_every_reader_can_read_it(open_intake):
    words = " ".join(receive_report(sent()).words)
    found = reporter_followup.write(words, "En fråga till.")
    assert [each.kind for each in found.letters] == ["report", "own"]
    for name in ("hrchef", "office", "head"):
        said = decode(opener(open_intake, name).get("posted", 1), MessageRecord)
        assert said == MessageRecord("En fråga till.", when=said.when) and said.when


def test_withdrawing_is_told_once(open_intake):
    words = " ".join(receive_report(sent()).words)
    before = len(open_intake.outbox.notices)
    assert reporter_followup.withdraw(words).withdrawn
    assert reporter_followup.withdraw(words).withdrawn
    assert len(open_intake.outbox.notices) == before + 3


def test_the_words_are_kept_nowhere(open_intake):
    received = receive_report(sent())
    receipts = getUtility(IReporterMailbox)
    kept = repr(list(receipts._rows.items())) + repr(list(receipts._letters.items()))
    assert not any(word in kept for word in received.words if len(word) > 4)


def test_whoever_is_logged_in_stands_nowhere(open_intake):
    with open_intake.acting("official"):
        receive_report(sent())
    case = getUtility(ICases).get(the_case())
    state = repr({**vars(case), **vars(case["1"])})
    assert "official" not in state
    assert transaction.get().user == "" and transaction.get().description == "conduct"


def test_a_reporter_is_not_offered_to_themselves(open_intake):
    with open_intake.acting("hrchef"):
        names = [each.name for each in available_recipients.offered("harassment")]
        receive_report(sent())
    assert "Hrchef Ek" not in names
    assert "hrchef" not in readers(open_intake)


def test_identity_needs_two(open_intake):
    receive_report(sent(identity={"name": "Anna Alm"}))
    vault, case = getUtility(IVault), the_case()
    key, person = opener(open_intake, "office"), open_intake.people["office"]
    with pytest.raises(Refused):
        key.open_identity()
    approver = open_intake.vaults[open_intake.people["approver"]]
    readers = {person: open_intake.vaults[person].public}
    vault.approve_identity(case, approver, *may_read(case, readers))
    assert decode(key.open_identity(), IdentityRecord).given == {"name": "Anna Alm"}


def test_files_are_sealed_with_their_names(open_intake):
    upload = Upload("hemligt.pdf", "application/pdf", b"%PDF- sak", b"%PDF- ren")
    receive_report(sent(answers={}, files=(upload,)))
    key = opener(open_intake, "office")
    head, pieces = key.get_file("attachment", 1)
    assert decode(head, FileHead) == FileHead("hemligt.pdf", "application/pdf")
    assert b"".join(pieces) == b"%PDF- sak"
    assert b"".join(key.get_file("cleaned", 1)[1]) == b"%PDF- ren"


def test_an_excluded_escrow_holder_is_counted_out(open_intake):
    receive_report(sent(about=frozenset({open_intake.people["escrow1"]})))
    left = tuple(sorted((open_intake.people["escrow2"], open_intake.people["escrow3"])))
    assert getUtility(IVault).escrow(the_case()) == (left,)


def test_a_reporter_may_choose_among_those_who_are_offered(open_intake):
    chosen = frozenset({open_intake.people["head"]})
    receive_report(sent(recipients=chosen))
    assert readers(open_intake) == {"head"}
    with pytest.raises(Invalid, match="recipient_not_offered"):
        receive_report(
            sent(nonce="o" * 32, recipients=frozenset({open_intake.people["official"]}))
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
def test_what_cannot_be_used_is_refused_and_leaves_nothing(open_intake, values, code):
    with pytest.raises(Invalid, match=code) as told:
        receive_report(sent(**values))
    assert "kanarie" not in repr(told.value.values_)
    assert not list(getUtility(ICases).everything()) and not open_intake.outbox.notices


def test_when_everybody_is_concerned_nothing_is_taken_in(open_intake):
    everybody = frozenset(open_intake.people.values())
    with pytest.raises(Unavailable, match="nobody_left"):
        receive_report(sent(about=everybody))


def test_other_words_lead_somewhere_else(municipality):
    one, two = opened("ett två tre"), opened("ett två fyra")
    assert one.lookup != two.lookup and one.public != two.public
    assert opened("Ett  TVÅ-tre").lookup == one.lookup
