"""Ports of contacts: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class IEnquiries(Interface):
    """Enquiries along agreed paths: a log, and beside it the words (E11).

    An enquiry is for those who hold ``held`` (in ``body``) whenever they read
    it; both are kept as they were when it was sent.
    """

    def put(enquiry, words):
        """Store an ``enquiries.Enquiry`` (``number == 0``); return its number.

        ``words`` are pairs of a question and its answer.
        """

    def get(number):
        """Return the ``Enquiry``; ``Missing`` "no_enquiry"."""

    def words(number):
        """Return the pairs that were sent; ``Missing`` "no_enquiry"."""

    def everything():
        """Iterate over the log, the newest first."""

    def handled(number, by, when):
        """Note who has handled it; the first one stays. ``Missing`` "no_enquiry"."""
