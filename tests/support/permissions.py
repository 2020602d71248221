"""Permissions for tests of the vault alone, where no rule decides who may know."""

from collective.conduct.core.vault.permissions import MayKnow
from collective.conduct.storage.vault.permitted import moment


def may_read(case: str, publics: dict[int, bytes]) -> list[MayKnow]:
    """Return permissions for readers: person -> public key."""
    return _permissions(case, publics, "hr")


def may_keep(case: str, publics: dict[int, bytes]) -> list[MayKnow]:
    """Return permissions for escrow holders."""
    return _permissions(case, publics, "escrow_holder")


def may_approve(case: str, publics: dict[int, bytes]) -> list[MayKnow]:
    """Return permissions for approvers of an identity."""
    return _permissions(case, publics, "identity_approver")


def _permissions(case: str, publics: dict[int, bytes], function: str) -> list[MayKnow]:
    return [
        MayKnow(case, person, public, function, moment())
        for person, public in publics.items()
    ]
