"""Identity requests, lost keys, escrow and its rehearsal (S13, S14, S24)."""

from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IKeystore
from collective.conduct.core.interfaces import IRequests
from collective.conduct.core.interfaces import IVault
from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import opening
from collective.conduct.operations.keys import again
from collective.conduct.operations.keys import holders
from collective.conduct.operations.keys import identity
from collective.conduct.operations.keys import own
from collective.conduct.operations.keys import ready as readiness
from collective.conduct.operations.keys import sharing
from collective.conduct.operations.reports import returning
from collective.conduct.operations.reports.receiving import receive_report
from collective.conduct.operations.reports.receiving import Submission
from collective.conduct.operations.reports.receiving import Upload
from tests.integration.vault.test_keys import built  # noqa: F401
from tests.integration.vault.test_keys import can_open
from tests.integration.vault.test_keys import OTHER
from tests.integration.vault.test_keys import PHRASE
from tests.integration.vault.test_keys import ready  # noqa: F401
from tests.integration.vault.test_keys import register_end
from tests.integration.vault.test_keys import vault_of
from zope.component import getUtility

import json
import pytest


@pytest.fixture
def named(ready):  # noqa: F811
    """A second case, whose reporter said who they are."""
    before = {each.case for each in getUtility(ICases).everything()}
    sent = Submission(
        "harassment",
        "m" * 32,
        {"Vad?": "ord"},
        identity={"name": "Anna Alm"},
        files=(Upload("bild.jpg", "image/jpeg", b"sak", b"ren"),),
    )
    ready.words = " ".join(receive_report(sent).words)
    (ready.case,) = {each.case for each in getUtility(ICases).everything()} - before
    ready.outbox.put_.clear()
    return ready


def told(built):  # noqa: F811
    names = {person: name for name, person in built.people.items()}
    return {names[notice.person] for notice in built.outbox.put_}


def events(built, name):  # noqa: F811
    with built.acting(name):
        read = opening.read(built.case, vault_of(built, name))
    return [each.event for each in read.notes]


# reading and answering


def test_a_reader_sees_what_was_sent_and_its_files_but_not_by_whom(named):
    with named.acting("office"):
        private = vault_of(named, "office")
        found = opening.read(named.case, private)
        assert found.content["answers"] == {"Vad?": "ord"} and found.has_identity
        assert "Anna" not in json.dumps(found.content)
        (file,) = found.files
        assert (file.name, file.cleaned) == ("bild.jpg", 1)
        assert opening.file_of(named.case, private, 1, True) == ("bild.jpg", b"ren")
        assert opening.file_of(named.case, private, 1, False)[1] == b"sak"
        with pytest.raises(Missing, match="no_box"):
            opening.file_of(named.case, private, 2, False)


def test_an_answer_reaches_the_reporter_once_and_their_reply_comes_back(named):
    with named.acting("office"):
        private = vault_of(named, "office")
        assert answering.answer(named.case, private, " Tack. ", seen=0)
        assert not answering.answer(named.case, private, "Tack.", seen=0)
    assert not named.outbox.put_
    letters = returning.status(named.words).letters
    assert [(each.kind, each.words.get("text")) for each in letters][1:] == [
        ("message", "Tack.")
    ]
    returning.write(named.words, "Ett ord till")
    with named.acting("head"):
        found = opening.read(named.case, vault_of(named, "head"))
    said = [(each.text, each.by) for each in found.messages]
    assert said == [("Tack.", named.people["office"]), ("Ett ord till", 0)]


@pytest.mark.parametrize(
    ("text", "code"), [("  ", "said_nothing"), ("x" * 100_001, "said_too_long")]
)
def test_what_cannot_be_sent_is_refused(named, text, code):
    with named.acting("office"), pytest.raises(Invalid, match=code):
        answering.answer(named.case, vault_of(named, "office"), text)


def test_taking_a_case_on_is_noted_and_done_once(named):
    with named.acting("head"):
        for _time in range(2):
            opening.begin_triage(named.case, vault_of(named, "head"))
    assert getUtility(ICases).facts(named.case).state == "triage"
    assert events(named, "hrchef") == ["begin_triage"]


def test_others_neither_answer_nor_take_on(named):
    private = vault_of(named, "legal")
    with named.acting("legal"):
        for deed in (
            lambda: answering.answer(named.case, private, "ord"),
            lambda: answering.write_note(named.case, private, "ord"),
            lambda: opening.begin_triage(named.case, private),
            lambda: opening.read(named.case, private),
            lambda: identity.ask(named.case, "ord", private),
        ):
            with pytest.raises(Missing, match="no_case"):
                deed()


