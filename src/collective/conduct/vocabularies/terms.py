"""Titles of the coded values that the domain uses."""

from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.documents.headers import CLASSES
from collective.conduct.core.documents.headers import TYPES
from collective.conduct.core.ledger.entries import ANSWERS
from collective.conduct.core.registers.mandates import FUNCTIONS
from collective.conduct.core.registers.mandates import OFFICES
from collective.conduct.i18n import _


FUNCTION_TITLES = {
    "publisher": _("function_publisher", default="Publisher of governing documents"),
    "registrar": _("function_registrar", default="Registrar"),
    "secretary": _("function_secretary", default="Secretary of a body"),
    "auditor": _("function_auditor", default="Auditor"),
    "municipal_secretary": _(
        "function_municipal_secretary", default="Municipal secretary"
    ),
    "head_of_office": _("function_head_of_office", default="Head of office"),
    "chief_executive": _("function_chief_executive", default="Chief executive"),
    "hr": _("function_hr", default="Head of HR"),
    "security": _("function_security", default="Head of security"),
    "security_coordinator": _(
        "function_security_coordinator", default="Security coordinator"
    ),
    "legal": _("function_legal", default="Municipal lawyer"),
    "archive": _("function_archive", default="Archivist"),
    "identity_approver": _(
        "function_identity_approver", default="Approver of identity requests"
    ),
    "escrow_holder": _("function_escrow_holder", default="Holder of an escrow key"),
    "employee": _("function_employee", default="Employee"),
}

OFFICE_TITLES = {
    "ordinary": _("office_ordinary", default="Ordinary member"),
    "substitute": _("office_substitute", default="Substitute"),
    "chair": _("office_chair", default="Chair"),
    "vice_chair": _("office_vice_chair", default="Vice chair"),
    "group_leader": _("office_group_leader", default="Group leader"),
    "commissioner": _("office_commissioner", default="Municipal commissioner"),
    "presidium": _("office_presidium", default="Member of the presidium"),
    "candidate": _("office_candidate", default="Candidate"),
}

# What a row makes of its person on the site (core.common.access.ROLES).
ROLE_TITLES = {
    "participant": _("role_participant", default="may answer as a participant"),
    "official": _("role_official", default="elected official"),
    "leader": _("role_leader", default="group leader"),
    "secretary": _("role_secretary", default="secretary of a body"),
    "auditor": _("role_auditor", default="auditor"),
    "publisher": _("role_publisher", default="publisher"),
    "registrar": _("role_registrar", default="registrar"),
}

BODY_KIND_TITLES = {
    "council": _("body_council", default="Council"),
    "board": _("body_board", default="Board or committee"),
    "company": _("body_company", default="Company"),
    "party_group": _("body_party_group", default="Party group"),
    "presidium": _("body_presidium", default="Presidium"),
    "office": _("body_office", default="Office"),
}

CLASS_TITLES = {
    "normative": _("class_normative", default="Normative governing document"),
    "other": _("class_other", default="Other governing document"),
}

TYPE_TITLES = {
    "policy": _("type_policy", default="Policy"),
    "guideline": _("type_guideline", default="Guideline"),
    "routine": _("type_routine", default="Routine"),
    "guidance": _("type_guidance", default="Guidance"),
    "code": _("type_code", default="Code of conduct"),
    "programme": _("type_programme", default="Programme"),
    "plan": _("type_plan", default="Plan"),
    "action_plan": _("type_action_plan", default="Action plan"),
    "value_base": _("type_value_base", default="Value document"),
    "source": _("type_source", default="Source document"),
}

ANSWER_TITLES = {
    "acknowledged": _("answer_acknowledged", default="I have read it"),
    "committed": _("answer_committed", default="I will follow it"),
    "objected": _("answer_objected", default="I have objections"),
    "declined": _("answer_declined", default="I do not answer"),
}

# The choices in full: frozen into every edition at its adoption.
STATEMENTS = {
    "acknowledged": _(
        "statement_acknowledged",
        default="I have read it. I say that I have read the text, and nothing more.",
    ),
    "committed": _(
        "statement_committed",
        default="I will follow it. I have read the text and intend to act by it.",
    ),
    "objected": _(
        "statement_objected",
        default="I have objections. I have read the text and say in my own words"
        " what I object to.",
    ),
    "declined": _(
        "statement_declined",
        default="I do not answer. I am elected and not obliged to answer; I will not"
        " be reminded again.",
    ),
}
for _name, _keys, _titles in (
    ("FUNCTION_TITLES", FUNCTIONS, FUNCTION_TITLES),
    ("OFFICE_TITLES", OFFICES, OFFICE_TITLES),
    ("CLASS_TITLES", CLASSES, CLASS_TITLES),
    ("TYPE_TITLES", TYPES, TYPE_TITLES),
    ("ANSWER_TITLES", ANSWERS, ANSWER_TITLES),
    ("STATEMENTS", ANSWERS, STATEMENTS),
):
    require_rows(_titles, _keys, f"vocabularies/terms.py: {_name}")

LANGUAGE_TITLES = {
    "sv": _("language_sv", default="Swedish"),
    "da": _("language_da", default="Danish"),
    "en": _("language_en", default="English"),
}
