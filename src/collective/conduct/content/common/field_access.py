"""Restrict the WebDAV and FTP methods that export all fields of an item.

``manage_DAVget`` and ``manage_FTPget`` write out every field for whoever may
view an item, whatever permission the field itself requires.
"""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from collections.abc import Callable
from collective.conduct.core.common.access import PERMISSIONS


METHODS = ("manage_DAVget", "manage_FTPget")


def kept_from_readers(action: str) -> Callable[[type], type]:
    """Decorate a class: these methods require the permission of an action."""

    def decorate(kind: type) -> type:
        security = ClassSecurityInfo()
        for method in METHODS:
            security.declareProtected(PERMISSIONS[action], method)
        kind.security = security
        InitializeClass(kind)
        return kind

    return decorate
