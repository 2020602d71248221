"""On an intranet that was there first: nothing of theirs changes (DESIGN 8)."""

from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.obligations.campaigns import CampaignFacts
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import EditionSubject
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.documents.editions import edition_at
from collective.conduct.operations.home.reconcile import Mended
from collective.conduct.operations.home.reconcile import reconcile
from collective.conduct.storage.home import KEY
from collective.conduct.workflow.documents.path_tracking import place_of
from plone import api
from tests.support import existing_intranet
from tests.support import sample_municipality
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

import pytest
import transaction


NAME = "collective.conduct"
DOCUMENTS = 5000


@pytest.fixture
def stage() -> str:
    """None: the municipality of these tests is on the other site."""
    return ""


@pytest.fixture
def municipality(bare, installer):
    """Our municipality on the site: a code in force and an answer; then uninstalled."""
    assert installer.install_product(NAME)
    with sample_municipality.stopped_clock():
        made = sample_municipality.build(bare)
        document = made.document = sample_municipality.adopted(made, "kod")
        mark = current(document).manifest_hash
        person = made.people["official"]
        getUtility(ILedger).append(person, "acknowledged", 0, edition=mark)
        getUtility(ICampaigns).put(_campaign(document))
        transaction.savepoint()
        assert installer.uninstall_product(NAME)
        yield made


def current(document):
    return getUtility(IEditionIndex).of(document.UID())[0]


def _campaign(document):
    """Facts of a campaign: any content of ours lends it a place that can change."""
    return CampaignFacts(
        uid=document.UID(),
        subject=EditionSubject(document.UID()),
        title="Kampanj",
        path=place_of(document),
        state="closed",
        kind="read",
        plus=(),
        minus=(),
        start=sample_municipality.TODAY,
        due=sample_municipality.TODAY,
    )


def _changed(before, after):
    return {name: after[name] for name in before if before[name] != after[name]}


def test_an_intranet_of_5000_documents_is_as_it_was_all_along(bare, installer):
    existing_intranet.build(bare, DOCUMENTS)
    before = existing_intranet.describe(bare)
    assert len(before["documents"]) == DOCUMENTS
    assert installer.install_product(NAME)
    assert _changed(before, existing_intranet.describe(bare)) == {}
    with sample_municipality.stopped_clock():
        sample_municipality.adopted(sample_municipality.build(bare), "kod")
    assert _changed(before, existing_intranet.describe(bare)) == {}
    assert installer.uninstall_product(NAME)
    assert _changed(before, existing_intranet.describe(bare)) == {}


def test_the_evidence_stays_where_the_how_to_says_and_is_found_again(
    municipality, bare, installer
):
    assert KEY == "collective.conduct" and KEY in IAnnotations(bare)
    assert installer.install_product(NAME)
    mark, person = (
        current(municipality.document).manifest_hash,
        municipality.people["official"],
    )
    assert getUtility(ILedger).outcome(mark, person) == "acknowledged"
    assert getUtility(ICampaigns).of(EditionSubject(municipality.document.UID())) == [
        _campaign(municipality.document)
    ]


def test_an_account_deleted_meanwhile_is_nobody_s_when_it_comes_back(
    municipality, bare, installer
):
    api.user.delete(username="official")
    assert installer.install_product(NAME)
    register, person = getUtility(IRegister), municipality.people["official"]
    assert register.person_of("official") is None
    assert register.person(person).name == "Official Lind"
    assert register.person_of("leader") == municipality.people["leader"]
    assert sample_municipality.enrol("official", "Någon Annan") != person


def test_what_was_renamed_meanwhile_is_found_at_its_new_place(
    municipality, bare, installer
):
    bare.manage_renameObject("trygghet", "kodex")
    assert installer.install_product(NAME)
    facts = current(municipality.document)
    assert facts.path == "kodex/kod/edition-1"
    assert edition_at(facts).manifest_hash == facts.manifest_hash
    assert getUtility(ICampaigns).get(municipality.document.UID()).path == "kodex/kod"


def test_what_was_removed_meanwhile_is_forgotten_and_its_answers_stay(
    municipality, bare, installer
):
    uid, person = municipality.document.UID(), municipality.people["official"]
    # Without our code on the disk nothing refuses, and the catalog lags behind.
    bare["trygghet"]._delObject("kod", suppress_events=True)
    assert installer.install_product(NAME)
    assert getUtility(IEditionIndex).of(uid) == []
    assert [each.kind for each in getUtility(ILedger).entries(person)] == [
        "acknowledged"
    ]


def test_rights_that_were_lost_meanwhile_are_back(municipality, bare, installer):
    edition = municipality.document["edition-1"]
    edition.manage_permission("Modify portal content", ["Member"], acquire=1)
    edition.manage_permission("View", ["Anonymous"], acquire=1)
    assert installer.install_product(NAME)
    assert "Anonymous" not in _given(edition, "View")
    assert _given(edition, "Modify portal content").isdisjoint({"Member"})
    assert not edition.acquiredRolesAreUsedBy("View")


def _given(thing, permission):
    rights = thing.rolesOfPermission(permission)
    return {each["name"] for each in rights if each["selected"]}


def test_a_second_look_finds_nothing_to_mend(municipality, bare, installer):
    bare.manage_renameObject("trygghet", "kodex")
    api.user.delete(username="official")
    assert installer.install_product(NAME)
    assert reconcile() == Mended(0, 0, 0)


class Thing:
    """Something with a path."""

    def __init__(self, path):
        self.path = path

    def getPhysicalPath(self):
        return tuple(self.path.split("/"))


def test_a_site_that_lies_in_a_folder_finds_its_editions(monkeypatch):
    site = Thing("/kommuner/linden")
    monkeypatch.setattr(api.portal, "get", lambda: site)
    edition = Thing("/kommuner/linden/trygghet/kod/edition-1")
    assert place_of(edition) == "trygghet/kod/edition-1"
