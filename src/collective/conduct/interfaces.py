"""Marker interfaces of the installed product."""

from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IConductLayer(IDefaultBrowserLayer):
    """Browser layer of the sites where the add-on is installed."""