# identity


def asked(built, name="office"):  # noqa: F811
    with built.acting(name):
        return identity.ask(built.case, "Vi måste ringa.", vault_of(built, name))


def decide(built, number, approve, name="approver"):  # noqa: F811
    with built.acting(name):
        identity.decide(number, vault_of(built, name), approve)


def look(built, name="office"):  # noqa: F811
    with built.acting(name):
        return identity.open_identity(built.case, vault_of(built, name))


def test_an_identity_opens_when_another_has_approved_and_each_look_is_noted(named):
    number = asked(named)
    assert told(named) == {"approver"}
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
    number = asked(named)
    decide(named, number, True)
    named.clock.pass_days(6)
    assert look(named)
    named.clock.pass_days(1)
    with pytest.raises(Refused, match="approval_over"):
        look(named)
    assert identity.lapse() == 1 and identity.lapse() == 0
    with pytest.raises(Refused, match="not_approved"):
        look(named)
    assert asked(named) != number


def test_a_refused_request_opens_nothing_and_can_be_made_again(named):
    number = asked(named)
    with pytest.raises(Conflict, match="asked_already"):
        asked(named)
    decide(named, number, False)
    with pytest.raises(Refused, match="not_approved"):
        look(named)
    with pytest.raises(Missing, match="no_request"):
        decide(named, number, True)
    assert asked(named)


@pytest.mark.parametrize("name", ["office", "head", "legal", "escrow1"])
def test_nobody_else_decides_or_reads_the_reason(named, name):
    number = asked(named)
    with named.acting(name):
        private = vault_of(named, name)
        assert identity.waiting() == []
        with pytest.raises(Missing, match="no_request"):
            identity.reason(number, private)
        with pytest.raises(Missing, match="no_request"):
            identity.decide(number, private, True)


def test_without_an_approver_in_office_nothing_is_asked(named):
    register_end(named, "approver")
    with pytest.raises(Invalid, match="no_approver"):
        asked(named)


def test_whoever_was_shut_out_meanwhile_is_not_approved(named):
    number = asked(named)
    with named.acting("head"):
        office = named.people["office"]
        sharing.exclude(named.case, office, vault_of(named, "head"))
    with pytest.raises(Refused, match="no_longer_reads"):
        decide(named, number, True)


def test_a_report_without_a_name_has_no_identity_to_ask_for(ready):  # noqa: F811
    with pytest.raises(Missing, match="no_identity"):
        asked(ready)


# lost keys


def test_a_new_key_is_never_let_in_by_the_way(ready):  # noqa: F811
    """A stranger with somebody's log-in could make it: a person must decide."""
    with ready.acting("hrchef"):
        own.replace(OTHER)
    with ready.acting("office"):
        private = vault_of(ready, "office")
        sharing.exclude(ready.case, ready.people["head"], private)
    with ready.acting("hrchef"):
        renewed = own.private_of(own.open_vault(OTHER))
        with pytest.raises(Missing):
            sharing.open_case(ready.case, renewed)
        assert again.shut(ready.people["hrchef"]) == [ready.case]


def test_who_asks_again_is_let_in_by_a_colleague(ready):  # noqa: F811
    with ready.acting("hrchef"):
        own.replace(PHRASE)
        assert again.ask() == 1
        assert again.ask() == 1
        assert len(getUtility(IRequests).everything()) == 1
    assert told(ready) == {"office", "head", "escrow1", "escrow2", "escrow3"}
    with ready.acting("office"):
        assert again.for_co_handlers() == [ready.people["hrchef"]]
        sharing.restore(ready.people["hrchef"], vault_of(ready, "office"))
        again.settle()
        assert again.for_co_handlers() == []
    assert can_open(ready, "hrchef")
    with ready.acting("hrchef"), pytest.raises(Invalid, match="nothing_shut"):
        again.ask()


def give(built, name):  # noqa: F811
    with built.acting(name):
        (request,) = again.for_escrow()
        again.give(request.number, vault_of(built, name))
        assert again.for_escrow() == []


def come_back(built, name):  # noqa: F811
    with built.acting(name):
        possible = again.can_come_back(built.people[name])
        return possible, again.come_back(vault_of(built, name))


def test_when_all_keys_are_lost_any_two_escrow_holders_bring_one_back(ready):  # noqa: F811
    for name in ("hrchef", "office", "head"):
        with ready.acting(name):
            own.replace(PHRASE)
    with ready.acting("head"):
        again.ask()
    give(ready, "escrow3")
    assert come_back(ready, "head") == (False, 0)
    give(ready, "escrow1")
    ready.outbox.put_.clear()
    assert come_back(ready, "head") == (True, 1)
    assert can_open(ready, "head") and told(ready) >= {"hrchef", "office", "head"}
    assert events(ready, "head") == [
        "again_asked",
        "half_given",
        "half_given",
        "recovered",
    ]


