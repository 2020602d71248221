"""Titles and help texts of the report forms."""

from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.i18n import _
from zope.i18n import translate


TITLES = {
    "harassment": _("form_harassment", default="Harassment or offensive treatment"),
    "threats": _("form_threats", default="Threats, violence or a hate campaign"),
    "risk_use": _("form_risk_use", default="Concern about alcohol, drugs or gambling"),
    "code": _("form_code", default="Breach of the code of conduct"),
    "reprisal": _("form_reprisal", default="Reprisal after a report"),
    "support": _("form_support", default="Wish for support or advice"),
    "medicine": _("form_medicine", default="Tell of a prescribed medicine"),
}
HELP = {
    "harassment": _(
        "help_form_harassment",
        default="Somebody treats you or another person in a way that hurts or demeans.",
    ),
    "threats": _(
        "help_form_threats",
        default="Somebody threatens, follows, smears or attacks you or another person.",
    ),
    "risk_use": _(
        "help_form_risk_use",
        default="You are worried about somebody, or about yourself.",
    ),
    "code": _(
        "help_form_code",
        default="Something was done that the code of conduct does not allow.",
    ),
    "reprisal": _(
        "help_form_reprisal",
        default="You are treated worse because you, or somebody else, told of"
        " something.",
    ),
    "support": _(
        "help_form_support",
        default="You want somebody to talk to, or advice. Nothing is investigated.",
    ),
    "medicine": _(
        "help_form_medicine",
        default="A medicine may affect you in your mandate, and you want it to be"
        " known in confidence.",
    ),
}
for _name, _table in (("TITLES", TITLES), ("HELP", HELP)):
    require_rows(_table, FORMS, f"vocabularies/cases/forms.py: {_name}")


def title_of(form: str, language: str) -> str:
    """Return the title of a form; ``Invalid`` "form_unknown"."""
    return _in(TITLES, form, language)


def help_of(form: str, language: str) -> str:
    """Return the help text of a form, one sentence; ``Invalid`` "form_unknown"."""
    return _in(HELP, form, language)


def _in(table: dict[str, str], form: str, language: str) -> str:
    if form not in table:
        raise Invalid("form_unknown")
    return translate(table[form], target_language=language)
