"""The manifest: everything that was adopted, as one JSON object.

Its canonical spelling (``proof.canonical``: UTF-8, keys sorted, no white
space, NFC, no fractions) is what is kept, and the SHA-256 of that spelling is
the identity of the edition (DESIGN 1.2). Another program recomputes it by
writing the same object in the same spelling. Its fields:

``format``       "conduct-manifest/1"
``document``     UID of the governing document
``number``       1, 2, … within the document
``language``     the document's own language
``header``       the fields named in ``HEADER``; dates as YYYY-MM-DD or null
``languages``    language -> ``title``, ``html``, ``statement`` (choice -> its
                 words), ``groups`` and ``provisions`` (fields as in
                 ``core.documents.text.provisions``), these two derived from ``html``
``annexes``      attached files: ``title``, ``filename``, ``sha256``
``links``        ``uid``, ``title``, ``url`` as they were at adoption
``relations``    ``type``, ``uid``, ``title``, ``url``
``replaces``     ``uid``, ``title``, ``url``
``nonmaterial``  provision id -> why its change asks for no new answer
``facets``       id of a group or provision -> what it is about, keys sorted

Which edition is in force is no field: dates say it (``core.documents.edition_index``).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.documents.header_fields import FROZEN
from collective.conduct.core.documents.text.html import parse
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.core.documents.text.provisions import Provision
from collective.conduct.core.documents.text.provisions import ProvisionGroup
from collective.conduct.core.documents.text.provisions import Structure
from collective.conduct.core.ledger.proof import canonical
from collective.conduct.core.ledger.proof import digest
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any


FORMAT = "conduct-manifest/1"
HEADER = tuple(FROZEN)
ANNEX = ("title", "filename", "sha256")
LINK = ("uid", "title", "url")
RELATION = ("type", *LINK)
Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Text:
    """An edition in one language; ``statement`` maps choices to their words."""

    title: str
    html: str
    statement: Mapping[str, str]


@dataclass(frozen=True)
class Adoption:
    """What is adopted; ``header`` has the keys of ``HEADER``, all of them."""

    document: str
    number: int
    language: str
    header: Mapping[str, Any]
    texts: Mapping[str, Text]
    annexes: Rows = ()
    links: Rows = ()
    relations: Rows = ()
    replaces: Rows = ()
    nonmaterial: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)


def manifest(adoption: Adoption) -> dict[str, Any]:
    """Return the manifest of what is adopted.

    ``Invalid`` "manifest_header" when a header field is missing or unknown,
    "manifest_language" when the own language has no text, "not_aligned" when
    a provision has no id or shares one.
    """
    if set(adoption.header) != set(HEADER):
        raise Invalid("manifest_header")
    if adoption.language not in adoption.texts:
        raise Invalid("manifest_language")
    return {
        "format": FORMAT,
        "document": adoption.document,
        "number": adoption.number,
        "language": adoption.language,
        "header": {name: _plain(adoption.header[name]) for name in HEADER},
        "languages": {code: _language(text) for code, text in adoption.texts.items()},
        "annexes": _rows(adoption.annexes, ANNEX),
        "links": _rows(adoption.links, LINK),
        "relations": _rows(adoption.relations, RELATION),
        "replaces": _rows(adoption.replaces, LINK),
        "nonmaterial": dict(adoption.nonmaterial),
        "facets": {name: sorted(keys) for name, keys in adoption.facets.items()},
    }


def canonical_text(manifest: Mapping[str, Any]) -> str:
    """Return the canonical JSON text of a manifest, to be stored unchanged."""
    return canonical(manifest).decode()


def manifest_hash(manifest: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical spelling, in hex: the identity of an edition."""
    return digest(manifest)


def statement_of(
    manifest: Mapping[str, Any], language: str, undertaking: str = ""
) -> dict[str, str]:
    """Return the choices of an answer as they are shown (REQUIREMENTS A3).

    They are the frozen choices and, where a campaign asks, its own words under
    ``undertaking``.
    """
    frozen = manifest["languages"][language]["statement"]
    return {**frozen, "undertaking": undertaking} if undertaking else dict(frozen)


def statement_hash(
    manifest: Mapping[str, Any], language: str, undertaking: str = ""
) -> str:
    """SHA-256 of the choices as they are shown in that language, in hex."""
    return digest(statement_of(manifest, language, undertaking))


def structure_of(manifest: Mapping[str, Any], language: str) -> Structure:
    """Groups and provisions as they were frozen in that language."""
    text = manifest["languages"][language]
    return Structure(
        tuple(ProvisionGroup(**each) for each in text["groups"]),
        tuple(Provision(**each) for each in text["provisions"]),
    )


def frozen_words(manifests: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the latest words of every part that was ever frozen, by its id.

    ``alignment.align`` takes them as ``retired``; ``manifests`` come in
    the order of their numbers. Own languages only.
    """
    words: dict[str, str] = {}
    for each in manifests:
        frozen = structure_of(each, each["language"])
        words |= {group.id: group.title for group in frozen.groups}
        words |= {part.id: part.text for part in frozen.provisions}
    return words


def links_in(html: str) -> tuple[str, ...]:
    """Return the addresses a text links to, each once, without ``#`` and mail."""
    hrefs = (node.attrs.get("href", "") for node in parse(html).walk())
    outward = (href for href in hrefs if href and not href.startswith(("#", "mailto:")))
    return tuple(dict.fromkeys(outward))


def _language(text: Text) -> dict[str, Any]:
    structure = derive(text.html)
    names = [part.id for part in structure.parts]
    if "" in names or len(set(names)) < len(names):
        raise Invalid("not_aligned")
    return {
        "title": text.title,
        "html": text.html,
        "statement": dict(text.statement),
        "groups": [asdict(group) for group in structure.groups],
        "provisions": [asdict(part) for part in structure.provisions],
    }


def _rows(rows: Rows, names: Sequence[str]) -> list[dict[str, str]]:
    return [{name: row.get(name, "") for name in names} for row in rows]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
