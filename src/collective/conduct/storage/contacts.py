"""ZODB storage of enquiries. See IEnquiries.

The words are in a tree of their own, so that reading the log loads none of them.
"""

from BTrees.IOBTree import IOBTree
from collections.abc import Iterator
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.contacts.enquiries import Enquiry
from collective.conduct.core.contacts.enquiries import Words
from collective.conduct.core.contacts.ports import IEnquiries
from collective.conduct.storage.common.rows import RowFormat
from dataclasses import replace
from persistent import Persistent
from typing import NamedTuple
from zope.interface import implementer


class _Words(NamedTuple):
    """The words of an enquiry: pairs of a question and its answer."""

    pairs: Words


ENQUIRY = RowFormat(
    Enquiry, {1: "path held body sender sent handled_by handled"}, key="number"
)
WORDS = RowFormat(_Words, {1: "pairs"})


@implementer(IEnquiries)
class Enquiries(Persistent):
    """See IEnquiries."""

    def __init__(self) -> None:
        self._log = IOBTree()  # number -> row of the log
        self._words = IOBTree()  # number -> row of the words

    def put(self, enquiry: Enquiry, words: Words) -> int:
        number = self._log.maxKey() + 1 if self._log else 1
        self._log[number] = ENQUIRY.pack(enquiry)
        pairs = tuple((asked, said) for asked, said in words)
        self._words[number] = WORDS.pack(_Words(pairs))
        return number

    def get(self, number: int) -> Enquiry:
        row = self._log.get(number)
        if row is None:
            raise Missing("no_enquiry")
        return ENQUIRY.unpack(row, number)

    def words(self, number: int) -> Words:
        self.get(number)
        return WORDS.unpack(self._words[number]).pairs

    def everything(self) -> Iterator[Enquiry]:
        for number in reversed(self._log.keys()):
            yield self.get(number)

    def handled(self, number: int, by: int, when: int) -> None:
        enquiry = self.get(number)
        if not enquiry.handled:
            done = replace(enquiry, handled_by=by, handled=when)
            self._log[number] = ENQUIRY.pack(done)
