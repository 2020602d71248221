"""Plone's own views of things: they show text and fields to whoever may see them.

The text of a governing document is the draft, a contact has its days: so these
views lead to the page of the thing.
"""

from Products.Five.browser import BrowserView


class ToThePage(BrowserView):
    """In the place of one of those views."""

    def __call__(self) -> str:
        self.request.response.redirect(self.context.absolute_url(), status=303)
        return ""
