"""What is left of a person whose account is deleted."""

from collective.conduct.core.interfaces import IRegister
from collective.conduct.principals.plugin import forget
from Products.PluggableAuthService.interfaces.events import IPrincipalDeletedEvent
from zope.component import adapter
from zope.component import queryUtility


@adapter(IPrincipalDeletedEvent)
def retire_account(event) -> None:
    """Part the person from the account: mandates and answers stay theirs.

    Whoever registers the same user name later is somebody else (DESIGN 4).
    """
    register = queryUtility(IRegister)
    if register is not None:
        register.retire(event.principal)
        forget()
