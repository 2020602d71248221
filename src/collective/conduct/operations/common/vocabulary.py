"""Change the vocabularies of a site (REQUIREMENTS A5)."""

from collections.abc import Iterable
from collective.conduct.core.common import vocabulary as core
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.vocabulary import TermChange
from collective.conduct.core.common.vocabulary import Wish
from collective.conduct.operations.common.authority import authorise
from collective.conduct.vocabularies.common.catalogue import CATALOGUE
from collective.conduct.vocabularies.common.catalogue import changes_of
from collective.conduct.vocabularies.common.catalogue import originals
from collective.conduct.vocabularies.common.catalogue import RECORD
from collective.conduct.vocabularies.common.catalogue import Vocabulary
from plone import api


def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of that name; ``Missing`` "no_vocabulary"."""
    authorise("edit_terms")
    if name not in CATALOGUE:
        raise Missing("no_vocabulary")
    return CATALOGUE[name]


def version(name: str) -> str:
    """The version of a vocabulary as it is now, a short hash."""
    return core.version(changes_of(name))


def change(name: str, wishes: Iterable[Wish], seen: str | None = None) -> None:
    """Rename, order, add, retire and restore terms; see ``vocabulary.changed``."""
    fixed = vocabulary(name).fixed
    before = changes_of(name)
    _keep(name, core.changed(originals(name), before, wishes, fixed=fixed, seen=seen))


def reset(name: str) -> None:
    """Return to the shipped list; added terms are retired, not deleted."""
    vocabulary(name)
    _keep(name, core.reset(originals(name), changes_of(name)))


def _keep(name: str, changes: dict[str, TermChange]) -> None:
    kept = dict(api.portal.get_registry_record(RECORD) or {})
    kept[name] = core.dumped(changes)
    api.portal.set_registry_record(RECORD, kept)
