"""Vocabulary of the groups that a campaign can ask (REQUIREMENTS A4, A17, B9)."""

from collective.conduct.core.common.ports import IClock
from collective.conduct.core.registers.mandates import CANDIDATES
from collective.conduct.core.registers.mandates import EMPLOYED
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import groups_of_row
from collective.conduct.core.registers.mandates import OFFICIALS
from collective.conduct.core.registers.mandates import PREFIX
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.principals.registers.titles import group_title
from collective.conduct.vocabularies.registers.bodies import bodies
from zope.component import queryUtility
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


WHOLE = (OFFICIALS, CANDIDATES, EMPLOYED)
ORDER = ("body", "party", "candidates", "function")


@provider(IVocabularyFactory)
def audiences(context) -> SimpleVocabulary:
    """Whole groups first, then bodies, parties, candidates and functions.

    Besides what the registers make today or later: every body and function,
    and what the campaign has chosen already.
    """
    found = {f"{PREFIX}body:{term.value}" for term in bodies(context)}
    found.update(f"{PREFIX}function:{key}" for key in FUNCTIONS)
    found.update(_of_registers())
    for name in ("plus", "minus"):
        found.update(getattr(context, name, None) or ())
    titled = sorted(
        ((_place(group), group_title(group), group) for group in found - {*WHOLE}),
        key=lambda each: (each[0], each[1].casefold()),
    )
    first = [(0, group_title(group), group) for group in WHOLE]
    terms = (SimpleTerm(key, key, title) for _place, title, key in [*first, *titled])
    return SimpleVocabulary([*terms])


def _of_registers() -> set[str]:
    register, today = queryUtility(IRegister), queryUtility(IClock).today()
    rows = register.roster().rows if register is not None else ()
    live = (row for row in rows if row.end is None or row.end >= today)
    return {group for row in live for group in groups_of_row(row)}


def _place(group: str) -> int:
    kind = group.removeprefix(PREFIX).split(":")[0]
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
