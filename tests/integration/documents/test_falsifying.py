"""What nobody may bring about: stale marks, old mandates, links that run code."""

from collective.conduct.content.governing import IGoverningDocument
from collective.conduct.content.governing import SAFE
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.interfaces import IShelf
from collective.conduct.operations import adopt as adoption
from collective.conduct.operations import documents
from collective.conduct.operations.differences import between
from collective.conduct.operations.drafts import structure_of
from collective.conduct.operations.editions import facts_of
from collective.conduct.workflow.places import follow
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from tests.support import sample_municipality as towns
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.lifecycleevent import ObjectMovedEvent
from zope.schema.interfaces import ValidationError

import pytest


@pytest.fixture
def town(portal, integration):
    with towns.stopped_clock():
        yield towns.build(portal)


def rewrite(town, document, old, new):
    """Save the draft with other words in it."""
    with town.acting("publisher"):
        text = document.text.raw
        assert old in text
        document.text = RichTextValue(text.replace(old, new), "text/html", SAFE)
        notify(ObjectModifiedEvent(document))


def revise(town, document):
    with town.acting("publisher"):
        documents.move(document, "revise")


def adopt_later(town, document, days):
    towns.propose(town, document)
    return towns.decide(town, document, towns.TODAY + timedelta(days=days))


def rule(document, words):
    return next(p.id for p in structure_of(document).provisions if words in p.text)


def mark(town, document, words):
    name = rule(document, words)
    with town.acting("publisher"):
        documents.mark(document, {name: "Bara ett stavfel."})
    return name


def test_a_rule_that_is_rewritten_loses_its_mark_and_others_keep_theirs(town):
    document = towns.adopted(town, "kod")
    revise(town, document)
    rewrite(town, document, "när vi möts", "när vi ses")
    name = mark(town, document, "när vi ses")
    rewrite(town, document, "till punkt", "helt till punkt")
    assert set(document.nonmaterial) == {name}
    rewrite(town, document, "när vi ses", "när vi ses i salen")
    assert document.nonmaterial == {}


def test_an_annulled_change_is_asked_about_in_the_edition_that_follows(town):
    document = towns.adopted(town, "kod")
    revise(town, document)
    rewrite(town, document, "till punkt", "till punkt utan att avbryta")
    second = adopt_later(town, document, 10)
    revise(town, document)
    rewrite(town, document, "när vi möts", "när vi ses")
    mark(town, document, "när vi ses")
    third = adopt_later(town, document, 20)
    assert facts_of(second).reopens and not facts_of(third).reopens
    with town.acting("registrar"):
        adoption.annul(second, "Fel datum.")
    assert facts_of(third).reopens


def test_a_deleted_account_takes_no_mandate_to_whoever_comes_next(town):
    register, before = getUtility(IRegister), town.people["official"]
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="official")
        assert register.person_of("official") is None
        assert towns.enrol("official", "Ny Lind") != before
    roles = api.user.get(userid="official").getRoles()
    assert "Conduct Official" not in roles
    assert register.person(before).name == "Official Lind"


@pytest.mark.parametrize(
    "relation",
    [
        {"type": "cites", "title": "Lag", "url": "javascript:alert(1)"},
        {"type": "cites", "title": "Lag", "url": "data:text/html,x"},
        {"type": "bogus", "uid": "a" * 32},
        {"type": "cites"},
        {"type": "cites", "title": 7},
    ],
)
def test_a_relation_that_could_not_be_shown_is_refused_at_every_door(relation):
    with pytest.raises(ValidationError):
        IGoverningDocument["relations"].validate([relation])


def test_marks_and_subjects_are_set_by_their_pages_alone():
    assert IGoverningDocument["nonmaterial"].readonly
    assert IGoverningDocument["facets"].readonly


def test_a_mark_does_not_explain_what_a_later_edition_changed(town):
    document = towns.adopted(town, "kod")
    revise(town, document)
    rewrite(town, document, "när vi möts", "när vi ses")
    rewrite(town, document, "går fel", "gått fel")
    kept, name = mark(town, document, "gått fel"), rule(document, "när vi ses")
    with town.acting("publisher"):
        documents.mark(document, {kept: "Tempus.", name: "Synonym."})
    adopt_later(town, document, 10)
    revise(town, document)
    rewrite(town, document, "när vi ses", "när vi ses i salen")
    with town.acting("publisher"):
        assert set(between(document, 1, "draft").nonmaterial) == {kept}
    adopt_later(town, document, 20)
    with town.acting("official"):
        assert set(between(document, 1, 2).nonmaterial) == {kept, name}
        assert set(between(document, 1, 3).nonmaterial) == {kept}


def snapshots(town, key, target):
    """What an edition keeps of a link and of a relation to another document."""
    link = f'<p>Se <a href="resolveuid/{target.UID()}">den andra</a>.</p>'
    document = towns.write(
        town, key, text=RichTextValue(towns.TEXT + link, "text/html", SAFE)
    )
    with town.acting("publisher"):
        documents.relate(document, [{"type": "cites", "uid": target.UID()}])
    towns.propose(town, document)
    manifest = towns.decide(town, document).manifest
    return [manifest["links"][0], manifest["relations"][0]]


def test_an_edition_keeps_no_title_that_its_readers_may_not_see(town):
    target = towns.write(town, "hemlig", title="Hemlig plan")
    for each in snapshots(town, "fore", target):
        assert (each["uid"], each["title"]) == (target.UID(), "")
        assert "hemlig" not in each["url"]
    towns.propose(town, target)
    towns.decide(town, target)
    for each in snapshots(town, "efter", target):
        assert each["title"] == "Hemlig plan"
        assert each["url"] == target.absolute_url()


def test_an_edition_without_a_row_follows_its_document_all_the_same(town):
    document = towns.adopted(town, "kod")
    edition = document["edition-1"]
    getUtility(IShelf).drop(document.UID())
    moved = ObjectMovedEvent(edition, document, "edition-1", document, "edition-1")
    assert follow(edition, moved) is None
