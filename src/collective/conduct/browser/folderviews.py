"""Plone's own views of a folder: they show its text to whoever may see it.

The text of a governing document is the draft, so they lead to its page.
"""

from Products.Five.browser import BrowserView


class ToThePage(BrowserView):
    """In the place of one of those views."""

    def __call__(self) -> str:
        self.request.response.redirect(self.context.absolute_url(), status=303)
        return ""
