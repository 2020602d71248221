"""Who handles a case has a role in it: read from the vault, kept nowhere else.

Never a group and never ``__ac_local_roles__``: any member can list principals
and their groups (DESIGN 1.4). A reader's wrap is the one truth.
"""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from collective.conduct.content.cases import IConductCase
from collective.conduct.core.common.access import HANDLER
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.core.vault.ports import IVault
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer


@implementer(ILocalRoleProvider)
@adapter(IConductCase)
class Handlers:
    """See ILocalRoleProvider."""

    def __init__(self, case) -> None:
        self.case = case.getId()

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        register, vault = queryUtility(IRegister), queryUtility(IVault)
        if register is None or vault is None:
            return ()
        person = register.person_of(principal_id)
        handles = person is not None and person in vault.readers(self.case)
        return (HANDLER,) if handles else ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Nobody is listed: who handles a case is not for those who list roles."""
        return iter(())
