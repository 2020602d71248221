"""What a page and a change of members cost, in counts that no machine alters."""

from collective.conduct.core.registers.mandates import Function
from collective.conduct.core.registers.mandates import Mandate
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.storage.registers.register import Register
from datetime import date
from plone import api
from Products.ZCatalog.Catalog import Catalog
from tests.support import sample_municipality
from tests.support.reader_browser import Reader
from zope.component import getUtility

import pytest
import transaction


SINCE = date(2027, 1, 1)


@pytest.fixture
def reads(monkeypatch):
    """How often all rows of the registers were read."""
    seen, read = [], Register.history

    def counting(self):
        seen.append(1)
        return read(self)

    monkeypatch.setattr(Register, "history", counting)
    return seen


@pytest.fixture
def indexed(monkeypatch):
    """The paths of everything that was indexed, anew or again."""
    seen, index = [], Catalog.catalogObject

    def counting(self, thing, uid, *args, **kw):
        seen.append(uid)
        return index(self, thing, uid, *args, **kw)

    monkeypatch.setattr(Catalog, "catalogObject", counting)
    return seen


@pytest.mark.parametrize("path", ["", "@@people"])
def test_a_request_reads_the_registers_once_at_most(
    functional, municipality, reads, path
):
    reader = Reader(functional["app"], "registrar")
    reader.open(municipality.hub, path)
    for _ in range(3):
        sample_municipality.hold(
            Mandate(municipality.people["member"], "ks", "substitute", "S", SINCE)
        )
        transaction.commit()
        reads.clear()
        reader.browser.reload()
        assert len(reads) <= 1


def test_while_nobody_changes_the_registers_they_are_not_read_again(
    functional, municipality, reads
):
    reader = Reader(functional["app"], "official")
    reader.open(municipality.hub)
    reads.clear()
    reader.browser.reload()
    assert len(reads) == 0


def test_a_change_of_members_indexes_nothing(functional, municipality, indexed):
    person = municipality.people["member"]
    transaction.commit()
    indexed.clear()
    sample_municipality.hold(
        Mandate(person, "ks", "ordinary", "S", SINCE),
        Function(person, "registrar", start=SINCE),
    )
    transaction.commit()
    assert indexed == []
    user = api.user.get(userid="member")
    assert "conduct:body:ks" in user.getGroups()
    assert getUtility(IRegister).person_of("member") == person
