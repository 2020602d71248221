"""Enquiries on ZODB. See IEnquiries.

The words lie in a tree of their own: whoever reads the log loads none.
"""

from BTrees.IOBTree import IOBTree
from collections.abc import Iterator
from collective.conduct.core.enquiries import Enquiry
from collective.conduct.core.enquiries import Words
from collective.conduct.core.errors import Missing
from collective.conduct.core.interfaces import IEnquiries
from dataclasses import astuple
from dataclasses import replace
from persistent import Persistent
from zope.interface import implementer


@implementer(IEnquiries)
class Enquiries(Persistent):
    """See IEnquiries."""

    def __init__(self) -> None:
        self._log = IOBTree()  # number -> values of Enquiry after the number
        self._words = IOBTree()  # number -> ((question, answer), …)

    def put(self, enquiry: Enquiry, words: Words) -> int:
        number = self._log.maxKey() + 1 if self._log else 1
        self._log[number] = astuple(enquiry)[1:]
        self._words[number] = tuple((asked, said) for asked, said in words)
        return number

    def get(self, number: int) -> Enquiry:
        values = self._log.get(number)
        if values is None:
            raise Missing("no_enquiry")
        return Enquiry(number, *values)

    def words(self, number: int) -> Words:
        self.get(number)
        return self._words[number]

    def everything(self) -> Iterator[Enquiry]:
        for number in reversed(self._log.keys()):
            yield self.get(number)

    def handled(self, number: int, by: int, when: int) -> None:
        found = self.get(number)
        if not found.handled:
            done = replace(found, handled_by=by, handled=when)
            self._log[number] = astuple(done)[1:]
