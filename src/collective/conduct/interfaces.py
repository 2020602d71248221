"""Marker interfaces of the installed product."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IConductLayer(IDefaultBrowserLayer):
    """The browser layer: where the add-on is installed, and nowhere else."""
