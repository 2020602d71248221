"""Uninstalling leaves the site as it was before, and the record in its place."""

from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.storage.home import KEY
from plone import api
from tests.support import sample_municipality
from tests.support import site_snapshot
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.component import queryUtility


NAME = "collective.conduct"


def _cycle(installer):
    """Install and uninstall; both must say that they did it."""
    assert installer.install_product(NAME)
    assert installer.uninstall_product(NAME)


def test_the_looks_see_the_add_on(bare, installer):
    before = site_snapshot.of(bare)
    assert installer.install_product(NAME)
    after = site_snapshot.of(bare)
    unchanged = {name for name in site_snapshot.LOOKS if before[name] == after[name]}
    assert unchanged == {
        "columns",
        "annotations",
        "content",
        "properties",
        "viewlets",
    }


def test_uninstalling_leaves_everything_as_it_was(bare, installer):
    before = site_snapshot.of(bare)
    _cycle(installer)
    after = site_snapshot.of(bare)
    assert {
        name: after[name] for name in site_snapshot.LOOKS if after[name] != before[name]
    } == {}


def test_a_second_round_leaves_nothing_either(bare, installer):
    before = site_snapshot.of(bare)
    _cycle(installer)
    _cycle(installer)
    assert site_snapshot.of(bare) == before


def test_the_record_outlives_the_add_on_and_is_found_again(bare, installer):
    assert installer.install_product(NAME)
    with sample_municipality.stopped_clock():
        municipality = sample_municipality.build(bare)
        document = sample_municipality.adopted(municipality, "kod")
    ledger = getUtility(ILedger)
    known, entries = ledger.ledger_id, list(ledger.entries(document.stream))
    assert installer.uninstall_product(NAME)
    assert queryUtility(ILedger) is None and KEY in IAnnotations(bare)
    assert installer.install_product(NAME)
    assert getUtility(ILedger).ledger_id == known
    assert list(getUtility(ILedger).entries(document.stream)) == entries
    assert (
        getUtility(IRegister).person_of("registrar") == municipality.people["registrar"]
    )


def test_without_the_add_on_the_site_still_knows_who_people_are(bare, installer):
    assert installer.install_product(NAME)
    municipality = sample_municipality.build(bare)
    assert installer.uninstall_product(NAME)
    user = api.user.get(userid="registrar")
    assert municipality.hub.getId() in bare.objectIds()
    assert not [each for each in user.getGroups() if each.startswith("conduct:")]
