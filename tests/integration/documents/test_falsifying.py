"""What nobody may bring about: stale marks, old mandates, links that run code."""

from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.documents import adopt as adoption
from collective.conduct.operations.documents import drafting
from collective.conduct.operations.documents.differences import between
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.workflow.documents.path_tracking import follow
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from tests.support import sample_municipality
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.lifecycleevent import ObjectMovedEvent
from zope.schema.interfaces import ValidationError

import pytest


def rewrite(municipality, document, old, new):
    """Save the draft with other words in it."""
    with municipality.acting("publisher"):
        text = document.text.raw
        assert old in text
        document.text = RichTextValue(text.replace(old, new), "text/html", SAFE)
        notify(ObjectModifiedEvent(document))


def revise(municipality, document):
    with municipality.acting("publisher"):
        drafting.move(document, "revise")


def adopt_later(municipality, document, days):
    sample_municipality.propose(municipality, document)
    return sample_municipality.decide(
        municipality, document, sample_municipality.TODAY + timedelta(days=days)
    )


def rule(document, words):
    return next(p.id for p in structure_of(document).provisions if words in p.text)


def mark(municipality, document, words):
    name = rule(document, words)
    with municipality.acting("publisher"):
        drafting.mark(document, {name: "Bara ett stavfel."})
    return name


def test_a_rule_that_is_rewritten_loses_its_mark_and_others_keep_theirs(municipality):
    document = sample_municipality.adopted(municipality, "kod")
    revise(municipality, document)
    rewrite(municipality, document, "när vi möts", "när vi ses")
    name = mark(municipality, document, "när vi ses")
    rewrite(municipality, document, "till punkt", "helt till punkt")
    assert set(document.nonmaterial) == {name}
    rewrite(municipality, document, "när vi ses", "när vi ses i salen")
    assert document.nonmaterial == {}


def test_an_annulled_change_is_asked_about_in_the_edition_that_follows(municipality):
    document = sample_municipality.adopted(municipality, "kod")
    revise(municipality, document)
    rewrite(municipality, document, "till punkt", "till punkt utan att avbryta")
    second = adopt_later(municipality, document, 10)
    revise(municipality, document)
    rewrite(municipality, document, "när vi möts", "när vi ses")
    mark(municipality, document, "när vi ses")
    third = adopt_later(municipality, document, 20)
    assert facts_of(second).reopens and not facts_of(third).reopens
    with municipality.acting("registrar"):
        adoption.annul(second, "Fel datum.")
    assert facts_of(third).reopens


def test_a_deleted_account_takes_no_mandate_to_whoever_comes_next(municipality):
    register, before = getUtility(IRegister), municipality.people["official"]
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="official")
        assert register.person_of("official") is None
        assert sample_municipality.enrol("official", "Ny Lind") != before
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


def test_a_mark_does_not_explain_what_a_later_edition_changed(municipality):
    document = sample_municipality.adopted(municipality, "kod")
    revise(municipality, document)
    rewrite(municipality, document, "när vi möts", "när vi ses")
    rewrite(municipality, document, "går fel", "gått fel")
    kept, name = mark(municipality, document, "gått fel"), rule(document, "när vi ses")
    with municipality.acting("publisher"):
        drafting.mark(document, {kept: "Tempus.", name: "Synonym."})
    adopt_later(municipality, document, 10)
    revise(municipality, document)
    rewrite(municipality, document, "när vi ses", "när vi ses i salen")
    with municipality.acting("publisher"):
        assert set(between(document, 1, "draft").nonmaterial) == {kept}
    adopt_later(municipality, document, 20)
    with municipality.acting("official"):
        assert set(between(document, 1, 2).nonmaterial) == {kept, name}
        assert set(between(document, 1, 3).nonmaterial) == {kept}


def snapshots(municipality, key, target):
    """What an edition keeps of a link and of a relation to another document."""
    link = f'<p>Se <a href="resolveuid/{target.UID()}">den andra</a>.</p>'
    document = sample_municipality.write(
        municipality,
        key,
        text=RichTextValue(sample_municipality.TEXT + link, "text/html", SAFE),
    )
    with municipality.acting("publisher"):
        drafting.relate(document, [{"type": "cites", "uid": target.UID()}])
    sample_municipality.propose(municipality, document)
    manifest = sample_municipality.decide(municipality, document).manifest
    return [manifest["links"][0], manifest["relations"][0]]


def test_an_edition_keeps_no_title_that_its_readers_may_not_see(municipality):
    target = sample_municipality.write(municipality, "hemlig", title="Hemlig plan")
    for each in snapshots(municipality, "fore", target):
        assert (each["uid"], each["title"]) == (target.UID(), "")
        assert "hemlig" not in each["url"]
    sample_municipality.propose(municipality, target)
    sample_municipality.decide(municipality, target)
    for each in snapshots(municipality, "efter", target):
        assert each["title"] == "Hemlig plan"
        assert each["url"] == target.absolute_url()


def test_an_edition_without_a_row_follows_its_document_all_the_same(municipality):
    document = sample_municipality.adopted(municipality, "kod")
    edition = document["edition-1"]
    getUtility(IEditionIndex).drop(document.UID())
    moved = ObjectMovedEvent(edition, document, "edition-1", document, "edition-1")
    assert follow(edition, moved) is None
