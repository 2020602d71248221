"""Translate texts and format dates in the language of a request."""

from collective.conduct.vocabularies.common.days import day_in_words
from datetime import date
from datetime import datetime
from plone import api
from zoneinfo import ZoneInfo
from zope.i18n import translate


class Translator:
    """Translator of a request; its language is looked up each time: it may change."""

    def __init__(self, request) -> None:
        self._request = request

    @property
    def language(self) -> str:
        """The two-letter language of the request."""
        found = self._request.get("LANGUAGE") or api.portal.get_current_language()
        return found.split("-")[0]

    def t(self, message) -> str:
        """Translate into the language of the request."""
        return translate(message, context=self._request)

    def day(self, value: date | datetime | str | None) -> str:
        """Format a date in the language of the request ("3 March 2027")."""
        if not value:
            return ""
        if isinstance(value, str):
            value = date.fromisoformat(value[:10])
        return day_in_words(value, self.language)

    def moment(self, seconds: int) -> str:
        """Format a timestamp as date and time in the site's time zone."""
        zone = api.portal.get_registry_record("plone.portal_timezone", default="UTC")
        value = datetime.fromtimestamp(seconds, ZoneInfo(zone or "UTC"))
        return f"{self.day(value.date())} {value:%H:%M}"
