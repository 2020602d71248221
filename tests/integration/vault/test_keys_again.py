"""Identity requests, lost keys, escrow and its rehearsal (S13, S14, S24)."""

from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.cases.ports import IKeyRequests
from collective.conduct.core.cases.records.answers import as_shown
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.core.vault.ports import IVault
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import case_reading
from collective.conduct.operations.cases import handing_over
from collective.conduct.operations.cases import identity
from collective.conduct.operations.cases import key_recovery
from collective.conduct.operations.cases import vault_readiness as readiness
from collective.conduct.operations.cases.access_log import who_read
from collective.conduct.operations.common.uploads import Upload
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.vault import key_holders
from collective.conduct.operations.vault import my_key
from collective.conduct.storage.vault.open_case import APPROVER
from tests.integration.vault.conftest import can_open
from tests.integration.vault.conftest import vault_of
from tests.integration.vault.test_keys import register_end
from tests.support import handlers
from tests.support import sample_municipality
from tests.support.handlers import confirm_with_passphrases
from tests.support.handlers import OTHER
from tests.support.handlers import PHRASE
from tests.support.submitting import submission
from zope.component import getUtility

import pytest


@pytest.fixture
def named(open_intake):
    """A second case, whose reporter said who they are."""
    before = {each.case for each in getUtility(ICases).everything()}
    sent = submission(
        "harassment",
        "m" * 32,
        {"Vad?": "ord"},
        identity={"name": "Anna Alm"},
        files=(Upload("bild.jpg", "image/jpeg", b"sak", b"ren"),),
    )
    open_intake.words = " ".join(receive_report(sent).words)
    (open_intake.case,) = {
        each.case for each in getUtility(ICases).everything()
    } - before
    open_intake.outbox.notices.clear()
    return open_intake


def notified(municipality, *kinds):
    names = {person: name for name, person in municipality.people.items()}
    return {
        names[notice.person]
        for notice in municipality.outbox.notices
        if not kinds or notice.kind in kinds
    }


def events(municipality, name):
    with municipality.acting(name):
        read = case_reading.read(
            case_access.open_case(municipality.case, vault_of(municipality, name))
        )
    return [each.event for each in read.notes]


# reading and answering


def test_a_reader_sees_what_was_sent_and_its_files_but_not_by_whom(named):
    with named.acting("office"):
        vault = vault_of(named, "office")
        case = case_access.open_case(named.case, vault)
        found = case_reading.read(case)
        assert as_shown(found.content.answers) == {"Vad?": "ord"}
        assert "Anna" not in repr(found.content)
        (file,) = found.files
        assert (file.name, file.cleaned) == ("bild.jpg", 1)
        assert case_reading.file_of(case, 1, True) == ("bild.jpg", b"ren")
        assert case_reading.file_of(case, 1, False)[1] == b"sak"
        with pytest.raises(Missing, match="no_box"):
            case_reading.file_of(case, 2, False)


def test_an_answer_reaches_the_reporter_once_and_their_reply_comes_back(named):
    with named.acting("office"):
        case = case_access.open_case(named.case, vault_of(named, "office"))
        assert answering.answer(case, " Tack. ", seen=0)
        assert not answering.answer(case, "Tack.", seen=0)
    assert not named.outbox.notices
    letters = reporter_followup.status(named.words).letters
    assert [(each.kind, each.words.text) for each in letters[1:]] == [
        ("message", "Tack.")
    ]
    reporter_followup.write(named.words, "Ett ord till")
    with named.acting("head"):
        found = case_reading.read(
            case_access.open_case(named.case, vault_of(named, "head"))
        )
    said = [(each.text, each.by) for each in found.messages]
    assert said == [("Tack.", named.people["office"]), ("Ett ord till", 0)]


@pytest.mark.parametrize(
    ("text", "code"), [("  ", "said_nothing"), ("x" * 100_001, "said_too_long")]
)
def test_what_cannot_be_sent_is_refused(named, text, code):
    with named.acting("office"), pytest.raises(Invalid, match=code):
        answering.answer(
            case_access.open_case(named.case, vault_of(named, "office")), text
        )


def test_taking_a_case_on_is_noted_and_done_once(named):
    with named.acting("head"):
        for _time in range(2):
            case_reading.begin_triage(
                case_access.open_case(named.case, vault_of(named, "head"))
            )
    assert getUtility(ICases).facts(named.case).state == "triage"
    assert events(named, "hrchef") == ["begin_triage"]


def test_others_neither_answer_nor_take_on(named):
    vault = vault_of(named, "legal")

    def opened():
        return case_access.open_case(named.case, vault)

    with named.acting("legal"):
        for deed in (
            lambda: answering.answer(opened(), "ord"),
            lambda: answering.write_note(opened(), "ord"),
            lambda: case_reading.begin_triage(opened()),
            lambda: case_reading.read(opened()),
            lambda: identity.ask(opened(), "ord"),
        ):
            with pytest.raises(Missing, match="no_case"):
                deed()


