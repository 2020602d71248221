"""Form pages: end a row of the registers, or the term of a body, with a preview."""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.registers.row_pages import OfRow
from collective.conduct.browser.registers.seatings import Seatings
from collective.conduct.core.common.errors import Invalid
from collective.conduct.i18n import _
from collective.conduct.operations.campaigns import end_mandate
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.registers import roster
from collective.conduct.operations.registers import rows as registers
from collective.conduct.operations.registers.terms_of_office import terms
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.vocabularies.errors import words
from collective.conduct.vocabularies.terms import ROLE_TITLES
from functools import cached_property


class Ends(FormPage):
    """Base form: choose the last day and see what would end.

    The address holds the day; nothing is written before the button.
    """

    preview: end_mandate.EndingPreview | None = None

    def show(self):
        authorise("manage_registers")
        keep_private(self.request.response)
        try:
            self.preview = self.look()
        except Invalid as error:
            self.refuse_quietly(error)
            self.error = self.t(words(error))
        return self.index()

    @property
    def last(self):
        """The last day: the one that was chosen, or the one that is likely."""
        return self.day_in("last") if self.typed("last") else self.likely

    @property
    def fields(self) -> list[Field]:
        return [
            self.field(
                "last",
                _("label_row_end", default="Last day"),
                "date",
                required=True,
                otherwise=self.likely.isoformat(),
            )
        ]

    # what will happen
    @cached_property
    def held(self) -> list[roster.Held]:
        """The rows that end, with their people."""
        return roster.named(list(self.preview.ending.rows))

    @property
    def rows(self) -> list[dict]:
        return [self.shown(each) for each in self.held]

    @property
    def count(self) -> int:
        return len(self.preview.ending.rows)

    @property
    def leaving(self) -> int:
        """How many people have no seat left in the body."""
        return len(self.preview.ending.leaving)

    @property
    def lost(self) -> list[dict]:
        """Who loses which role, by name."""
        people = {each.person.id: each.person for each in self.held}
        lost = self.preview.ending.lost
        return [
            {
                "name": person.name,
                "roles": ", ".join(
                    self.t(ROLE_TITLES[e]) for e in sorted(lost[number])
                ),
            }
            for number, person in people.items()
            if number in lost
        ]

    @property
    def leaderless(self) -> list[str]:
        """The groups that are left without a leader."""
        groups = self.preview.ending.leaderless
        return [f"{party} ({body_title(body)})" for body, party in groups]

    @property
    def lapsing(self) -> list[dict] | None:
        """Documents with the number of those who will not be asked any longer."""
        lapsing = self.preview.lapsing
        if lapsing is None:
            return None
        return [
            {"title": title, "count": len(who)}
            for title, who in sorted(lapsing.items())
        ]

    @property
    def seen(self) -> str:
        """The rows that are shown: those and no others are ended."""
        return " ".join(map(str, self.preview.ending.numbers))

    @property
    def last_shown(self) -> str:
        return self.preview.ending.last.isoformat()

    @property
    def last_in_words(self) -> str:
        return self.day(self.preview.ending.last)


class EndRow(Ends, OfRow):
    """End one mandate or function."""

    @property
    def likely(self):
        return max(self.today, self.row.start)

    def look(self) -> end_mandate.EndingPreview:
        return end_mandate.preview_row(self.row.row, self.last)

    def do(self):
        back = self.back
        registers.end_row(self.row.row, self.day_in("last"))
        return self.sent(back, _("done_row_ended", default="It ends then."))


class EndTermPage(Ends, Seatings):
    """End all mandates of a body: the term is over (REQUIREMENTS B14)."""

    @property
    def likely(self):
        return terms().of(self.today)[1]

    @property
    def back(self) -> str:
        return self.url

    def look(self) -> end_mandate.EndingPreview:
        return end_mandate.preview_term(self.context.getId(), self.last)

    def do(self):
        seen = [int(each) for each in self.typed("seen").split() if each.isdecimal()]
        body = self.context.getId()
        count = end_mandate.end_term(body, self.day_in("last"), tuple(seen))
        words = _(
            "done_term_ended",
            default="${count} mandates end then.",
            mapping={"count": count},
        )
        return self.sent(self.url, words)
