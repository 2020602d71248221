"""An edition as JSON: its facts, its text and the choices of an answer."""

from collective.conduct.content.documents.edition import IConductEdition
from collective.conduct.interfaces import IConductLayer
from collective.conduct.operations.answers.edition_queries import duty_on
from collective.conduct.operations.documents.editions import facts_of
from collective.conduct.operations.documents.editions import has_its_notes
from collective.conduct.operations.documents.editions import is_whole
from collective.conduct.operations.documents.editions import state_of
from collective.conduct.operations.obligations import show_asked
from collective.conduct.services.common import rest
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from zExceptions import Forbidden
from zope.component import adapter
from zope.interface import implementer


class EditionText(rest.Record):
    """An edition in one language, with what an answer cites."""

    title: str
    html: str
    statement: dict[str, str]
    statement_hash: str


@implementer(ISerializeToJson)
@adapter(IConductEdition, IConductLayer)
class EditionToJson:
    """See ISerializeToJson."""

    def __init__(self, context, request) -> None:
        self.context = context
        self.request = request

    def __call__(self, version=None, include_items=True, **expansion) -> dict:
        edition, facts = self.context, facts_of(self.context)
        document, owed = edition.aq_parent, duty_on(facts)
        return {
            "@id": edition.absolute_url(),
            "@type": edition.portal_type,
            "UID": facts.uid,
            "id": edition.getId(),
            "title": facts.title,
            "number": facts.number,
            "parent": {"@id": document.absolute_url(), "UID": facts.document},
            "state": state_of(edition),
            "valid_from": rest.as_json(facts.valid_from),
            "valid_to": rest.as_json(facts.valid_to),
            "annulled_on": rest.as_json(facts.annulled_on),
            "repealed_on": rest.as_json(facts.repealed_on),
            "applies_to": list(facts.applies_to),
            "notes": [{"day": note[0], "note": note[1]} for note in edition.notes],
            "notes_whole": has_its_notes(edition),
            "manifest_hash": facts.manifest_hash,
            "whole": is_whole(edition),
            "language": facts.language,
            "languages": rest.as_json(
                languages_of(edition, owed.campaign if owed else "")
            ),
        }


def languages_of(edition, campaign: str = "") -> dict[str, EditionText]:
    """Return title, text and choices in every language, with what an answer cites.

    The words of the campaign that asks are among the choices.
    """
    codes = edition.manifest["languages"]
    return {code: _language(edition, code, campaign) for code in codes}


def _language(edition, code: str, campaign: str) -> EditionText:
    return EditionText.of(show_asked(edition, code, campaign))


@implementer(IDeserializeFromJson)
@adapter(IConductEdition, IConductLayer)
class NoChange:
    """Refuse a PATCH, whatever rights somebody was given."""

    def __init__(self, context, request) -> None:
        self.context = context
        self.request = request

    def __call__(self, *args, **kw) -> None:
        raise Forbidden("A frozen edition cannot be changed.")
