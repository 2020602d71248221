"""Access table: which roles may do which action in which state.

Keys of ``ROLES`` are used by the registers, the demo accounts, the tests and
the docs alike. ``ACTIONS`` maps action -> state -> roles; what is not in the table
is refused. ``PERMISSIONS`` names the Zope permission that guards the entry points
of an action; its roles are those of all the action's states together. Tests are
generated from the table, and ``rolemap.xml`` and the workflows compared with it.
"""

from collections.abc import Iterable


# role key -> Plone role
ROLES = {
    "anonymous": "Anonymous",
    "member": "Member",
    # in the registers, but not elected: employees, function holders, candidates
    "participant": "Conduct Participant",
    "official": "Conduct Official",
    "leader": "Conduct Leader",
    "secretary": "Conduct Secretary",
    "auditor": "Conduct Auditor",
    "publisher": "Conduct Publisher",
    "registrar": "Conduct Registrar",
    "manager": "Site Administrator",
}
ALIASES = {"Manager": "manager"}
SERVICE = "Conduct Service"  # held by nobody: operations adopt it for one write
# held on an edition alone, by those who may see it today (``core.campaigns.embargo``)
READER = "Conduct Reader"

HANDLER = "Conduct Handler"  # in a case alone, computed (principals.cases)

NOWHERE = "-"  # the state of what has none: the hub, the registers
CASE_STATES = ("received", "triage", "ongoing", "closed")
CAMPAIGN_STATES = ("planned", "running", "closing", "closed")
DOCUMENT_STATES = ("draft", "proposed", "adopted", "revision", "revision_proposed")
EDITION_STATES = (
    "upcoming",
    "in_force",
    "superseded",
    "expired",
    "repealed",
    "annulled",
)

_EVERYBODY = frozenset(ROLES) - {"anonymous"}
_AUTHORS = frozenset({"publisher", "registrar"})
_STAFF = _AUTHORS | {"manager"}
_FOLLOWERS = _AUTHORS | {"auditor", "secretary", "leader"}
_REGISTRAR = frozenset({"registrar"})


def _in(states: Iterable[str], roles: frozenset[str]) -> dict[str, frozenset[str]]:
    return dict.fromkeys(states, roles)


ACTIONS: dict[str, dict[str, frozenset[str]]] = {
    # the hub
    "view_hub": _in([NOWHERE], _EVERYBODY),
    "see_own": _in([NOWHERE], _EVERYBODY),
    "add_hub": _in([NOWHERE], frozenset({"manager"})),
    "add_body": _in([NOWHERE], frozenset({"registrar", "manager"})),
    "add_document": _in([NOWHERE], _STAFF),
    "manage_registers": _in([NOWHERE], frozenset({"registrar", "manager"})),
    "see_readiness": _in([NOWHERE], frozenset({"registrar", "manager"})),
    "see_coverage": _in([NOWHERE], _FOLLOWERS),
    "export_ledger": _in([NOWHERE], frozenset({"auditor"})),
    "read_words": _in([NOWHERE], _AUTHORS),
    "add_channel": _in([NOWHERE], _STAFF),
    "view_channel": _in([NOWHERE], _EVERYBODY),
    "edit_channel": _in([NOWHERE], _STAFF),
    "delete_channel": _in([NOWHERE], _STAFF),
    "edit_terms": _in([NOWHERE], frozenset({"registrar", "manager"})),
    "see_post": _in([NOWHERE], frozenset({"registrar", "manager"})),
    # a campaign
    "add_campaign": _in([NOWHERE], _AUTHORS),
    "view_campaign": {
        **_in(CAMPAIGN_STATES[:1], _AUTHORS),
        **_in(CAMPAIGN_STATES[1:], _FOLLOWERS),
    },
    "edit_campaign": _in(["planned"], _AUTHORS),
    "delete_campaign": _in(["planned"], _AUTHORS),
    "launch_campaign": _in(["planned"], _AUTHORS),
    "wind_down_campaign": _in(["running"], _AUTHORS),
    "close_campaign": _in(["running", "closing"], _AUTHORS),
    "waive": _in(["running", "closing"], frozenset({"registrar", "secretary"})),
    "remind": _in(["running", "closing"], _AUTHORS | {"secretary"}),
    # a governing document
    "view_document": {
        **_in(DOCUMENT_STATES[:2], _STAFF),
        **_in(DOCUMENT_STATES[2:], _EVERYBODY),
    },
    "view_draft": _in(DOCUMENT_STATES, _STAFF),
    "edit_document": _in(["draft", "revision"], _STAFF),
    "delete_document": _in(["draft"], _STAFF),
    "propose": _in(["draft", "revision"], _AUTHORS),
    "send_back": _in(["proposed", "revision_proposed"], _AUTHORS),
    "adopt": _in(["proposed", "revision_proposed"], _REGISTRAR),
    "revise": _in(["adopted"], _AUTHORS),
    # an edition; its state is computed from dates (core.documents.editions)
    "view_edition": _in(EDITION_STATES, _EVERYBODY),
    "answer": _in(["in_force"], frozenset({"participant", "official", "leader"})),
    "record_on_behalf": _in(
        ["in_force", "superseded"], frozenset({"registrar", "secretary"})
    ),
    "correct": _in(["upcoming", "in_force", "superseded"], _REGISTRAR),
    "annul": _in(["upcoming"], _REGISTRAR),
    "repeal": _in(["in_force"], _REGISTRAR),
}

