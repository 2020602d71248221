"""Ports of reports: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class IDesignedForms(Interface):
    """The forms that staff designed; nobody provides it without such a tool."""

    def questions(form, language):
        """Return the ``Question`` tuple of a form in use; None when none is."""

    def made():
        """Return the ``Designed`` of all of them, oldest first."""

    def make(form, language, title, questions):
        """Make one that is not in use yet; return its address.

        ``Unavailable`` "no_easyform" where the tool is not installed.
        """

    def switch(uid, on):
        """Use one, or no longer; ``Missing`` "no_designed_form"."""
