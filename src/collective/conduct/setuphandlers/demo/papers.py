"""Documents of the demo content: written, proposed, adopted, revised.

Every step is the operation that the page would call, taken by the person who
would take it.
"""

from collective.conduct.content.documents.edition import ConductEdition
from collective.conduct.content.documents.governing import SAFE
from collective.conduct.core.common.ports import IClock
from collective.conduct.operations.documents.adopt import adopt
from collective.conduct.operations.documents.adopt import Decision
from collective.conduct.operations.documents.drafting import move
from collective.conduct.operations.documents.drafting import relate
from collective.conduct.setuphandlers.demo import tables
from collective.conduct.setuphandlers.demo.people import acting
from datetime import timedelta
from plone import api
from plone.app.textfield.value import RichTextValue
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


HUB_ID = "uppforandekod-och-trygghet"


def open_hub(site):
    """Create the hub and its bodies; return the hub."""
    with acting("manager"):
        hub = api.content.create(
            container=site,
            type="ConductHub",
            id=HUB_ID,
            title="Uppförandekod och trygghet",
            description="Det vi har lovat varandra, och vägen till hjälp.",
        )
        for row in tables.rows("bodies"):
            api.content.create(
                container=hub,
                type="ConductBody",
                id=row["key"],
                title=row["title"],
                description=row["description"],
                kind=row["kind"],
            )
    return hub


def write(hub, key: str, review_in: int, **translations: str):
    """Create the first draft of a document, as the publisher; return it.

    ``review_in`` is days from the day of writing; ``translations`` maps text
    fields to texts.
    """
    row = next(each for each in tables.rows("documents") if each["key"] == key)
    today = getUtility(IClock).today()
    texts = {"text": f"{key}-1", **translations}
    with acting("publisher"):
        return api.content.create(
            container=hub,
            type=row["portal_type"],
            id=key,
            title=row["title"],
            description=row["description"],
            document_class="normative",
            document_type=row["document_type"],
            decider=row["decider"],
            owner_function=row["owner_function"],
            diary_number=row["diary_number"].format(year=today.year),
            language=row["language"],
            applies_to=row["applies_to"].split(),
            review_due=today + timedelta(days=review_in),
            **{field: rich(name) for field, name in texts.items()},
        )


def rewrite(document, **texts: str) -> None:
    """Open a revision and replace texts of the document, as the publisher."""
    with acting("publisher"):
        move(document, "revise")
        for field, name in texts.items():
            setattr(document, field, rich(name))
        notify(ObjectModifiedEvent(document))


def propose(document, comment: str = "") -> None:
    """Propose the draft for adoption, as the publisher."""
    with acting("publisher"):
        move(document, "propose", comment)


def connect(document, *relations: tuple[str, object]) -> None:
    """Relate the document to others, or to (title, address), as the publisher."""
    with acting("publisher"):
        relate(document, [_relation(kind, target) for kind, target in relations])


def _relation(kind: str, target) -> dict[str, str]:
    if isinstance(target, tuple):
        title, address = target
        return {"type": kind, "title": title, "url": address}
    return {"type": kind, "uid": target.UID(), "title": target.title}


def decide(document, paragraph: str, in_force_in: int) -> ConductEdition:
    """Adopt the document, as the registrar, decided today; return the edition."""
    today = getUtility(IClock).today()
    decision = Decision(
        body=document.decider,
        decided_on=today,
        paragraph=paragraph,
        valid_from=today + timedelta(days=in_force_in),
        diary_number=document.diary_number,
    )
    with acting("registrar"):
        return adopt(document, decision)


def rich(name: str) -> RichTextValue:
    """A text of the demo content as a field value."""
    return RichTextValue(tables.text(name), "text/html", SAFE)
