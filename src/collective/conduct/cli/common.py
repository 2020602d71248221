"""Open a site from the command line, beside the processes that serve it.

For a database that several processes may open (ZEO, RelStorage): who can read
the server's ``zope.conf`` can read the database. A FileStorage belongs to one
process: ask the site over HTTP while it runs.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from collections.abc import Iterator
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.operations.common import site_version
from collective.conduct.operations.common.site_version import refusal
from collective.conduct.storage.common.site_connection import outside
from contextlib import contextmanager
from contextlib import ExitStack
from pathlib import Path
from plone.base.interfaces import IPloneSiteRoot
from typing import Any
from zExceptions import NotFound
from ZODB.DB import DB
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest
from zope.interface.interfaces import ComponentLookupError


OTHER_VERSIONS = {
    "site_upgrading": "upgrade the add-on in the control panel first",
    "site_too_old": "a development version made it, which cannot be read",
    "site_newer": "a newer version of the add-on made its records",
    "site_copied": "it is a copy; say with conduct-adopt-copy what it is for",
}


class NotOpened(Exception):
    """There is no database, no site or no such user; the text says which."""

    def __init__(self, text: str) -> None:
        super().__init__(well_formed(text))


@contextmanager
def database(conf: Path) -> Iterator[DB]:
    """Open the database that a ``zope.conf`` names, and close it afterwards."""
    found = _database(conf)
    try:
        yield found
    finally:
        found.close()


@contextmanager
def site(database: DB, path: str, copied: bool = False) -> Iterator[Any]:
    """Open the site at a path of the database; nobody is logged in.

    ``copied``: whether a copy that nobody has adopted is opened too.
    """
    with ExitStack() as stack:
        try:
            found = stack.enter_context(outside(database, _steps(path)))
        except (KeyError, AttributeError, NotFound):
            found = None
        if not IPloneSiteRoot.providedBy(found):
            raise NotOpened(f"there is no Plone site at {path}")
        _refuse(refusal(found) or ("" if copied else site_version.copied(found)), path)
        try:
            yield found
        except ComponentLookupError:
            raise NotOpened(f"install or upgrade the add-on at {path}") from None


def _refuse(code: str, path: str) -> None:
    if code:
        raise NotOpened(f"{path} cannot be used: {OTHER_VERSIONS[code]}")


@contextmanager
def acting(site: Any, userid: str) -> Iterator[None]:
    """Act as a user of the site, or of the root."""
    setRequest(site.REQUEST)
    newSecurityManager(None, _user(site, userid))
    try:
        yield
    finally:
        noSecurityManager()
        clearRequest()


def _database(conf: Path) -> DB:
    from zc.lockfile import LockError
    from Zope2.Startup.run import configure_wsgi

    import Zope2

    if not conf.is_file():
        raise NotOpened(f"{conf} is no file")
    try:
        configure_wsgi(str(conf))
        Zope2.app()._p_jar.close()
    except LockError:
        raise NotOpened(
            "the database is in use by a server: ask it over HTTP"
        ) from None
    except Exception as problem:  # whatever a configuration or a database says
        raise NotOpened(f"{conf}: {type(problem).__name__}: {problem}") from None
    return Zope2.DB


def _steps(path: str) -> tuple[str, ...]:
    return ("", *path.strip("/").split("/"))


def _user(site: Any, userid: str) -> Any:
    for users in (site.acl_users, site.getPhysicalRoot().acl_users):
        user = users.getUserById(userid) or users.getUser(userid)
        if user is not None:
            return user.__of__(users)
    raise NotOpened(f"there is no user {userid}")
