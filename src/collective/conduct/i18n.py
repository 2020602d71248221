"""The message factory of the product: ``_("label_due", default="Due")``."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("collective.conduct")