# identity


def identity_request(municipality, name="office"):
    with municipality.acting(name):
        return identity.ask(
            case_access.open_case(municipality.case, vault_of(municipality, name)),
            "Vi måste ringa.",
        )


def decide(municipality, number, approve, name="approver"):
    with municipality.acting(name):
        identity.decide(number, vault_of(municipality, name), approve)


def look(municipality, name="office"):
    with municipality.acting(name):
        return identity.open_identity(
            case_access.open_case(municipality.case, vault_of(municipality, name))
        )


def test_an_identity_opens_when_another_has_approved_and_each_look_is_noted(named):
    number = identity_request(named)
    assert notified(named) == {"approver"}
    with pytest.raises(Refused, match="not_approved"):
        look(named)
    with named.acting("approver"):
        (waiting,) = identity.waiting()
        assert waiting.number == number
        reason = identity.reason(number, vault_of(named, "approver"))
        assert reason == "Vi måste ringa."
    decide(named, number, True)
    assert look(named) == {"name": "Anna Alm"}
    with pytest.raises(Refused, match="not_approved"):
        look(named, "head")
    assert events(named, "head") == [
        "identity_asked",
        "identity_granted",
        "identity_opened",
    ]


def test_an_approval_lasts_for_seven_days(named):
    number = identity_request(named)
    decide(named, number, True)
    named.clock.pass_days(6)
    assert look(named)
    named.clock.pass_days(1)
    with pytest.raises(Refused, match="approval_over"):
        look(named)
    assert identity.lapse() == 1 and identity.lapse() == 0
    with pytest.raises(Refused, match="not_approved"):
        look(named)
    assert identity_request(named) != number


def test_a_refused_request_opens_nothing_and_can_be_made_again(named):
    number = identity_request(named)
    with pytest.raises(Conflict, match="asked_already"):
        identity_request(named)
    decide(named, number, False)
    with pytest.raises(Refused, match="not_approved"):
        look(named)
    with pytest.raises(Missing, match="no_request"):
        decide(named, number, True)
    assert identity_request(named)


@pytest.mark.parametrize("name", ["office", "head", "legal", "escrow1"])
def test_nobody_else_decides_or_reads_the_reason(named, name):
    number = identity_request(named)
    with named.acting(name):
        vault = vault_of(named, name)
        assert identity.waiting() == []
        with pytest.raises(Missing, match="no_request"):
            identity.reason(number, vault)
        with pytest.raises(Missing, match="no_request"):
            identity.decide(number, vault, True)


def test_without_an_approver_in_office_nothing_is_asked(named):
    register_end(named, "approver")
    with pytest.raises(Invalid, match="no_approver"):
        identity_request(named)


def test_whoever_was_shut_out_meanwhile_is_not_approved(named):
    number = identity_request(named)
    with named.acting("head"):
        office = named.people["office"]
        case_access.exclude(
            case_access.open_case(named.case, vault_of(named, "head")), office
        )
    with pytest.raises(Refused, match="no_longer_reads"):
        decide(named, number, True)


# T22: whether there is a name is seen by nobody before an approval


def asked_and_approved(municipality) -> list:
    """Return all that a handler, an approver and a colleague see until it opens."""
    seen = [identity_request(municipality), notified(municipality)]
    with municipality.acting("approver"):
        seen += [identity.to_approve()[0].person, len(identity.to_approve())]
    decide(municipality, seen[0], True)
    return [*seen[1:], notified(municipality), events(municipality, "head")]


def test_asking_is_the_same_with_a_name_and_without(named):
    with_name = asked_and_approved(named)
    assert look(named) == {"name": "Anna Alm"}
    named.outbox.notices.clear()
    without = {each.case for each in getUtility(ICases).everything()} - {named.case}
    (named.case,) = without
    assert asked_and_approved(named) == with_name
    assert look(named) == {}
    assert events(named, "head")[-1] == "identity_opened"
    with named.acting("office"):
        case = case_access.open_case(named.case, vault_of(named, "office"))
        lines = who_read(case).lines
    kinds = [each.kind for each in lines]
    assert kinds == ["read_case", "read_identity", "read_case"]


