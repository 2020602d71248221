"""Ports of reports: what its rules and operations need from the world.

The adapters are tested with ``verifyObject``.
"""

from zope.interface import Interface


class IDesignedForms(Interface):
    """The forms that staff designed; without a form tool there is no provider."""

    def questions(form, language):
        """Return the ``Question`` tuple of a form in use; None when none is."""

    def made():
        """Return a ``Designed`` for each of them, oldest first."""

    def make(form, language, title, questions):
        """Create a form that is not in use yet; return its address.

        ``Unavailable`` "no_easyform" where the tool is not installed.
        """

    def switch(uid, on):
        """Switch a form on or off; ``Missing`` "no_designed_form"."""
