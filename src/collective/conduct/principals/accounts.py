"""An account that is deleted is nobody's any more."""

from collective.conduct.core.interfaces import IRegister
from Products.PluggableAuthService.interfaces.events import IPrincipalDeletedEvent
from zope.component import adapter
from zope.component import queryUtility


@adapter(IPrincipalDeletedEvent)
def retire(event) -> None:
    """Part the person from the account: the same id, given anew, is another.

    The person stays in the registers, and so do the answers (DESIGN 4).
    """
    register = queryUtility(IRegister)
    if register is not None:
        register.retire(str(event.principal))
