"""The doors of the timed job: over HTTP and into the database, one at a time."""

from collective.conduct.cli import common
from collective.conduct.cli.jobs import tick
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.jobs.ports import ILease
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.mail.ports import IOutbox
from collective.conduct.operations.jobs import running
from collective.conduct.storage.common.clock import Clock
from plone import api
from tests.support.running_campaign import CAMPAIGN
from tests.support.running_campaign import launch
from tests.support.sample_municipality import NOON
from types import SimpleNamespace
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.component.hooks import setSite

import json
import pytest
import transaction


LATER = "2027-03-20T12:00"
MAIL = {"sent", "failed", "withdrawn"}


@pytest.fixture
def real_clock(municipality):
    """The clock of the product, which a run can pin."""
    manager, stopped = getGlobalSiteManager(), getUtility(IClock)
    manager.registerUtility(Clock(), IClock)
    yield
    manager.registerUtility(stopped, IClock)


@pytest.fixture
def url(client, municipality, tmp_path):
    """The address of the site, which knows the token."""
    tick.token(tmp_path / "tick.token")
    launch(municipality)
    return municipality.portal.absolute_url()


@pytest.fixture
def database(municipality, monkeypatch):
    """The database of the tests, as if ``zope.conf`` had named it."""
    kept, site = municipality.portal._p_jar.db(), getSite()
    lasting = SimpleNamespace(open=kept.open, close=lambda: None)
    monkeypatch.setattr(common, "_database", lambda conf: lasting)
    launch(municipality)
    yield ["--conf", "zope.conf", "--site", "/plone"]
    setSite(site)


def _said(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def _due(done: dict) -> dict:
    return {k: count for k, count in done.items() if count and k not in MAIL}


def test_the_counts_are_printed_and_are_zero_the_second_time(url, capsys):
    assert tick.main(["--url", url, "--json"]) == 0
    first = _said(capsys)
    assert set(first) == set(running.KINDS) - running.UNTOLD
    assert _due(first) == {"reminded": 2, "sealed": 1}
    assert tick.main(["--url", url, "--json"]) == 0
    assert _due(_said(capsys)) == {}


def test_the_same_without_a_server(database, municipality, capsys):
    assert tick.main([*database, "--json"]) == 0
    assert _due(_said(capsys)) == {"reminded": 2, "sealed": 1}
    setSite(municipality.portal)
    transaction.begin()
    assert sum(getUtility(IOutbox).counts().values()) == 2
    assert tick.main([*database]) == 0
    assert "reminded" not in capsys.readouterr().out


def test_a_site_that_is_not_there_is_said_in_one_line(database, capsys):
    assert tick.main(["--conf", "zope.conf", "--site", "/nowhere"]) == 2
    assert "no Plone site at /nowhere" in capsys.readouterr().err


def test_another_run_at_work_is_no_failure(url, database, municipality, capsys):
    now = int(municipality.clock.now().timestamp())
    getUtility(ILease).acquire("other", now, 60)
    transaction.commit()
    for door in (["--url", url], database):
        assert tick.main(door) == 0
        assert "another run is at work" in capsys.readouterr().err
        setSite(municipality.portal)
    transaction.begin()
    assert sum(getUtility(IOutbox).counts().values()) == 0


def test_a_run_may_be_at_another_time_on_a_test_site(
    url, municipality, real_clock, capsys
):
    arguments = ["--url", url, "--json", "--now", LATER]
    assert tick.main(arguments) == 0
    assert _due(_said(capsys))["reminded"] == 2
    transaction.begin()
    key = f"{CAMPAIGN}.20270310.{municipality.people['leader']:08x}.new"
    assert getUtility(IOutbox).knows(key)
    ran = [seal.when for seal in getUtility(ILedger).seals()]
    assert ran and ran[0] > NOON.timestamp()


@pytest.mark.parametrize("wrong", ["yesterday", "2027-13-01"])
def test_a_time_that_is_none_is_refused(url, wrong, capsys):
    assert tick.main(["--url", url, "--now", wrong]) == 1
    assert "the time is written as" in capsys.readouterr().err


def test_where_people_live_the_time_cannot_be_set(url, municipality, capsys):
    setup = api.portal.get_tool("portal_setup")
    setup.unsetLastVersionForProfile("collective.conduct:testing")
    transaction.commit()
    assert tick.main(["--url", url, "--now", LATER]) == 1
    assert "test sites only" in capsys.readouterr().err
    transaction.begin()
    assert sum(getUtility(IOutbox).counts().values()) == 0


def test_a_slice_that_is_over_leaves_the_rest_for_the_next(municipality):
    launch(municipality)
    spent = SimpleNamespace(spent=True)
    done = running.run_slice("a", transaction.commit, spent)
    assert (done["reminded"], done["more"]) == (1, True)
    assert getUtility(ILease).holder == "a"
    while done["more"]:
        done = running.run_slice("a", transaction.commit, spent)
    assert getUtility(ILease).holder == ""
    assert sum(getUtility(IOutbox).counts().values()) == 2
