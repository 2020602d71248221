"""The functions whose holders have a key pair: one table.

They handle reports, approve that an identity is opened, or keep a part of the
escrow. ``core.cases.recipients`` names those that a report may go to; all of them
are listed here.
"""

HANDLING = frozenset(
    {
        "archive",
        "chief_executive",
        "head_of_office",
        "hr",
        "legal",
        "municipal_secretary",
        "security",
        "security_coordinator",
    }
)
APPROVING = frozenset({"identity_approver"})
ESCROW = frozenset({"escrow_holder"})
HOLD_KEYS = HANDLING | APPROVING | ESCROW
