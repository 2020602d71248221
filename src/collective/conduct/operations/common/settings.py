"""Read the settings of the site, with the defaults of the product."""

from collective.conduct.content.settings import IConductSettings
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import queryUtility


def setting(name: str) -> Any:
    """The value of a field of ``IConductSettings``; None when it was emptied."""
    default, registry = IConductSettings[name].default, queryUtility(IRegistry)
    if registry is None:
        return default
    return registry.get(f"collective.conduct.{name}", default)
