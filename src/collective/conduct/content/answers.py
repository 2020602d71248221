"""What the municipality publishes: records ``collective.conduct.own_data.*``.

Written by ``own_data.publish`` and its page alone: whoever may edit
it need not be an administrator.
"""

from zope import schema
from zope.interface import Interface


class IPublished(Interface):
    """What is published about officials, and who gets it (B18, B32)."""

    fields = schema.List(value_type=schema.ASCIILine(), default=[])
    more = schema.Dict(
        key_type=schema.ASCIILine(),
        value_type=schema.Text(),
        default={},
    )
    recipients = schema.Dict(
        key_type=schema.ASCIILine(),
        value_type=schema.Text(),
        default={},
    )