def test_a_case_whose_readers_have_left_gets_a_successor_by_two_holders(ready):  # noqa: F811
    for name in ("hrchef", "office", "head"):
        register_end(ready, name)
    with ready.acting("escrow1"):
        private = vault_of(ready, "escrow1")
        (facts,) = again.lost()
        with pytest.raises(Refused, match="excluded"):
            again.propose(facts.case, ready.people["approver"], private)
        again.propose(facts.case, ready.people["hrsub"], private)
        assert again.lost() == []
    assert not can_open(ready, "hrsub")
    give(ready, "escrow2")
    assert come_back(ready, "hrsub") == (True, 1)
    assert can_open(ready, "hrsub")


def test_a_case_that_somebody_opens_is_not_lost_and_others_propose_nothing(ready):  # noqa: F811
    for name in ("escrow1", "legal"):
        with ready.acting(name):
            assert again.lost() == []
            with pytest.raises(Missing, match="no_case"):
                again.propose(ready.case, ready.people["legal"], vault_of(ready, name))


def test_who_has_left_is_let_out_by_a_colleague_and_nobody_else_is(ready):  # noqa: F811
    with ready.acting("office"):
        private = vault_of(ready, "office")
        with pytest.raises(Refused, match="still_in_office"):
            sharing.let_out(ready.case, ready.people["head"], private)
        register_end(ready, "head")
        assert sharing.left_office(ready.case) == {ready.people["head"]}
        sharing.let_out(ready.case, ready.people["head"], private)
    assert ready.people["head"] not in getUtility(IVault).readers(ready.case)
    assert ready.people["head"] not in getUtility(ICases).facts(ready.case).excluded


# rehearsal


def test_two_holders_rehearse_and_nothing_is_left(ready):  # noqa: F811
    before = set(getUtility(IVault)._keys)
    with ready.acting("escrow1"):
        private, other = vault_of(ready, "escrow1"), ready.people["escrow2"]
        assert not again.rehearse(other, "fel lösenfras", private)
        assert again.last_rehearsal() == 0
        assert again.rehearse(other, PHRASE, private)
    assert again.last_rehearsal()
    assert set(getUtility(IVault)._keys) == before
    kept = {path.name for path in (getUtility(IKeystore)._root() / "keys").iterdir()}
    assert kept == {ready.case}


@pytest.mark.parametrize(
    ("name", "other"), [("office", "escrow1"), ("escrow1", "legal")]
)
def test_only_holders_rehearse(ready, name, other):  # noqa: F811
    with ready.acting(name), pytest.raises(Refused, match="not_allowed"):
        again.rehearse(ready.people[other], PHRASE, vault_of(ready, name))


# who has a key, and how it stands


def test_the_registrar_sees_who_has_a_key_and_others_do_not(ready):  # noqa: F811
    with ready.acting("registrar"):
        rows = {each.person.id: each for each in holders.holders()}
    assert rows[ready.people["hrchef"]].functions == ("hr",)
    assert all(each.has_key and each.since for each in rows.values())
    for role in ("official", "hrchef", "auditor"):
        with ready.acting(role), pytest.raises(Refused):
            holders.holders()


def test_readiness_says_how_keys_and_intake_stand(ready):  # noqa: F811
    said = {each.key: each.state for each in readiness.lines(1_900_000_000)}
    assert said == {
        "keys_handlers": "ok",
        "keys_approver": "ok",
        "keys_escrow": "ok",
        "keystore": "ok",
        "intake": "ok",
        "rehearsal_never": "look",
    }
    register_end(ready, "escrow1")
    register_end(ready, "head")
    getUtility(IKeystore)._root().chmod(0o750)
    said = {each.key: each.state for each in readiness.lines(1_900_000_000)}
    assert (said["keys_escrow"], said["intake"]) == ("missing", "missing")
    assert said["keystore_open"] == "missing"


def test_no_case_changes_a_line_of_readiness(ready):  # noqa: F811
    """Whoever reads it may be the person whom a case concerns."""
    keys = [each.key for each in readiness.lines(1_900_000_000)]
    receive_report(Submission("harassment", "n" * 32, {"Vad?": "ord"}))
    register_end(ready, "office")
    register_end(ready, "head")
    assert [each.key for each in readiness.lines(1_900_000_000)] == keys
