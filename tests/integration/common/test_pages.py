"""A page is a class with few ancestors of ours; what it shows is a view model."""

from collective.conduct import browser
from importlib import import_module
from pkgutil import walk_packages
from Products.Five.browser import BrowserView

import inspect
import pytest


ROOT = "collective.conduct."
MOST = 3  # ancestors of ours, mixins among them
# Pages that are still towers: their ancestors today, and when they are composed.
# The list may only shrink: a class leaves it with the part that touches it.
DESK = "when the desk of a case is rebuilt"
REGISTERS = "when the registers' pages are rebuilt"
LISTS = "when the import of lists is rebuilt"
REST = {
    "ApprovalsPage": (5, DESK),
    "CaseReadingPage": (6, DESK),
    "CaseClocksPage": (6, DESK),
    "CaseLinksPage": (6, DESK),
    "CaseLogPage": (6, DESK),
    "CaseOutsidePage": (6, DESK),
    "CasePage": (5, DESK),
    "CasePeoplePage": (6, DESK),
    "CaseRecordPage": (6, DESK),
    "Desk": (5, DESK),
    "EscrowPage": (5, DESK),
    "CaseLines": (4, DESK),
    "EndRow": (5, REGISTERS),
    "EndTermPage": (4, REGISTERS),
    "MembersCsv": (6, REGISTERS),
    "MembersXlsx": (6, REGISTERS),
    "PersonPage": (5, REGISTERS),
    "Body": (7, REGISTERS),
    "Functions": (6, REGISTERS),
    "RegisterPage": (5, REGISTERS),
    "ImportRegister": (5, LISTS),
    "CorrectRowPage": (6, REGISTERS),
}


def _pages() -> dict[str, type]:
    found = {}
    for each in walk_packages(browser.__path__, f"{browser.__name__}."):
        module = import_module(each.name)
        for name, cls in inspect.getmembers(module, inspect.isclass):
            if cls.__module__ == module.__name__ and issubclass(cls, BrowserView):
                found[f"{cls.__module__.removeprefix(ROOT)}.{name}"] = cls
    return found


PAGES = _pages()


NAMES = [cls.__name__ for cls in PAGES.values()]


def _ours(cls: type) -> list[str]:
    return [
        f"{each.__module__.removeprefix(ROOT)}.{each.__name__}"
        for each in cls.__mro__[1:]
        if each.__module__.startswith(ROOT)
    ]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_has_few_ancestors_of_ours(name) -> None:
    """Else: let a view model show it, and the page only read the request."""
    most, _when = REST.get(PAGES[name].__name__, (MOST, ""))
    assert len(_ours(PAGES[name])) <= most, _ours(PAGES[name])


def test_the_list_of_towers_only_shrinks() -> None:
    assert [name for name in REST if NAMES.count(name) != 1] == []
    lower = {
        cls.__name__
        for cls in PAGES.values()
        if len(_ours(cls)) < REST.get(cls.__name__, (0, ""))[0]
    }
    assert not lower, "take it off the list, or lower its number"
    assert all(count > MOST for count, _when in REST.values())


def test_no_page_is_mixed_of_more_than_two() -> None:
    mixed = {
        name: len(cls.__bases__)
        for name, cls in PAGES.items()
        if len(cls.__bases__) > 2 and cls.__name__ not in REST
    }
    assert mixed == {}
