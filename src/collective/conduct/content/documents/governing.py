"""Base type of policies and codes: header, draft and translations.

Draft and proposed are states of the document; what was adopted lies in the
``ConductEdition`` objects inside it and never changes (DESIGN 1.2).
"""

from collective.conduct.content.common.field_access import kept_from_readers
from collective.conduct.content.common.guarded import IGuarded
from collective.conduct.content.documents.diary import is_diary_number
from collective.conduct.content.documents.diary import refuse_taken
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.documents.headers import check_relation
from collective.conduct.i18n import _
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.schema import JSONField
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


SAFE = "text/x-html-safe"
RELATIONS_SCHEMA = """{"type": "array", "items": {"type": "object",
 "properties": {"type": {"type": "string"}, "uid": {"type": "string"},
  "title": {"type": "string"}, "url": {"type": "string"}},
 "required": ["type"]}}"""


def _rich(title, **kw):
    return RichText(
        title=title,
        required=False,
        default_mime_type="text/html",
        output_mime_type=SAFE,
        allowed_mime_types=("text/html",),
        **kw,
    )


def are_relations(value) -> bool:
    """Constraint: each relation can be shown, and its address is one on the web."""
    try:
        for each in value:
            check_relation(each)
    except (ConductError, TypeError, AttributeError):
        return False
    return True


class IGoverningDocument(model.Schema):
    """Header (REQUIREMENTS B1, B2, B33) and text of a governing document."""

    document_class = schema.Choice(
        title=_("label_document_class", default="Class"),
        vocabulary="collective.conduct.document_classes",
        default="normative",
    )
    document_type = schema.Choice(
        title=_("label_document_type", default="Type"),
        vocabulary="collective.conduct.document_types",
        default="guideline",
    )
    decider = schema.Choice(
        title=_("label_decider", default="Decided by"),
        description=_(
            "help_decider", default="The body that decides on this document."
        ),
        vocabulary="collective.conduct.bodies",
        required=False,
    )
    owner_function = schema.Choice(
        title=_("label_owner_function", default="Responsible function"),
        description=_(
            "help_owner_function",
            default="A function, not a person: it stays right when people change.",
        ),
        vocabulary="collective.conduct.functions",
        required=False,
    )
    diary_number = schema.TextLine(
        title=_("label_diary_number", default="Diary number"),
        required=False,
        constraint=is_diary_number,
    )
    applies_to = schema.List(
        title=_("label_applies_to", default="Applies to"),
        description=_(
            "help_applies_to",
            default="The bodies whose members it binds. None chosen: all officials.",
        ),
        value_type=schema.Choice(vocabulary="collective.conduct.bodies"),
        required=False,
        default=[],
        missing_value=[],
    )
    asks_answer = schema.Bool(
        title=_("label_asks_answer", default="Asks for an answer"),
        description=_(
            "help_asks_answer",
            default="Everybody it applies to is asked to answer each new edition.",
        ),
        default=True,
        required=False,
    )
    review_due = schema.Date(
        title=_("label_review_due", default="Review due"), required=False
    )
    directives.read_permission(text="collective.conduct.ViewDraft")
    text = _rich(
        _("label_text", default="Text"),
        description=_(
            "help_text",
            default="Headings make groups; numbered items and paragraphs make"
            " provisions. Pictures and frames are not kept: a frozen text must be"
            " what its words say. You can also import a file.",
        ),
    )
    model.fieldset(
        "translations",
        label=_("label_translations", default="Translations"),
        fields=["text_sv", "text_da", "text_en"],
    )
    directives.read_permission(
        text_sv="collective.conduct.ViewDraft",
        text_da="collective.conduct.ViewDraft",
        text_en="collective.conduct.ViewDraft",
    )
    text_sv = _rich(_("label_text_sv", default="Text in Swedish"))
    text_da = _rich(_("label_text_da", default="Text in Danish"))
    text_en = _rich(_("label_text_en", default="Text in English"))

    directives.omitted("relations", "nonmaterial", "facets")
    relations = JSONField(
        title=_("label_relations", default="Related documents"),
        schema=RELATIONS_SCHEMA,
        constraint=are_relations,
        required=False,
        default=[],
        missing_value=[],
    )
    directives.read_permission(facets="collective.conduct.ViewDraft")
    facets = JSONField(
        title=_("label_facets", default="What provisions are about"),
        readonly=True,
        required=False,
        default={},
        missing_value={},
    )
    directives.read_permission(nonmaterial="collective.conduct.ViewDraft")
    nonmaterial = JSONField(
        title=_("label_nonmaterial", default="Changes that are not material"),
        readonly=True,
        required=False,
        default={},
        missing_value={},
    )

    @invariant
    def diary_number_is_given_once(data):
        """No two documents share a diary number (REQUIREMENTS B1)."""
        refuse_taken(data.diary_number, getattr(data, "__context__", None))

    @invariant
    def translations_are_other_languages(data):
        """A text in the document's own language belongs in ``text``."""
        language = getattr(data, "language", None)
        if language and getattr(data, f"text_{language}", None):
            raise Invalid(
                _(
                    "error_translation_own_language",
                    default="That language is the document's own: use Text.",
                )
            )


@implementer(IGoverningDocument, IGuarded)
@kept_from_readers("view_draft")
class GoverningDocument(Container):
    """Base of policy and code; it stores what the alignment of the text needs."""

    # No type hints here: they would make a __annotations__ on the class, and Zope
    # would keep the annotations of every document in that one.
    aligned = ()  # ((id, words), …) of the text as last saved
    stream = 0  # its stream in the ledger, given at the first adoption
    unsure = ()  # (core.alignment.Unsure, …) that wait for the author
    offered = ()  # ((field, value), …) of a decision, as an imported file states it
