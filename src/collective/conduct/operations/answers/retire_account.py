"""Event handler: separate a person from their deleted account."""

from collective.conduct.core.answers.ports import ICalendarTokens
from collective.conduct.core.registers.ports import IRegister
from collective.conduct.operations.registers.account_watch import AccountParted
from collective.conduct.principals.registers.plugin import forget
from Products.PluggableAuthService.interfaces.events import IPrincipalDeletedEvent
from zope.component import adapter
from zope.component import getUtility
from zope.component import queryUtility


@adapter(IPrincipalDeletedEvent)
def retire_account(event) -> None:
    """Separate the person from the account; mandates and answers stay theirs.

    Whoever registers the same user name later is somebody else (DESIGN 4); the
    address of a calendar, which only the account can revoke, is revoked too.
    """
    register, tokens = queryUtility(IRegister), queryUtility(ICalendarTokens)
    if register is None:
        return
    person = register.person_of(event.principal)
    if tokens is not None and person is not None:
        tokens.revoke(person)
    register.retire(event.principal)
    forget()


@adapter(AccountParted)
def revoke_calendar(event) -> None:
    """Revoke the address of a calendar when the account is taken from its person."""
    getUtility(ICalendarTokens).revoke(event.parted.person)
