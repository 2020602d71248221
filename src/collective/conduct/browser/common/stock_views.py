"""Replace Plone's stock views of our content by redirects to its own pages.

A stock view shows all fields to whoever may view an item: the draft of a governing
document, or a contact on days when it is not to be shown.
"""

from Products.Five.browser import BrowserView


class ToThePage(BrowserView):
    """Redirect (303) from a stock view to the item's own page."""

    def __call__(self) -> str:
        self.request.response.redirect(self.context.absolute_url(), status=303)
        return ""