def test_no_envelope_shows_what_is_in_it(named):
    """Its size is the same for no name, a short one, and the longest."""
    longest = {"name": "\u0001" * 300, "contact": "\u0001" * 300}
    for number, each in enumerate((None, {"name": "A"}, longest)):
        receive_report(
            submission("harassment", f"{number}" * 32, {"what": "o"}, identity=each)
        )
    vault, sizes = getUtility(IVault), set()
    for facts in getUtility(ICases).everything():
        assert vault.numbers(facts.case, "identity") == (1,)
        assert set(vault.approvers(facts.case)) == {named.people["approver"]}
        sizes.add(len(vault.box(facts.case, "identity", 1)[2]))
    assert len(sizes) == 1
    with pytest.raises(Invalid, match="answer_too_long"):
        too_long = {"address": "x" * 4096}
        receive_report(
            submission("harassment", "9" * 32, {"what": "o"}, identity=too_long)
        )


def test_a_case_of_before_without_an_envelope_is_asked_on_the_same_path(named):
    with_name = asked_and_approved(named)
    named.outbox.notices.clear()
    without = {each.case for each in getUtility(ICases).everything()} - {named.case}
    (named.case,) = without
    take_envelope(named.case)
    assert asked_and_approved(named) == with_name
    assert look(named) == {}
    register_end(named, "approver")
    named.clock.pass_days(8)
    with pytest.raises(Invalid, match="no_approver"):
        identity_request(named)


def take_envelope(case: str) -> None:
    """Leave a case as profile 1004 did when the reporter gave no name."""
    vault = getUtility(IVault)
    for kind in ("identity", "half"):
        del vault._boxes[(case, kind, 1)]
    for person in vault.approvers(case):
        del vault._keys[(case, 0, APPROVER, person, 0)]


def test_nobody_approves_for_a_case_that_they_read(open_intake):
    """The approver is the head of office too: no half for a reader (S14)."""
    both = open_intake.people["approver"]
    sample_municipality.hold(Function(both, "head_of_office", start=handlers.SINCE))
    confirm_with_passphrases(open_intake)
    before = {each.case for each in getUtility(ICases).everything()}
    receive_report(submission("harassment", "b" * 32, {"what": "ord"}))
    (case,) = {each.case for each in getUtility(ICases).everything()} - before
    assert both in getUtility(IVault).readers(case)
    assert both not in getUtility(IVault).approvers(case)
    assert identity.approvers(case) == frozenset()
    with open_intake.acting("office"), pytest.raises(Invalid, match="no_approver"):
        opened = case_access.open_case(case, vault_of(open_intake, "office"))
        identity.ask(opened, "Vi måste ringa.")


# lost keys


def test_a_new_key_is_never_let_in_by_the_way(open_intake):
    """A stranger with somebody's log-in could make it: a person must decide."""
    with open_intake.acting("hrchef"):
        my_key.replace(OTHER, sure=True)
    with open_intake.acting("office"):
        vault = vault_of(open_intake, "office")
        case_access.exclude(
            case_access.open_case(open_intake.case, vault), open_intake.people["head"]
        )
    with open_intake.acting("hrchef"):
        renewed = my_key.vault_of(my_key.open_vault(OTHER))
        with pytest.raises(Missing):
            case_access.open_case(open_intake.case, renewed)
        assert key_recovery.shut(open_intake.people["hrchef"]) == [open_intake.case]


def test_who_asks_again_is_let_in_by_a_colleague(open_intake):
    with open_intake.acting("hrchef"):
        my_key.replace(PHRASE, sure=True)
        assert key_recovery.ask() == 1
        assert key_recovery.ask() == 1
        assert len(getUtility(IKeyRequests).everything()) == 1
    helpers = {"office", "head", "escrow1", "escrow2", "escrow3"}
    assert notified(open_intake, "case_new") == helpers
    confirm_with_passphrases(open_intake)
    with open_intake.acting("office"):
        assert key_recovery.for_co_handlers() == [open_intake.people["hrchef"]]
        handing_over.restore(
            open_intake.people["hrchef"], vault_of(open_intake, "office")
        )
        key_recovery.settle()
        assert key_recovery.for_co_handlers() == []
    assert can_open(open_intake, "hrchef")
    with open_intake.acting("hrchef"), pytest.raises(Invalid, match="nothing_shut"):
        key_recovery.ask()


def give(municipality, name):
    with municipality.acting(name):
        (request,) = key_recovery.for_escrow()
        key_recovery.give(request.number, vault_of(municipality, name))
        assert key_recovery.for_escrow() == []


def come_back(municipality, name):
    with municipality.acting(name):
        possible = key_recovery.can_come_back(municipality.people[name])
        return possible, key_recovery.come_back(vault_of(municipality, name))


def test_when_all_keys_are_lost_any_two_escrow_holders_bring_one_back(open_intake):
    for name in ("hrchef", "office", "head"):
        with open_intake.acting(name):
            my_key.replace(PHRASE, sure=True)
    confirm_with_passphrases(open_intake)
    with open_intake.acting("head"):
        key_recovery.ask()
    give(open_intake, "escrow3")
    assert come_back(open_intake, "head") == (False, 0)
    give(open_intake, "escrow1")
    open_intake.outbox.notices.clear()
    assert come_back(open_intake, "head") == (True, 1)
    assert can_open(open_intake, "head") and notified(open_intake) >= {
        "hrchef",
        "office",
        "head",
    }
    assert events(open_intake, "head") == [
        "again_asked",
        "half_given",
        "half_given",
        "recovered",
    ]


