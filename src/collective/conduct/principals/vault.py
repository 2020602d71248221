"""Local passwords of accounts: what a session of an open vault is bound to.

Plone tells nobody that a password was changed, so whoever wants to know compares.
"""

from plone import api
from Products.PluggableAuthService.plugins.ZODBUserManager import ZODBUserManager


def password_hash(userid: str) -> bytes:
    """Return the stored hash of an account's password.

    Empty for an account from elsewhere (LDAP, single sign-on): its password is not
    known here, and a change of it cannot be seen.
    """
    portal = api.portal.get()
    found = []
    for place in (portal, portal.getPhysicalRoot()):
        for plugin in place.acl_users.objectValues():
            if isinstance(plugin, ZODBUserManager):
                stored = plugin._user_passwords.get(userid, b"")
                found.append(stored.encode() if isinstance(stored, str) else stored)
    return b"\0".join(found).strip(b"\0")
