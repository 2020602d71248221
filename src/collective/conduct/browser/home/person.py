"""Page of a person: all rows of the registers, and the duties.

The address holds the number of the person, never the name.
"""

from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.registers.row_fields import RowFields
from collective.conduct.browser.registers.seatings import Seatings
from collective.conduct.core.obligations.duties import WAITING
from collective.conduct.i18n import _
from collective.conduct.operations.answers.coverage import scope_of
from collective.conduct.operations.answers.duties import duties_of
from collective.conduct.operations.common.authority import actor
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.operations.registers import people
from collective.conduct.operations.registers import rows as registers
from collective.conduct.principals.registers.titles import body_title
from collective.conduct.principals.registers.titles import body_titles
from collective.conduct.vocabularies.answers.outcomes import OUTCOME_TITLES
from collective.conduct.vocabularies.common.catalogue import titles_of
from functools import cached_property


class PersonPage(Seatings, RowFields):
    """Page of a person: rows of now, later and earlier; account; group leaders."""

    def show(self):
        keep_private(self.request.response)
        self.known  # noqa: B018 (a person who is not there is no page)
        return self.index()

    def do(self):
        """Perform the action of the pressed button."""
        number, action = self.known.person.id, self.typed("deed")
        if action == "rename":
            people.rename(number, self.typed("name"))
            words = _("done_renamed", default="The name is changed.")
        elif action == "attach":
            people.attach(number, self.typed("account"))
            words = _("done_attached", default="The account is theirs now.")
        else:
            self._record(number)
            words = _("done_row", default="It is recorded.")
        return self.sent(self.person_url(number), words)

    def _record(self, number: int) -> None:
        body, office = self.typed("body"), self.typed("office")
        if office in titles_of("functions"):
            row = self.function_typed(office, body)
        else:
            row = self.mandate_typed(body)
        registers.record(registers.Who(number), row, self.new_party)

    @cached_property
    def known(self) -> people.PersonRecord:
        return people.known(self.typed_number("id") or 0)

    @property
    def login(self) -> str:
        """The log-in name of the account, "" without one."""
        userid = self.known.person.userid
        user = self.hub.acl_users.getUserById(userid) if userid else None
        return user.getUserName() if user else userid or ""

    # what they hold
    @property
    def parts(self) -> list[dict]:
        """The tables of rows: now, coming, earlier; an empty one is left out."""
        parts = (
            (_("caption_now", default="Now"), self.known.now),
            (_("caption_coming", default="Coming"), self.known.coming),
            (_("caption_earlier", default="Earlier"), self.known.earlier),
        )
        return [
            {"caption": self.t(title), "rows": [self.shown_row(row) for row in rows]}
            for title, rows in parts
            if rows
        ]

    @property
    def corrected(self) -> list[dict]:
        """The corrected rows, with the time for which each was believed."""
        return [
            self.shown_row(row)
            | {"from": self.moment(row.known_from), "to": self.moment(row.known_to)}
            for row in reversed(self.known.corrected)
        ]

    @property
    def leaders(self) -> list[dict]:
        """The leaders of the person's groups, one group per assembly."""
        return [
            {
                "body": body_title(body),
                "party": party,
                "names": ", ".join(f"{each.name} ({party})" for each in leaders),
                "self": any(each.id == self.known.person.id for each in leaders),
            }
            for (body, party), leaders in self.known.leaders.items()
        ]

    @property
    def duties(self) -> list[dict] | None:
        """The person's duties, None for users who may not see answers."""
        if not scope_of(actor()).everything:
            return None
        return [
            {
                "title": each.edition.title,
                "answer": self.t(OUTCOME_TITLES[self._outcome(each)]),
                "due": self.day(each.due) if each.state in WAITING else "",
            }
            for each in duties_of(self.known.person.id)
        ]

    def _outcome(self, duty) -> str:
        return "none" if duty.state in WAITING else duty.outcome

    # the forms
    @property
    def rename_fields(self) -> list[Field]:
        return [
            self.field(
                "name",
                _("label_name", default="Name"),
                required=True,
                otherwise=self.known.person.name,
            )
        ]

    @property
    def attach_fields(self) -> list[Field]:
        return [
            self.field(
                "account", _("label_account", default="Log-in name"), required=True
            )
        ]

    @property
    def record_fields(self) -> list[Field]:
        site = self.t(_("choice_whole_site", default="The whole site (functions)"))
        bodies = sorted(body_titles().items(), key=lambda each: each[1])
        return [
            self.field(
                "body",
                _("column_body", default="Body"),
                "choice",
                options=[*bodies, ("", site)],
            ),
            self.office_field([*self.office_options, *titles_of("functions").items()]),
            *self.party_fields(),
            *self.day_fields(),
        ]

    def opens(self, action: str) -> bool:
        """Whether a folded form is open: the one that was refused."""
        return bool(self.error) and self.typed("deed") == action
