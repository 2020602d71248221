"""Pages of the notice of own data: officials confirm it, staff edit it."""

from collective.conduct.browser.common.base import Page
from collective.conduct.browser.common.forms import Field
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.browser.documents.header import NOT_GIVEN
from collective.conduct.core.answers.own_data import FIELDS
from collective.conduct.core.answers.own_data import LANGUAGES
from collective.conduct.i18n import _
from collective.conduct.operations.answers import own_data
from collective.conduct.operations.answers.receipts import receipt_id
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.request_privacy import keep_private
from collective.conduct.vocabularies.answers.own_data import FIELD_TITLES
from collective.conduct.vocabularies.common.catalogue import title_of
from collective.conduct.vocabularies.terms import LANGUAGE_TITLES
from functools import cached_property
from plone import api


class MyDataPage(Page):
    """Page: the current user's own notice, to read and confirm (B18, B32)."""

    def respond(self):
        keep_private(self.request.response)
        return super().respond()

    def do(self):
        own_data.confirm(self.typed("language"), self.typed("shown"))
        done = _("done_notice_read", default="It is recorded that you have read it.")
        return self.sent(f"{self.url}/@@my-data", done)

    @cached_property
    def own(self) -> own_data.Own | None:
        language = self.language if self.language in LANGUAGES else "en"
        return own_data.own(language)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is published about the person: title and value."""
        return [
            (self.t(FIELD_TITLES[key]), self.words(key, value))
            for key, value in self.own.notice.person
        ]

    @property
    def heads(self) -> list[str]:
        """The columns of the table of mandates; empty when none is published."""
        seats = self.own.notice.seats
        return [self.t(FIELD_TITLES[key]) for key, _value in seats[0]] if seats else []

    @property
    def seats(self) -> list[list[str]]:
        """What is published about each mandate."""
        return [
            [self.words(key, value) for key, value in seat]
            for seat in self.own.notice.seats
        ]

    def words(self, key: str, value: str) -> str:
        """A value of the notice as people read it."""
        if not value:
            return self.t(NOT_GIVEN)
        if key == "office":
            return title_of("offices", value)
        if key == "extent":
            return f"{value} %"
        if key == "period":
            first, _slash, last = value.partition("/")
            return f"{self.day(first)} – {self.day(last)}".strip()
        return value

    @property
    def read_on(self) -> str:
        """When a notice was read last, "" when none was."""
        entry = self.own.entry
        return self.moment(entry.when) if entry else ""

    @property
    def receipt(self) -> str:
        return receipt_id(self.own.entry)


class Publishing(FormPage):
    """``@@own-data``: what is published about officials, and who gets it."""

    def show(self):
        authorise("edit_terms", self.context)
        return self.index()

    def do(self):
        texts = {
            name: own_data.written()[name]
            | {key: self.typed(f"{name}_{key}") for key in self.languages}
            for name in ("more", "recipients")
        }
        own_data.publish(self.chosen("fields"), **texts)
        done = _(
            "done_published",
            default="It is saved. Whoever reads something new in their notice is"
            " asked to read it again.",
        )
        return self.sent(f"{self.url}/@@own-data", done)

    @cached_property
    def written(self) -> dict:
        return own_data.written()

    @property
    def facts(self) -> list[dict]:
        """The facts that the register has, each to be ticked."""
        sent = self.request.method == "POST"
        ticked = self.chosen("fields") if sent else self.written["fields"]
        return [
            {"key": key, "title": self.t(FIELD_TITLES[key]), "ticked": key in ticked}
            for key in FIELDS
        ]

    @cached_property
    def languages(self) -> list[str]:
        """The languages of the site, and those that something is written in."""
        setting = "plone.available_languages"
        offered = api.portal.get_registry_record(setting, default=None) or []
        here = {each.split("-")[0] for each in offered}
        used = {
            key
            for name in ("more", "recipients")
            for key, text in self.written[name].items()
            if text.strip()
        }
        return [key for key in LANGUAGES if key in here | used] or [*LANGUAGES]

    @property
    def fields(self) -> list[Field]:
        """Two texts for each language."""
        return [
            self.field(
                f"{name}_{key}",
                self._in(title, key),
                "area",
                help=help,
                otherwise=self.written[name].get(key, ""),
            )
            for key in self.languages
            for name, (title, help) in TEXTS.items()
        ]

    def _in(self, title, key: str) -> str:
        return f"{self.t(title)} ({self.t(LANGUAGE_TITLES[key])})"


TEXTS = {
    "more": (
        _("label_published_more", default="What else is published"),
        _(
            "help_published_more",
            default="What the register does not hold, one a line: portrait, phone"
            " number, register of interests.",
        ),
    ),
    "recipients": (
        _("label_recipients", default="Who gets the facts"),
        _(
            "help_recipients",
            default="One a line: the recipient, a colon, what for.",
        ),
    ),
}
