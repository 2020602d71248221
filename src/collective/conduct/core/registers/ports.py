"""Ports of the registers: the register, and the memory of the list import.

Adapters lie in ``storage`` and are proved with ``verifyObject``.
"""

from collective.conduct.core.common.ports import IPersonLookup
from zope.interface import Attribute
from zope.interface import Interface


class IRegister(IPersonLookup):
    """People, their mandates and functions, bitemporal (DESIGN 1.4).

    A person is a random 31-bit int (also the stream in the ledger) behind an
    erasable map. A row is never changed: it is *closed* (``known_to`` is set)
    and another is recorded. Every write of a key function's row is announced by
    a ``registers.events.KeyFunctionChanged``.
    """

    revision = Attribute("Int that grows with every write: the cache key")

    def keyed(key):
        """Return the person with this id in another system, or None."""

    def person(person):
        """Return the ``mandates.Person``; ``Missing`` when unknown."""

    def people():
        """Iterate over all ``Person``, by id."""

    def name(person, name):
        """Give a person another name; mandates and answers stay theirs."""

    def attach(person, userid=None, key=None):
        """Give a person an account, or an id in another system.

        ``Conflict`` "account_taken" or "key_taken" when somebody else has it,
        "account_given" when the person has another account already.
        """

    def retire(userid):
        """Detach an account from its person: the id, used again, is somebody else."""

    def record(row, at):
        """Record a ``Mandate`` or ``Function`` (``row.row == 0``); return its id.

        ``at`` in UTC seconds, here and below; raised to the latest write's if
        the clock went back: what was known is never rewritten.
        """

    def close(row_id, at):
        """Mark a row as no longer believed from ``at`` on (a correction)."""

    def end(row_id, day, at):
        """End a row on ``day`` (last day valid): closes it, records the ended one."""

    def row(row_id):
        """Return a row, believed or not; ``Missing`` "no_row"."""

    def history():
        """Iterate over all rows ever recorded, closed ones too, by id."""

    def roster(known=None):
        """Return the ``mandates.Roster`` of the rows believed now.

        With ``known`` (UTC seconds): of those that were believed then.
        """


class IRosterMemory(Interface):
    """Memory of how a source's lists are read: headers and words, no personal data."""

    def recall(source):
        """Return the ``choices.Memory`` of a source, empty if new."""

    def remember(source, memory):
        """Replace what is remembered of a source; does nothing for source ""."""

    def sources():
        """Return the names of all sources, sorted."""
