"""Operations of the registrar on editions: adopt, correct, annul and repeal."""

from collective.conduct.content.documents.diary import is_taken
from collective.conduct.content.documents.diary import tidied
from collective.conduct.content.documents.edition import ConductEdition
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents import editions as core
from collective.conduct.core.documents.edition_index import EditionFacts
from collective.conduct.core.documents.headers import check_paragraph
from collective.conduct.core.documents.lifecycle import transition
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.time import now_in_seconds
from collective.conduct.operations.documents.drafting import refuse_unready
from collective.conduct.operations.documents.drafts import draft_digest
from collective.conduct.operations.documents.drafts import html_of
from collective.conduct.operations.documents.editions import editions_of
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.operations.documents.manifests import edition_title
from collective.conduct.operations.documents.manifests import manifest_of
from collective.conduct.operations.documents.manifests import reopens
from collective.conduct.workflow.common import do_transition
from collective.conduct.workflow.documents.path_tracking import place_of
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.component import getUtility


@dataclass(frozen=True)
class Decision:
    """The facts of an adoption: what was decided, by whom and when (B1).

    ``seen`` is the ``drafts.draft_digest`` of the text that the registrar saw; ""
    when none was shown.
    """

    body: str
    decided_on: date
    paragraph: str
    valid_from: date
    valid_to: date | None = None
    diary_number: str = ""
    seen: str = ""


def adopt(document, decision: Decision) -> ConductEdition:
    """Freeze the draft into the next edition and return it.

    ``Refused`` unless the document is proposed and the actor a registrar;
    ``Invalid`` "body_missing", "date_missing", "paragraph",
    "diary_number", "diary_number_taken", "decided_later", "ends_before_start",
    "begins_in_past", "not_after_last", "no_text", "not_ready"; ``Conflict``
    "draft_changed" when the text is not the one that was looked at.
    """
    state = api.content.get_state(document)
    who = authorise("adopt", document, state)
    step = transition("adopt", state)
    if step is None or document.wl_isLocked():
        raise Refused("not_in_this_state", deed="adopt", state=state)
    decision = checked(decision, document)
    refuse_unready(document)
    edition = _freeze(document, decision)
    ledger = getUtility(ILedger)
    ledger.open_edition(edition.manifest_hash)
    _append(edition, "adopted", who.enrolled(), {"paragraph": decision.paragraph})
    document.nonmaterial = {}
    document.offered = ()
    do_transition(document, step.id)
    document.reindexObject(idxs=["SearchableText", "conduct_related"])
    return edition


def checked(decision: Decision, document) -> Decision:
    """Check a decision and return it normalised; ``Invalid`` or ``Conflict``."""
    if decision.seen and decision.seen != draft_digest(document):
        raise Conflict("draft_changed")
    if not _is_body(decision.body):
        raise Invalid("body_missing")
    paragraph = _check_days(decision)
    number = decision.diary_number and tidied(decision.diary_number)
    if number and is_taken(number, document):
        raise Invalid("diary_number_taken")
    if not html_of(document).strip():
        raise Invalid("no_text")
    standing = [
        facts_of(each) for each in editions_of(document) if each.annulled_on is None
    ]
    if any(facts.valid_from >= decision.valid_from for facts in standing):
        raise Invalid("not_after_last")
    return replace(decision, paragraph=paragraph, diary_number=number)


def _check_days(decision: Decision) -> str:
    """Refuse impossible days; return the paragraph in its normal form."""
    if not decision.decided_on or not decision.valid_from:
        raise Invalid("date_missing")
    if decision.decided_on > getUtility(IClock).today():
        raise Invalid("decided_later")
    paragraph = check_paragraph(decision.paragraph)
    if decision.valid_to and decision.valid_to < decision.valid_from:
        raise Invalid("ends_before_start")
    if decision.valid_from < decision.decided_on:
        raise Invalid("begins_in_past")
    return paragraph


def _is_body(key: str) -> bool:
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(portal_type="ConductBody", getId=key)
    return bool(key and found)


def _freeze(document, decision: Decision) -> ConductEdition:
    earlier = editions_of(document)
    number = len(earlier) + 1
    manifest = manifest_of(document, number, decision)
    edition = createContentInContainer(
        document,
        "ConductEdition",
        checkConstraints=False,
        id=f"edition-{number}",
        title=edition_title(document.Title(), number, manifest["language"]),
        number=number,
        manifest_json=core.canonical_text(manifest),
        manifest_hash=core.manifest_hash(manifest),
        reopens=reopens(manifest, earlier),
    )
    _shelve(edition, document, decision)
    return edition


def _shelve(edition, document, decision: Decision) -> None:
    getUtility(IEditionIndex).put(
        EditionFacts(
            uid=edition.UID(),
            document=document.UID(),
            number=edition.number,
            manifest_hash=edition.manifest_hash,
            title=document.Title(),
            language=edition.manifest["language"],
            path=place_of(edition),
            valid_from=decision.valid_from,
            valid_to=decision.valid_to,
            applies_to=tuple(document.applies_to or ()),
            reopens=edition.reopens,
            asks=document.asks_answer,
            document_type=edition.manifest["header"]["type"],
        )
    )


def correct(edition, note: str) -> None:
    """Add a dated correction note to the edition; its hash stays (rättelse)."""
    who = authorise("correct", edition, state_of(edition))
    if not note.strip():
        raise Invalid("note_missing")
    today = getUtility(IClock).today().isoformat()
    edition.notes = (*edition.notes, (today, note.strip()))
    _append(edition, "noted", who.enrolled(), {"note": note.strip()})


def annul(edition, reason: str) -> None:
    """Undo an adoption made by mistake, before the edition is in force.

    The document can be revised; the number is not used again.
    """
    who = authorise("annul", edition, state_of(edition))
    if not reason.strip():
        raise Invalid("reason_missing")
    edition.annulled_on = getUtility(IClock).today()
    _reshelve(edition)
    _reopen_later(edition)
    edition.aq_parent.reindexObject(idxs=["SearchableText", "conduct_related"])
    _append(edition, "annulled", who.enrolled(), {"reason": reason.strip()})


def repeal(edition, reason: str) -> None:
    """End an edition that is in force, from today, with no successor."""
    who = authorise("repeal", edition, state_of(edition))
    if not reason.strip():
        raise Invalid("reason_missing")
    edition.repealed_on = getUtility(IClock).today()
    _reshelve(edition)
    _append(edition, "repealed", who.enrolled(), {"reason": reason.strip()})


def _reshelve(edition) -> None:
    dates = {"annulled_on": edition.annulled_on, "repealed_on": edition.repealed_on}
    getUtility(IEditionIndex).put(replace(facts_of(edition), **dates))


def _reopen_later(annulled) -> None:
    """Compare later editions with their new predecessor: they may ask anew (E6)."""
    earlier = []
    for each in editions_of(annulled.aq_parent):
        facts = facts_of(each)
        if each.number > annulled.number and not facts.reopens:
            asks = reopens(each.manifest, earlier)
            getUtility(IEditionIndex).put(replace(facts, reopens=asks))
        earlier.append(each)


def _append(edition, kind: str, by: int, details: dict) -> None:
    ledger = getUtility(ILedger)
    document = edition.aq_parent
    if not document.stream:
        document.stream = ledger.new_stream()
    now = now_in_seconds()
    ledger.append(
        document.stream,
        kind,
        now,
        edition=edition.manifest_hash,
        by=by,
        details=details,
    )
