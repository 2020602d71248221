"""Open a site from the command line, beside the processes that serve it.

For a database that several processes may open (ZEO, RelStorage). A FileStorage
belongs to one process: use the REST interface while the site runs.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zope.component.hooks import setSite


class NotOpened(Exception):
    """The site could not be opened; the text says why."""


@contextmanager
def opened(conf: Path, path: str, userid: str) -> Iterator[Any]:
    """Give the site at ``path``, acting as a user of the site or of the root."""
    from Testing.makerequest import makerequest
    from zope.globalrequest import clearRequest
    from zope.globalrequest import setRequest

    app = makerequest(_application(conf))
    setRequest(app.REQUEST)
    try:
        site = app.unrestrictedTraverse(path.strip("/"), None)
        if getattr(site, "portal_type", "") != "Plone Site":
            raise NotOpened(f"there is no Plone site at {path}")
        setSite(site)
        newSecurityManager(None, _user(app, site, userid))
        yield site
    finally:
        noSecurityManager()
        setSite(None)
        clearRequest()
        app._p_jar.close()


def _application(conf: Path) -> Any:
    from Zope2.Startup.run import make_wsgi_app

    import Zope2

    if not conf.is_file():
        raise NotOpened(f"{conf} is no file")
    try:
        make_wsgi_app({}, str(conf))
        return Zope2.app()
    except Exception as problem:  # whatever a configuration or a database says
        raise NotOpened(f"{conf}: {type(problem).__name__}: {problem}") from None


def _user(app: Any, site: Any, userid: str) -> Any:
    for place in (site, app):
        users = place.acl_users
        user = users.getUserById(userid) or users.getUser(userid)
        if user is not None:
            return user.__of__(users)
    raise NotOpened(f"there is no user {userid}")
