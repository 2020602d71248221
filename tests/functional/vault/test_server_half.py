"""The server's half that is missing is said, and never made anew (T16).

Words and vaults of before would open nothing, and what came in meanwhile would be
lost when the former is put back.
"""

from collective.conduct.cli.home import adopt_copy as command
from collective.conduct.core.common.errors import Unavailable
from collective.conduct.core.vault.key_ports import IKeyDirectory
from collective.conduct.core.vault.key_ports import IServerHalf
from collective.conduct.core.vault.ports import IKeystore
from collective.conduct.operations.home.readiness import checks
from collective.conduct.operations.reports import reporter_followup
from collective.conduct.storage.vault.server_half import ServerHalf
from collective.conduct.upgrades import steps
from tests.support import handlers
from zope.component import getUtility
from zope.interface.verify import verifyObject

import os
import pytest


HALF = "server.half"


@pytest.fixture
def reported(open_intake):
    """The words of a report that was made while all was well."""
    return handlers.send_report()[1]


@pytest.fixture(params=["half_missing", "half_other"])
def without(request, reported, tmp_path):
    """The file of the half is gone, or it is another one."""
    kept = (tmp_path / HALF).read_bytes()
    (tmp_path / HALF).unlink()
    if request.param == "half_other":
        (tmp_path / HALF).write_bytes(os.urandom(32))
        (tmp_path / HALF).chmod(0o600)
    yield request.param, kept
    found = (tmp_path / HALF).exists()
    assert found == (request.param == "half_other")  # nothing was made


def put_back(tmp_path, kept: bytes) -> None:
    (tmp_path / HALF).write_bytes(kept)
    (tmp_path / HALF).chmod(0o600)


def ready(municipality) -> dict:
    with municipality.acting("registrar"):
        return {each.key: each.state for each in checks()}


def test_old_words_are_not_called_wrong(without, reported):
    with pytest.raises(Unavailable, match=without[0]):
        reporter_followup.status(reported)


def test_nobody_can_report_into_nothing(without, client, municipality):
    hub = municipality.hub.absolute_url()
    page = client.page("anonymous", f"{hub}/@@report")
    assert page.status_int == 200
    assert "Reports cannot be received here yet" in page.text
    with pytest.raises(Unavailable, match="intake_closed"):
        handlers.send_report()


def test_the_desk_says_what_is_wrong(without, locked_desk):
    page = locked_desk("office").post(
        "@@my-key", deed="open", passphrase=handlers.PHRASE
    )
    assert page.status_int == 503
    assert "Nothing is lost when" in page.text


def test_an_open_desk_stays_shut_meanwhile(reported, open_desk, tmp_path):
    office = open_desk("office")
    kept = (tmp_path / HALF).read_bytes()
    (tmp_path / HALF).unlink()
    assert office.get("@@desk").status_int == 503
    page = office.post("@@case", case=handlers.latest_case().case)
    assert page.status_int == 503 and "Nothing is lost when" in page.text
    put_back(tmp_path, kept)
    assert office.get("@@desk").status_int == 200


def test_readiness_is_red_with_what_to_do(without, municipality, client):
    assert ready(municipality)[without[0]] == "missing"
    page = client.page(
        "registrar", f"{municipality.portal.absolute_url()}/@@conduct-readiness"
    )
    assert "from the backup of CONDUCT_HOME" in page.text


def test_put_back_everything_opens_again(without, reported, tmp_path, municipality):
    put_back(tmp_path, without[1])
    assert reporter_followup.status(reported)
    assert handlers.send_report()
    assert ready(municipality)["keystore"] == "ok"
    if without[0] == "half_missing":
        (tmp_path / HALF).unlink()


def test_a_new_site_makes_one_and_knows_it_from_first_use(municipality, tmp_path):
    half = getUtility(IServerHalf)
    assert verifyObject(IServerHalf, half) and not half.fingerprint
    handlers.send_report()
    assert half.fingerprint
    assert (tmp_path / HALF).read_bytes() not in half.fingerprint
    (tmp_path / HALF).unlink()
    with pytest.raises(Unavailable, match="half_missing"):
        half.key()


def test_an_upgrade_takes_the_one_that_was_used(reported, municipality, tmp_path):
    half = getUtility(IServerHalf)
    known, half.fingerprint = half.fingerprint, b""  # as 1004 left it
    kept = (tmp_path / HALF).read_bytes()
    (tmp_path / HALF).unlink()
    with pytest.raises(Unavailable, match="half_missing"):
        steps.remember_half(municipality.portal.portal_setup)
    put_back(tmp_path, kept)
    for _twice in range(2):
        steps.remember_half(municipality.portal.portal_setup)
        assert half.fingerprint == known


def test_one_that_is_lost_for_good_is_replaced_when_somebody_says_so(
    reported, tmp_path
):
    (tmp_path / HALF).unlink()
    assert command.run("new-half") == 0
    assert getUtility(IServerHalf).key() == getUtility(IKeystore).half()
    assert getUtility(IKeyDirectory).faults() == []
    assert reporter_followup.status(reported) is None
    assert reporter_followup.status(handlers.send_report()[1])


def test_the_fingerprint_is_of_its_half(tmp_path, reported):
    one, other = ServerHalf(), ServerHalf()
    one.remember()
    other.remember()
    assert one.fingerprint == other.fingerprint == getUtility(IServerHalf).fingerprint
