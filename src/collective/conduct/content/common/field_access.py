"""Doors of Plone to all fields of a thing at once, opened to its keepers alone.

``manage_DAVget`` and ``manage_FTPget`` write out every field for whoever may
view a thing, whatever permission a field asks for.
"""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from collections.abc import Callable
from collective.conduct.core.common.access import PERMISSIONS


DOORS = ("manage_DAVget", "manage_FTPget")


def kept_from_readers(action: str) -> Callable[[type], type]:
    """Decorate a class: these doors ask for the permission of an action."""

    def decorate(kind: type) -> type:
        security = ClassSecurityInfo()
        for door in DOORS:
            security.declareProtected(PERMISSIONS[action], door)
        kind.security = security
        InitializeClass(kind)
        return kind

    return decorate
