"""The words of letters that a site has written itself: a record of the registry."""

from zope import schema
from zope.interface import Interface


class IConductLetters(Interface):
    """Only what differs from the delivered words is kept."""

    letters = schema.Dict(
        title="Words of letters",
        description="language.letter.part -> the words of the site",
        key_type=schema.ASCIILine(),
        value_type=schema.Text(),
        required=False,
        default={},
    )
