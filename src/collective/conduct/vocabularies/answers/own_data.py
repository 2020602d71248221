"""Titles of the fields in the notice of own data."""

from collective.conduct.i18n import _


FIELD_TITLES = {
    "name": _("own_field_name", default="Name"),
    "email": _("own_field_email", default="E-mail address"),
    "body": _("own_field_body", default="Body"),
    "office": _("own_field_office", default="Office"),
    "party": _("own_field_party", default="Party"),
    "extent": _("own_field_extent", default="Share of full time"),
    "period": _("own_field_period", default="From and until"),
}
