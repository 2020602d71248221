"""Create the Plone site of the demo, once."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from make_instance import ROOT_USER
from Products.CMFPlone.factory import addPloneSite
from Testing.makerequest import makerequest
from zope.component.hooks import setSite

import transaction


SITE_ID = "Plone"
TITLE = "Lindåsa kommun"
PROFILES = ("collective.conduct:default", "collective.conduct:demo")


def exists(root) -> bool:
    """Tell whether the site was created by an earlier start."""
    return SITE_ID in root.objectIds()


def create(root, remember) -> None:
    """Create the site with the add-on and the demo, all of it or nothing.

    `remember` gets what a person needs to log in, before the commit: so a
    site that exists always has its log-ins written down.
    """
    root = makerequest(root)
    admin = root.acl_users.getUserById(ROOT_USER)
    newSecurityManager(None, admin.__of__(root.acl_users))
    try:
        site = _plone(root)
        for profile in PROFILES:
            site.portal_setup.runAllImportStepsFromProfile(f"profile-{profile}")
        remember(described(site))
        transaction.commit()
    finally:
        setSite(None)
        noSecurityManager()
        transaction.abort()


def _plone(root):
    return addPloneSite(
        root,
        SITE_ID,
        title=TITLE,
        distribution_name="classic",
        setup_content=False,
        default_language="sv",
        portal_timezone="Europe/Stockholm",
    )


def described(site) -> dict:
    """Return hub, documents and accounts as the demo profile made them."""
    # Imported here: ZCML must have loaded the product before.
    from collective.conduct.setuphandlers import demo

    return {
        "hub": demo.hub_path(site),
        "documents": demo.documents(site),
        "accounts": demo.accounts(site),
        "forms": demo.forms(site),
    }
