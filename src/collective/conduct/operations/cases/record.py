"""What the law wants beside the work: diary, secrecy, a copy that can be shown.

A case is entered in the municipality's own diary by a line that tells nothing
(OSL 5:2): the day, a number drawn by lot, so that no series has a gap, and a
neutral text. Why a part is secret is the handler's decision, part by part; the
redacted copy leaves those parts out. (REQUIREMENTS §2 K)
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.conduct.core.errors import Conflict
from collective.conduct.core.errors import Invalid
from collective.conduct.core.interfaces import IClock
from collective.conduct.core.interfaces import IRegister
from collective.conduct.core.letters import LANGUAGES
from collective.conduct.core.open_vault import OpenCase
from collective.conduct.operations.cases.facts import facts_of
from collective.conduct.operations.cases.reading import noted
from collective.conduct.operations.moments import now_in_seconds
from collective.conduct.vocabularies.questions import WHO_TELLS
from dataclasses import dataclass
from datetime import date
from typing import Any
from zope.component import getUtility
from zope.i18n import translate

import json
import re
import secrets


LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LONGEST = 200  # characters of a text of the diary, or of a basis
MESSAGES = "messages"  # the part that is not an answer of the form


@dataclass(frozen=True)
class Diary:
    """The line of a case: when it came in, its number, what may be known of it."""

    number: str
    received: date
    text: str


@dataclass(frozen=True)
class Part:
    """A part of a redacted copy: its words, or why they are left out."""

    title: str
    words: str
    basis: str


def diary(case: OpenCase) -> Diary | None:
    """The line of a case, None while it is not entered."""
    said = _latest(case, "diary")
    if not said:
        return None
    received = getUtility(IClock).day_of(facts_of(case.id).received)
    return Diary(said["number"], received, said["text"])


def enter(case: OpenCase, text: str) -> Diary:
    """Enter a case in the diary; the number is drawn by lot.

    ``Invalid`` "diary_text"; ``Conflict`` "diary_entered".
    """
    said = " ".join(text.split())
    if not said or len(said) > LONGEST:
        raise Invalid("diary_text", limit=LONGEST)
    if _latest(case, "diary"):
        raise Conflict("diary_entered")
    received = getUtility(IClock).day_of(facts_of(case.id).received)
    lot = "".join(secrets.choice(LETTERS) for _ in range(8))
    number = f"{received.year}-{lot[:4]}-{lot[4:]}"
    _keep(case, "diary", number=number, text=said)
    return Diary(number, received, said)


def parts(case: OpenCase) -> tuple[str, ...]:
    """What can be secret: each question that was answered, and the messages."""
    content = json.loads(case.get("content", 1))
    return (*_answers(content)[0], MESSAGES)


def secrecy(case: OpenCase) -> Mapping[str, str]:
    """Part -> the law that makes it secret, as the handlers have decided."""
    return _latest(case, "secrecy").get("basis", {})


def decide(case: OpenCase, basis: Mapping[str, str]) -> None:
    """Say why which part is secret; what is not named, or empty, is not.

    ``Invalid`` "secrecy_long" or "field" for a part that there is not.
    """
    tidy = {part: " ".join(text.split()) for part, text in basis.items()}
    if not set(tidy) <= set(parts(case)):
        raise Invalid("field", field="basis")
    if any(len(text) > LONGEST for text in tidy.values()):
        raise Invalid("secrecy_long", limit=LONGEST)
    kept = {part: text for part, text in tidy.items() if text}
    _keep(case, "secrecy", basis=kept)


def redacted(case: OpenCase) -> list[Part]:
    """A copy that can be shown: without what is secret, people by letter.

    Names of people of the register that the report names are replaced, and that
    of a reporter who gave theirs; other names in free text are not known, so
    whoever hands it out reads it first. Notes and who the reporter is are never
    in it.
    """
    basis = secrecy(noted(case, "read_case"))
    content = json.loads(case.get("content", 1))
    answers, told_by = _answers(content)
    register = getUtility(IRegister)
    people = [*content.get("about", []), *content.get("witnesses", [])]
    hide = _hider([register.person(each).name for each in people], told_by)
    found = [
        _part(question, hide(answer), basis) for question, answer in answers.items()
    ]
    said = [
        json.loads(case.get("message", number)).get("text", "")
        for number in case.numbers("message")
    ]
    if said:
        found.append(_part(MESSAGES, hide("\n\n".join(said)), basis))
    return found


def _part(title: str, words: str, basis: Mapping[str, str]) -> Part:
    why = basis.get(title, "")
    return Part(title, "" if why else words, why)


def _hider(people: list[str], told_by: str) -> Callable[[str], str]:
    """What replaces the names of these people, whole or in part."""
    known: dict[str, str] = {}
    for place, name in enumerate(dict.fromkeys(people)):
        for each in (name, *name.split()):
            known.setdefault(each.casefold(), f"[{chr(ord('A') + place % 26)}]")
    for each in (told_by, *told_by.split()):
        if each:
            known.setdefault(each.casefold(), "[...]")
    if not known:
        return lambda text: text
    longest = sorted(known, key=len, reverse=True)
    pattern = re.compile(
        "|".join(rf"\b{re.escape(name)}(?:s|'s)?\b" for name in longest), re.IGNORECASE
    )

    def replaced(found: re.Match) -> str:
        said = found[0].casefold()
        return known[next(name for name in longest if said.startswith(name))]

    return lambda text: pattern.sub(replaced, text)


def _answers(content: dict[str, Any]) -> tuple[dict[str, str], str]:
    """What was answered, without who tells of it; and that name, "" without."""
    titles = {translate(WHO_TELLS, target_language=each) for each in LANGUAGES}
    given = {key: str(said) for key, said in content["answers"].items() if said}
    names = [given.pop(title) for title in titles & set(given)]
    return given, names[0].split("\n")[0] if names else ""


def _latest(case: OpenCase, kind: str) -> dict[str, Any]:
    """The newest of the sealed records of a kind; {} when there is none."""
    for number in reversed(case.numbers("record")):
        said = json.loads(case.get("record", number))
        if said["kind"] == kind:
            return said
    return {}


def _keep(case: OpenCase, kind: str, **values: Any) -> None:
    said = {"kind": kind, "by": case.person, "when": now_in_seconds(), **values}
    case.put("record", json.dumps(said, ensure_ascii=False).encode())