# What the handlers of a case may do in it; nobody else may do anything.
CASE_ACTIONS = {
    "view_case": CASE_STATES,
    "begin_triage": ("received",),
    "take_up": ("triage",),
    "close_case": ("triage", "ongoing"),
}

PERMISSIONS = {
    "view_hub": "View",
    "see_own": "collective.conduct: See own answers",
    "add_hub": "collective.conduct: Add hub",
    "add_body": "collective.conduct: Add body",
    "add_document": "collective.conduct: Add document",
    "manage_registers": "collective.conduct: Manage registers",
    "see_readiness": "collective.conduct: See readiness",
    "see_coverage": "collective.conduct: See coverage",
    "export_ledger": "collective.conduct: Export ledger",
    "read_words": "collective.conduct: Read words",
    "add_channel": "collective.conduct: Add channel",
    "view_channel": "View",
    "edit_channel": "Modify portal content",
    "delete_channel": "Delete objects",
    "edit_terms": "collective.conduct: Edit terms",
    "see_post": "collective.conduct: See post",
    "add_campaign": "collective.conduct: Add campaign",
    "view_campaign": "View",
    "edit_campaign": "Modify portal content",
    "delete_campaign": "Delete objects",
    "launch_campaign": "collective.conduct: Run campaign",
    "wind_down_campaign": "collective.conduct: Run campaign",
    "close_campaign": "collective.conduct: Run campaign",
    "waive": "collective.conduct: Waive answer",
    "remind": "collective.conduct: Send reminder",
    "view_document": "View",
    "view_draft": "collective.conduct: View draft",
    "edit_document": "Modify portal content",
    "delete_document": "Delete objects",
    "propose": "collective.conduct: Propose document",
    "send_back": "collective.conduct: Propose document",
    "adopt": "collective.conduct: Adopt edition",
    "revise": "collective.conduct: Propose document",
    "view_edition": "View",
    "answer": "collective.conduct: Answer",
    "record_on_behalf": "collective.conduct: Record answers",
    "correct": "collective.conduct: Adopt edition",
    "annul": "collective.conduct: Adopt edition",
    "repeal": "collective.conduct: Adopt edition",
}


def allowed(action: str, state: str, roles: Iterable[str]) -> bool:
    """Whether somebody with these role keys may do the action in that state."""
    return not ACTIONS[action].get(state, frozenset()).isdisjoint(roles)


def role_keys(plone_roles: Iterable[str]) -> frozenset[str]:
    """Translate Plone role names to role keys; unknown ones are dropped."""
    names = {plone: key for key, plone in ROLES.items()} | ALIASES
    return frozenset(names[role] for role in plone_roles if role in names)
