"""Content type ConductCode: a code of conduct with numbered provisions."""

from collective.conduct.content.documents.governing import GoverningDocument
from collective.conduct.content.documents.governing import IGoverningDocument
from collective.conduct.i18n import _
from plone.autoform import directives
from zope import schema
from zope.interface import implementer


class IConductCode(IGoverningDocument):
    """A code (bemötandekod, uppförandekod, kodeks)."""

    directives.order_after(document_type="document_class")
    document_type = schema.Choice(
        title=_("label_document_type", default="Type"),
        vocabulary="collective.conduct.document_types",
        default="code",
    )


@implementer(IConductCode)
class ConductCode(GoverningDocument):
    """See IConductCode."""
