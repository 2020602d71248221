"""Streams of cases that are older than streams (profile 1004); needs no passphrase.

What is found at the upgrade is named as it is: it was never verifiable.
"""

from collective.conduct.core.cases.ports import IAccessLog
from collective.conduct.core.cases.ports import ICases
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.vault.keys import ENVELOPES
from collective.conduct.core.vault.ports import IVault
from collective.conduct.core.vault.stream_ports import ICaseStreams
from collective.conduct.core.vault.streams import HANDLED
from collective.conduct.core.vault.streams import name_of
from collective.conduct.core.vault.streams import StreamEntry
from collective.conduct.operations.cases.streams.checking import rows_of
from zope.component import getUtility


def name_older_rows(case: str) -> None:
    """Begin the streams of a case of profile 1004 with its rows as they are found."""
    streams = getUtility(ICaseStreams)
    if any(each.begun for each in streams.read(case, HANDLED)[0]):
        return
    for kind, name, row in list(rows_of(case)):
        streams.changed(case, kind, name, lambda row=row: row)
    streams.settle()
    before = tuple(
        name_of(kind, str(number))
        for kind, envelope in ENVELOPES.items()
        if envelope.is_signed
        for number in getUtility(IVault).numbers(case, kind)
    )
    streams.append(case, HANDLED, StreamEntry(begun=True, before=before))


def complete_streams() -> None:
    """Begin the streams of all cases of profile 1004, and move their readings."""
    for facts in getUtility(ICases).everything():
        try:
            name_older_rows(facts.case)
        except Missing:
            continue  # its key was destroyed: nobody can read it any more
    getUtility(IAccessLog).complete_lines()
