"""Local role of a case's handlers, read from the vault and stored nowhere else.

Never a group and never ``__ac_local_roles__``: any member can list principals
and their groups (DESIGN 1.4). The reader's wrapped key alone decides.
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
        """Return nobody: who handles a case must not be listed."""
        return iter(())
