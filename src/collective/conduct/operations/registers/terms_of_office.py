"""The terms of office of this site."""

from collective.conduct.core.registers.terms_of_office import TermsOfOffice
from plone import api


def terms() -> TermsOfOffice:
    """The terms of office of this site (settings)."""
    first = api.portal.get_registry_record("collective.conduct.first_term_day")
    years = api.portal.get_registry_record("collective.conduct.term_years")
    return TermsOfOffice(first, years)
