"""The timed job: it seals, for the holder of the token alone."""

from collective.conduct.cli.jobs import tick
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.ledger import proof
from collective.conduct.core.ledger.ports import IDataDirectory
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.ledger.ports import ISealLog
from collective.conduct.operations.ledger import sealing
from collective.conduct.operations.ledger.ledgers import ledger_status
from plone.protect.authenticator import createToken
from zope.component import getUtility
from zope.interface.verify import verifyObject

import json
import pytest
import transaction


@pytest.fixture
def home(tmp_path, municipality):
    return tmp_path


@pytest.fixture
def token(home):
    return tick.token(home / "tick.token")


def _tick(client, secret, method="POST"):
    headers = {"X-Conduct-Token": secret} if secret is not None else {}
    return client.send("anonymous", method, "/@@conduct-tick", b"", headers)


def _lines(home):
    file = home / "seals.jsonl"
    return [json.loads(each) for each in file.read_text().splitlines()]


def _serials(site):
    """What a write would change: the last transaction of the database."""
    transaction.commit()
    return site._p_jar.db().lastTransaction()


@pytest.mark.parametrize("port", [IDataDirectory, ISealLog])
def test_the_folder_keeps_what_its_ports_promise(municipality, port):
    assert verifyObject(port, getUtility(port))


def test_the_job_seals_and_the_line_lies_outside(client, municipality, home, token):
    answered = _tick(client, token)
    assert answered.status_int == 200
    assert (answered.json["sealed"], answered.json["more"]) == (1, False)
    ledger = getUtility(ILedger)
    (seal,) = ledger.seals()
    (line,) = _lines(home)
    assert (line["ledger"], line["digest"]) == (ledger.ledger_id, seal.digest)
    assert proof.verify_ledger(ledger.export(), [line]) == []


def test_a_second_run_seals_nothing_and_writes_nothing(
    client, municipality, home, token
):
    _tick(client, token)
    before = _serials(municipality.portal)
    assert set(_tick(client, token).json.values()) == {0}
    assert _serials(municipality.portal) == before
    assert len(_lines(home)) == 1


def test_the_run_is_noted_even_when_nothing_was_sealed(
    client, municipality, home, token
):
    _tick(client, token)
    municipality.clock.pass_days(1)
    _tick(client, token)
    ran = getUtility(IDataDirectory).last_run(getUtility(ILedger).ledger_id)
    assert ran == int(municipality.clock.now().timestamp())


@pytest.mark.parametrize("wrong", [None, "", "0" * 64, "x", "å"])
def test_nobody_without_the_token_gets_in(client, municipality, home, token, wrong):
    secret = wrong.encode().decode("latin-1") if wrong else wrong
    answered = _tick(client, secret)
    assert (answered.status_int, answered.json) == (403, {"code": "not_allowed"})
    assert getUtility(ILedger).unsealed() == 1


@pytest.mark.parametrize("secret", ["", "0" * 64])
def test_while_there_is_no_token_the_door_is_closed(client, municipality, home, secret):
    assert _tick(client, secret).status_int == 403
    (home / "tick.token").write_text("")
    assert _tick(client, secret).status_int == 403


def test_the_job_knocks_by_post_only(client, municipality, token):
    answered = _tick(client, token, "GET")
    assert (answered.status_int, answered.headers["Allow"]) == (405, "POST")
    assert getUtility(ILedger).unsealed() == 1


def test_without_a_folder_nothing_is_sealed(municipality, monkeypatch):
    monkeypatch.delenv("CONDUCT_HOME")
    with pytest.raises(Unavailable):
        sealing.seal()
    assert getUtility(ILedger).unsealed() == 1


def test_a_seal_whose_transaction_failed_leaves_no_line(municipality, home):
    sealing.seal()
    transaction.abort()
    assert not (home / "seals.jsonl").exists()


def test_a_line_that_got_lost_is_written_by_the_next_run(
    client, municipality, home, token
):
    _tick(client, token)
    (home / "seals.jsonl").unlink()
    _tick(client, token)
    assert len(_lines(home)) == 1
    assert ledger_status().faults == () and ledger_status().kept == 1


def test_a_seal_that_was_undone_shows_for_ever(client, municipality, home, token):
    """The database forgets the seal, the file does not (DESIGN 1.3)."""
    _tick(client, token)
    kept = (home / "seals.jsonl").read_text()
    other = json.loads(kept) | {"root": "0" * 64}
    other["digest"] = proof.seal_digest(other["ledger"], other)
    (home / "seals.jsonl").write_text(json.dumps(other) + "\n")
    _tick(client, token)
    assert len(_lines(home)) == 2
    assert [each.code for each in ledger_status().faults] == ["seal_changed"]


def test_the_command_asks_until_all_is_done(client, municipality, home, token, capsys):
    transaction.commit()
    url = municipality.portal.absolute_url()
    assert tick.main(["--url", url]) == 0
    assert capsys.readouterr().out == "Done: 1 sealed.\n"
    assert tick.main(["--url", f"{url}/"]) == 0
    assert capsys.readouterr().out == "Nothing was due.\n"


def test_the_command_says_what_the_site_refused(
    client, municipality, home, token, capsys
):
    other = home / "other.token"
    other.write_text("something else")
    transaction.commit()
    arguments = [
        "--url",
        municipality.portal.absolute_url(),
        "--token-file",
        str(other),
    ]
    assert tick.main(arguments) == 1
    assert "not the one that the site knows" in capsys.readouterr().err


def test_a_site_without_the_add_on_says_so(client, municipality, home, token, capsys):
    transaction.commit()
    assert tick.main(["--url", municipality.portal.aq_parent.absolute_url()]) == 1
    assert "(404)" in capsys.readouterr().err


def test_the_auditor_sees_that_the_seals_are_sound(client, municipality, token):
    _tick(client, token)
    page = client.page("auditor", "/trygghet/@@conduct-ledger")
    assert page.status_int == 200
    assert "agree with the file outside the database" in page.text
    assert "10 March 2027" in page.text


def test_the_auditor_sees_that_a_seal_is_not_sound(client, municipality, home, token):
    test_a_seal_that_was_undone_shows_for_ever(client, municipality, home, token)
    page = client.page("auditor", "/trygghet/@@conduct-ledger")
    assert "do not agree" in page.text and "seal 1" in page.text


def test_the_auditor_checks_every_entry_and_takes_the_files(
    client, municipality, token
):
    _tick(client, token)
    with municipality.acting("auditor"):
        secret = createToken()
    page = client.form("auditor", "/trygghet/@@conduct-ledger", _authenticator=secret)
    assert page.status_int == 200 and "every entry is as it was written" in page.text
    record = client.page("auditor", "/trygghet/@@conduct-ledger.json")
    seals = client.page("auditor", "/trygghet/@@conduct-seals.jsonl")
    kept = [json.loads(line) for line in seals.text.splitlines()]
    assert proof.verify_ledger(json.loads(record.text), kept) == []
    assert "attachment" in record.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "path", ["@@conduct-ledger", "@@conduct-ledger.json", "@@conduct-seals.jsonl"]
)
@pytest.mark.parametrize("role", ["anonymous", "official", "registrar", "manager"])
def test_the_record_is_for_the_auditor(client, municipality, role, path):
    page = client.page(role, f"/trygghet/{path}")
    assert page.status_int in (302, 401, 403)
