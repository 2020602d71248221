"""Personal page: one's duties, one's answers, and who sees them."""

from collective.conduct.browser.answers.cards import Cards
from collective.conduct.browser.answers.readers import readers_in_words
from collective.conduct.browser.answers.readers import ReadersInWords
from collective.conduct.browser.common.base import Page
from collective.conduct.operations.answers.duties import answered_by
from collective.conduct.operations.answers.edition_queries import mandates_today
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.hub import hub
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.answers.outcomes import OUTCOME_TITLES
from collective.conduct.vocabularies.common.catalogue import title_of
from collective.conduct.vocabularies.terms import ANSWER_TITLES
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView


# Answers are worded by the person ("I have read it"), the rest about them.
MY_TITLES = OUTCOME_TITLES | ANSWER_TITLES


class MyPage(Page):
    """The personal page of the current user."""

    def show(self):
        keep_private(self.request.response)
        authorise("see_own", self.context)
        return self.index()

    @cached_property
    def waits(self) -> Cards:
        """The duties of the current user, as cards."""
        return Cards(self.translator, self.who.person, self.hub_url)

    @property
    def readers(self) -> ReadersInWords:
        """Who sees what they answer."""
        return readers_in_words(self.translator)

    @cached_property
    def answers(self) -> list[dict]:
        """My answers, latest first, each with its receipt."""
        return [
            {
                "title": each.edition.title if each.edition else "",
                "language": each.edition.language if each.edition else None,
                "number": each.edition.number if each.edition else 0,
                "answer": self.t(MY_TITLES[each.entry.kind]),
                "when": self.moment(each.entry.when),
                "url": f"{self.hub_url}/@@receipt?id={receipt_id(each.entry)}",
            }
            for each in answered_by(self.who.person)
        ]

    @property
    def mandates(self) -> list[str]:
        """What I am elected to, as the register has it today."""
        titles = []
        for row in mandates_today():
            office = title_of("offices", row.office)
            party = f" ({row.party})" if row.party else ""
            titles.append(f"{body_title(row.body)}: {office}{party}")
        return titles


class HubAddress(BrowserView):
    """Target of the user menu: redirect to the personal page in the hub."""

    def my_page(self) -> str:
        """The address of the own page, "" when it cannot be shown."""
        hub_found = hub()
        if hub_found is None or not api.user.has_permission("View", obj=hub_found):
            return ""
        return f"{hub_found.absolute_url()}/@@my-page"

    def __call__(self):
        self.request.response.redirect(self.my_page() or self.context.absolute_url())
        return ""
