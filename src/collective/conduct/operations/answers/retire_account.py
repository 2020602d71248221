"""What is left of a person whose account is deleted."""

from collective.conduct.core.answers.ports import ICalendarTokens
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.principals.registers.plugin import forget
from Products.PluggableAuthService.interfaces.events import IPrincipalDeletedEvent
from zope.component import adapter
from zope.component import queryUtility


@adapter(IPrincipalDeletedEvent)
def retire_account(event) -> None:
    """Part the person from the account: mandates and answers stay theirs.

    Whoever registers the same user name later is somebody else (DESIGN 4); the
    address of a calendar, which only the account can take back, goes with it.
    """
    register, feeds = queryUtility(IRegister), queryUtility(ICalendarTokens)
    if register is None:
        return
    person = register.person_of(event.principal)
    if feeds is not None and person is not None:
        feeds.revoke(person)
    register.retire(event.principal)
    forget()
