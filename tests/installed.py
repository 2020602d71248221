"""Start Zope with the installed package on an empty folder, and print one page.

    python tests/installed.py VAR

Run by ``test_wheel`` in an environment that has this checkout's source nowhere on
its path. Prints JSON: the file of the package, and the page as a manager reads it.
"""

from pathlib import Path
from runpy import run_path

import json
import os
import sys


MAKE_INSTANCE = Path(__file__).parents[1] / "scripts" / "make_instance.py"
COMPILES = "  zope_i18n_compile_mo_files true\n"
ACCOUNT = ("manager", "a password for one page")


def zope(var: Path):
    """Start Zope as the demo does, but let it compile no catalogue."""
    from Zope2.Startup.run import make_wsgi_app

    os.environ.pop("zope_i18n_compile_mo_files", None)
    conf = run_path(str(MAKE_INSTANCE))["write"](var)
    text = conf.read_text(encoding="utf-8")
    assert COMPILES in text
    conf.write_text(text.replace(COMPILES, ""), encoding="utf-8")
    return make_wsgi_app({}, str(conf))


def create_site() -> None:
    """Create a Swedish site with the add-on in it and one manager."""
    from AccessControl.SecurityManagement import newSecurityManager
    from Products.CMFPlone.factory import addPloneSite
    from Testing.makerequest import makerequest

    import transaction
    import Zope2

    root = makerequest(Zope2.app())
    newSecurityManager(None, root.acl_users.getUserById("admin").__of__(root.acl_users))
    site = addPloneSite(
        root,
        "Plone",
        distribution_name="classic",
        setup_content=False,
        default_language="sv",
        portal_timezone="Europe/Stockholm",
    )
    site.portal_setup.runAllImportStepsFromProfile("profile-collective.conduct:default")
    site.acl_users.userFolderAddUser(*ACCOUNT, ["Manager"], [])
    transaction.commit()
    root._p_jar.close()


def page(application) -> str:
    """Return the readiness page as the manager reads it."""
    from webtest import TestApp

    reader = TestApp(application)
    reader.authorization = ("Basic", ACCOUNT)
    return reader.get("/Plone/@@conduct-readiness").text


def main(var: Path) -> dict:
    """Start, create, read."""
    application = zope(var)
    create_site()

    import collective.conduct

    return {"package": collective.conduct.__file__, "page": page(application)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
