"""Titles of facets: what provisions are about (REQUIREMENTS A1, C13, C32)."""

from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.documents.facets import FACETS
from collective.conduct.i18n import _


FACET_TITLES = {
    "official_official": _(
        "facet_official_official", default="Between elected officials"
    ),
    "official_staff": _("facet_official_staff", default="Officials and staff"),
    "official_public": _("facet_official_public", default="Officials and the public"),
    "discrimination": _("facet_discrimination", default="Discrimination"),
    "harassment": _("facet_harassment", default="Harassment"),
    "sexual_harassment": _("facet_sexual_harassment", default="Sexual harassment"),
    "risk_use": _("facet_risk_use", default="Hazardous use of alcohol and the like"),
    "threats": _("facet_threats", default="Threats and violence"),
    "social_media": _("facet_social_media", default="Media and social media"),
    "procedure": _("facet_procedure", default="Procedure"),
}
require_rows(FACET_TITLES, FACETS, "vocabularies/documents/facets.py: FACET_TITLES")