def test_a_case_whose_readers_have_left_gets_a_successor_by_two_holders(open_intake):
    for name in ("hrchef", "office", "head"):
        register_end(open_intake, name)
    with open_intake.acting("escrow1"):
        vault = vault_of(open_intake, "escrow1")
        (facts,) = key_recovery.lost()
        with pytest.raises(Refused, match="excluded"):
            key_recovery.propose(facts.case, open_intake.people["approver"], vault)
        key_recovery.propose(facts.case, open_intake.people["hrsub"], vault)
        assert key_recovery.lost() == []
    assert not can_open(open_intake, "hrsub")
    give(open_intake, "escrow2")
    assert come_back(open_intake, "hrsub") == (True, 1)
    assert can_open(open_intake, "hrsub")


def test_a_case_that_somebody_opens_is_not_lost_and_others_propose_nothing(open_intake):
    for name in ("escrow1", "legal"):
        with open_intake.acting(name):
            assert key_recovery.lost() == []
            with pytest.raises(Missing, match="no_case"):
                key_recovery.propose(
                    open_intake.case,
                    open_intake.people["legal"],
                    vault_of(open_intake, name),
                )


def test_who_has_left_loses_access_when_a_colleague_opens_the_case(open_intake):
    case, head = open_intake.case, open_intake.people["head"]
    register_end(open_intake, "head")
    with open_intake.acting("head"), pytest.raises(ConductError):
        case_access.open_case(case, vault_of(open_intake, "head"))
    with open_intake.acting("office"):
        case_access.open_case(case, vault_of(open_intake, "office"))
    assert head not in getUtility(IVault).readers(case)
    assert head not in getUtility(ICases).facts(case).excluded


# rehearsal


def test_two_holders_rehearse_and_nothing_is_left(open_intake):
    before = set(getUtility(IVault)._keys)
    with open_intake.acting("escrow1"):
        vault, other = vault_of(open_intake, "escrow1"), open_intake.people["escrow2"]
        assert not key_recovery.rehearse(other, "fel lösenfras", vault)
        assert key_recovery.last_rehearsal() == 0
        assert key_recovery.rehearse(other, PHRASE, vault)
    assert key_recovery.last_rehearsal()
    assert set(getUtility(IVault)._keys) == before
    kept = {path.stem for path in (getUtility(IKeystore)._root() / "keys").iterdir()}
    assert kept == {open_intake.case}


@pytest.mark.parametrize(
    ("name", "other"), [("office", "escrow1"), ("escrow1", "legal")]
)
def test_only_holders_rehearse(open_intake, name, other):
    with open_intake.acting(name), pytest.raises(Refused, match="not_allowed"):
        key_recovery.rehearse(
            open_intake.people[other], PHRASE, vault_of(open_intake, name)
        )


# who has a key, and how it stands


def test_the_registrar_sees_who_has_a_key_and_others_do_not(open_intake):
    with open_intake.acting("registrar"):
        rows = {each.person.id: each for each in key_holders.holders()}
    assert rows[open_intake.people["hrchef"]].functions == ("hr",)
    assert all(each.has_key and each.since for each in rows.values())
    for role in ("official", "hrchef", "auditor"):
        with open_intake.acting(role), pytest.raises(Refused):
            key_holders.holders()


def test_readiness_says_how_keys_and_intake_stand(open_intake):
    said = {each.key: each.state for each in readiness.lines(1_900_000_000)}
    assert said == {
        "keys_handlers": "ok",
        "keys_approver": "ok",
        "keys_escrow": "ok",
        "keys_people": "ok",
        "copy": "ok",
        "keystore": "ok",
        "intake": "ok",
        "rehearsal_never": "look",
    }
    register_end(open_intake, "escrow1")
    register_end(open_intake, "head")
    getUtility(IKeystore)._root().chmod(0o750)
    said = {each.key: each.state for each in readiness.lines(1_900_000_000)}
    assert (said["keys_escrow"], said["intake"]) == ("missing", "missing")
    assert said["keystore_open"] == "missing"


def test_no_case_changes_a_line_of_readiness(open_intake):
    """Whoever reads it may be the person whom a case concerns."""
    keys = [each.key for each in readiness.lines(1_900_000_000)]
    receive_report(submission("harassment", "n" * 32, {"Vad?": "ord"}))
    register_end(open_intake, "office")
    register_end(open_intake, "head")
    assert [each.key for each in readiness.lines(1_900_000_000)] == keys
