"""Ports of documents: what its rules and operations need from the world.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from zope.interface import Interface


class IHeldPlaces(Interface):
    """Paths of content that may not be moved or removed: one named utility a kind."""

    def __call__():
        """Iterate over paths from the site, each beginning with a slash."""


class IEditionIndex(Interface):
    """The facts of all editions: one small row each, a projection of content."""

    def put(facts):
        """Add or replace the row of an edition (``edition_index.EditionFacts``)."""

    def of(document):
        """Return the rows of a document (by UID), by number."""

    def get(edition, document=""):
        """Return the row of an edition (by UID); ``Missing`` "no_edition".

        ``document``, where it is known, saves a look-up.
        """

    def documents():
        """Return ``{document UID: rows by number}`` of the whole site."""

    def drop(document):
        """Forget the rows of a document that was lawfully removed."""
