"""The subject of a notice: its title, and an address that works after a log-in."""

from collections.abc import Iterable
from collective.conduct.core.common.errors import Missing
from collective.conduct.core.common.ports import IClock
from collective.conduct.core.documents.edition_index import in_force
from collective.conduct.core.documents.ports import IEditionIndex
from collective.conduct.core.mail.notices import Notice
from collective.conduct.core.obligations.ports import ICampaigns
from collective.conduct.core.obligations.subjects import editions_about
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.i18n import _
from collective.conduct.vocabularies.common.days import day_in_words
from collective.conduct.vocabularies.mail.key_events import WORDS as KEY_EVENTS
from collective.conduct.vocabularies.terms import FUNCTION_TITLES
from datetime import date
from plone import api
from zope.component import getUtility
from zope.i18n import translate


# kind -> the view of the hub where it is read; the others lead to a thing
VIEWS = {
    "own_data": "@@my-data",
    "enquiry": "@@enquiries",
    "case_new": "@@desk",
    "case_message": "@@desk",
    "key_event": "@@my-key",
    "test": "@@my-page",
}
Group = tuple[Notice, int]  # one of several that are sent as one, and how many


def grouped(notices: Iterable[Notice]) -> list[Group]:
    """Group notices that are the same for the reader, with their number.

    Several people who have not answered one campaign make one group.
    """
    found: dict[tuple, list[Notice]] = {}
    for each in notices:
        same = each.about.get("campaign") if each.kind == "duty_escalated" else each.key
        found.setdefault((each.kind, same), []).append(each)
    return [(group[0], len(group)) for group in found.values()]


def about(group: Group, language: str) -> tuple[str, dict[str, str]]:
    """The kind of a notice, and the values for the placeholders of its template."""
    notice, count = group
    title, path = _named(notice)
    if notice.kind == "key_event":
        title = _key_event(notice, language)
    due = str(notice.about.get("due", ""))
    return notice.kind, {
        "title": title,
        "due": day_in_words(date.fromisoformat(due), language) if due else "",
        "count": str(count),
        "link": _address(path) if path else address(VIEWS.get(notice.kind, "")),
    }


def _key_event(notice: Notice, language: str) -> str:
    """The sentence of an event of a key: who, which function, what happened."""
    about, names = notice.about, {}
    for role in ("person", "by"):
        number = int(about.get(role, 0))
        names[role] = getUtility(IRegister).person(number).name if number else ""
    functions = (
        translate(FUNCTION_TITLES[each], target_language=language)
        for each in str(about.get("functions", "")).split()
    )
    sentence = KEY_EVENTS[str(about["event"])]
    values = {
        "name": names["person"],
        "by": names["by"],
        "functions": ", ".join(functions),
    }
    whole = _(str(sentence), default=sentence.default, mapping=values)
    return translate(whole, target_language=language)


def address(view: str = "") -> str:
    """The address of the hub, or of one of its pages."""
    path = _path_of(portal_type="ConductHub")
    return _address("/".join(part for part in (path, view) if part))


def _address(path: str) -> str:
    """A full address, with the root from the settings, since a timed job knows none."""
    root = api.portal.get_registry_record(
        "collective.conduct.public_address", default=None
    )
    root = root or api.portal.get().absolute_url()
    return f"{root.rstrip('/')}/{path}".rstrip("/")


def _named(notice: Notice) -> tuple[str, str]:
    """Title and path of the content that a notice is about; "" when unknown."""
    if notice.kind.startswith("duty_"):
        return _of_campaign(notice)
    brain = _brain(UID=str(notice.about.get("uid", "")))
    if brain is None:
        return "", ""
    return brain.Title, _relative(brain.getPath())


def _of_campaign(notice: Notice) -> tuple[str, str]:
    try:
        facts = getUtility(ICampaigns).get(str(notice.about.get("campaign", "")))
    except Missing:
        return "", ""
    editions = editions_about(facts.subject, getUtility(IEditionIndex))
    edition = in_force(editions, getUtility(IClock).today())
    title = edition.title if edition else facts.title
    if notice.kind == "duty_escalated":
        return title, facts.path
    return title, edition.path if edition else ""


def _path_of(**query: str) -> str:
    brain = _brain(**query)
    return _relative(brain.getPath()) if brain is not None else ""


def _brain(**query: str):
    if not all(query.values()):
        return None
    catalog = api.portal.get_tool("portal_catalog")
    return next(iter(catalog.unrestrictedSearchResults(**query)), None)


def _relative(path: str) -> str:
    return path.removeprefix(f"{'/'.join(api.portal.get().getPhysicalPath())}/")
