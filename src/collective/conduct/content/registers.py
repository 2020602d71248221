"""ConductBody: council, board, company, party group, presidium, office."""

from collective.conduct.i18n import _
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IConductBody(model.Schema):
    """A body that decides and has members (REQUIREMENTS B9).

    Its short name is the body's key in the registers: it makes the group id
    ``conduct:body:<short name>`` and is not changed once mandates name it.
    """

    kind = schema.Choice(
        title=_("label_body_kind", default="Kind of body"),
        vocabulary="collective.conduct.body_kinds",
        required=True,
        default="board",
    )


@implementer(IConductBody)
class ConductBody(Container):
    """See IConductBody."""
