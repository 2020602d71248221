"""Build the manifest of an edition from the draft, its header and its links."""

from AccessControl.PermissionRole import rolesForPermissionOn
from collective.conduct.core.documents import editions as core
from collective.conduct.core.documents.header_fields import FROZEN
from collective.conduct.core.documents.header_fields import HeaderField
from collective.conduct.core.documents.text.diff import compare
from collective.conduct.core.documents.text.diff import material
from collective.conduct.core.documents.text.provisions import derive
from collective.conduct.i18n import _
from collective.conduct.operations.documents.drafts import html_of
from collective.conduct.operations.documents.drafts import language_of
from collective.conduct.operations.documents.drafts import translations_of
from collective.conduct.vocabularies.terms import STATEMENTS
from plone import api
from typing import Any
from zope.i18n import translate

import re


_READERS = frozenset({"Anonymous", "Authenticated", "Member"})
_RESOLVE = re.compile(r"(?:^|/)resolveuid/([0-9a-f]{32})", re.IGNORECASE)


def manifest_of(document, number: int, decision) -> dict[str, Any]:
    """Return the manifest of the draft as that edition.

    ``decision`` is an ``adopt.Decision``. (REQUIREMENTS A19, E15)
    """
    language = language_of(document)
    htmls = {language: html_of(document), **translations_of(document)}
    title = document.Title()
    return core.manifest(
        core.Adoption(
            document=document.UID(),
            number=number,
            language=language,
            header=_header(document, decision),
            texts={
                code: core.Text(title, html, statement_in(code))
                for code, html in htmls.items()
            },
            links=_links(htmls.values()),
            relations=[_relation(each) for each in document.relations or ()],
            replaces=[
                _relation(each)
                for each in document.relations or ()
                if each["type"] == "replaces"
            ],
            nonmaterial=dict(document.nonmaterial or {}),
            facets=_standing(document.facets or {}, htmls[language]),
        )
    )


def _standing(facets: dict, html: str) -> dict:
    """The facets of those parts that the text still has."""
    order = set(derive(html).order)
    return {name: keys for name, keys in facets.items() if name in order and keys}


def edition_title(title: str, number: int, language: str) -> str:
    """Return the title of an edition: the document's title and its number."""
    message = _(
        "title_edition",
        default="${title}, edition ${number}",
        mapping={"title": title, "number": number},
    )
    return translate(message, target_language=language)


def statement_in(language: str) -> dict[str, str]:
    """Return the choices of an answer, as an edition in that language states them."""
    return {
        kind: translate(message, target_language=language)
        for kind, message in STATEMENTS.items()
    }


def reopens(manifest: dict, earlier: list) -> bool:
    """Whether the edition asks those who answered the one before again (E6)."""
    standing = [each for each in earlier if each.annulled_on is None]
    if not standing:
        return True
    language = manifest["language"]
    before = standing[-1].manifest
    if language not in before["languages"]:
        return True
    change = compare(
        core.structure_of(before, language), core.structure_of(manifest, language)
    )
    return bool(material(change, manifest["nonmaterial"]))


def _header(document, decision) -> dict[str, Any]:
    return {name: _frozen(each, document, decision) for name, each in FROZEN.items()}


def _frozen(field: HeaderField, document, decision) -> Any:
    """What was decided, else what the draft says."""
    decided = getattr(decision, field.decision) if field.decision else None
    value = decided or (getattr(document, field.draft) if field.draft else None)
    if isinstance(value, list):
        value = tuple(value)
    return value or field.empty


def _links(htmls) -> list[dict[str, str]]:
    links = {}
    for html in htmls:
        for href in core.links_in(html):
            links[href] = _snapshot(href)
    return list(links.values())


def _snapshot(href: str) -> dict[str, str]:
    match = _RESOLVE.search(href)
    uid = match[1] if match else ""
    return {"uid": uid, "title": "", "url": href} | _seen_by_all(uid)


def _relation(relation: dict) -> dict[str, str]:
    snapshot = {
        "type": relation["type"],
        "uid": relation.get("uid") or "",
        "title": relation.get("title") or "",
        "url": relation.get("url") or "",
    }
    return snapshot | _seen_by_all(snapshot["uid"])


def _seen_by_all(uid: str) -> dict[str, str]:
    """Title and address of an object, if every reader of the edition may see it.

    The registrar's own rights must not carry more into what all will read.
    """
    target = api.content.get(UID=uid) if uid else None
    if target is None or _READERS.isdisjoint(rolesForPermissionOn("View", target)):
        return {}
    return {"title": target.Title(), "url": target.absolute_url()}
