"""Vocabularies: the terms that the product ships, and the changes of a site.

A vocabulary is its defaults plus the site's *changes*: other titles, another
order, terms added, terms retired. A key is never changed or deleted once made:
what was recorded under it stays readable. An upgrade may bring new defaults;
they appear beside the site's changes. (REQUIREMENTS A5)
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.core.common.errors import Conflict
from collective.conduct.core.common.errors import Invalid
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

import hashlib
import json
import re
import unicodedata


LANGUAGES = ("sv", "da", "en")
LONGEST = 120  # characters of a title
MOST = 200  # terms of one vocabulary
LAST = 9999  # place in the order
STEP = 10

Titles = Mapping[str, str]  # language -> title


@dataclass(frozen=True)
class TermChange:
    """A site's change of one term; an empty field keeps what was shipped."""

    titles: Titles = field(default_factory=dict)
    order: int | None = None
    retired: bool = False


Changes = Mapping[str, TermChange]  # key -> change


@dataclass(frozen=True)
class VocabularyTerm:
    """A term as it holds on a site. ``titles`` are those that the site gave."""

    key: str
    order: int
    titles: Titles = field(default_factory=dict)
    retired: bool = False
    added: bool = False


def effective(defaults: Iterable[str], changes: Changes) -> list[VocabularyTerm]:
    """All terms in order, retired ones too; terms that the site added come last."""
    shipped = list(defaults)
    added = [key for key in changes if key not in shipped]
    found = []
    for place, key in enumerate((*shipped, *added), 1):
        change = changes.get(key, TermChange())
        order = place * STEP if change.order is None else change.order
        term = VocabularyTerm(
            key, order, dict(change.titles), change.retired, key in added
        )
        found.append(term)
    return sorted(found, key=lambda each: each.order)  # stable: ties as shipped


def version(changes: Changes) -> str:
    """A short hash of the changes: whoever saves must have seen this very list."""
    return hashlib.sha256(dumped(changes).encode()).hexdigest()[:16]


def dumped(changes: Changes) -> str:
    """Write the changes as text, the same for the same changes."""
    kept = {
        key: {
            **({"titles": dict(change.titles)} if change.titles else {}),
            **({} if change.order is None else {"order": change.order}),
            **({"retired": True} if change.retired else {}),
        }
        for key, change in changes.items()
    }
    return json.dumps(kept, ensure_ascii=False)


def loaded(text: str) -> dict[str, TermChange]:
    """Read the changes that ``dumped`` wrote."""
    return {
        key: TermChange(
            value.get("titles", {}), value.get("order"), value.get("retired", False)
        )
        for key, value in json.loads(text or "{}").items()
    }


@dataclass(frozen=True)
class Wish:
    """A requested change of one term; None changes nothing. No key: a new term.

    An empty title goes back to the original.
    """

    key: str = ""
    titles: Titles = field(default_factory=dict)
    order: int | None = None
    retired: bool | None = None


def changed(
    originals: Mapping[str, Titles],
    changes: Changes,
    wishes: Iterable[Wish],
    *,
    fixed: bool,
    seen: str | None = None,
) -> dict[str, TermChange]:
    """Return the changes with the wishes applied; what equals a default is dropped.

    ``originals`` maps each shipped key to its titles; a ``fixed`` vocabulary
    may be renamed and ordered, since rules depend on its keys. ``Conflict``
    "terms_changed" when ``seen`` is not the version; ``Invalid`` "term_unknown",
    "terms_fixed", "term_title_long", "term_title_missing", "term_title_taken",
    "term_order", "terms_full", "terms_empty", with ``field`` as ``<key>.<name>``.
    """
    if seen is not None and seen != version(changes):
        raise Conflict("terms_changed")
    made = dict(changes)
    for wish in wishes:
        _apply(originals, made, wish, fixed)
    _check_list(originals, made, changes)
    shipped = list(originals)
    return {
        key: replace(each, order=_kept_order(shipped, key, each.order))
        for key, each in made.items()
        if key not in originals or _says_something(shipped, key, each)
    }


def reset(originals: Mapping[str, Titles], changes: Changes) -> dict[str, TermChange]:
    """Return to the shipped list; terms that the site added are retired."""
    return {
        key: replace(change, order=None, retired=True)
        for key, change in changes.items()
        if key not in originals
    }


def _apply(originals: Mapping, made: dict, wish: Wish, fixed: bool) -> None:
    key, name = wish.key, wish.key or "new"
    if key and key not in originals and key not in made:
        raise Invalid("term_unknown")
    if fixed and (not key or wish.retired):
        raise Invalid("terms_fixed")
    if wish.order is not None and not 1 <= wish.order <= LAST:
        raise Invalid("term_order", field=f"{name}.order", last=LAST)
    old = made.get(key, TermChange())
    titles = _titles(originals.get(key, {}), {**old.titles, **wish.titles}, name)
    if key not in originals and not titles:
        raise Invalid("term_title_missing", field=f"{name}.sv")
    key = key or new_key(next(iter(titles.values())), {*originals, *made})
    made[key] = TermChange(
        titles,
        old.order if wish.order is None else wish.order,
        old.retired if wish.retired is None else wish.retired,
    )


def _titles(original: Titles, wanted: Titles, name: str) -> dict[str, str]:
    titles = {}
    for language in LANGUAGES:
        title = " ".join(wanted.get(language, "").split())
        if len(title) > LONGEST:
            raise Invalid(
                "term_title_long", field=f"{name}.{language}", longest=LONGEST
            )
        if title and title != original.get(language):
            titles[language] = title
    return titles


def _check_list(originals: Mapping[str, Titles], made: Changes, old: Changes) -> None:
    terms = [each for each in effective(originals, made) if not each.retired]
    if not terms:
        raise Invalid("terms_empty")
    if len(terms) > MOST:
        raise Invalid("terms_full", most=MOST)
    terms.sort(key=lambda each: made.get(each.key) != old.get(each.key))
    for language in LANGUAGES:  # what was changed comes last: it is to blame
        taken: set[str] = set()
        for term in terms:
            own = {**originals.get(term.key, {}), **term.titles}
            title = own.get(language, "").casefold()
            if title and title in taken:
                name = term.key if term.key in {*originals, *old} else "new"
                raise Invalid("term_title_taken", field=f"{name}.{language}")
            taken.add(title)


def _says_something(shipped: list[str], key: str, change: TermChange) -> bool:
    order = _kept_order(shipped, key, change.order)
    return bool(change.titles or change.retired) or order is not None


def _kept_order(shipped: list[str], key: str, order: int | None) -> int | None:
    """The order to store: None for the place that the term has by default."""
    if key in shipped and order == (shipped.index(key) + 1) * STEP:
        return None
    return order


def new_key(title: str, taken: Iterable[str]) -> str:
    """Make a key from a title, different from all keys that are taken."""
    folded = unicodedata.normalize("NFKD", title.casefold())
    plain = folded.encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40] or "term"
    known, key, number = set(taken), base, 1
    while key in known:
        number += 1
        key = f"{base}_{number}"
    return key
