"""Mail templates that a site has changed: a record of the registry."""

from zope import schema
from zope.interface import Interface


class IConductLetters(Interface):
    """Stores only the texts that differ from the delivered templates."""

    letters = schema.Dict(
        title="Words of letters",
        description="language.letter.part -> the words of the site",
        key_type=schema.ASCIILine(),
        value_type=schema.Text(),
        required=False,
        default={},
    )
