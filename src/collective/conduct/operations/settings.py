"""What the site has set, or what every site starts with."""

from collective.conduct.content.settings import IConductSettings
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import queryUtility


def setting(name: str) -> Any:
    """The value of a field of ``IConductSettings``."""
    registry = queryUtility(IRegistry)
    found = None if registry is None else registry.get(f"collective.conduct.{name}")
    return IConductSettings[name].default if found is None else found
