"""Open a case and read it: for whoever can open it, with their own open vault.

A case of others looks like none: ``Missing`` "no_case" both times.
"""

from collective.conduct.core.cases import CaseFacts
from collective.conduct.core.cases import transition
from collective.conduct.core.errors import Missing
from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import ICases
from collective.conduct.core.interfaces import IVault
from collective.conduct.operations.cases.enclosing import taken_out
from collective.conduct.operations.cases.facts import change
from collective.conduct.operations.cases.reading import opened
from collective.conduct.operations.keys.sharing import note
from collective.conduct.operations.keys.sharing import open_case
from collective.conduct.workflow.guarded import fire
from dataclasses import dataclass
from typing import Any
from zope.component import getUtility

import json


@dataclass(frozen=True)
class File:
    """A file of a case; ``cleaned`` is the number of its copy, 0 without one.

    Of a message's file ``number`` is its place from 0, ``cleaned`` whether.
    """

    number: int
    name: str
    type: str
    cleaned: int = 0


@dataclass(frozen=True)
class Line:
    """A message or a note. ``by`` is 0 for the reporter; ``event`` names a deed."""

    number: int
    text: str
    when: int = 0
    by: int = 0
    event: str = ""
    person: int = 0
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A case as its readers see it. ``content``: what was sent in."""

    facts: CaseFacts
    content: dict[str, Any]
    files: tuple[File, ...]
    messages: tuple[Line, ...]
    notes: tuple[Line, ...]
    readers: tuple[int, ...]
    has_identity: bool


def read(case: str, private: bytes) -> Reading:
    """Everything in a case but who sent it in."""
    key, vault = opened(case, private, "read_case"), getUtility(IVault)
    return Reading(
        getUtility(ICases).facts(case),
        json.loads(vault.get(key, "content", 1)),
        _files(key),
        _lines(key, "message"),
        _lines(key, "note"),
        vault.readers(case),
        bool(vault.numbers(case, "identity")),
    )


def file_of(case: str, private: bytes, number: int, cleaned: bool) -> tuple[str, bytes]:
    """Name and content of a file; the copy without metadata when ``cleaned``."""
    key = opened(case, private, "read_file", number)
    kind = "cleaned" if cleaned else "attachment"
    head, pieces = getUtility(IVault).get_file(key, kind, number)
    return json.loads(head)["name"], b"".join(pieces)


def enclosed(
    case: str, private: bytes, line: tuple[str, int], place: int, cleaned: bool
) -> tuple[str, bytes]:
    """Name and content of a file that came with a message or a note.

    ``line``: its kind ("message", "note") and number; ``place`` from 0.
    """
    if line[0] not in ("message", "note"):
        raise Missing("no_box")
    key = opened(case, private, "read_file", line[1])
    said = json.loads(getUtility(IVault).get(key, *line))
    return taken_out(case, said, place, cleaned)


def begin_triage(case: str, private: bytes) -> None:
    """Take a new case on: from received to triage. Done already is done."""
    key, cases = open_case(case, private), getUtility(ICases)
    facts = cases.facts(case)
    if facts.state == "triage":
        return
    step = transition("begin_triage", facts.state)
    if step is None:
        raise Refused("not_in_this_state")
    fire(cases.get(case), step.id)
    change(case, state=step.target)
    note(key, step.id)


def _files(key) -> tuple[File, ...]:
    vault = getUtility(IVault)
    copies = {each: vault.get(key, "cleaned", each) for each in _of(key, "cleaned")}
    found = []
    for number in _of(key, "attachment"):
        head = vault.get(key, "attachment", number)
        copy = next((each for each, other in copies.items() if other == head), 0)
        copies.pop(copy, None)
        said = json.loads(head)
        found.append(File(number, said["name"], said["type"], copy))
    return tuple(found)


def _lines(key, kind: str) -> tuple[Line, ...]:
    return tuple(_line(key, kind, number) for number in _of(key, kind))


def _line(key, kind: str, number: int) -> Line:
    said = json.loads(getUtility(IVault).get(key, kind, number))
    return Line(
        number,
        said.get("text", ""),
        said.get("when", 0),
        said.get("by", 0),
        said.get("event", ""),
        said.get("person", 0),
        tuple(
            File(place, each["name"], each["type"], bool(each["cleaned"]))
            for place, each in enumerate(said.get("files", []))
        ),
    )


def _of(key, kind: str) -> tuple[int, ...]:
    return getUtility(IVault).numbers(key.case, kind)
