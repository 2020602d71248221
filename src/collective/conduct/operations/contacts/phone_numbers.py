"""Whom to call while the site can do nothing. See IPhoneNumbers."""

from collective.conduct.core.common.ports import IPhoneNumbers
from collective.conduct.core.contacts.channels import EVERYBODY
from collective.conduct.operations.contacts.channels import where_to_turn
from zope.interface import implementer


@implementer(IPhoneNumbers)
class PhoneNumbers:
    """The contacts that everybody sees and that have a telephone."""

    def to_call(self) -> list[tuple[str, str]]:
        """See IPhoneNumbers."""
        contacts = [each.channel for each in where_to_turn(EVERYBODY)]
        return [(each.title, each.phone) for each in contacts if each.phone]
