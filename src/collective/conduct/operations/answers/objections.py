"""Read the objections to an edition, with names and words."""

from collections.abc import Mapping
from collective.conduct.core.ledger.ports import ILedger
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.common.authority import authorise
from dataclasses import dataclass
from zope.component import getUtility


@dataclass(frozen=True)
class Objection:
    """An objection; ``words`` is "" when they were lawfully disposed of.

    ``when`` is seconds since 1970 in UTC.
    """

    name: str
    words: str
    when: int
    language: str


def objections(edition) -> list[Objection]:
    """Return the standing objections to an edition, by name.

    Those of people whose mandate ended are among them: an answer outlives
    the mandate (REQUIREMENTS B14). ``Refused`` for whoever may not read words.
    """
    authorise("read_words", edition)
    ledger, mark = getUtility(ILedger), edition.manifest_hash
    names = {each.id: each.name for each in getUtility(IRegister).people()}
    standing = ledger.outcomes(mark, list(names))
    standing_objections = [
        _objection(names[person], ledger.last_answer(person, mark))
        for person, kind in standing.items()
        if kind == "objected"
    ]
    return sorted(standing_objections, key=lambda each: each.name.casefold())


def _objection(name: str, entry) -> Objection:
    details: Mapping = entry.details or {}
    return Objection(name, str(details.get("words", "")), entry.when, entry.language)
