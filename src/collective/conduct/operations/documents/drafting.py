"""Operations on the draft of a document: save, confirm, mark, propose, revise."""

from collections.abc import Mapping
from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents import lints
from collective.conduct.core.documents.editions import frozen_words
from collective.conduct.core.documents.facets import FACETS
from collective.conduct.core.documents.headers import check_relation
from collective.conduct.core.documents.lifecycle import transition
from collective.conduct.core.documents.text import alignment
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.documents.text.sections import template
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.documents.drafts import html_of
from collective.conduct.operations.documents.drafts import language_of
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.operations.documents.drafts import translations_of
from collective.conduct.operations.documents.editions import editions_of
from collective.conduct.workflow.common import do_transition
from html import escape
from plone import api
from plone.app.textfield.value import RichTextValue
from zope.component import adapter
from zope.component import getUtility
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent

import secrets


ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def new_id() -> str:
    """Return a random provision id, which does not depend on the place."""
    return "p-" + "".join(secrets.choice(ALPHABET) for _ in range(8))


@adapter(IGoverningDocument, IObjectAddedEvent)
def align_when_added(document, event) -> None:
    """Give the provisions of a new document their ids."""
    _align(document)


@adapter(IGoverningDocument, IObjectModifiedEvent)
def align_when_saved(document, event) -> None:
    """Match the provisions with their ids after every save (DESIGN 1.1)."""
    _align(document)


def _align(document) -> None:
    html = html_of(document)
    made = alignment.align(document.aligned, html, new_id, _retired(document))
    _drop_marks(document, dict(made.previous))
    document.aligned = made.previous
    document.unsure = made.unsure
    _keep(document, "text", html, made.html)
    for code, translated in translations_of(document).items():
        with_ids, _fits = alignment.align_translation(
            made.structure, translated, new_id
        )
        _keep(document, f"text_{code}", translated, with_ids)


def _drop_marks(document, words: Mapping[str, str]) -> None:
    """Drop the marks of provisions whose words have changed since (E6)."""
    before = dict(document.aligned)
    marks = document.nonmaterial or {}
    still_true = {
        key: why for key, why in marks.items() if before.get(key) == words.get(key)
    }
    if len(still_true) < len(marks):
        document.nonmaterial = still_true


def _keep(document, name: str, before: str, after: str) -> None:
    value = getattr(document, name, None)
    if value is not None and (after != before or value.raw != after):
        setattr(document, name, RichTextValue(after, "text/html", SAFE))


def _retired(document) -> dict[str, str]:
    """Words by id of every part ever frozen: no id goes to another provision."""
    return frozen_words(each.manifest for each in editions_of(document))


def confirm(document, same: Mapping[str, str]) -> None:
    """Record the author's decision about every unsure provision.

    ``same`` maps an id to the old one where the author says "the same
    provision, reworded"; every other unsure one is new. ``Invalid``
    "not_unsure" when the text was saved meanwhile.
    """
    authorise("edit_document", document, api.content.get_state(document))
    known = {each.id: each.old_id for each in document.unsure}
    if any(known.get(name) != old for name, old in same.items()):
        raise Invalid("not_unsure")
    taken = {name: new_id() for name, old in known.items() if name == old}
    html = html_of(document)
    made = alignment.confirm(document.aligned, html, taken | dict(same))
    document.aligned = made.previous
    document.unsure = ()
    _keep(document, "text", html, made.html)


def mark(document, nonmaterial: Mapping[str, str]) -> None:
    """Store which changes the author marks as non-material, and why (E6)."""
    authorise("edit_document", document, api.content.get_state(document))
    if any(not reason.strip() for reason in nonmaterial.values()):
        raise Invalid("reason_missing")
    document.nonmaterial = {key: why.strip() for key, why in nonmaterial.items()}


def classify(document, facets: Mapping[str, list[str]]) -> None:
    """Store the facets of groups and provisions (A1, C13); unknown keys are dropped."""
    authorise("edit_document", document, api.content.get_state(document))
    order = set(structure_of(document).order)
    document.facets = {
        name: [key for key in FACETS if key in keys]
        for name, keys in facets.items()
        if name in order and keys
    }


def start_from_template(document) -> None:
    """Fill an empty draft with the headings that its type has (B4, C14).

    ``Invalid`` "not_empty" when there is text already, "no_template" for a
    type without one.
    """
    authorise("edit_document", document, api.content.get_state(document))
    if html_of(document):
        raise Invalid("not_empty")
    sections = template(document.document_type, language_of(document))
    if not sections:
        raise Invalid("no_template")
    html = "".join(f"<h2>{escape(each.heading)}</h2><p></p>" for each in sections)
    document.text = RichTextValue(html, "text/html", SAFE)
    _align(document)


def relate(document, relations: list[dict[str, str]]) -> None:
    """Replace the typed relations of the document (B13, B29)."""
    authorise("edit_document", document, api.content.get_state(document))
    for each in relations:
        check_relation(each)
    document.relations = relations
    document.reindexObject(idxs=["conduct_related"])


def problems(document) -> tuple[lints.Lint, ...]:
    """Return the errors that block a proposal of the draft, and its warnings."""
    structure = structure_of(document)
    return lints.check(
        html_of(document),
        structure,
        document_type=document.document_type,
        language=language_of(document),
        review_due=document.review_due,
        today=getUtility(IClock).today(),
        dead_relations=tuple(_dead(document)),
        misfit_translations=tuple(_misfits(document, structure)),
    )


def _dead(document) -> list[str]:
    return [
        each["title"] if each.get("title") else each["uid"]
        for each in document.relations or ()
        if each.get("uid") and api.content.get(UID=each["uid"]) is None
    ]


def _misfits(document, structure: Structure) -> list[str]:
    return [
        code
        for code, html in translations_of(document).items()
        if not alignment.align_translation(structure, html, new_id)[1]
    ]


def move(document, action: str, comment: str = "") -> None:
    """Propose, send back or revise: the steps that make no edition.

    ``Refused`` "not_in_this_state" or "not_allowed"; ``Invalid``
    "not_ready" when a proposal still has blocking problems (B4).
    """
    state = api.content.get_state(document)
    authorise(action, document, state)
    step = transition(action, state)
    if step is None:
        raise Refused("not_in_this_state", deed=action, state=state)
    if action == "propose":
        refuse_unready(document)
    do_transition(document, step.id, comment)


def refuse_unready(document) -> None:
    """Raise ``Invalid`` "not_ready" while there is a blocking problem."""
    blocking = [each for each in problems(document) if each.severity == "error"]
    if blocking or document.unsure:
        raise Invalid("not_ready", count=len(blocking) + len(document.unsure))
