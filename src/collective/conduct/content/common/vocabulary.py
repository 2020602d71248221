"""A site's changes to the vocabularies, stored in the registry (decision 025)."""

from collective.conduct.i18n import _
from zope import schema
from zope.interface import Interface


class IConductTerms(Interface):
    """The record ``collective.conduct.terms``; written by operations alone."""

    terms = schema.Dict(
        title=_("label_terms", default="Changes to the vocabularies"),
        key_type=schema.ASCIILine(),
        value_type=schema.Text(),
        required=False,
        default={},
    )
